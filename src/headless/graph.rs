//! `graph`: the resource graph as JSON.

use super::{Exit, Failure, Streams, input::Input, overlay::OverlayArgs, write_json};
use crate::lower::lower;

#[derive(clap::Args)]
#[command(after_help = "Example:\n  vpc-designer graph network.json | jq '.nodes[].resource | keys[0]'")]
pub(super) struct GraphArgs {
    #[command(flatten)]
    overlay: OverlayArgs,
    #[command(flatten)]
    input: Input,
}

pub(super) fn run(args: &GraphArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let design = args.input.open(streams)?;
    let catalog = args.overlay.catalog(streams.err)?;
    write_json(streams.out, &lower(&design, &catalog))?;
    Ok(Exit::Ok)
}
