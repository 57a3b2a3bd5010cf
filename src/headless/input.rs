//! Reading a design from a file or from standard input.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::Read as _,
};

use super::{Failure, Streams, share};
use crate::{
    file::{self, MAX_BYTES},
    model::Design,
};

/// Where a design comes from; every command that reads one flattens this.
#[derive(clap::Args)]
pub(super) struct Input {
    /// The design file, or a link to a design; - reads standard input
    #[arg(value_name = "DESIGN")]
    design: OsString,
}

/// A design and the text that it was read from.
pub(super) struct Read {
    pub(super) design: Design,
    pub(super) text: String,
}

impl Input {
    /// The name for messages.
    pub(super) fn name(&self) -> String {
        if self.design == "-" {
            return "standard input".to_owned();
        }
        let name = self.design.to_string_lossy();
        // A link is as long as the design is large.
        if name.contains("#design/") { "the link".to_owned() } else { name.into() }
    }

    /// The file's path; none for standard input and links.
    pub(super) fn path(&self) -> Option<&OsStr> {
        let link = self.design.to_str().is_some_and(|text| text.contains("#design/"));
        (self.design != "-" && !link).then_some(&self.design)
    }

    /// Opens the design; what was repaired is told on standard error.
    pub(super) fn open(&self, streams: &mut Streams<'_>) -> Result<Design, Failure> {
        Ok(self.read(streams)?.design)
    }

    /// [`Self::open`], with the text that was read.
    pub(super) fn read(&self, streams: &mut Streams<'_>) -> Result<Read, Failure> {
        let name = self.name();
        let bytes = match self.design.to_str().and_then(share::unpack) {
            Some(unpacked) => unpacked.map_err(|error| Failure::Link { name: name.clone(), error })?,
            None => self.bytes(streams).map_err(|error| Failure::Read { name: name.clone(), error })?,
        };
        let opened = file::open(&bytes).map_err(|error| Failure::Design { name: name.clone(), error })?;
        for note in &opened.notes {
            writeln!(streams.err, "note: {name}: {note}")?;
        }
        // A file that opened is UTF-8.
        Ok(Read { design: opened.design, text: String::from_utf8(bytes).unwrap_or_default() })
    }

    /// One byte more than a design may have, so that a huge input is refused and not held.
    fn bytes(&self, streams: &mut Streams<'_>) -> std::io::Result<Vec<u8>> {
        let limit = MAX_BYTES as u64 + 1;
        let mut bytes = Vec::new();
        if self.design == "-" {
            streams.input.take(limit).read_to_end(&mut bytes)?;
        } else {
            File::open(&self.design)?.take(limit).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }
}
