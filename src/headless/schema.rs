//! `schema`: the JSON schema of design files.

use super::{Exit, Failure, Streams, write_json};
use crate::file;

pub(super) fn run(streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    write_json(streams.out, &file::schema())?;
    Ok(Exit::Ok)
}
