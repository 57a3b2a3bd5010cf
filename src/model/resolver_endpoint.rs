//! Inbound endpoints of Route 53 Resolver.

use serde::{Deserialize, Serialize};

use super::{Entity, Id, SecurityGroup, Subnet, Tags, Vpc};

/// An inbound Resolver endpoint: addresses in the VPC to which on-premises DNS servers forward questions, so that
/// clients there get the VPC's private answers.
///
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResolverEndpoint {
    pub vpc: Id<Vpc>,
    pub name: String,
    /// One address in each; Resolver wants two at least.
    #[serde(default)]
    pub subnets: Vec<Id<Subnet>>,
    #[serde(default)]
    pub security_groups: Vec<Id<SecurityGroup>>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for ResolverEndpoint {
    const PREFIX: &'static str = "resolver";
}
