//! Networks outside AWS, and the gateways by which they are attached.

use std::{collections::BTreeMap, net::Ipv4Addr};

use ipnet::Ipv4Net;
use serde::{Deserialize, Serialize};

use super::{Entity, EntityRef, Id, Point, Service, Tags, TransitGateway, Vpc};

/// An on-premises network: its address blocks, the line it comes by, where it arrives, and what is called from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OnPremisesNetwork {
    pub name: String,
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub cidr_blocks: Vec<Ipv4Net>,
    pub link: OnPremisesLink,
    /// The gateways where the line arrives; none while it is not attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gateways: Vec<OnPremisesGateway>,
    /// The services that clients in this network call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Id<Service>>,
    /// The traffic of a month to a called service in GB, both directions together; a call without a figure counts as
    /// [`Connection::USUAL_MONTHLY_GB`](super::Connection::USUAL_MONTHLY_GB). Only the estimate of the cost reads it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub monthly_gb: BTreeMap<Id<Service>, u32>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    pub at: Point,
}

impl Entity for OnPremisesNetwork {
    const PREFIX: &'static str = "on-premises";
}

/// The line between an on-premises network and AWS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnPremisesLink {
    /// AWS Site-to-Site VPN with routing by BGP.
    /// Source: <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html>
    Vpn(CustomerGateway),
    /// AWS Direct Connect. Its gateway and virtual interfaces are ordered outside of the design; the design makes the
    /// gateway on the AWS side where they are attached.
    /// Source: <https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-gateways-intro.html>
    DirectConnect,
}

/// The device at the far end of a VPN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomerGateway {
    /// The device's public address; the VPN cannot be made while it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub ip_address: Option<Ipv4Addr>,
    pub bgp_asn: u32,
}

impl CustomerGateway {
    /// The private number that AWS proposes where the network has none of its own.
    /// Source: <https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html>
    pub const DEFAULT_ASN: u32 = 65_000;
}

/// Where the line of an on-premises network arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnPremisesGateway {
    VpnGateway(Id<VpnGateway>),
    TransitGateway(Id<TransitGateway>),
}

impl OnPremisesGateway {
    pub fn entity(self) -> EntityRef {
        match self {
            Self::VpnGateway(id) => id.into(),
            Self::TransitGateway(id) => id.into(),
        }
    }

    /// The number of the gateway's id, which no other entity of the design has.
    pub const fn number(self) -> u32 {
        match self {
            Self::VpnGateway(id) => id.number(),
            Self::TransitGateway(id) => id.number(),
        }
    }
}

/// A virtual private gateway, attached to its VPC: the AWS side of VPN connections and Direct Connect.
///
/// Source: <https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VpnGateway {
    pub vpc: Id<Vpc>,
    pub name: String,
    /// The gateway's side of BGP sessions; absent means AWS's default, 64512.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amazon_side_asn: Option<u32>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for VpnGateway {
    const PREFIX: &'static str = "vgw";
}
