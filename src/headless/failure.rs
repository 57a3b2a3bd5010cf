//! Why a command stopped.

use std::{io, path::PathBuf};

use thiserror::Error;

use super::{catalog::CatalogError, overlay::OverlayFailure};
use crate::file::{OpenError, ShareError};

/// An error of the command; exit status 2. The message names the file, the place and the remedy.
#[derive(Debug, Error)]
pub enum Failure {
    /// A design that could not be opened; the name is a path or `standard input`.
    #[error("{name}: {error}")]
    Design { name: String, error: OpenError },

    #[error("{name}: {error}")]
    Link { name: String, error: ShareError },

    #[error("{name}: {error}")]
    Read { name: String, error: io::Error },

    #[error("{}: {error}", .path.display())]
    Write { path: PathBuf, error: io::Error },

    /// Standard output.
    #[error("standard output: {0}")]
    Output(#[from] io::Error),

    #[error(transparent)]
    Catalog(#[from] CatalogError),
    #[error(transparent)]
    Overlay(#[from] OverlayFailure),

    /// Wrong arguments that only the command itself can tell.
    #[error("{0}")]
    Usage(String),
}
