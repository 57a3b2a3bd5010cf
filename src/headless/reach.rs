//! `reach`: which workload reaches which service, by which way, and what blocks it.

mod json;
mod text;

use clap::ValueEnum;

use super::{Exit, Failure, Streams, input::Input, overlay::OverlayArgs, write_json};
use crate::{
    lower::lower,
    model::{Design, EntityRef},
    reach::{Pair, Survey, Verifier},
};

const EXAMPLES: &str = "\
Examples:
  vpc-designer reach network.json
  vpc-designer reach --from shop --to sqs network.json
  vpc-designer reach --all --format table network.json
  vpc-designer reach --format json network.json | jq '.pairs[] | select(.sound | not)'

Without --from, --to and --all, the answer is about the connections that the design draws. --from and --to take
names as the app shows them, or ids such as workload-5.

Exit status:
  0  every connection that the design draws, of those asked about, is private and works
  1  one is unreachable, fails for some calls, or goes through NAT or the internet
  2  wrong usage, or a design that cannot be read";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReachArgs {
    /// Only calls of this workload
    #[arg(long, value_name = "WORKLOAD")]
    from: Option<String>,
    /// Only calls to this service
    #[arg(long, value_name = "SERVICE")]
    to: Option<String>,
    /// Every workload and every service, drawn or not
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, default_value = "text")]
    format: ReachFormat,
    #[command(flatten)]
    overlay: OverlayArgs,
    #[command(flatten)]
    input: Input,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReachFormat {
    /// The path of each call, hop by hop, with its fixes
    Text,
    /// One line per call
    Table,
    Json,
}

pub(super) fn run(args: &ReachArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let design = args.input.open(streams)?;
    let catalog = args.overlay.catalog(streams.err)?;
    let graph = lower(&design, &catalog);
    let verifier = Verifier::new(&design, &graph, &catalog);
    let survey = verifier.survey();
    let from = args.from.as_deref().map(|name| sources(&design, &verifier, name)).transpose()?;
    let to = args.to.as_deref().map(|name| services(&design, name)).transpose()?;
    let asked = args.all || from.is_some() || to.is_some();
    let pairs: Vec<&Pair> = survey
        .pairs
        .iter()
        .filter(|pair| {
            from.as_ref().is_none_or(|from| from.contains(&pair.source))
                && to.as_ref().is_none_or(|to| to.contains(&pair.service.into()))
                && (asked || pair.drawn.is_some())
        })
        .collect();
    match args.format {
        ReachFormat::Text => text::paths(&design, &verifier, &pairs, streams)?,
        ReachFormat::Table => text::table(&design, &pairs, streams)?,
        ReachFormat::Json => write_json(streams.out, &json::answer(&design, &verifier, &pairs))?,
    }
    tell(args, &design, &survey, &pairs, streams)?;
    let found = pairs.iter().any(|pair| pair.is_finding());
    Ok(if found { Exit::Findings } else { Exit::Ok })
}

/// What is worth telling besides: on standard error.
fn tell(
    args: &ReachArgs,
    design: &Design,
    survey: &Survey,
    pairs: &[&Pair],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let name = args.input.name();
    for left_out in &survey.left_out {
        let label = super::one_line(&design.label(*left_out));
        writeln!(streams.err, "note: {name}: {left_out} ({label}) is in no subnet that is deployed")?;
    }
    let drawn = pairs.iter().filter(|pair| pair.drawn.is_some()).count();
    let bad = pairs.iter().filter(|pair| pair.is_finding()).count();
    if pairs.is_empty() {
        writeln!(streams.err, "{name}: no connection is drawn; --all asks about every workload and service")?;
    } else if drawn > 0 {
        writeln!(streams.err, "{name}: {} of {drawn} drawn connections are private and work", drawn - bad)?;
    }
    Ok(())
}

fn sources(design: &Design, verifier: &Verifier<'_>, name: &str) -> Result<Vec<EntityRef>, Failure> {
    named(design, verifier.sources(), name, "workload")
}

fn services(design: &Design, name: &str) -> Result<Vec<EntityRef>, Failure> {
    named(design, design.services.ids().map(EntityRef::from), name, "service")
}

/// The entities with a name or an id; several may be called the same.
fn named(
    design: &Design,
    entities: impl Iterator<Item = EntityRef>,
    name: &str,
    kind: &str,
) -> Result<Vec<EntityRef>, Failure> {
    let all: Vec<EntityRef> = entities.collect();
    let found: Vec<EntityRef> = all
        .iter()
        .copied()
        .filter(|entity| entity.to_string() == name || design.label(*entity) == name)
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let mut known: Vec<String> = all.iter().map(|entity| super::one_line(&design.label(*entity))).collect();
    known.sort();
    known.dedup();
    let name = super::one_line(name);
    Err(Failure::Usage(if known.is_empty() {
        format!("“{name}”: the design has no {kind}")
    } else {
        format!("“{name}” is no {kind} of the design; it has {}", known.join(", "))
    }))
}
