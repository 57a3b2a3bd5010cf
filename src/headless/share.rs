//! `share`: a link that holds the whole design. Links are read wherever a design file is.

use super::{Exit, Failure, Streams, input::Input};
use crate::file::{self, MAX_SHARED_BYTES, ShareError};

/// How hard to compress, 0 to 10; links are short and made once.
const LEVEL: u8 = 10;

#[derive(clap::Args)]
pub(super) struct ShareArgs {
    #[command(flatten)]
    input: Input,
    /// The address of the app, such as https://example.com/designer/; without it only the part from # on is printed
    #[arg(long, value_name = "URL", default_value = "")]
    site: String,
}

pub(super) fn run(args: &ShareArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let name = args.input.name();
    let design = args.input.open(streams)?;
    let fragment = file::share_fragment(&pack(&file::shared_bytes(&design)))
        .map_err(|error| Failure::Link { name, error })?;
    let site = args.site.split('#').next().unwrap_or_default();
    writeln!(streams.out, "{site}#{fragment}")?;
    Ok(Exit::Ok)
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(bytes, LEVEL)
}

/// The design file in a link; none for what is no link.
///
/// # Errors
/// [`ShareError`]: damaged, from a newer designer, or larger than links are.
pub(super) fn unpack(text: &str) -> Option<Result<Vec<u8>, ShareError>> {
    let (_, fragment) = text.split_once('#')?;
    Some(file::shared_in(fragment)?.and_then(|packed| {
        use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
        decompress_to_vec_with_limit(&packed, MAX_SHARED_BYTES).map_err(|error| match error.status {
            TINFLStatus::HasMoreOutput => ShareError::TooLarge,
            _ => ShareError::Damaged,
        })
    }))
}
