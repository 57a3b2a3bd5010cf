//! Transit Gateways and their attachments to VPCs.

use serde::{Deserialize, Serialize};

use super::{Entity, Id, Point, RegionCode, Subnet, Tags, Vpc};

/// A Transit Gateway of one Region. All attachments use its default route table: each is associated with it and
/// propagates its blocks to it, so that every attachment reaches every other.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransitGateway {
    pub name: String,
    pub region: RegionCode,
    /// The gateway's side of BGP sessions; absent means AWS's default, 64512.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amazon_side_asn: Option<u32>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    pub at: Point,
}

impl Entity for TransitGateway {
    const PREFIX: &'static str = "tgw";
}

/// The attachment of a VPC to a Transit Gateway: a network interface in each of its subnets.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransitGatewayAttachment {
    pub transit_gateway: Id<TransitGateway>,
    pub vpc: Id<Vpc>,
    pub name: String,
    /// One per Availability Zone; only these zones reach the gateway.
    #[serde(default)]
    pub subnets: Vec<Id<Subnet>>,
    /// Both directions of a flow stay in one zone, for stateful appliances.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub appliance_mode: bool,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for TransitGatewayAttachment {
    const PREFIX: &'static str = "tgw-attach";
}
