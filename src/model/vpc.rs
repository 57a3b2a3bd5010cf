//! A virtual private cloud.

use std::collections::BTreeMap;

use ipnet::Ipv4Net;
use serde::{Deserialize, Serialize};

use super::{Entity, Frame, RegionCode, Tags};

/// A VPC in one Region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Vpc {
    pub name: String,
    pub region: RegionCode,
    /// IPv4 CIDR blocks; the first is the primary one and never goes away in AWS.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub cidr_blocks: Vec<Ipv4Net>,
    /// Parts of the blocks that are kept free for later, each with its purpose. AWS does not know of them; new subnets
    /// stay clear of them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
    pub reserved_blocks: BTreeMap<Ipv4Net, String>,
    /// `AmazonProvidedIpv6CidrBlock`: the VPC has a /56 IPv6 block, whose prefix AWS picks when the VPC is made; subnets
    /// are numbered within it ([`Subnet::ipv6_index`](super::Subnet)).
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#vpc-sizing-ipv6>
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub amazon_provided_ipv6_cidr_block: bool,
    /// The VPC has an egress-only internet gateway, of which it can have one: IPv6 traffic may leave and not come in.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub egress_only_internet_gateway: bool,
    /// `enableDnsSupport`: the VPC's resolver answers.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html>
    pub dns_support: bool,
    /// `enableDnsHostnames`: needed, with `dns_support`, for the private DNS names of interface endpoints.
    pub dns_hostnames: bool,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    pub frame: Frame,
}

impl Entity for Vpc {
    const PREFIX: &'static str = "vpc";
}

impl Vpc {
    /// The DNS attributes that are off, in words; none if both are on.
    pub const fn dns_off(&self) -> Option<&'static str> {
        match (self.dns_support, self.dns_hostnames) {
            (true, true) => None,
            (false, true) => Some("DNS support"),
            (true, false) => Some("DNS hostnames"),
            (false, false) => Some("DNS support and DNS hostnames"),
        }
    }
}
