//! A design inside a CloudFormation template, put there by an export and taken out again by [`open`](super::open).
//!
//! The text of the design is printable ASCII with one entity a line: it stands in YAML as a literal block, and no reader of
//! YAML or JSON changes it. Taking it out reads no more of the template than the two keys that lead to it.

use serde_json::Value;

use super::{OpenError, envelope};
use crate::model::Design;

/// The key below `Metadata`.
pub const DESIGNER: &str = "VpcEndpointDesigner";
/// The key of the text below [`DESIGNER`].
pub const DESIGN: &str = "Design";

/// The text of a design as an export puts it into a template: a design file in printable ASCII, one entity a line.
///
/// ```
/// use vpc_designer::{file, model::Design};
/// let design = Design::new("Büro {{x}}", "eu-central-1");
/// let text = file::template::text(&design);
/// assert!(text.is_ascii() && !text.contains("{{"));
/// assert_eq!(file::open(text.as_bytes()).unwrap().design, design);
/// ```
pub fn text(design: &Design) -> String {
    // The text of a saved design is JSON.
    let value: Value = serde_json::from_str(&envelope::write(design)).unwrap_or_default();
    let mut out = String::new();
    write(&value, 3, &mut out);
    out.push('\n');
    out
}

/// Writes objects down to a depth with a member a line, everything else on one line.
fn write(value: &Value, depth: u32, out: &mut String) {
    match value.as_object().filter(|members| depth > 0 && !members.is_empty()) {
        None => push_plain(&value.to_string(), out),
        Some(members) => {
            out.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                out.push_str(if index == 0 { "\n" } else { ",\n" });
                push_plain(&Value::from(key.as_str()).to_string(), out);
                out.push(':');
                write(member, depth - 1, out);
            }
            out.push_str("\n}");
        }
    }
}

/// Text of JSON, everything beside printable ASCII as an escape: it stands inside of strings only. So does `{{`, which
/// CloudFormation would take for the start of a reference.
fn push_plain(json: &str, out: &mut String) {
    let mut units = [0; 2];
    for c in json.chars() {
        if c.is_ascii_graphic() || c == ' ' {
            if c == '{' && out.ends_with('{') {
                out.push_str("\\u007b");
            } else {
                out.push(c);
            }
        } else {
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
}

/// The design's text in a template, whether that is YAML, JSON or the answer of `get-template`; none where the text is
/// something else or holds none.
///
/// # Errors
/// [`OpenError::Foreign`] if there is one that another tool has written anew, in a form that is not read.
pub(super) fn embedded(text: &str) -> Result<Option<String>, OpenError> {
    // Most texts are design files, which need no second look.
    if !text.contains(DESIGNER) {
        return Ok(None);
    }
    if text.trim_start().starts_with('{') {
        // What is no JSON is for the reader of design files to tell.
        let Ok(value) = serde_json::from_str::<Value>(text) else { return Ok(None) };
        return match value.get("TemplateBody") {
            Some(Value::String(body)) => in_yaml(body),
            Some(body) => Ok(in_json(body)),
            None => Ok(in_json(&value)),
        };
    }
    in_yaml(text)
}

fn in_json(template: &Value) -> Option<String> {
    template.get("Metadata")?.get(DESIGNER)?.get(DESIGN)?.as_str().map(str::to_owned)
}

fn in_yaml(text: &str) -> Result<Option<String>, OpenError> {
    if text.trim_start().starts_with('{') {
        return Ok(serde_json::from_str(text).ok().as_ref().and_then(in_json));
    }
    let lines: Vec<&str> = text.lines().collect();
    let designer = member(&lines, None, "Metadata").and_then(|at| member(&lines, Some(at), DESIGNER));
    let Some(designer) = designer else { return Ok(None) };
    let unread = || OpenError::Foreign {
        what: "a CloudFormation template whose design another tool has written anew",
        remedy: "Open the template as it was exported, or the design file it was made from",
    };
    let at = member(&lines, Some(designer), DESIGN).ok_or_else(unread)?;
    let style = value_of(lines[at], DESIGN).unwrap_or_default();
    match style.as_bytes() {
        [b'|', ..] => {
            let block: Vec<&str> = block(&lines, Some(at)).map(|(_, line)| line).collect();
            let margin = block.iter().find(|line| !line.trim().is_empty()).map_or(0, |line| indent(line));
            let design: Vec<&str> = block.iter().map(|line| line.get(margin..).unwrap_or_default()).collect();
            Ok(Some(design.join("\n")))
        }
        // On one line, as JSON quotes.
        [b'"', ..] => serde_json::from_str(style).map(Some).map_err(|_| unread()),
        _ => Err(unread()),
    }
}

/// The lines below one that are indented deeper, with their numbers; all lines where there is none.
fn block<'a>(lines: &'a [&'a str], below: Option<usize>) -> impl Iterator<Item = (usize, &'a str)> {
    let margin = below.map(|at| indent(lines[at]));
    let start = below.map_or(0, |at| at + 1);
    let inside =
        move |line: &str| line.trim().is_empty() || margin.is_none_or(|margin| indent(line) > margin);
    lines.iter().copied().enumerate().skip(start).take_while(move |(_, line)| inside(line))
}

/// The line of a key in the block below a line, or of the document.
fn member(lines: &[&str], below: Option<usize>, key: &str) -> Option<usize> {
    let mut found = block(lines, below)
        .filter(|(_, line)| value_of(line, key).is_some() && (below.is_some() || indent(line) == 0));
    found.next().map(|(at, _)| at)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// What follows a key on its line; the key may be in quotes.
fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let line = line.trim();
    let quoted = |quote: char| line.strip_prefix(quote)?.strip_prefix(key)?.strip_prefix(quote);
    let rest = line.strip_prefix(key).or_else(|| quoted('"')).or_else(|| quoted('\''))?;
    rest.strip_prefix(':').map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_entities() {
        let text = text(&Design::new("a\u{1F600}\u{85}{{b", "us-east-1"));
        assert_eq!(text.lines().nth(3), Some("\"design\":{"));
        assert!(text.contains("\"name\":\"a\\ud83d\\ude00\\u0085{\\u007bb\""), "{text}");
        assert!(text.lines().all(|line| !line.ends_with(' ')));
    }

    #[test]
    fn found_by_its_keys_only() {
        let template = |body: &str| {
            format!(
                "Description: \"Metadata:\"\n\nMetadata:\n  Other: {{}}\n  VpcEndpointDesigner:\n    # why\n{body}\nResources: {{}}\n"
            )
        };
        let found = |text: &str| embedded(text).unwrap();
        let meant = Some("{\"a\":\n  1}".to_owned());
        assert_eq!(found(&template("    Design: |-\n      {\"a\":\n        1}")), meant);
        // As another indentation has it, or without block texts.
        assert_eq!(found(&template("    Design: |-\n          {\"a\":\n            1}")), meant);
        assert_eq!(found(&template("    \"Design\": \"{\\\"a\\\":\\n  1}\"")), meant);
    }

    #[test]
    fn what_is_not_read_is_told() {
        for body in ["Author: me", "Design: >\n      x", "Design: 'x'", "Design: \"a"] {
            let text = format!("Metadata:\n  VpcEndpointDesigner:\n    {body}\nResources: {{}}\n");
            let message = embedded(&text).unwrap_err().to_string();
            assert!(message.contains("another tool"), "{message}");
        }
        for text in [
            "Resources:\n  A:\n    Metadata:\n      VpcEndpointDesigner: x\n",
            "VpcEndpointDesigner",
            "{\"VpcEndpointDesigner\"",
        ] {
            assert_eq!(embedded(text).unwrap(), None, "{text}");
        }
    }
}
