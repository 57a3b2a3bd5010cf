//! What AWS and the exports take in tags.

use crate::{
    edit::{Fix, FixStep},
    model::{Design, EntityRef, Tags},
};

/// The most tags of a resource, of which one is its name.
pub(super) const MOST: usize = 50;
/// The most characters of a key.
pub(super) const KEY: usize = 128;
/// The most characters of a value.
pub(super) const VALUE: usize = 256;

/// Whose tags they are, in a message.
pub(super) fn owner(design: &Design, at: Option<EntityRef>) -> String {
    at.map_or_else(|| "the design".to_owned(), |at| design.label(at))
}

/// A key or value in a message: what is not seen is written out, and what is long is cut.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars().take(40) {
        if is_invisible(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    if text.chars().count() > 40 { format!("“{shown}…”") } else { format!("“{shown}”") }
}

/// Control and format characters: nobody sees them, and tools drop some of them.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// What every service of AWS takes in keys and values: letters, digits, spaces and some signs.
pub(super) fn is_promised(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || "+-=._:/@".contains(c)
}

/// The fix that puts a tag in the place of another; none where its key would be blank, refused or another tag's.
pub(super) fn replace(
    at: Option<EntityRef>,
    tags: &Tags,
    key: &str,
    by: (String, String),
) -> Option<[FixStep; 1]> {
    let taken = by.0 != key && tags.contains_key(&by.0);
    (!taken && !by.0.trim().is_empty() && !is_reserved(&by.0))
        .then(|| [FixStep::SetTag { at, key: key.to_owned(), by: Some(by) }])
}

/// The fix that removes a tag.
pub(super) fn remove(design: &Design, at: Option<EntityRef>, key: &str) -> Fix {
    let label = format!("Remove tag {} of {}", shown(key), owner(design, at));
    Fix::choice(label, [FixStep::SetTag { at, key: key.to_owned(), by: None }])
}

/// Keys that begin with it are AWS's own.
pub(super) fn is_reserved(key: &str) -> bool {
    key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:"))
}
