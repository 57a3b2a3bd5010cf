//! Route 53 Profiles.

use serde::{Deserialize, Serialize};

use super::{Endpoint, Entity, HostedZone, Id, RegionCode, Tags, Vpc};

/// A Route 53 Profile: private names that many VPCs of a Region get by one association each. What a VPC has itself goes
/// first where both have a name.
///
/// AWS can associate several Profiles with a VPC, each with a priority; the exports name none, and so a VPC has one.
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    /// Its own, and that of its VPCs and endpoints.
    pub region: RegionCode,
    /// The VPCs that get its names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vpcs: Vec<Id<Vpc>>,
    /// Private hosted zones that answer in these VPCs; each is associated with a VPC of its own all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosted_zones: Vec<Id<HostedZone>>,
    /// Interface endpoints whose private DNS names answer in these VPCs.
    /// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpc-endpoints.html>
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endpoints: Vec<Id<Endpoint>>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for Profile {
    const PREFIX: &'static str = "profile";
}
