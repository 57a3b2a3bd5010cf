//! A part of a design as text: what the clipboard holds.
//!
//! ```json
//! { "format": "vpc-endpoint-designer-part", "version": 1, "roots": ["workload-7"], "design": { … } }
//! ```
//!
//! The version is that of design files, and the design goes through the same migrations, types and repairs: text from
//! the clipboard is as foreign as a file.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::{MAX_BYTES, MAX_ENTITIES, OpenError, VERSION, envelope, json, migrate, repair};
use crate::model::{Design, EntityRef};

/// The word that tells a part of a design from other JSON.
pub const FRAGMENT_FORMAT: &str = "vpc-endpoint-designer-part";

/// Some entities of a design, with all they need to be understood elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The entities with their content, containers, route tables, groups and services ([`Design::part`]).
    pub design: Design,
    /// What was selected, in the order of the selection; what else the design holds is their content or around them.
    pub roots: Vec<EntityRef>,
}

impl Fragment {
    /// The part of a design around some of its entities.
    pub fn of(design: &Design, roots: &[EntityRef]) -> Self {
        let roots: Vec<EntityRef> = roots.iter().copied().filter(|root| design.exists(*root)).collect();
        Self { design: design.part(&roots), roots }
    }
}

#[derive(Serialize)]
struct Text<'a> {
    format: &'static str,
    version: u32,
    roots: &'a [EntityRef],
    design: &'a Design,
}

/// Writes a part of a design.
///
/// ```
/// use vpc_designer::{file::{Fragment, open_fragment, save_fragment}, model::Design};
/// let fragment = Fragment::of(&Design::new("shop", "eu-central-1"), &[]);
/// assert_eq!(open_fragment(&save_fragment(&fragment)).unwrap(), fragment);
/// ```
pub fn save_fragment(fragment: &Fragment) -> String {
    let Fragment { design, roots } = fragment;
    let text = Text { format: FRAGMENT_FORMAT, version: VERSION, roots, design };
    // Maps have text keys, numbers are integers, and a String takes every write: nothing can fail here.
    serde_json::to_string(&text).unwrap_or_default()
}

/// Reads a part of a design. The text of a whole design file is one too: all of it.
///
/// # Errors
/// [`OpenError::NotADesign`] for all text that is neither; else what [`open`](super::open) says of damaged files.
pub fn open_fragment(text: &str) -> Result<Fragment, OpenError> {
    if text.len() > MAX_BYTES {
        return Err(OpenError::TooLarge { bytes: text.len(), limit: MAX_BYTES });
    }
    // Most foreign text is none of ours at the first character.
    if !text.trim_start().starts_with('{') {
        return Err(OpenError::NotADesign);
    }
    let mut value = json::parse(text).map_err(|_| OpenError::NotADesign)?;
    let is_part = value.get("format").and_then(Value::as_str) == Some(FRAGMENT_FORMAT);
    let roots = match value.as_object_mut().filter(|_| is_part) {
        Some(members) => {
            let roots = members.shift_remove("roots");
            members.insert("format".to_owned(), super::FORMAT.into());
            roots
        }
        None => None,
    };
    let (from_version, mut design) = envelope::unwrap(value)?;
    migrate::to_current(from_version, &mut design)?;
    let mut notes = Vec::new();
    json::remove_nul(&mut design, &mut notes);
    let mut design = envelope::design(design)?;
    let found = design.entities().count();
    if found > MAX_ENTITIES {
        return Err(OpenError::TooManyEntities { found, limit: MAX_ENTITIES });
    }
    repair::repair(&mut design, &mut notes);
    let roots = match roots {
        Some(roots) => {
            let texts = roots.as_array().into_iter().flatten().filter_map(Value::as_str);
            let mut seen = BTreeSet::new();
            let roots = texts.filter_map(|text| text.parse::<EntityRef>().ok());
            roots.filter(|root| design.exists(*root) && seen.insert(*root)).collect()
        }
        None => {
            let top = |entity: &EntityRef| {
                design.parent_of(*entity).is_none() && !matches!(entity, EntityRef::Connection(_))
            };
            design.entities().filter(top).collect()
        }
    };
    Ok(Fragment { design, roots })
}
