//! The object around the design: format, version, design.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{OpenError, migrate, sniff};
use crate::model::Design;

/// The word that tells a design file from other JSON.
pub const FORMAT: &str = "vpc-endpoint-designer";

/// The version that [`save`](super::save) writes.
pub const VERSION: u32 = migrate::STEPS.len() as u32 + 1;

/// A design file: the design, with the name and the version of the format.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "VPC Endpoint Designer design file", deny_unknown_fields))]
pub(super) struct Envelope<'a> {
    /// Always `vpc-endpoint-designer`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = FORMAT)))]
    format: &'static str,
    /// The version of the format. A designer opens its own version and all older ones.
    #[cfg_attr(feature = "schema", schemars(extend("const" = VERSION)))]
    version: u32,
    design: &'a Design,
}

/// The text of a design file.
pub(super) fn write(design: &Design) -> String {
    let envelope = Envelope { format: FORMAT, version: VERSION, design };
    // Maps have text keys, numbers are integers, and a String takes every write: nothing can fail here.
    let mut text = serde_json::to_string_pretty(&envelope).unwrap_or_default();
    text.push('\n');
    text
}

/// A design file of this version, as [`write_compact`] writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Current<'a> {
    format: &'a str,
    version: u32,
    design: Design,
}

/// Reads a design file of this version without the tree between, which takes several times the memory of the design.
/// None if it is anything else, or faulty; what that is, the tree tells.
pub(super) fn read_current(text: &str) -> Option<Design> {
    let current: Current<'_> = serde_json::from_str(text).ok()?;
    (current.format == FORMAT && current.version == VERSION).then_some(current.design)
}

/// The text of a design file on one line, for links and for the browser to keep.
pub(super) fn write_compact(design: &Design) -> String {
    let envelope = Envelope { format: FORMAT, version: VERSION, design };
    serde_json::to_string(&envelope).unwrap_or_default()
}

/// Takes the envelope off: the file's version and its design, not yet migrated.
///
/// # Errors
/// [`OpenError`] if the value is something else, from a newer designer, or an envelope with parts missing.
pub(super) fn unwrap(value: Value) -> Result<(u32, Value), OpenError> {
    let Value::Object(mut members) = value else {
        return Err(OpenError::NotADesign);
    };
    if members.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(sniff::foreign_json(&members).unwrap_or(OpenError::NotADesign));
    }
    let version = version(members.get("version"))?;
    // The version first: a newer envelope may have members that this designer cannot judge.
    let design = members.shift_remove("design").ok_or_else(|| {
        invalid("design", "the file has no design".to_owned(), "Take a complete copy of the file")
    })?;
    // `$schema` lets a text editor check and complete the file; it says nothing about the design.
    let known = ["$schema", "format", "version"];
    if let Some(key) = members.keys().find(|key| !known.contains(&key.as_str())) {
        let key: String = key.chars().take(80).collect();
        return Err(invalid(&key, "unknown member of a design file".to_owned(), "Remove it"));
    }
    Ok((version, design))
}

fn version(value: Option<&Value>) -> Result<u32, OpenError> {
    let remedy = "Take an undamaged copy of the file";
    let Some(value) = value else {
        return Err(invalid("version", "the file does not say its version".to_owned(), remedy));
    };
    match value.as_u64() {
        Some(found) if found > u64::from(VERSION) => Err(OpenError::TooNew { found }),
        Some(found) if found > 0 => Ok(u32::try_from(found).unwrap_or(VERSION)),
        Some(_) | None => {
            let message =
                format!("{} is not a version; versions are 1, 2, 3, …", shorten(&value.to_string()));
            Err(invalid("version", message, remedy))
        }
    }
}

/// Reads the strict types from a migrated value.
///
/// # Errors
/// [`OpenError::Invalid`] with the place of the first mistake.
pub(super) fn design(value: Value) -> Result<Design, OpenError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." { "design".to_owned() } else { format!("design.{path}") };
        let message = shorten(&error.inner().to_string());
        let remedy = remedy(&place, &message);
        OpenError::Invalid { place: shorten(&place), message, remedy: remedy.to_owned() }
    })
}

/// What to do about a mistake that serde reports.
fn remedy(place: &str, message: &str) -> &'static str {
    if message.starts_with("unknown field") {
        "Remove it or correct its spelling"
    } else if message.starts_with("missing field") {
        "Add it, or take an undamaged copy of the file"
    } else if message.starts_with("unknown variant") {
        "Use one of the listed words"
    } else if message.contains("is not an id like") {
        "Correct the id, here and where it is used"
    } else if ["cidr", "destination"].iter().any(|word| place.contains(word)) {
        "Write a block like \"10.0.0.0/24\""
    } else {
        "Correct the value"
    }
}

fn invalid(place: &str, message: String, remedy: &str) -> OpenError {
    OpenError::Invalid { place: place.to_owned(), message, remedy: remedy.to_owned() }
}

/// Messages quote the file, and the file may hold megabytes in one value.
fn shorten(text: &str) -> String {
    const LIMIT: usize = 300;
    if text.chars().count() <= LIMIT {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LIMIT).collect();
    short.push('…');
    short
}
