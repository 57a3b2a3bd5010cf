//! Internet and NAT gateways.

use serde::{Deserialize, Serialize};

use super::{Entity, Id, Point, Subnet, Tags, Vpc};

/// An internet gateway, attached to its VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InternetGateway {
    pub vpc: Id<Vpc>,
    pub name: String,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    pub at: Point,
}

impl Entity for InternetGateway {
    const PREFIX: &'static str = "igw";
}

/// A public NAT gateway with an Elastic IP address of its own, in a subnet.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NatGateway {
    pub subnet: Id<Subnet>,
    pub name: String,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    pub at: Point,
}

impl Entity for NatGateway {
    const PREFIX: &'static str = "nat";
}
