//! Private hosted zones of Route 53.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::{Endpoint, Entity, Id, Tags, Vpc};

/// A private hosted zone: names that only the resolvers of its VPCs answer. It wins over public names, and over a
/// service's own private DNS names nothing else may stand in the same VPC.
///
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HostedZone {
    /// The domain, without a final dot: `sqs.eu-central-1.amazonaws.com`.
    pub name: String,
    /// The VPCs whose resolvers answer from it; a private zone has one at least.
    #[serde(default)]
    pub vpcs: Vec<Id<Vpc>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<ZoneRecord>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for HostedZone {
    const PREFIX: &'static str = "hosted-zone";
}

/// One record of a hosted zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ZoneRecord {
    /// What stands before the domain: `*`, `www`; empty for the domain itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    pub target: RecordTarget,
}

/// What a record answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordTarget {
    /// The addresses of an interface endpoint, as an alias.
    /// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-vpc-interface-endpoint.html>
    Endpoint(Id<Endpoint>),
    /// These addresses (type A).
    Addresses(#[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))] Vec<Ipv4Addr>),
    /// Another name (type CNAME).
    Name(String),
}

impl HostedZone {
    /// The full name of a record.
    pub fn full_name(&self, record: &ZoneRecord) -> String {
        if record.name.is_empty() { self.name.clone() } else { format!("{}.{}", record.name, self.name) }
    }
}

impl ZoneRecord {
    /// An alias of an interface endpoint, for the domain itself or for what stands before it.
    pub fn endpoint(name: &str, endpoint: Id<Endpoint>) -> Self {
        Self { name: name.to_owned(), target: RecordTarget::Endpoint(endpoint) }
    }
}
