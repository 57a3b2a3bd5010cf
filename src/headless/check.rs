//! `check`: the diagnostics of a design, and their fixes.

mod sarif;

use std::{fs, path::PathBuf};

use clap::ValueEnum;
use serde_json::json;

use super::{
    Exit, Failure, Streams,
    input::{Input, Read},
    one_line,
    overlay::OverlayArgs,
    write_json,
};
use crate::{
    check::{self, Diagnostic, Findings, Severity},
    file,
    model::Design,
};

const EXAMPLES: &str = "\
Examples:
  vpc-designer check network.json
  vpc-designer check --fail-on warning network.json
  vpc-designer check --fix network.json
  vpc-designer check --fix --out fixed.json network.json
  vpc-designer check --format json network.json | jq -r '.diagnostics[].message'
  vpc-designer check --format sarif network.json > network.sarif
  vpc-designer rule E301

Findings that the design suppresses, each with its reason, are told as suppressed and do not count.

Exit status:
  0  no finding of the severity of --fail-on or worse is left
  1  there is one
  2  wrong usage, or a design that cannot be read or written";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArgs {
    #[arg(long, value_enum, default_value = "text")]
    format: CheckFormat,
    /// The least severity that makes the exit status 1
    #[arg(long, value_enum, default_value = "error")]
    fail_on: Threshold,
    /// Apply every fix that needs no decision and write the design back; what is told is what is left
    #[arg(long)]
    fix: bool,
    /// Where --fix writes the design instead
    #[arg(long, value_name = "FILE", requires = "fix")]
    out: Option<PathBuf>,
    #[command(flatten)]
    overlay: OverlayArgs,
    #[command(flatten)]
    input: Input,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// One line per finding
    Text,
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Threshold {
    Error,
    Warning,
    Info,
    /// The exit status is 0 whatever is found
    Never,
}

impl Threshold {
    fn is_met_by(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity == Severity::Error,
            Self::Warning => severity != Severity::Info,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let Read { mut design, mut text } = args.input.read(streams)?;
    let catalog = args.overlay.catalog(streams.err)?;
    if args.fix {
        let path = args.out.clone().or_else(|| args.input.path().map(PathBuf::from));
        let path = path.ok_or_else(|| {
            Failure::Usage(
                "--fix needs a file, or --out where the design comes from standard input".to_owned(),
            )
        })?;
        let applied = check::fix_all(&mut design, &catalog);
        for fix in &applied {
            writeln!(streams.err, "{}: fixed: {}", args.input.name(), one_line(&fix.label))?;
        }
        if !applied.is_empty() || args.out.is_some() {
            text = file::save(&design);
            fs::write(&path, &text).map_err(|error| Failure::Write { path, error })?;
        }
    }
    let findings = check::findings(&design, &catalog);
    match args.format {
        CheckFormat::Text => text_format(&args.input, &design, &findings, streams)?,
        CheckFormat::Json => write_json(streams.out, &json_format(&design, &findings))?,
        CheckFormat::Sarif => {
            let source = sarif::Source {
                path: args.out.as_deref().map(std::path::Path::as_os_str).or(args.input.path()),
                text: &text,
            };
            write_json(streams.out, &sarif::log(&design, &findings, &source, &catalog))?;
        }
    }
    let found = findings.open.iter().any(|d| args.fail_on.is_met_by(d.rule.severity));
    Ok(if found { Exit::Findings } else { Exit::Ok })
}

fn text_format(
    input: &Input,
    design: &Design,
    findings: &Findings,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let name = input.name();
    let line = |diagnostic: &Diagnostic| {
        let Diagnostic { rule, at, message, .. } = diagnostic;
        let place = at.map_or_else(String::new, |at| format!(" {at} ({})", one_line(&design.label(at))));
        format!("{}[{}]{place}: {}", rule.severity.word(), rule.code, one_line(message))
    };
    for diagnostic in &findings.open {
        writeln!(streams.out, "{name}: {}", line(diagnostic))?;
    }
    for suppressed in &findings.suppressed {
        let reason = one_line(&suppressed.by.reason);
        writeln!(streams.out, "{name}: suppressed {} (reason: {reason})", line(&suppressed.diagnostic))?;
    }
    let mut parts: Vec<String> = Severity::ALL
        .iter()
        .filter_map(|severity| match findings.count(*severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.word())),
            n => Some(format!("{n} {}", severity.plural())),
        })
        .collect();
    if parts.is_empty() {
        parts.push("no findings".to_owned());
    }
    if !findings.suppressed.is_empty() {
        parts.push(format!("{} suppressed", findings.suppressed.len()));
    }
    let fixable = findings.open.iter().filter(|d| d.fixes.iter().any(|fix| fix.automatic)).count();
    if fixable > 0 {
        parts.push(format!("{fixable} can be fixed with --fix"));
    }
    writeln!(streams.err, "{name}: {}", parts.join(", "))?;
    Ok(())
}

fn json_format(design: &Design, findings: &Findings) -> serde_json::Value {
    let rows: Vec<_> = findings.open.iter().map(|diagnostic| row(design, diagnostic)).collect();
    let suppressed: Vec<_> = findings
        .suppressed
        .iter()
        .map(|suppressed| {
            let mut row = row(design, &suppressed.diagnostic);
            row["suppression"] = json!(suppressed.by);
            row
        })
        .collect();
    let counts: serde_json::Map<String, serde_json::Value> = Severity::ALL
        .map(|severity| (severity.word().to_owned(), json!(findings.count(severity))))
        .into_iter()
        .collect();
    json!({ "diagnostics": rows, "suppressed": suppressed, "counts": counts })
}

fn row(design: &Design, diagnostic: &Diagnostic) -> serde_json::Value {
    let Diagnostic { rule, at, related, message, fixes } = diagnostic;
    json!({
        "code": rule.code,
        "rule": rule.name,
        "severity": rule.severity.word(),
        "at": at,
        "label": at.map(|at| design.label(at)),
        "message": message,
        "related": related,
        "fixes": fixes,
        "source": rule.source(),
    })
}
