//! Links that hold a whole design.
//!
//! The fragment of a link is `design/1/` and the design file, compact, compressed by raw DEFLATE (RFC 1951) and written
//! in base64url without padding (RFC 4648). The fragment is not sent to any server. `1` is the version of this wrapping;
//! the file inside has its own. Who compresses is the caller: browsers bring a compressor along.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use thiserror::Error;

use super::envelope;
use crate::model::Design;

/// What the fragment of a link begins with.
const PREFIX: &str = "design/1/";

/// The longest fragment that is made. Browsers take more, mail and chat programs cut longer links.
pub const MAX_LINK: usize = 64 * 1024;

/// The largest design file in a link, in bytes. A few kilobytes of a link can unpack to gigabytes; this is where
/// unpacking ends.
pub const MAX_SHARED_BYTES: usize = 4 * 1024 * 1024;

/// Why a design does not become a link, or a link no design.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ShareError {
    #[error(
        "The design needs a link of {length} characters, and mail and chat programs cut links of more than {MAX_LINK}. Save it to a file and send that"
    )]
    TooLong { length: usize },
    #[error("The link is from a newer designer. Open it with that one, or ask for the design as a file")]
    TooNew,
    #[error("The link is damaged or was cut off on the way. Ask for it again, or for the design as a file")]
    Damaged,
    #[error("The link unpacks to more than {} MB. Ask for the design as a file", MAX_SHARED_BYTES / 1_048_576)]
    TooLarge,
}

/// The bytes to compress for a link.
pub fn shared_bytes(design: &Design) -> Vec<u8> {
    envelope::write_compact(design).into_bytes()
}

/// The fragment of a link, without `#`, from the compressed bytes.
///
/// # Errors
/// [`ShareError::TooLong`].
pub fn share_fragment(compressed: &[u8]) -> Result<String, ShareError> {
    let fragment = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(compressed));
    if fragment.len() > MAX_LINK { Err(ShareError::TooLong { length: fragment.len() }) } else { Ok(fragment) }
}

/// The compressed bytes in the fragment of an address, with or without `#`; none if it is no link to a design.
///
/// # Errors
/// [`ShareError::TooNew`] and [`ShareError::Damaged`].
pub fn shared_in(fragment: &str) -> Option<Result<Vec<u8>, ShareError>> {
    let rest = fragment.strip_prefix('#').unwrap_or(fragment).strip_prefix("design/")?;
    let Some((version, text)) = rest.split_once('/') else { return Some(Err(ShareError::Damaged)) };
    if version != "1" {
        let newer = !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit());
        return Some(Err(if newer { ShareError::TooNew } else { ShareError::Damaged }));
    }
    // Some programs add a full stop or a bracket to the end of a link.
    let text = text.trim_end_matches(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    Some(URL_SAFE_NO_PAD.decode(text).map_err(|_| ShareError::Damaged))
}
