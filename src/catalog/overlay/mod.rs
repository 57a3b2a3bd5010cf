//! The user's own truth: answers of `aws ec2 describe-vpc-endpoint-services`, laid over the table.
//!
//! An [`Overlay`] holds, per Region, what AWS told the user's account. [`Overlay::read`] takes the command's JSON in every
//! form people have it in; [`super::Catalog`] answers from the overlay first; [`Overlay::differences`] says where the two
//! disagree. No network, no clock: whoever reads an answer says when it was taken.
//!
//! *Invariant:* reading never loses what was there: a new answer is merged into a copy, and an unreadable text is an
//! error that leaves everything as it was.

mod difference;
mod error;
mod listings;
mod page;
mod read;

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::EndpointType;

pub use difference::{Aspect, Difference, Differences};
pub use error::OverlayError;
pub use read::{Read, ReadOptions};

/// The command whose output an overlay is made of, for one Region.
pub fn describe_command(region: &str) -> String {
    format!(
        "aws ec2 describe-vpc-endpoint-services --region {region} --output json > endpoint-services-{region}.json"
    )
}

/// Answers of AWS by Region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    pub(super) regions: BTreeMap<String, Arc<RegionAnswer>>,
}

/// What AWS answered for one Region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionAnswer {
    /// When it was taken, as told by whoever read it: `2026-11-23`. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub taken: String,
    /// Types for which the answer is the whole list, so that what is missing does not exist for this account.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complete: Vec<EndpointType>,
    /// By catalogue key, or by the name without its Region for services the table does not have.
    pub services: BTreeMap<String, Vec<Listing>>,
}

/// One service and type in an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    #[serde(rename = "type")]
    pub endpoint_type: EndpointType,
    /// The full service name.
    pub name: String,
    /// Only the name was in the answer: nothing else is known from it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub name_only: bool,
    /// Zone names, which are those of the user's account.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zone_ids: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub private_dns_names: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<bool>,
    /// `ipv4`, `ipv6`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ip_address_types: Vec<String>,
    /// `amazon`, or an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

impl Overlay {
    /// The most an answer may have, in bytes. All Regions together have about 15 MB.
    pub const MAX_BYTES: usize = 64 * 1024 * 1024;

    pub fn is_empty(&self) -> bool {
        self.regions.is_empty()
    }

    /// The Regions with an answer, sorted.
    pub fn regions(&self) -> impl Iterator<Item = (&str, &RegionAnswer)> {
        self.regions.iter().map(|(code, answer)| (code.as_str(), &**answer))
    }

    /// The answer for a Region.
    pub fn region(&self, code: &str) -> Option<&RegionAnswer> {
        self.regions.get(code).map(|answer| &**answer)
    }

    /// Forgets one Region.
    pub fn remove(&mut self, code: &str) -> bool {
        self.regions.remove(code).is_some()
    }

    /// Adds newer answers. A Region whose new answer is complete is replaced; else its services are added one by one.
    pub fn merge(&mut self, newer: Self) {
        for (code, answer) in newer.regions {
            let Some(known) = self.regions.get_mut(&code).filter(|_| answer.complete.is_empty()) else {
                self.regions.insert(code, answer);
                continue;
            };
            let known = Arc::make_mut(known);
            if !answer.taken.is_empty() {
                known.taken.clone_from(&answer.taken);
            }
            for (key, listings) in &answer.services {
                let listed = known.services.entry(key.clone()).or_default();
                for listing in listings {
                    listed.retain(|old| old.endpoint_type != listing.endpoint_type);
                    listed.push(listing.clone());
                }
                listed.sort_by_key(|listing| listing.endpoint_type);
            }
        }
    }

    /// How many services, counted once per Region and type.
    pub fn listing_count(&self) -> usize {
        self.regions().flat_map(|(_, answer)| answer.services.values()).map(Vec::len).sum()
    }

    /// The overlay as text, to remember or to hand on. [`Self::read`] reads it back.
    pub fn to_json(&self) -> String {
        let file = read::File {
            format: read::FORMAT.to_owned(),
            version: read::VERSION,
            regions: self.regions.clone(),
        };
        // Maps with text keys and plain values always serialise.
        serde_json::to_string(&file).unwrap_or_default()
    }
}

impl RegionAnswer {
    /// All services of the answer, a service of two types twice.
    pub fn listings(&self) -> impl Iterator<Item = &Listing> {
        self.services.values().flatten()
    }

    /// One service of the answer.
    pub fn listing(&self, key: &str, endpoint_type: EndpointType) -> Option<&Listing> {
        self.services.get(key)?.iter().find(|listing| listing.endpoint_type == endpoint_type)
    }

    /// The answer has every service of a type.
    pub fn is_complete(&self, endpoint_type: EndpointType) -> bool {
        self.complete.contains(&endpoint_type)
    }
}

impl Listing {
    /// Whether the endpoint can have IPv6 addresses; none if the answer does not tell.
    pub fn ipv6(&self) -> Option<bool> {
        (!self.ip_address_types.is_empty()).then(|| self.ip_address_types.iter().any(|each| each == "ipv6"))
    }
}
