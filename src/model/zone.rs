//! An Availability Zone of one VPC, as drawn.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Entity, Frame, Id, Vpc};

/// The column of a VPC that stands for one Availability Zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Zone {
    pub vpc: Id<Vpc>,
    pub suffix: ZoneSuffix,
    pub frame: Frame,
}

impl Entity for Zone {
    const PREFIX: &'static str = "zone";
}

/// What follows the Region code in a zone's name: `a` in `us-east-1a`, `-lax-1a` in `us-west-2-lax-1a`.
///
/// Kept apart from the Region so that a VPC can move to another Region with its zones. Zone names are per account;
/// the physical zone behind one is told by its AZ ID.
/// Source: <https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
#[serde(try_from = "String", into = "String")]
pub struct ZoneSuffix(String);

/// A text that cannot end a zone's name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "“{0}” is not the end of a zone name; it is a letter, as in us-east-1a, or like -lax-1a for a Local Zone"
)]
pub struct ZoneSuffixError(String);

impl ZoneSuffix {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The zone's name in a Region: `us-east-1` and `a` give `us-east-1a`.
    pub fn in_region(&self, region: &str) -> String {
        format!("{region}{}", self.0)
    }
}

impl FromStr for ZoneSuffix {
    type Err = ZoneSuffixError;

    fn from_str(text: &str) -> Result<Self, ZoneSuffixError> {
        let plain = text.len() == 1 && text.bytes().all(|b| b.is_ascii_lowercase());
        let local = text.len() <= 24
            && text.starts_with('-')
            && text.ends_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if plain || local {
            Ok(Self(text.to_owned()))
        } else {
            Err(ZoneSuffixError(text.chars().take(40).collect()))
        }
    }
}

impl TryFrom<String> for ZoneSuffix {
    type Error = ZoneSuffixError;

    fn try_from(text: String) -> Result<Self, ZoneSuffixError> {
        text.parse()
    }
}

impl From<ZoneSuffix> for String {
    fn from(suffix: ZoneSuffix) -> Self {
        suffix.0
    }
}

impl fmt::Display for ZoneSuffix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
