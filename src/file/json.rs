//! Reading JSON as a tree, more strictly than usual.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::Note;

/// Parses JSON and refuses an object that names a key twice.
///
/// A second `subnet-7` is what a textual merge of two branches leaves behind; the usual "last one wins" would drop
/// the first without a word. Nesting is limited by the parser (128 levels).
///
/// # Errors
/// The parser's, with line and column.
pub(super) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Builds a [`Value`], as serde_json's own implementation does, but for the repeated keys.
struct Tree;

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(Tree)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if object.contains_key(&key) {
                let key: String = key.chars().take(80).collect();
                return Err(A::Error::custom(format_args!("the key “{key}” is there twice")));
            }
            object.insert(key, members.next_value_seed(Tree)?);
        }
        Ok(Value::Object(object))
    }
}

/// Removes NUL characters from every text and key, with a note for each place: no export language can hold them.
pub(super) fn remove_nul(design: &mut Value, notes: &mut Vec<Note>) {
    walk(design, "design", notes);
}

fn walk(value: &mut Value, place: &str, notes: &mut Vec<Note>) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::String(text) => {
            if text.contains('\0') {
                *text = text.replace('\0', "");
                notes.push(Note {
                    entity: None,
                    place: place.to_owned(),
                    message: "NUL characters were removed from the text".to_owned(),
                });
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                walk(item, &format!("{place}[{index}]"), notes);
            }
        }
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                walk(member, &format!("{place}.{key}"), notes);
            }
            if members.keys().any(|key| key.contains('\0')) {
                notes.push(Note {
                    entity: None,
                    place: place.replace('\0', ""),
                    message: "NUL characters were removed from a key".to_owned(),
                });
                let old = std::mem::take(members);
                members.extend(old.into_iter().map(|(key, member)| (key.replace('\0', ""), member)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_what_serde_json_reads() {
        let text =
            r#"{"a": [1, -2, 2.5, 18446744073709551615, 1e300], "b": {"c": null, "d": true}, "e": "\u00e9"}"#;
        assert_eq!(parse(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn a_key_twice_is_an_error_with_its_place() {
        let error = parse("{\n \"subnet-7\": 1,\n \"subnet-7\": 2\n}").unwrap_err();
        assert_eq!(error.line(), 3);
        assert!(error.to_string().starts_with("the key “subnet-7” is there twice"), "{error}");
    }

    #[test]
    fn what_follows_the_value_is_an_error() {
        assert!(parse("{} {}").is_err());
        assert!(parse("{}\n\t ").is_ok());
    }

    #[test]
    fn nesting_is_limited() {
        let deep = "[".repeat(100_000);
        assert!(parse(&deep).unwrap_err().to_string().contains("recursion limit"));
    }

    #[test]
    fn nul_characters_go_with_a_note() {
        let mut value = json!({ "vpcs": { "vpc-1": { "name": "a\0b", "tags": { "k\0": "v" } } } });
        let mut notes = Vec::new();
        remove_nul(&mut value, &mut notes);
        assert_eq!(value, json!({ "vpcs": { "vpc-1": { "name": "ab", "tags": { "k": "v" } } } }));
        let places: Vec<&str> = notes.iter().map(|note| note.place.as_str()).collect();
        assert_eq!(places, ["design.vpcs.vpc-1.name", "design.vpcs.vpc-1.tags"]);
    }
}
