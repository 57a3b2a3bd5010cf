//! The section `Metadata`: the design itself, so that a template opens in the designer again.
//!
//! It stands as one text of several lines, which YAML keeps as lines: a small edit of the design is a small
//! difference in the template. CloudFormation keeps the section and looks into it nowhere.
//!
//! Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html>

use crate::emit::print::tree::{Map, Value};
use crate::file::template::{DESIGN, DESIGNER};

/// Whether a template holds the design it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Embedded {
    Yes,
    NotAsked,
    /// With it the template would need an S3 bucket, or be refused.
    TooLarge,
    /// Its text has characters that templates do not carry unchanged.
    NotPrintable,
}

/// Whether templates carry a text unchanged: a dynamic reference would be replaced wherever it stands.
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html>
pub(super) fn is_plain(design: &str) -> bool {
    design.chars().all(|c| c == '\n' || c == ' ' || c.is_ascii_graphic()) && !design.contains("{{")
}

/// The most bytes that the design adds to a template: each line with its indentation, each quote with its escape.
pub(super) fn size(design: &str) -> usize {
    let escaped = design.bytes().filter(|byte| matches!(byte, b'"' | b'\\' | b'\n')).count();
    200 + design.len() + escaped.max(7 * design.lines().count())
}

/// The template with the design in its metadata.
pub(super) fn embed(root: &Map, design: &str) -> Map {
    let mut out = Map::new();
    let mut own = Map::new();
    own.set(DESIGN, design)
        .comment
        .push("Open this file in VPC Endpoint Designer to go on with it.".to_owned());
    let mut metadata = Map::new();
    for entry in root.entries() {
        if entry.key == "Metadata"
            && let Value::Map(existing) = &entry.value
        {
            metadata = existing.clone();
        }
    }
    metadata.set(DESIGNER, own);
    let mut pending = Some(metadata);
    for entry in root.entries() {
        let first_section = !["AWSTemplateFormatVersion", "Description"].contains(&entry.key.as_str());
        if first_section && let Some(metadata) = pending.take() {
            out.set("Metadata", metadata).gap = true;
        }
        if entry.key != "Metadata" {
            let copy = out.set(entry.key.clone(), entry.value.clone());
            copy.gap = entry.gap;
            copy.comment.clone_from(&entry.comment);
            copy.origin = entry.origin;
        }
    }
    out
}
