//! The saved form of a design: versioned JSON, written the same way every time, and read with distrust.
//!
//! A design file is an envelope around the [`Design`]:
//!
//! ```json
//! { "format": "vpc-endpoint-designer", "version": 1, "design": { "name": "…", "region": "us-east-1" } }
//! ```
//!
//! [`open`] goes from bytes to a design in steps, each with its own way to fail ([`OpenError`]): size, text, JSON, a
//! look at what else the file might be, envelope, migrations (one function per version, on plain JSON), types. What is
//! then well-formed and still not a whole design is [repaired](repair), and every repair is a [`Note`].
//!
//! *Invariants:* a file of any version ever released opens. Bytes never cause a panic. An opened design has no
//! dangling reference, and its ids are unique. The module touches no storage and no file; it sees bytes and text.

mod envelope;
mod error;
mod fragment;
mod json;
mod migrate;
mod repair;
#[cfg(feature = "schema")]
mod schema;
mod share;
mod shelf;
mod sniff;
mod svg;
pub mod template;

use std::fmt;

pub use envelope::{FORMAT, VERSION};
pub use error::OpenError;
pub use fragment::{FRAGMENT_FORMAT, Fragment, open_fragment, save_fragment};
pub(crate) use repair::{forget_lost_references, renumber};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use share::{MAX_LINK, MAX_SHARED_BYTES, ShareError, share_fragment, shared_bytes, shared_in};
pub use shelf::{Conflict, Kept, Shelf};
pub use svg::embedded_in_svg;

use crate::model::{Design, EntityRef};

/// The largest file that is read, in bytes. A design of a thousand subnets has about half a megabyte.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// The most entities of all kinds together in one file; far beyond what a canvas can show.
pub const MAX_ENTITIES: usize = 20_000;

/// How JSON writes the character that no export language can hold.
const NUL: &str = r"\u0000";

/// A design read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub design: Design,
    /// What was changed on the way in, in the order in which it was done; empty for a file that [`save`] wrote.
    pub notes: Vec<Note>,
    /// The version the file had; less than [`VERSION`] if it was migrated.
    pub from_version: u32,
}

/// Something that was put right while a file was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The entity concerned, where it is still there.
    pub entity: Option<EntityRef>,
    /// Where in the file: `design.subnets.subnet-3.route_table`.
    pub place: String,
    /// What was wrong and what was done.
    pub message: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Writes a design file: two-space JSON, members in a fixed order, entities by id, a final newline.
///
/// The same design gives the same bytes, so that a file in a repository differs only where the design does.
pub fn save(design: &Design) -> String {
    envelope::write(design)
}

/// Writes a design for the browser to keep: a design file on one line, about half as long as [`save`]'s.
pub fn keep(design: &Design) -> String {
    envelope::write_compact(design)
}

/// Reads what [`keep`] wrote, or what an earlier designer kept.
///
/// It takes a fraction of [`open`]'s time and memory, by trusting that no key is there twice: nobody merges what a
/// browser keeps.
///
/// # Errors
/// As [`open`].
///
/// ```
/// use vpc_designer::{file, model::Design};
/// let design = Design::new("shop", "eu-central-1");
/// assert_eq!(file::open_kept(&file::keep(&design)).unwrap().design, design);
/// assert_eq!(file::open_kept(&file::save(&design)).unwrap().design, design);
/// ```
pub fn open_kept(text: &str) -> Result<Opened, OpenError> {
    // NUL characters are taken out of the tree.
    let plain = text.len() <= MAX_BYTES && !text.contains(NUL);
    let Some(mut design) = envelope::read_current(text).filter(|_| plain) else {
        return open(text.as_bytes());
    };
    let mut notes = Vec::new();
    finish(&mut design, &mut notes)?;
    Ok(Opened { design, notes, from_version: VERSION })
}

/// Reads a design file of any version, or the design inside a CloudFormation template or a picture that was exported.
///
/// # Errors
/// [`OpenError`] if the bytes are not a design file, or one that cannot be read without guessing; the message names
/// the place and the remedy. The bytes are not changed, so the caller's file stays as it is.
///
/// ```
/// use vpc_designer::{file, model::Design};
/// let design = Design::new("shop", "eu-central-1");
/// let opened = file::open(file::save(&design).as_bytes()).unwrap();
/// assert_eq!(opened.design, design);
/// assert!(opened.notes.is_empty());
/// ```
pub fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    if bytes.len() > MAX_BYTES {
        return Err(OpenError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    let text = sniff::text(bytes)?;
    let embedded = match svg::embedded(text)? {
        Some(file) => Some(file),
        None => template::embedded(text)?,
    };
    let text = embedded.as_deref().unwrap_or(text);
    let value = json::parse(text).map_err(|error| sniff::explain_syntax(text, error))?;
    let (from_version, mut design) = envelope::unwrap(value)?;
    migrate::to_current(from_version, &mut design)?;
    let mut notes = Vec::new();
    if text.contains(NUL) {
        json::remove_nul(&mut design, &mut notes);
    }
    let mut design = envelope::design(design)?;
    finish(&mut design, &mut notes)?;
    Ok(Opened { design, notes, from_version })
}

/// What is done with a design wherever it was read from.
fn finish(design: &mut Design, notes: &mut Vec<Note>) -> Result<(), OpenError> {
    let found = design.entities().count();
    if found > MAX_ENTITIES {
        return Err(OpenError::TooManyEntities { found, limit: MAX_ENTITIES });
    }
    repair::repair(design, notes);
    Ok(())
}
