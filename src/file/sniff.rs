//! What a file is that is not a design file: the person picked it for a reason, so the message says what it is.

use serde_json::{Map, Value};

use super::OpenError;

/// Leading bytes of formats that are not text.
const BINARY: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF document"),
    (b"\0asm", "a WebAssembly module"),
    (b"\x7fELF", "a program"),
];

const UNPACK: &str = "Unpack it and open the design file inside";
const SAVED: &str = "Open the .json file that the designer saved";
const NO_IMPORT: &str = "Importing it is not supported; lay the network out anew or start from a template";
const GENERATED: &str =
    "Code is generated from a design and not read back; open the design file it was made from";

/// The bytes as text, without a byte order mark.
///
/// # Errors
/// [`OpenError`] for an empty file, a known binary format, or bytes that are not UTF-8.
pub(super) fn text(bytes: &[u8]) -> Result<&str, OpenError> {
    if let Some((_, what)) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let remedy = if what.contains("archive") { UNPACK } else { SAVED };
        return Err(OpenError::Foreign { what, remedy });
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(OpenError::Foreign { what: "UTF-16 text", remedy: "Save the file as UTF-8" });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        OpenError::NotText { line: before.iter().filter(|byte| **byte == b'\n').count() + 1 }
    })?;
    if text.trim().is_empty() { Err(OpenError::Empty) } else { Ok(text) }
}

/// The error for text that does not parse as JSON: a known format if it looks like one.
pub(super) fn explain_syntax(text: &str, error: serde_json::Error) -> OpenError {
    if let Some(line) = text.lines().position(|line| line.starts_with("<<<<<<< ")) {
        return OpenError::MergeConflict { line: line + 1 };
    }
    if !text.trim_start().starts_with(['{', '['])
        && let Some((what, remedy)) = foreign_text(text)
    {
        return OpenError::Foreign { what, remedy };
    }
    let (line, column) = (error.line(), error.column());
    let place = format!(" at line {line} column {column}");
    let message = error.to_string();
    let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
    if error.is_eof() {
        OpenError::Truncated { line, column, message }
    } else {
        OpenError::Syntax { line, column, message }
    }
}

fn foreign_text(text: &str) -> Option<(&'static str, &'static str)> {
    let start = text.trim_start();
    // Marks of a format are near its beginning; a bound keeps a hostile file cheap.
    let lines = || text.lines().take(2_000).map(str::trim_end);
    let any = |prefixes: &[&str]| lines().any(|line| prefixes.iter().any(|prefix| line.starts_with(prefix)));
    if start.starts_with('<') {
        let head: String = start.chars().take(2_000).collect();
        return Some(if head.contains("<mxfile") || head.contains("<mxGraphModel") {
            ("a draw.io diagram", NO_IMPORT)
        } else if head.contains("<svg") {
            ("an SVG picture", SAVED)
        } else {
            ("HTML or XML", SAVED)
        });
    }
    if start.starts_with("#!") {
        return Some(("a script", GENERATED));
    }
    if any(&[
        "resource \"",
        "terraform {",
        "provider \"",
        "module \"",
        "variable \"",
        "data \"",
        "locals {",
        "output \"",
    ]) {
        return Some(("Terraform code", GENERATED));
    }
    if any(&["AWSTemplateFormatVersion:", "Resources:", "Transform:"]) {
        return Some(("a CloudFormation template", GENERATED));
    }
    if start.starts_with("---") || start.starts_with("apiVersion:") {
        return Some(("YAML", SAVED));
    }
    None
}

/// A known kind of JSON document that is not a design file, by its members.
pub(super) fn foreign_json(members: &Map<String, Value>) -> Option<OpenError> {
    let has = |key: &str| members.contains_key(key);
    let all = |keys: &[&str]| keys.iter().all(|key| has(key));
    // `aws ec2 describe-…`: the answer's member is the plural of the resource.
    const DESCRIBED: &[&str] = &[
        "Vpcs",
        "Subnets",
        "RouteTables",
        "VpcEndpoints",
        "SecurityGroups",
        "SecurityGroupRules",
        "NatGateways",
        "InternetGateways",
        "ServiceDetails",
        "ServiceNames",
        "NetworkInterfaces",
        "PrefixLists",
        "AvailabilityZones",
    ];
    let (what, remedy) = if has("AWSTemplateFormatVersion") || is_template(members) {
        ("a CloudFormation template", GENERATED)
    } else if has("terraform_version") || all(&["format_version", "provider_schemas"]) {
        ("Terraform state or a plan", NO_IMPORT)
    } else if DESCRIBED.iter().any(|key| has(key)) {
        ("output of “aws ec2 describe-…”", NO_IMPORT)
    } else if all(&["nodes", "default_tags"]) {
        ("a resource graph as printed by “vpc-designer graph”", "Open the design file it was made from")
    } else if all(&["next_id", "region"]) {
        (
            "a design without its envelope",
            "Put it into {\"format\": \"vpc-endpoint-designer\", \"version\": 1, \"design\": …}",
        )
    } else if all(&["$schema", "$defs"]) {
        ("a JSON schema", SAVED)
    } else if all(&["Version", "Statement"]) {
        ("a policy document", "Paste it into the policy of an endpoint")
    } else if members.get("type").and_then(Value::as_str) == Some("excalidraw") {
        ("an Excalidraw drawing", NO_IMPORT)
    } else if has("tldrawFileFormatVersion") {
        ("a tldraw drawing", NO_IMPORT)
    } else {
        return None;
    };
    Some(OpenError::Foreign { what, remedy })
}

fn is_template(members: &Map<String, Value>) -> bool {
    let resources = members.get("Resources").and_then(Value::as_object);
    resources.is_some_and(|resources| {
        resources.values().any(|resource| {
            resource.get("Type").and_then(Value::as_str).is_some_and(|kind| kind.starts_with("AWS::"))
        })
    })
}
