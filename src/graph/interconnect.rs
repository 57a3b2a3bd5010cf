//! What joins VPCs with each other and with networks outside AWS, and the names that they share.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use serde::Serialize;

use super::NodeRef;
use crate::model::EntityRef;

/// A peering connection, in the Region of the side that asks. Within one Region it is accepted as it is made; between
/// two the other side has a [`PeeringAccepter`].
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeeringConnection {
    pub requester_vpc: NodeRef,
    /// May be in another Region.
    pub accepter_vpc: NodeRef,
    /// Names of the requester's instances resolve to private addresses for the accepter.
    pub requester_dns_resolution: bool,
    /// The same for the accepter's instances.
    pub accepter_dns_resolution: bool,
}

/// The side of a peering connection that accepts it, in another Region than the side that asks. It stands for the
/// connection there: routes of this Region lead to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeeringAccepter {
    /// In another Region.
    pub peering_connection: NodeRef,
    pub vpc: NodeRef,
    pub dns_resolution: bool,
}

/// A Transit Gateway whose attachments all use its default route table. Belongs to no VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TransitGateway {
    pub amazon_side_asn: Option<u32>,
}

/// The attachment of a VPC to a Transit Gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TransitGatewayAttachment {
    pub transit_gateway: NodeRef,
    pub vpc: NodeRef,
    /// One per Availability Zone.
    pub subnets: Vec<NodeRef>,
    pub appliance_mode: bool,
}

/// A virtual private gateway and its attachment to the VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VpnGateway {
    pub vpc: NodeRef,
    pub amazon_side_asn: Option<u32>,
}

/// The device at the far end of a VPN, as AWS knows it. Belongs to no VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CustomerGateway {
    pub ip_address: Ipv4Addr,
    pub bgp_asn: u32,
}

/// A Site-to-Site VPN connection with routing by BGP. Belongs to no VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VpnConnection {
    pub customer_gateway: NodeRef,
    pub gateway: VpnConnectionGateway,
}

/// The AWS side of a VPN connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VpnConnectionGateway {
    VpnGateway(NodeRef),
    TransitGateway(NodeRef),
}

impl VpnConnectionGateway {
    pub const fn node(self) -> NodeRef {
        match self {
            Self::VpnGateway(node) | Self::TransitGateway(node) => node,
        }
    }
}

/// A private hosted zone. Route 53 is global; the node's Region is where its first VPC, or what its aliases name, is.
/// Belongs to no VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HostedZone {
    /// A domain name without a final dot.
    pub domain: String,
    /// At least one; may be in other Regions.
    pub vpcs: Vec<NodeRef>,
}

/// A record of a hosted zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HostedZoneRecord {
    pub hosted_zone: NodeRef,
    /// The full name without a final dot; may begin with `*.`.
    pub record_name: String,
    pub target: RecordTarget,
}

/// What a record answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordTarget {
    /// An alias (type A) of an interface endpoint's first DNS name.
    Endpoint(NodeRef),
    /// Type A; one at least.
    Addresses(Vec<Ipv4Addr>),
    /// Type CNAME.
    Name(String),
}

/// A Route 53 Profile. Belongs to no VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Profile {}

/// The use of a Profile by a VPC of its Region. Belongs to no VPC, as the Profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileAssociation {
    pub profile: NodeRef,
    pub vpc: NodeRef,
}

/// Something of its Region that a Profile answers from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileResourceAssociation {
    pub profile: NodeRef,
    /// A private hosted zone, or an interface endpoint with private DNS.
    pub resource: NodeRef,
}

/// An inbound endpoint of Route 53 Resolver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResolverEndpoint {
    pub vpc: NodeRef,
    /// One address in each; two at least.
    pub subnets: Vec<NodeRef>,
    /// One at least.
    pub security_groups: Vec<NodeRef>,
}

/// A network outside AWS. No resource; traffic comes from there through these gateways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OnPremisesNetwork {
    pub origin: EntityRef,
    pub name: String,
    pub cidr_blocks: Vec<Ipv4Net>,
    /// Virtual private gateways and Transit Gateways.
    pub gateways: Vec<NodeRef>,
}
