//! A design inside an SVG picture: a `<metadata>` element with the design file in base64, which no program that handles
//! the picture has a reason to change.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{OpenError, envelope};
use crate::model::Design;

/// The id of the element.
const ID: &str = "vpc-endpoint-designer";

/// The element that holds a design.
pub fn embedded_in_svg(design: &Design) -> String {
    format!("<metadata id=\"{ID}\">{}</metadata>", STANDARD.encode(envelope::write_compact(design)))
}

/// The design file inside a picture; none where there is none.
///
/// # Errors
/// [`OpenError::Invalid`] if there is one and it is damaged.
pub(super) fn embedded(text: &str) -> Result<Option<String>, OpenError> {
    let start = text.trim_start();
    if !(start.starts_with("<svg") || start.starts_with("<?xml")) {
        return Ok(None);
    }
    let Some((_, after)) = start.split_once(&format!("id=\"{ID}\"")) else { return Ok(None) };
    let inside = after.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map(|(inside, _)| inside);
    let plain: Option<String> = inside.map(|inside| inside.split_whitespace().collect());
    let file =
        plain.and_then(|plain| STANDARD.decode(plain).ok()).and_then(|bytes| String::from_utf8(bytes).ok());
    match file {
        Some(file) => Ok(Some(file)),
        None => Err(OpenError::Invalid {
            place: format!("metadata {ID}"),
            message: "the design in the picture is damaged".to_owned(),
            remedy: "Take an undamaged copy of the picture, or the design file".to_owned(),
        }),
    }
}
