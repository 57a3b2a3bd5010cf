//! A subnet.

use ipnet::Ipv4Net;
use serde::{Deserialize, Serialize};

use super::{Entity, Frame, Id, NetworkAcl, RouteTable, Tags, Zone};

/// A subnet in one Availability Zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Subnet {
    pub zone: Id<Zone>,
    pub name: String,
    pub kind: SubnetKind,
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub cidr_block: Ipv4Net,
    /// Which /64 of the VPC's /56 IPv6 block is the subnet's, 0 to 255; absent: IPv4 only.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html#subnet-sizing-ipv6>
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ipv6_index: Option<u8>,
    /// `AssignIpv6AddressOnCreation`: new network interfaces get an IPv6 address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assign_ipv6_address_on_creation: bool,
    pub route_table: Id<RouteTable>,
    /// Absent: the VPC's default network ACL, which allows all traffic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network_acl: Option<Id<NetworkAcl>>,
    /// `MapPublicIpOnLaunch`: instances get a public IPv4 address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub map_public_ip_on_launch: bool,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    pub frame: Frame,
}

impl Entity for Subnet {
    const PREFIX: &'static str = "subnet";
}

/// What the user means the subnet to be. The route table is the fact; the checks compare the two.
///
/// Source of the three words: <https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SubnetKind {
    /// A direct route to an internet gateway.
    Public,
    /// No direct route to an internet gateway; a NAT device may lead out.
    Private,
    /// No route out of the VPC.
    Isolated,
}

impl SubnetKind {
    pub const ALL: [Self; 3] = [Self::Public, Self::Private, Self::Isolated];

    /// The word used in names and on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Isolated => "isolated",
        }
    }
}
