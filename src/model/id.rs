//! Identity of an entity within one design.

use std::{fmt, hash::Hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// A kind of thing that a design holds: names the prefix of its ids.
pub trait Entity: Sized {
    /// The prefix of saved ids, in kebab case: `subnet` in `subnet-3`.
    const PREFIX: &'static str;
}

/// A number handed out by [`Design::next_id`](super::Design), unique over all kinds in one design; saved as `subnet-3`.
///
/// A counter and not a random value: the same edits give the same file, and links stay short.
pub struct Id<T> {
    number: u32,
    kind: PhantomData<fn() -> T>,
}

/// A text that is not the id of the wanted kind.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{found}” is not an id like {prefix}-3")]
pub struct IdError {
    pub found: String,
    pub prefix: &'static str,
}

impl<T> Id<T> {
    pub const fn new(number: u32) -> Self {
        Self { number, kind: PhantomData }
    }

    pub const fn number(self) -> u32 {
        self.number
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T: Entity> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", T::PREFIX, self.number)
    }
}
impl<T: Entity> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<T: Entity> FromStr for Id<T> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let number = text.strip_prefix(T::PREFIX).and_then(|rest| rest.strip_prefix('-'));
        // `"+3".parse::<u32>()` succeeds and `03` would be a second spelling of 3; neither is an id.
        let canonical =
            number.filter(|n| n.bytes().all(|b| b.is_ascii_digit()) && (*n == "0" || !n.starts_with('0')));
        canonical
            .and_then(|n| n.parse().ok())
            .map(Self::new)
            .ok_or_else(|| IdError { found: text.chars().take(80).collect(), prefix: T::PREFIX })
    }
}

impl<T: Entity> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, T: Entity> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl<T: Entity> schemars::JsonSchema for Id<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}-id", T::PREFIX).into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": format!("^{}-(0|[1-9][0-9]*)$", T::PREFIX) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Subnet;
    use super::*;

    #[test]
    fn one_spelling_only() {
        assert_eq!("subnet-3".parse::<Id<Subnet>>(), Ok(Id::new(3)));
        for bad in ["subnet-", "subnet-03", "subnet-+3", "subnet--3", "vpc-3", "subnet-99999999999", ""] {
            assert!(bad.parse::<Id<Subnet>>().is_err(), "{bad}");
        }
        assert_eq!(Id::<Subnet>::new(7).to_string(), "subnet-7");
    }
}
