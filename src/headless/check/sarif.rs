//! Findings as a SARIF log, the format that code scanning services and editors read.
//!
//! Source: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::{collections::BTreeMap, ffi::OsStr};

use serde_json::{Value, json};

use crate::{
    catalog::Catalog,
    check::{self, Diagnostic, Findings, RuleInfo, Severity, Suppressed},
    edit::Fix,
    file,
    model::{Design, EntityRef},
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Where the design was read.
pub(super) struct Source<'a> {
    /// None for standard input: the findings then have logical places only.
    pub(super) path: Option<&'a OsStr>,
    pub(super) text: &'a str,
}

/// The whole log: one run with every rule and one result per finding.
pub(super) fn log(design: &Design, findings: &Findings, source: &Source<'_>, catalog: &Catalog) -> Value {
    let places = Places::new(design, source);
    // Lines can be told only of a file that is as the designer writes it.
    let saved = Some(file::save(design)).filter(|saved| saved == source.text && source.path.is_some());
    let result = |diagnostic: &Diagnostic, suppressions: Vec<Value>| {
        let mut result = json!({
            "ruleId": diagnostic.rule.code,
            "ruleIndex": check::rules().position(|rule| rule == diagnostic.rule),
            "level": level(diagnostic.rule.severity),
            "message": { "text": diagnostic.message },
            "locations": [places.of(diagnostic.at)],
            "partialFingerprints": { "finding/v1": fingerprint(diagnostic) },
            "suppressions": suppressions,
        });
        if !diagnostic.related.is_empty() {
            let related: Vec<Value> =
                diagnostic.related.iter().map(|entity| places.of(Some(*entity))).collect();
            result["relatedLocations"] = json!(related);
        }
        let fixes: Vec<Value> = saved
            .iter()
            .flat_map(|saved| {
                diagnostic.fixes.iter().filter_map(|fix| change(fix, design, saved, &places, catalog))
            })
            .collect();
        if !fixes.is_empty() {
            result["fixes"] = json!(fixes);
        }
        result
    };
    let suppressed = findings.suppressed.iter().map(|Suppressed { diagnostic, by }| {
        result(
            diagnostic,
            vec![json!({ "kind": "inSource", "status": "accepted", "justification": by.reason })],
        )
    });
    let results: Vec<Value> =
        findings.open.iter().map(|diagnostic| result(diagnostic, Vec::new())).chain(suppressed).collect();
    let mut run = json!({
        "tool": { "driver": {
            "name": "vpc-designer",
            "fullName": "VPC Endpoint Designer",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": check::rules().map(rule).collect::<Vec<_>>(),
        } },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    if let Some(uri) = &places.uri {
        run["artifacts"] = json!([{ "location": { "uri": uri }, "mimeType": "application/json" }]);
    }
    json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule(info: &RuleInfo) -> Value {
    let problem = match info.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    let (why, fix, source) = (info.section("Why"), info.section("Fix"), info.source());
    let mut rule = json!({
        "id": info.code,
        "name": info.name,
        "shortDescription": { "text": info.title() },
        "fullDescription": { "text": why },
        "help": { "text": format!("{why}\n\n{fix}\n\n{source}"), "markdown": info.doc() },
        "defaultConfiguration": { "level": level(info.severity) },
        "properties": { "tags": ["aws", "vpc"], "precision": "very-high", "problem.severity": problem },
    });
    // A rule about the design file itself follows a page beside the app, which has no address of its own.
    if source.starts_with("https://") {
        rule["helpUri"] = json!(source);
    }
    rule
}

/// What stays the same when names and other entities change.
fn fingerprint(diagnostic: &Diagnostic) -> String {
    let mut parts = vec![diagnostic.rule.code.to_owned()];
    parts.extend(diagnostic.at.iter().chain(&diagnostic.related).map(EntityRef::to_string));
    parts.join(":")
}

/// Where entities stand: in the file, and in the design.
struct Places<'a> {
    design: &'a Design,
    uri: Option<String>,
    /// The line of an id where it is a key, the first line being 1.
    lines: BTreeMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    fn new(design: &'a Design, source: &Source<'a>) -> Self {
        Self { design, uri: source.path.map(uri), lines: lines(source.text) }
    }

    fn of(&self, entity: Option<EntityRef>) -> Value {
        let mut place = json!({ "logicalLocations": [self.logical(entity)] });
        if let Some(uri) = &self.uri {
            let line = entity.and_then(|entity| self.lines.get(entity.to_string().as_str()).copied());
            place["physicalLocation"] = json!({
                "artifactLocation": { "uri": uri, "index": 0 },
                "region": { "startLine": line.unwrap_or(1) },
            });
        }
        place
    }

    fn logical(&self, entity: Option<EntityRef>) -> Value {
        let Some(entity) = entity else { return json!({ "name": self.design.name, "kind": "object" }) };
        let mut path = vec![self.design.label(entity)];
        let mut outer = self.design.parent_of(entity);
        while let Some(parent) = outer {
            path.push(self.design.label(parent));
            outer = self.design.parent_of(parent);
        }
        path.reverse();
        json!({ "name": entity, "fullyQualifiedName": path.join("/"), "kind": "object" })
    }
}

/// The lines of all keys that look like ids; the first of a key counts.
fn lines(text: &str) -> BTreeMap<&str, usize> {
    let mut lines = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once('"') {
            let Some((key, after)) = after.split_once('"') else { break };
            if after.trim_start().starts_with(':') && key.contains('-') {
                lines.entry(key).or_insert(index + 1);
            }
            rest = after;
        }
    }
    lines
}

/// A relative path as a URI reference, an absolute one as a `file:` URI.
fn uri(path: &OsStr) -> String {
    let text = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::new();
    if text.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// A fix as the change of the file's lines from the first that differs to the last.
fn change(fix: &Fix, design: &Design, saved: &str, places: &Places<'_>, catalog: &Catalog) -> Option<Value> {
    let mut fixed = design.clone();
    fix.apply(&mut fixed, catalog).ok()?;
    let after = file::save(&fixed);
    let (old, new): (Vec<&str>, Vec<&str>) =
        (saved.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let head = same(&mut old.iter().zip(&new));
    let tail = same(&mut old[head..].iter().rev().zip(new[head..].iter().rev()));
    let (last, text) = (old.len() - tail, new[head..new.len() - tail].concat());
    if head == last && text.is_empty() {
        return None;
    }
    Some(json!({
        "description": { "text": fix.label },
        "artifactChanges": [{
            "artifactLocation": { "uri": places.uri, "index": 0 },
            "replacements": [{
                "deletedRegion": { "startLine": head + 1, "startColumn": 1, "endLine": last + 1, "endColumn": 1 },
                "insertedContent": { "text": text },
            }],
        }],
    }))
}
