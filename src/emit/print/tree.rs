//! The value tree of a CloudFormation template: what [`yaml`](super::yaml) and [`json`](super::json) write.
//!
//! Plain data in the order of writing, with CloudFormation's intrinsic functions, and on each entry what a reader of
//! the file wants beside the value: a comment, the entity it came from. Texts are unescaped; quoting is the printers'
//! business, escaping inside `Fn::Sub` that of [`Intrinsic::Sub`].

use serde_json::Number;

use crate::model::EntityRef;

/// A value of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Only from a user's policy; CloudFormation itself takes no nulls.
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Item>),
    Map(Map),
    Call(Intrinsic),
}

/// An intrinsic function. The arguments `Ref` and `GetAtt` take are logical ids and attribute names, which are
/// alphanumeric, with `::` in pseudo parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum Intrinsic {
    Ref(String),
    GetAtt { resource: String, attribute: String },
    Sub(Vec<SubPart>),
}

/// A piece of the text of an `Fn::Sub`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubPart {
    /// Text as meant; `${` in it is escaped on the way out.
    Text(String),
    /// A logical id or pseudo parameter: `AWS::Region`.
    Variable(String),
}

/// A list's item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub value: Value,
    pub comment: Vec<String>,
    pub origin: Option<EntityRef>,
}

/// Keys and values in the order of writing. Keys are unique; a second `set` of a key replaces its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    pub value: Value,
    /// Written above the entry, one comment line or more each.
    pub comment: Vec<String>,
    /// The entity to select when a line of the entry is clicked; that of the map around it where there is none.
    pub origin: Option<EntityRef>,
    /// An empty line above.
    pub gap: bool,
}

impl SubPart {
    /// The parts as the one text `Fn::Sub` takes.
    ///
    /// Source of the escape `${!name}`:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html>
    pub fn join(parts: &[Self]) -> String {
        let mut joined = String::new();
        let mut text = String::new();
        for part in parts {
            match part {
                Self::Text(more) => text.push_str(more),
                Self::Variable(name) => {
                    joined.push_str(&text.replace("${", "${!"));
                    text.clear();
                    joined.extend(["${", name, "}"]);
                }
            }
        }
        joined + &text.replace("${", "${!")
    }
}

impl Value {
    pub fn reference(name: impl Into<String>) -> Self {
        Self::Call(Intrinsic::Ref(name.into()))
    }

    pub fn attribute(resource: impl Into<String>, attribute: &str) -> Self {
        Self::Call(Intrinsic::GetAtt { resource: resource.into(), attribute: attribute.to_owned() })
    }

    /// `Fn::Sub`, or the plain text where there is nothing to fill in.
    pub fn sub(parts: Vec<SubPart>) -> Self {
        if parts.iter().any(|part| matches!(part, SubPart::Variable(_))) {
            Self::Call(Intrinsic::Sub(parts))
        } else {
            let texts = parts.into_iter().filter_map(|part| match part {
                SubPart::Text(text) => Some(text),
                SubPart::Variable(_) => None,
            });
            Self::Text(texts.collect())
        }
    }

    pub fn list<T: Into<Self>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(|value| Item::from(value.into())).collect())
    }

    /// A JSON document, its keys in their order and its texts as `text` has them.
    pub fn json_with(value: &serde_json::Value, text: &dyn Fn(&str) -> Self) -> Self {
        match value {
            serde_json::Value::String(own) => text(own),
            serde_json::Value::Array(items) => {
                Self::list(items.iter().map(|item| Self::json_with(item, text)))
            }
            serde_json::Value::Object(entries) => {
                let entry =
                    |(key, value): (&String, _)| Entry::new(key.clone(), Self::json_with(value, text));
                Self::Map(Map { entries: entries.iter().map(entry).collect() })
            }
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {
                Self::json(value)
            }
        }
    }

    /// A JSON document as it is, its keys in their order.
    pub fn json(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => Self::Number(number.clone()),
            serde_json::Value::String(text) => Self::Text(text.clone()),
            serde_json::Value::Array(items) => Self::list(items.iter().map(Self::json)),
            serde_json::Value::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| Entry::new(key.clone(), Self::json(value)));
                Self::Map(Map { entries: entries.collect() })
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u16> for Value {
    fn from(value: u16) -> Self {
        Self::Number(value.into())
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Number(value.into())
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl From<Value> for Item {
    fn from(value: Value) -> Self {
        Self { value, comment: Vec::new(), origin: None }
    }
}

impl Entry {
    fn new(key: String, value: Value) -> Self {
        Self { key, value, comment: Vec::new(), origin: None, gap: false }
    }
}

impl Map {
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends an entry, or replaces the value of the key; the entry, for its comment and origin.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Value>) -> &mut Entry {
        let key = key.into();
        let at = self.entries.iter().position(|entry| entry.key == key).unwrap_or_else(|| {
            self.entries.push(Entry::new(key, Value::Null));
            self.entries.len() - 1
        });
        let entry = &mut self.entries[at];
        entry.value = value.into();
        entry
    }

    /// Appends an entry whose key is known to be new: sections are long.
    pub fn append(&mut self, key: impl Into<String>, value: impl Into<Value>) -> &mut Entry {
        self.entries.push(Entry::new(key.into(), value.into()));
        let last = self.entries.len() - 1;
        &mut self.entries[last]
    }

    /// [`set`](Self::set) for chains.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.set(key, value);
        self
    }

    /// [`set`](Self::set) where there is a value.
    #[must_use]
    pub fn with_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollar_braces_of_the_text_stay_text_in_a_sub() {
        let parts = [
            SubPart::Text("a${b}$".to_owned()),
            SubPart::Variable("AWS::Region".to_owned()),
            SubPart::Text("${!c}".to_owned()),
        ];
        assert_eq!(SubPart::join(&parts), "a${!b}$${AWS::Region}${!!c}");
        assert_eq!(Value::sub(vec![SubPart::Text("a${b}".to_owned())]), Value::from("a${b}"));
    }
}
