//! `--overlay FILE`: the user's own answers of AWS, for every command that asks the catalogue.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use thiserror::Error;

use super::catalog::plain;
use crate::catalog::{self, Catalog, Overlay, OverlayError, overlay::ReadOptions};

/// Why an overlay cannot be used.
#[derive(Debug, Error)]
pub enum OverlayFailure {
    #[error("{}: {error}", path.display())]
    Overlay { path: PathBuf, error: OverlayError },
    #[error("{}: cannot be read: {error}", path.display())]
    Read { path: PathBuf, error: io::Error },
}

/// The argument; commands that read a design flatten it.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct OverlayArgs {
    /// Output of `aws ec2 describe-vpc-endpoint-services --output json`, or an exported overlay, to go by before the
    /// built-in table; may be given several times
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
}

impl OverlayArgs {
    /// The catalogue with the overlays; what is worth telling about them goes to `err`.
    pub(super) fn catalog(&self, err: &mut dyn Write) -> Result<Catalog, OverlayFailure> {
        load(&self.overlay, err)
    }
}

/// Reads overlays, the later ones over the earlier ones.
pub(super) fn load(paths: &[PathBuf], err: &mut dyn Write) -> Result<Catalog, OverlayFailure> {
    let mut overlay = Overlay::default();
    for path in paths {
        let bytes = fs::read(path).map_err(|error| OverlayFailure::Read { path: path.clone(), error })?;
        let region = region_in_file_name(path);
        let options = ReadOptions { region: region.as_deref(), taken: "" };
        let read = Overlay::read(&bytes, options)
            .map_err(|error| OverlayFailure::Overlay { path: path.clone(), error })?;
        for note in read.notes {
            // A closed standard error must not stop the answer.
            let _ = writeln!(err, "{}: {}", path.display(), plain(&note));
        }
        overlay.merge(read.overlay);
    }
    Ok(Catalog::with_overlay(overlay))
}

/// The Region that a file is named after: endpoint-services-eu-west-1.json.
fn region_in_file_name(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    catalog::regions().iter().map(|region| region.code).find(|code| stem.ends_with(code)).map(str::to_owned)
}
