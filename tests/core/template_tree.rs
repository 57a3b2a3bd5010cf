//! Trees of templates as a property test wants them: any structure, awkward text in every place. Shared with
//! `tests/deploy`.

use proptest::prelude::*;
use vpc_designer::emit::print::tree::{Intrinsic, Item, Map, SubPart, Value};

/// Texts that readers have taken for something else, and characters that end something.
const AWKWARD: [&str; 42] = [
    "",
    " ",
    "no",
    "Yes",
    "ON",
    "y",
    "true",
    "null",
    "~",
    "1:30",
    "190:20:30",
    "2012-10-17",
    "0x1F",
    "0o17",
    "017",
    "1e3",
    "1_000",
    ".5",
    "-1",
    "+.inf",
    ".NaN",
    "=",
    "<<",
    "- a",
    "a: b",
    "a #b",
    "a:",
    "? a",
    "!Ref a",
    "&a",
    "*a",
    "%TAG",
    "@a",
    "`a",
    "---",
    "...",
    "{a: b}",
    "[a]",
    "${AWS::Region}",
    "${",
    "AWS::EC2::VPC",
    "\u{feff}",
];

/// A text of awkward pieces and of any characters.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(&AWKWARD[..]).prop_map(str::to_owned),
        2 => proptest::sample::select(vec!["\n", "\r\n", "\t", "\u{0}", "\u{85}", "\u{2028}", "\"", "'", "\\", "#", ":", "😀", "é", "e\u{301}"])
            .prop_map(str::to_owned),
        2 => "[a-z ]{1,8}",
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

/// A template-like tree, with comments of any text.
pub(crate) fn tree() -> impl Strategy<Value = Map> {
    let name = "[A-Z][A-Za-z0-9]{0,8}";
    let part = prop_oneof![
        text().prop_map(SubPart::Text),
        Just(SubPart::Variable("AWS::Region".to_owned())),
        name.prop_map(SubPart::Variable),
    ];
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => any::<i64>().prop_map(|number| Value::Number(number.into())),
        // Only such as serde_json reads back exactly; it takes no trouble with the last digit of others.
        1 => proptest::sample::select(vec![0.5, -2.25, 1e300, -1.5e-7, 1e21, 100.0])
            .prop_map(|number| serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)),
        8 => text().prop_map(Value::Text),
        1 => name.prop_map(Value::reference),
        1 => (name, name).prop_map(|(resource, attribute)| Value::attribute(resource, &attribute)),
        1 => proptest::collection::vec(part, 0..4).prop_map(|parts| Value::Call(Intrinsic::Sub(parts))),
    ];
    let value = leaf.prop_recursive(4, 48, 6, |inner| {
        let comment = || proptest::collection::vec(text(), 0..2);
        let item =
            (inner.clone(), comment()).prop_map(|(value, comment)| Item { value, comment, origin: None });
        prop_oneof![
            proptest::collection::vec(item, 0..6).prop_map(Value::List),
            proptest::collection::vec((text(), inner, comment(), any::<bool>()), 0..6)
                .prop_map(map_of)
                .prop_map(Value::Map),
        ]
    });
    proptest::collection::vec((text(), value, proptest::collection::vec(text(), 0..2), any::<bool>()), 1..6)
        .prop_map(map_of)
}

fn map_of(entries: Vec<(String, Value, Vec<String>, bool)>) -> Map {
    let mut map = Map::new();
    for (key, value, comment, gap) in entries {
        let entry = map.set(key, value);
        entry.comment = comment;
        entry.gap = gap;
    }
    map
}

/// What a reader must see, with intrinsic functions in their long form.
pub(crate) fn meant(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => number.clone().into(),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(|item| meant(&item.value)).collect(),
        Value::Map(map) => meant_map(map),
        Value::Call(Intrinsic::Ref(name)) => serde_json::json!({ "Ref": name }),
        Value::Call(Intrinsic::GetAtt { resource, attribute }) => {
            serde_json::json!({ "Fn::GetAtt": [resource, attribute] })
        }
        Value::Call(Intrinsic::Sub(parts)) => serde_json::json!({ "Fn::Sub": SubPart::join(parts) }),
    }
}

pub(crate) fn meant_map(map: &Map) -> serde_json::Value {
    map.entries()
        .iter()
        .map(|entry| (entry.key.clone(), meant(&entry.value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
