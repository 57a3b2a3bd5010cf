//! Writes a template as JSON with CloudFormation's long intrinsics. Comments have no place in JSON and are left out.

use super::{
    readable::is_readable,
    sheet::{Sheet, TokenClass},
    tree::{Intrinsic, Item, Map, SubPart, Value},
};

/// The document, two spaces a level, a line feed at the end.
pub fn print(root: &Map) -> Sheet {
    let mut printer = Printer { sheet: Sheet::new() };
    printer.map(root, 0);
    printer.sheet.newline();
    printer.sheet
}

struct Printer {
    sheet: Sheet,
}

impl Printer {
    fn mark(&mut self, text: &str) {
        self.sheet.put(TokenClass::Mark, text);
    }

    fn line(&mut self, indent: usize) {
        self.sheet.newline();
        self.sheet.indent(2 * indent);
    }

    fn map(&mut self, map: &Map, indent: usize) {
        self.mark("{");
        let outer = self.sheet.origin();
        for (index, entry) in map.entries().iter().enumerate() {
            if index > 0 {
                self.mark(",");
            }
            self.sheet.set_origin(entry.origin.or(outer));
            self.line(indent + 1);
            let class = if indent == 0 { TokenClass::Keyword } else { TokenClass::Name };
            self.sheet.put(class, &quoted(&entry.key));
            self.mark(":");
            self.sheet.plain(" ");
            self.value(&entry.value, indent + 1);
        }
        if !map.is_empty() {
            self.line(indent);
        }
        self.mark("}");
        self.sheet.set_origin(outer);
    }

    fn list(&mut self, items: &[Item], indent: usize) {
        self.mark("[");
        let outer = self.sheet.origin();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.mark(",");
            }
            self.sheet.set_origin(item.origin.or(outer));
            self.line(indent + 1);
            self.value(&item.value, indent + 1);
        }
        if !items.is_empty() {
            self.line(indent);
        }
        self.mark("]");
        self.sheet.set_origin(outer);
    }

    fn value(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Null => self.sheet.put(TokenClass::Value, "null"),
            Value::Bool(value) => self.sheet.put(TokenClass::Value, if *value { "true" } else { "false" }),
            Value::Number(value) => self.sheet.put(TokenClass::Value, &value.to_string()),
            Value::Text(text) => self.sheet.put(TokenClass::Text, &quoted(text)),
            Value::List(items) => self.list(items, indent),
            Value::Map(map) => self.map(map, indent),
            Value::Call(Intrinsic::Ref(name)) => self.call("Ref", &[name]),
            Value::Call(Intrinsic::GetAtt { resource, attribute }) => {
                self.call("Fn::GetAtt", &[resource, attribute]);
            }
            Value::Call(Intrinsic::Sub(parts)) => {
                self.open("Fn::Sub");
                self.sheet.put(TokenClass::Text, &quoted(&SubPart::join(parts)));
                self.sheet.plain(" ");
                self.mark("}");
            }
        }
    }

    /// `{ "Ref": "MainVpc" }`, `{ "Fn::GetAtt": ["Sg", "GroupId"] }`, on one line.
    fn call(&mut self, function: &str, arguments: &[&String]) {
        self.open(function);
        if arguments.len() > 1 {
            self.mark("[");
        }
        for (index, argument) in arguments.iter().enumerate() {
            if index > 0 {
                self.mark(",");
                self.sheet.plain(" ");
            }
            self.sheet.put(TokenClass::Reference, &quoted(argument));
        }
        if arguments.len() > 1 {
            self.mark("]");
        }
        self.sheet.plain(" ");
        self.mark("}");
    }

    fn open(&mut self, function: &str) {
        self.mark("{");
        self.sheet.plain(" ");
        self.sheet.put(TokenClass::Keyword, &quoted(function));
        self.mark(":");
        self.sheet.plain(" ");
    }
}

/// A JSON string. Source of the escapes: <https://www.rfc-editor.org/rfc/rfc8259#section-7>
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_readable(c) => out.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn long_intrinsics() {
        let map = Map::new()
            .with("Ref", Value::reference("MainVpc"))
            .with("List", Value::list([Value::attribute("Sg", "GroupId"), 443.into(), Value::Null]))
            .with(
                "Sub",
                Value::sub(vec![
                    SubPart::Text("${x}\"".to_owned()),
                    SubPart::Variable("AWS::Region".to_owned()),
                ]),
            )
            .with("Empty", Value::list([Value::from(Map::new()), Value::List(Vec::new())]));
        let sheet = print(&map);
        expect![[r#"
            {
              "Ref": { "Ref": "MainVpc" },
              "List": [
                { "Fn::GetAtt": ["Sg", "GroupId"] },
                443,
                null
              ],
              "Sub": { "Fn::Sub": "${!x}\"${AWS::Region}" },
              "Empty": [
                {},
                []
              ]
            }
        "#]]
        .assert_eq(sheet.text());
        assert!(serde_json::from_str::<serde_json::Value>(sheet.text()).is_ok());
    }

    #[test]
    fn any_text_comes_back() {
        let text = "\u{feff}\t\u{0}\u{7f}\u{2028}\u{202e}\u{fffe}😀\"\\é網/";
        assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
        expect![[r#""\ufeff\t\u0000\u007f\u2028\u202e\ufffe😀\"\\é網/""#]].assert_eq(&quoted(text));
    }
}
