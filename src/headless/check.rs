//! `check`: the diagnostics of a design.

use clap::ValueEnum;
use serde_json::json;

use super::{Exit, Failure, Streams, input::Input, overlay::OverlayArgs, write_json};
use crate::{
    check::{self, Diagnostic, Severity},
    model::Design,
};

const EXAMPLES: &str = "\
Examples:
  vpc-designer check network.json
  vpc-designer check --fail-on warning network.json
  vpc-designer check --format json network.json | jq -r '.diagnostics[].message'
  vpc-designer rule E301";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArgs {
    #[arg(long, value_enum, default_value = "text")]
    format: CheckFormat,
    /// The least severity that makes the exit status 1
    #[arg(long, value_enum, default_value = "error")]
    fail_on: Threshold,
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
    let design = args.input.open(streams)?;
    let catalog = args.overlay.catalog(streams.err)?;
    let diagnostics = check::check(&design, &catalog);
    match args.format {
        CheckFormat::Text => text(&args.input, &design, &diagnostics, streams)?,
        CheckFormat::Json => {
            let rows: Vec<_> = diagnostics.iter().map(|d| row(&design, d)).collect();
            let counts = Severity::ALL.map(|s| (s.word().to_owned(), json!(count(&diagnostics, s))));
            let counts: serde_json::Map<_, _> = counts.into_iter().collect();
            write_json(streams.out, &json!({ "diagnostics": rows, "counts": counts }))?;
        }
    }
    let found = diagnostics.iter().any(|d| args.fail_on.is_met_by(d.rule.severity));
    Ok(if found { Exit::Findings } else { Exit::Ok })
}

fn text(
    input: &Input,
    design: &Design,
    diagnostics: &[Diagnostic],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let name = input.name();
    for diagnostic in diagnostics {
        let Diagnostic { rule, at, message, .. } = diagnostic;
        let label = one_line(&design.label(*at));
        let message = one_line(message);
        let severity = rule.severity.word();
        writeln!(streams.out, "{name}: {severity}[{}] {at} ({label}): {message}", rule.code)?;
    }
    let counts: Vec<String> = Severity::ALL
        .iter()
        .filter_map(|severity| match count(diagnostics, *severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.word())),
            n => Some(format!("{n} {}", severity.plural())),
        })
        .collect();
    let summary = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
    writeln!(streams.err, "{name}: {summary}")?;
    Ok(())
}

fn row(design: &Design, diagnostic: &Diagnostic) -> serde_json::Value {
    let Diagnostic { rule, at, related, message, fixes } = diagnostic;
    json!({
        "code": rule.code,
        "rule": rule.name,
        "severity": rule.severity.word(),
        "at": at,
        "label": design.label(*at),
        "message": message,
        "related": related,
        "fixes": fixes,
        "source": rule.source(),
    })
}

fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.rule.severity == severity).count()
}

/// A finding is one line, whatever a name holds.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
