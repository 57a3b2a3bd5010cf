//! `rule`: the rules of `check`, and what each is about.

mod page;

use clap::ValueEnum;
use serde_json::json;

use super::{Exit, Failure, Streams, write_json, write_table};
use crate::check::{self, RuleInfo};

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  vpc-designer rule\n  vpc-designer rule E301\n  vpc-designer rule --format html > rules.html"
)]
pub(super) struct RuleArgs {
    /// The code of a rule, such as E301; without it, all rules are listed
    code: Option<String>,
    #[arg(long, value_enum, default_value = "table")]
    format: RuleFormat,
}

/// How rules are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RuleFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// All rules as a web page; the app has it as rules.html
    Html,
}

pub(super) fn run(args: &RuleArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    match (&args.code, args.format) {
        (None, RuleFormat::Table) => {
            let head = ["CODE", "SEVERITY", "RULE"].map(str::to_owned).to_vec();
            let rows =
                check::rules().map(|r| [r.code, r.severity.word(), r.title()].map(str::to_owned).to_vec());
            write_table(streams.out, &std::iter::once(head).chain(rows).collect::<Vec<_>>())?;
        }
        (None, RuleFormat::Json) => write_json(streams.out, &check::rules().map(row).collect::<Vec<_>>())?,
        (None, RuleFormat::Html) => streams.out.write_all(page::page().as_bytes())?,
        (Some(_), RuleFormat::Html) => {
            return Err(Failure::Usage("--format html is for all rules; leave the code out".to_owned()));
        }
        (Some(code), format @ (RuleFormat::Table | RuleFormat::Json)) => {
            let rule = check::rules().find(|rule| rule.code.eq_ignore_ascii_case(code)).ok_or_else(|| {
                Failure::Usage(format!("There is no rule “{code}”; vpc-designer rule lists them"))
            })?;
            if format == RuleFormat::Json {
                write_json(streams.out, &row(rule))?;
            } else {
                let severity = rule.severity.word();
                writeln!(streams.out, "{} ({}, {severity})\n\n{}", rule.code, rule.name, rule.doc())?;
            }
        }
    }
    Ok(Exit::Ok)
}

fn row(rule: &RuleInfo) -> serde_json::Value {
    json!({
        "code": rule.code,
        "rule": rule.name,
        "severity": rule.severity.word(),
        "title": rule.title(),
        "why": rule.section("Why"),
        "example": rule.section("Example"),
        "fix": rule.section("Fix"),
        "source": rule.source(),
    })
}
