//! Writes a template as YAML with CloudFormation's short intrinsics.
//!
//! *Invariant:* a YAML 1.1 reader (PyYAML, CloudFormation) and a YAML 1.2 reader read back the same values. So a text
//! is bare only where it starts with a letter, has no character with a meaning and is no word that either version
//! takes for a truth value or null; `no`, `1:30`, `2012-10-17`, `0x1`, `~` are all quoted.

use serde_json::Number;

use super::{
    readable::{comment_lines, is_readable_bmp, readable},
    sheet::{Sheet, TokenClass},
    tree::{Entry, Intrinsic, Item, Map, SubPart, Value},
};

/// Comments are wrapped here.
const WIDTH: usize = 110;
/// Longer keys are written with `?`: readers look for the colon in the next 1,024 characters only.
/// Source: <https://yaml.org/spec/1.2.2/#742-flow-mappings>
const IMPLICIT_KEY: usize = 900;

/// The document: a comment on top, then the map.
pub fn print(header: &[String], root: &Map) -> Sheet {
    let mut printer = Printer { sheet: Sheet::new() };
    printer.map(root, 0);
    with_header(header, printer.sheet)
}

/// A printed document with a comment on top. Comments are wrapped, but for those that start with two spaces: a command
/// stays on its line.
pub fn with_header(header: &[String], document: Sheet) -> Sheet {
    if header.is_empty() {
        return document;
    }
    let mut printer = Printer { sheet: Sheet::new() };
    printer.comment(header, 0);
    printer.sheet.newline();
    printer.sheet.append(document);
    printer.sheet
}

struct Printer {
    sheet: Sheet,
}

impl Printer {
    /// Comment lines; an empty text is an empty one.
    fn comment(&mut self, comment: &[String], indent: usize) {
        let width = WIDTH.saturating_sub(indent + 2).max(40);
        for text in comment {
            let lines = if text.is_empty() || text.starts_with("  ") {
                vec![readable(text)]
            } else {
                comment_lines(text, width)
            };
            for line in lines {
                self.indent(indent);
                self.sheet.put(TokenClass::Comment, format!("# {line}").trim_end());
                self.sheet.newline();
            }
        }
    }

    fn indent(&mut self, indent: usize) {
        self.sheet.indent(indent);
    }

    fn mark(&mut self, text: &str) {
        self.sheet.put(TokenClass::Mark, text);
    }

    fn map(&mut self, map: &Map, indent: usize) {
        for entry in map.entries() {
            if entry.gap {
                self.sheet.newline();
            }
            self.within(entry.origin, |printer| {
                printer.comment(&entry.comment, indent);
                printer.indent(indent);
                printer.entry(entry, indent);
            });
        }
    }

    /// `key: value`, the cursor being where the key goes.
    fn entry(&mut self, entry: &Entry, indent: usize) {
        let class = if indent == 0 { TokenClass::Keyword } else { TokenClass::Name };
        let key = if is_bare(&entry.key) { entry.key.clone() } else { quoted(&entry.key) };
        if key.chars().count() > IMPLICIT_KEY {
            self.mark("? ");
            self.sheet.put(class, &key);
            self.sheet.newline();
            self.indent(indent);
        } else {
            self.sheet.put(class, &key);
        }
        self.mark(":");
        match &entry.value {
            Value::Map(map) if !map.is_empty() => {
                self.sheet.newline();
                self.map(map, indent + 2);
            }
            Value::List(items) if !items.is_empty() => {
                self.sheet.newline();
                self.list(items, indent + 2);
            }
            Value::Map(_)
            | Value::List(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Call(_) => {
                self.sheet.plain(" ");
                self.scalar(&entry.value, indent);
            }
        }
    }

    fn list(&mut self, items: &[Item], indent: usize) {
        for item in items {
            self.within(item.origin, |printer| {
                printer.comment(&item.comment, indent);
                printer.item(&item.value, indent);
            });
        }
    }

    /// `- value`, from the start of the line.
    fn item(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Map(map) if !map.is_empty() => {
                for (index, entry) in map.entries().iter().enumerate() {
                    self.within(entry.origin, |printer| {
                        printer.comment(&entry.comment, if index == 0 { indent } else { indent + 2 });
                        printer.indent(indent);
                        if index == 0 {
                            printer.mark("-");
                            printer.sheet.plain(" ");
                        } else {
                            printer.indent(2);
                        }
                        printer.entry(entry, indent + 2);
                    });
                }
            }
            Value::List(items) if !items.is_empty() => {
                self.indent(indent);
                self.mark("-");
                self.sheet.newline();
                self.list(items, indent + 2);
            }
            Value::Map(_)
            | Value::List(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Call(_) => {
                self.indent(indent);
                self.mark("-");
                self.sheet.plain(" ");
                self.scalar(value, indent);
            }
        }
    }

    /// A value without lines of its own below it, and the end of the line.
    fn scalar(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Null => self.sheet.put(TokenClass::Value, "null"),
            Value::Bool(value) => self.sheet.put(TokenClass::Value, if *value { "true" } else { "false" }),
            Value::Number(value) => self.sheet.put(TokenClass::Value, &number(value)),
            Value::Text(text) => match block_head(text) {
                Some(head) => return self.block(head, text, indent + 2),
                None if is_bare(text) => self.sheet.put(TokenClass::Text, text),
                None => self.sheet.put(TokenClass::Text, &quoted(text)),
            },
            // Whoever calls this has written the others.
            Value::List(_) => self.mark("[]"),
            Value::Map(_) => self.mark("{}"),
            Value::Call(Intrinsic::Ref(name)) => self.call("!Ref", name),
            Value::Call(Intrinsic::GetAtt { resource, attribute }) => {
                self.call("!GetAtt", &format!("{resource}.{attribute}"));
            }
            Value::Call(Intrinsic::Sub(parts)) => self.substitution(parts),
        }
        self.sheet.newline();
    }

    fn call(&mut self, function: &str, argument: &str) {
        self.sheet.put(TokenClass::Keyword, function);
        self.sheet.plain(" ");
        let argument = if is_bare(argument) { argument.to_owned() } else { quoted(argument) };
        self.sheet.put(TokenClass::Reference, &argument);
    }

    fn substitution(&mut self, parts: &[SubPart]) {
        self.sheet.put(TokenClass::Keyword, "!Sub");
        self.sheet.plain(" ");
        self.sheet.put(TokenClass::Text, "\"");
        for part in parts {
            let class = match part {
                SubPart::Text(_) => TokenClass::Text,
                SubPart::Variable(_) => TokenClass::Reference,
            };
            self.sheet.put(class, &escaped(&SubPart::join(std::slice::from_ref(part))));
        }
        self.sheet.put(TokenClass::Text, "\"");
    }

    /// A literal block below its head.
    fn block(&mut self, head: &str, text: &str, indent: usize) {
        self.mark(head);
        self.sheet.newline();
        for line in text.lines() {
            if !line.is_empty() {
                self.indent(indent);
                self.sheet.put(TokenClass::Text, line);
            }
            self.sheet.newline();
        }
    }

    fn within(&mut self, origin: Option<crate::model::EntityRef>, write: impl FnOnce(&mut Self)) {
        let outer = self.sheet.origin();
        self.sheet.set_origin(origin.or(outer));
        write(self);
        self.sheet.set_origin(outer);
    }
}

/// Words that some reader takes for a truth value or null: the types of <https://yaml.org/type/bool.html> and
/// <https://yaml.org/type/null.html>, in any case.
const RESERVED: [&str; 9] = ["y", "yes", "n", "no", "true", "false", "on", "off", "null"];

/// Whether a text stands without quotes. Starting with a letter, it is no number, date, indicator or `~`.
fn is_bare(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/' | b':'))
        && !text.ends_with(':')
        && !RESERVED.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// The head of a literal block, for texts of several lines that come back exactly: no blanks at the ends of lines
/// (editors take them away), no characters that need an escape.
fn block_head(text: &str) -> Option<&'static str> {
    let lines = text.strip_suffix('\n').unwrap_or(text);
    let starts = text.starts_with(|c: char| c != ' ' && c != '\n');
    let fits = lines.contains('\n')
        && !lines.ends_with('\n')
        && starts
        && lines.split('\n').all(|line| !line.ends_with(' ') && line.chars().all(is_readable_bmp));
    fits.then_some(if text.ends_with('\n') { "|" } else { "|-" })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// The inside of a double-quoted text. Source of the escapes: <https://yaml.org/spec/1.1/#escaping%20in%20double%20quoted%20style/>
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_readable_bmp(c) => out.push(c),
            c => match u32::from(c) {
                code @ ..=0xff => out.push_str(&format!("\\x{code:02X}")),
                code @ ..=0xffff => out.push_str(&format!("\\u{code:04X}")),
                code => out.push_str(&format!("\\U{code:08X}")),
            },
        }
    }
    out
}

/// YAML 1.1 wants a point in a float and a sign in its exponent; `1e300` would be a text.
fn number(number: &Number) -> String {
    let text = number.to_string();
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return text };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['-', '+']) { "" } else { "+" };
    format!("{mantissa}{point}e{sign}{exponent}")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn written(text: &str) -> String {
        let map = Map::new().with("K", text);
        print(&[], &map).text().trim_end().trim_start_matches("K: ").to_owned()
    }

    #[test]
    fn plain_words_are_bare() {
        for text in ["AWS::EC2::VPC", "private-a", "s3:GetObject", "vpce/x.y", "Nothing", "e3"] {
            assert_eq!(written(text), text);
        }
    }

    #[test]
    fn what_a_reader_could_take_for_something_else_is_quoted() {
        for text in [
            "",
            "no",
            "No",
            "ON",
            "y",
            "true",
            "Null",
            "~",
            "1:30",
            "2012-10-17",
            "0x1",
            "1e3",
            "0o7",
            ".5",
            "-1",
            "+1",
            "1_000",
            ".inf",
            ".NaN",
            "=",
            "<<",
            " a",
            "a ",
            "a: b",
            "a #b",
            "a:",
            "- a",
            "? a",
            "!Ref",
            "&a",
            "*a",
            "@a",
            "`a",
            "%a",
            "[a",
            "{a",
            "|",
            ">",
            "'a'",
            "#a",
            "a,b",
            "---",
            "...",
            "10.0.0.0/16",
            "é",
        ] {
            assert_eq!(written(text), format!("\"{text}\""), "{text}");
        }
    }

    #[test]
    fn characters_that_do_not_show_are_escaped() {
        let text = "\u{feff}\t\r\u{0}\u{7f}\u{85}\u{a0}\u{200b}\u{202e}\u{2028}\u{2029}\u{fffe}😀\"\\é網";
        expect![[r#""\uFEFF\t\r\x00\x7F\x85\xA0\u200B\u202E\u2028\u2029\uFFFE\U0001F600\"\\é網""#]]
            .assert_eq(&written(text));
    }

    #[test]
    fn lines_are_a_block_where_they_come_back_exactly() {
        expect![[r#"
            A: |-
              one

                two # no comment
            B: |
              one
              two
            C: "one \ntwo"
            D: " one\ntwo"
            E: "one\n"
            F: "one\ntwo\n\n"
            G: "one\n\ttwo"
            H:
              - |-
                one
                two
        "#]]
        .assert_eq(
            print(
                &[],
                &Map::new()
                    .with("A", "one\n\n  two # no comment")
                    .with("B", "one\ntwo\n")
                    .with("C", "one \ntwo")
                    .with("D", " one\ntwo")
                    .with("E", "one\n")
                    .with("F", "one\ntwo\n\n")
                    .with("G", "one\n\ttwo")
                    .with("H", Value::list(["one\ntwo"])),
            )
            .text(),
        );
    }

    #[test]
    fn structure_comments_and_intrinsics() {
        let mut tag = Map::new().with("Key", "a").with("Value", "b");
        tag.set("Key", "no").comment = vec!["why\nso".to_owned()];
        let mut map = Map::new()
            .with(
                "Sub",
                Value::sub(vec![
                    SubPart::Text("\"${x}".to_owned()),
                    SubPart::Variable("AWS::Region".to_owned()),
                ]),
            )
            .with("no", Value::reference("MainVpc"))
            .with("Get", Value::attribute("Sg", "GroupId"))
            .with("Empty", Map::new())
            .with("None", Value::List(Vec::new()))
            .with("List", Value::list([Value::from(tag), Value::list([Value::from(443), Value::Null])]));
        map.set("Last", true).gap = true;
        expect![[r#"
            # Header
            #   kept   as is
            #
            # more

            Sub: !Sub "\"${!x}${AWS::Region}"
            "no": !Ref MainVpc
            Get: !GetAtt Sg.GroupId
            Empty: {}
            None: []
            List:
              # why
              # so
              - Key: "no"
                Value: b
              -
                - 443
                - null

            Last: true
        "#]]
        .assert_eq(print(&["Header", "  kept   as is", "", "more"].map(str::to_owned), &map).text());
    }

    #[test]
    fn numbers_are_numbers_in_both_versions() {
        let text = |json: &str| number(&serde_json::from_str(json).unwrap());
        assert_eq!(
            ["3600", "-5", "1.5", "1e300", "1.5e-7"].map(text),
            ["3600", "-5", "1.5", "1.0e+300", "1.5e-7"]
        );
    }
}
