//! Route tables. The `local` routes of the VPC's own blocks are implied.

use ipnet::{Ipv4Net, Ipv6Net};
use serde::{Deserialize, Serialize};

use super::{
    Endpoint, Entity, EntityRef, Id, InternetGateway, NatGateway, PeeringConnection, Tags, TransitGateway,
    Vpc, VpnGateway,
};

/// A custom route table; subnets name theirs ([`Subnet::route_table`](super::Subnet)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RouteTable {
    pub vpc: Id<Vpc>,
    pub name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Route>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ipv6_routes: Vec<Ipv6Route>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for RouteTable {
    const PREFIX: &'static str = "rtb";
}

/// One route besides `local`. Routes of gateway endpoints are not listed: the endpoint names its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Route {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub destination: Ipv4Net,
    pub target: RouteTarget,
}

/// One IPv6 route besides `local`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ipv6Route {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub destination: Ipv6Net,
    pub target: Ipv6RouteTarget,
}

/// Where an IPv6 route leads: one of the gateways of which a VPC has one at most, so they need no name. NAT gateways are
/// none of them: IPv6 addresses are public, and what keeps callers out is the egress-only internet gateway.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ipv6RouteTarget {
    /// The VPC's internet gateway, both ways.
    InternetGateway,
    /// The VPC's egress-only internet gateway: out, and answers in.
    EgressOnlyInternetGateway,
}

impl Ipv6RouteTarget {
    pub const ALL: [Self; 2] = [Self::InternetGateway, Self::EgressOnlyInternetGateway];

    /// The word used in files and on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InternetGateway => "internet gateway",
            Self::EgressOnlyInternetGateway => "egress-only internet gateway",
        }
    }
}

impl Ipv6Route {
    /// The default route, `::/0`.
    pub fn default_to(target: Ipv6RouteTarget) -> Self {
        Self { destination: Ipv6Net::default(), target }
    }

    pub fn is_default(&self) -> bool {
        self.destination.prefix_len() == 0
    }
}

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RouteTarget {
    InternetGateway(Id<InternetGateway>),
    NatGateway(Id<NatGateway>),
    /// To the other VPC of a peering connection.
    PeeringConnection(Id<PeeringConnection>),
    /// To whatever is attached there; the VPC itself must be.
    TransitGateway(Id<TransitGateway>),
    /// To the on-premises networks attached there.
    VpnGateway(Id<VpnGateway>),
    /// Through the appliances behind a Gateway Load Balancer endpoint, and back to it.
    GatewayLoadBalancerEndpoint(Id<Endpoint>),
}

impl RouteTarget {
    pub fn entity(self) -> EntityRef {
        match self {
            Self::InternetGateway(id) => id.into(),
            Self::NatGateway(id) => id.into(),
            Self::PeeringConnection(id) => id.into(),
            Self::TransitGateway(id) => id.into(),
            Self::VpnGateway(id) => id.into(),
            Self::GatewayLoadBalancerEndpoint(id) => id.into(),
        }
    }

    /// The target that an entity is; none for what routes cannot lead to. Of endpoints only those of a Gateway Load
    /// Balancer are one: whoever asks knows which it has.
    pub fn of(entity: EntityRef) -> Option<Self> {
        match entity {
            EntityRef::InternetGateway(id) => Some(Self::InternetGateway(id)),
            EntityRef::NatGateway(id) => Some(Self::NatGateway(id)),
            EntityRef::PeeringConnection(id) => Some(Self::PeeringConnection(id)),
            EntityRef::TransitGateway(id) => Some(Self::TransitGateway(id)),
            EntityRef::VpnGateway(id) => Some(Self::VpnGateway(id)),
            EntityRef::Endpoint(id) => Some(Self::GatewayLoadBalancerEndpoint(id)),
            EntityRef::Vpc(_)
            | EntityRef::Zone(_)
            | EntityRef::Subnet(_)
            | EntityRef::RouteTable(_)
            | EntityRef::SecurityGroup(_)
            | EntityRef::Workload(_)
            | EntityRef::Service(_)
            | EntityRef::Connection(_)
            | EntityRef::NetworkAcl(_)
            | EntityRef::TransitGatewayAttachment(_)
            | EntityRef::OnPremisesNetwork(_)
            | EntityRef::HostedZone(_)
            | EntityRef::Profile(_)
            | EntityRef::ResolverEndpoint(_)
            | EntityRef::EndpointService(_) => None,
        }
    }
}

impl Route {
    /// The default route, `0.0.0.0/0`.
    pub fn default_to(target: RouteTarget) -> Self {
        Self { destination: Ipv4Net::default(), target }
    }

    pub fn is_default(&self) -> bool {
        self.destination.prefix_len() == 0
    }
}
