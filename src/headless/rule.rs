//! `rule`: the rules of `check`, and what each is about.

use serde_json::json;

use super::{Exit, Failure, Format, Streams, write_json, write_table};
use crate::check::{self, RuleInfo};

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  vpc-designer rule\n  vpc-designer rule E301")]
pub(super) struct RuleArgs {
    /// The code of a rule, such as E301; without it, all rules are listed
    code: Option<String>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub(super) fn run(args: &RuleArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    match (&args.code, args.format) {
        (None, Format::Table) => {
            let head = ["CODE", "SEVERITY", "RULE"].map(str::to_owned).to_vec();
            let rows =
                check::rules().map(|r| [r.code, r.severity.word(), r.title()].map(str::to_owned).to_vec());
            write_table(streams.out, &std::iter::once(head).chain(rows).collect::<Vec<_>>())?;
        }
        (None, Format::Json) => write_json(streams.out, &check::rules().map(row).collect::<Vec<_>>())?,
        (Some(code), format) => {
            let rule = check::rules().find(|rule| rule.code.eq_ignore_ascii_case(code)).ok_or_else(|| {
                Failure::Usage(format!("There is no rule “{code}”; vpc-designer rule lists them"))
            })?;
            match format {
                Format::Table => {
                    writeln!(
                        streams.out,
                        "{} ({}, {})\n\n{}",
                        rule.code,
                        rule.name,
                        rule.severity.word(),
                        rule.doc()
                    )?;
                }
                Format::Json => write_json(streams.out, &row(rule))?,
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
