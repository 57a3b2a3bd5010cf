//! What holds of a path besides its way.

use super::{path::Obstacle, policy::Doubt};
use crate::{catalog::PortRange, graph::NodeRef, model::EntityRef};

/// Something worth knowing of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// An endpoint of the service that this name does not lead to.
    Bypassed { endpoint: EntityRef, why: Bypass },
    /// The interface is in another Availability Zone, because the endpoint has none in the workload's: charged, and lost
    /// with that zone. Reachability Analyzer's `AVAILABILITY_ZONE_CROSSED`.
    ZoneCrossed { endpoint: EntityRef, subnet: EntityRef },
    /// The service is in another Region.
    RegionCrossed,
    /// Some interfaces of the endpoint cannot be reached; DNS gives out their addresses all the same.
    InterfaceBlocked { endpoint: EntityRef, subnet: EntityRef, obstacle: Obstacle },
    /// The service listens on these ports too, where something blocks.
    PortsBlocked { obstacle: Obstacle, ports: Vec<PortRange> },
    /// Only the provider of an endpoint service knows its ports.
    PortsAssumed,
    /// A route for a part of the public addresses leads elsewhere; which addresses the service has is not in the design.
    SomeAddressesElsewhere { route: NodeRef },
    /// Whether the policy allows the calls that the workload makes.
    PolicyUndecided { endpoint: EntityRef, why: Doubt },
    /// Whether a task on Fargate gets a public address is told by its service, not by the subnet.
    PublicAddressByTask,
    /// AWS asks for `enableDnsHostnames` with a gateway endpoint.
    GatewayWantsHostnames { vpc: EntityRef },
    /// What the appliances behind a Gateway Load Balancer do with the call is not in the design.
    Inspected { endpoint: EntityRef },
    /// The endpoint service of the design accepts each endpoint by hand, and this one waits until somebody does.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests>
    AwaitsAcceptance { endpoint: EntityRef, service: EntityRef },
    /// Nobody documents that the prefix list holds the addresses behind the FIPS name.
    GatewayFipsUnknown,
}

impl Caveat {
    /// For programs: `zone-crossed`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Bypassed { why, .. } => why.word(),
            Self::ZoneCrossed { .. } => "zone-crossed",
            Self::RegionCrossed => "region-crossed",
            Self::InterfaceBlocked { .. } => "interface-blocked",
            Self::PortsBlocked { .. } => "ports-blocked",
            Self::PortsAssumed => "ports-assumed",
            Self::SomeAddressesElsewhere { .. } => "some-addresses-elsewhere",
            Self::PolicyUndecided { .. } => "policy-undecided",
            Self::PublicAddressByTask => "public-address-by-task",
            Self::GatewayWantsHostnames { .. } => "gateway-wants-hostnames",
            Self::Inspected { .. } => "inspected",
            Self::AwaitsAcceptance { .. } => "awaits-acceptance",
            Self::GatewayFipsUnknown => "gateway-fips-unknown",
        }
    }

    /// Some calls fail.
    pub fn is_fault(&self) -> bool {
        match self {
            Self::InterfaceBlocked { .. } | Self::PortsBlocked { .. } => true,
            Self::Bypassed { .. }
            | Self::ZoneCrossed { .. }
            | Self::RegionCrossed
            | Self::SomeAddressesElsewhere { .. }
            | Self::PolicyUndecided { .. }
            | Self::PublicAddressByTask
            | Self::PortsAssumed
            | Self::GatewayWantsHostnames { .. }
            | Self::Inspected { .. }
            | Self::AwaitsAcceptance { .. }
            | Self::GatewayFipsUnknown => false,
        }
    }

    /// The design cannot tell; the way holds if it is as one would expect.
    pub fn is_doubt(&self) -> bool {
        match self {
            Self::SomeAddressesElsewhere { .. }
            | Self::PolicyUndecided { .. }
            | Self::PublicAddressByTask
            | Self::PortsAssumed
            | Self::Inspected { .. }
            | Self::AwaitsAcceptance { .. }
            | Self::GatewayFipsUnknown => true,
            Self::Bypassed { .. }
            | Self::ZoneCrossed { .. }
            | Self::RegionCrossed
            | Self::InterfaceBlocked { .. }
            | Self::PortsBlocked { .. }
            | Self::GatewayWantsHostnames { .. } => false,
        }
    }
}

/// Why a call goes past an endpoint of its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bypass {
    /// Private DNS of the endpoint is off.
    PrivateDnsOff,
    /// Private DNS needs both DNS attributes of the VPC.
    DnsAttributes { vpc: EntityRef },
    /// The private names are for an inbound Resolver endpoint only.
    InboundOnly,
    /// The private names do not cover the name in use.
    NameNotCovered,
    /// The service's interface endpoints have no private DNS.
    NoPrivateDns,
    /// Another endpoint of the VPC has the name already.
    NameTaken { by: EntityRef },
    /// A gateway endpoint serves its own VPC only.
    FromOutside,
    /// Without an inbound Resolver endpoint in the VPC, its private names are not known outside of it.
    NoInboundResolver { vpc: EntityRef },
    /// The subnet's route table is not one of the gateway endpoint.
    NotInRouteTable { table: EntityRef, subnet: EntityRef },
}

impl Bypass {
    /// For programs: `private-dns-off`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PrivateDnsOff => "private-dns-off",
            Self::DnsAttributes { .. } => "dns-attributes",
            Self::InboundOnly => "inbound-only",
            Self::NameNotCovered => "name-not-covered",
            Self::NoPrivateDns => "no-private-dns",
            Self::NameTaken { .. } => "name-taken",
            Self::FromOutside => "from-outside",
            Self::NoInboundResolver { .. } => "no-inbound-resolver",
            Self::NotInRouteTable { .. } => "not-in-route-table",
        }
    }
}
