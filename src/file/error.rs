//! Why a file could not be opened, in words for the person who picked it.

use thiserror::Error;

use super::VERSION;

/// A file that is not opened. Every message names what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    #[error("The file is empty. Choose a design file, or start a new design.")]
    Empty,

    #[error(
        "The file has {} MB; design files of up to {} MB are opened. Check that it is the right file.",
        .bytes.div_ceil(1024 * 1024), .limit / (1024 * 1024)
    )]
    TooLarge { bytes: usize, limit: usize },

    #[error("The design has {found} entities; up to {limit} are opened. Split it into several designs.")]
    TooManyEntities { found: usize, limit: usize },

    /// Not UTF-8, and not a known binary format either.
    #[error(
        "Line {line} holds bytes that are not UTF-8 text. Save the file as UTF-8, or choose another one."
    )]
    NotText { line: usize },

    /// Another kind of file that was recognised.
    #[error("This is {what}, not a design file. {remedy}.")]
    Foreign { what: &'static str, remedy: &'static str },

    #[error(
        "The file has unresolved merge conflicts (first at line {line}). Resolve them, then open it again."
    )]
    MergeConflict { line: usize },

    /// JSON that ends too early.
    #[error(
        "The file ends in the middle, at line {line}, column {column}: {message}. Part of it is missing; take a complete copy."
    )]
    Truncated { line: usize, column: usize, message: String },

    #[error(
        "Line {line}, column {column} is not valid JSON: {message}. Correct the file or take an older copy."
    )]
    Syntax { line: usize, column: usize, message: String },

    /// Valid JSON of unknown origin.
    #[error(
        "This JSON is not a design file: it has no \"format\": \"vpc-endpoint-designer\". Choose a file that was saved by the designer."
    )]
    NotADesign,

    #[error(
        "The file has version {found}, and this designer knows versions up to {VERSION}. Open it with a newer designer; the file was not changed."
    )]
    TooNew { found: u64 },

    /// A member is missing, unknown or of the wrong type.
    #[error("{place}: {message}. {remedy}.")]
    Invalid { place: String, message: String, remedy: String },
}

impl OpenError {
    /// Where in the text the reader stopped, as (line, column), both from 1, where that is known.
    pub fn position(&self) -> Option<(usize, usize)> {
        match self {
            Self::Truncated { line, column, .. } | Self::Syntax { line, column, .. } => {
                Some((*line, *column))
            }
            Self::NotText { line } | Self::MergeConflict { line } => Some((*line, 1)),
            Self::Empty
            | Self::TooLarge { .. }
            | Self::TooManyEntities { .. }
            | Self::Foreign { .. }
            | Self::NotADesign
            | Self::TooNew { .. }
            | Self::Invalid { .. } => None,
        }
    }
}
