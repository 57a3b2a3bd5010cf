//! `format`: a design file as the app would save it, in today's version.

use std::{fs, path::PathBuf};

use super::{Exit, Failure, Streams, input::Input};
use crate::file;

const EXAMPLES: &str = "\
Examples:
  vpc-designer format old.json > new.json
  vpc-designer format --in-place network.json

Older versions are brought up to date, and what is broken is repaired, with a note each time.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FormatArgs {
    /// Write the file back instead of printing it, if anything changes
    #[arg(long, short)]
    in_place: bool,
    #[command(flatten)]
    input: Input,
}

pub(super) fn run(args: &FormatArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let text = file::save(&args.input.open(streams)?);
    if !args.in_place {
        streams.out.write_all(text.as_bytes())?;
        return Ok(Exit::Ok);
    }
    let path = args
        .input
        .path()
        .map(PathBuf::from)
        .ok_or_else(|| Failure::Usage("--in-place needs a file, not standard input".to_owned()))?;
    if !fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
        fs::write(&path, text).map_err(|error| Failure::Write { path, error })?;
    }
    Ok(Exit::Ok)
}
