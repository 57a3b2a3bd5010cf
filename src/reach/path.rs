//! What the verifier says: the way, the hops of the path, and what blocks it.

use super::{Caveat, ClientName, Code, NameKind, Permission, route::Destination};
use crate::{
    catalog::PortRange,
    graph::NodeRef,
    model::{Direction, EntityRef},
};

/// How a workload's call gets to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Through a gateway endpoint in the route table.
    GatewayEndpoint,
    /// Through a network interface of an interface endpoint.
    InterfaceEndpoint,
    /// To the service's public addresses through a NAT gateway.
    Nat,
    /// To the service's public addresses through an internet gateway.
    Internet,
    /// Not at all.
    Unreachable,
}

impl Way {
    /// Every way, the private ones first.
    pub const ALL: [Self; 5] =
        [Self::GatewayEndpoint, Self::InterfaceEndpoint, Self::Nat, Self::Internet, Self::Unreachable];

    /// For programs: `interface-endpoint`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::GatewayEndpoint => "gateway-endpoint",
            Self::InterfaceEndpoint => "interface-endpoint",
            Self::Nat => "nat",
            Self::Internet => "internet",
            Self::Unreachable => "unreachable",
        }
    }

    /// For people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::GatewayEndpoint => "private via gateway endpoint",
            Self::InterfaceEndpoint => "private via interface endpoint",
            Self::Nat => "via NAT",
            Self::Internet => "via internet",
            Self::Unreachable => "unreachable",
        }
    }

    /// It arrives without a public address on either side.
    pub const fn is_private(self) -> bool {
        matches!(self, Self::GatewayEndpoint | Self::InterfaceEndpoint)
    }
}

/// The path of a call by one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The name the client uses.
    pub name: ClientName,
    /// What comes of it.
    pub way: Way,
    /// Every component passed, in order; those behind the first obstacle are what would follow.
    pub hops: Vec<Hop>,
    /// What blocks, in the order of the path; empty if the way is not [`Way::Unreachable`].
    pub obstacles: Vec<Obstacle>,
    /// What else is worth knowing.
    pub caveats: Vec<Caveat>,
}

impl Path {
    /// Private, and for every call and address that the design knows of.
    pub fn is_sound(&self) -> bool {
        self.way.is_private() && !self.caveats.iter().any(Caveat::is_fault)
    }

    /// What blocks first.
    pub fn obstacle(&self) -> Option<&Obstacle> {
        self.obstacles.first()
    }
}

/// A component that the call passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The entity to mark. Where AWS makes the component by itself (the default security group, the main route table),
    /// its VPC.
    pub at: EntityRef,
    /// What happens there.
    pub step: Step,
}

/// What happens at a hop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The call leaves the workload, in this subnet.
    Leaves { subnet: EntityRef },
    /// The call leaves a client in an on-premises network.
    LeavesNetwork,
    /// The resolver answers with the private addresses of an endpoint.
    ResolvesPrivately { kind: NameKind, endpoint: EntityRef },
    /// The resolver answers with the public addresses of the service.
    ResolvesPublicly { kind: NameKind },
    /// A security group lets the call out; without a rule where it is the VPC's default group.
    LetOut { rule: Option<NodeRef> },
    /// A security group lets the call in.
    LetIn { rule: Option<NodeRef> },
    /// A network ACL lets the call out of a subnet.
    AclOut { rule: Option<NodeRef> },
    /// A network ACL lets the call into a subnet.
    AclIn { rule: Option<NodeRef> },
    /// The route table of a subnet has a route.
    Routed { subnet: EntityRef, destination: Destination },
    /// The route table of a subnet in another VPC has a route for the answer.
    RoutedBack { subnet: EntityRef, destination: Destination },
    /// A peering connection, a Transit Gateway or a virtual private gateway.
    Crosses,
    /// A Gateway Load Balancer endpoint in this subnet: its appliances look at the call and send it on from there.
    Inspected { subnet: EntityRef },
    /// A NAT gateway puts its own address in the place of the workload's.
    Translated { subnet: EntityRef },
    /// An internet gateway.
    Exits,
    /// The endpoint's network interface in a subnet.
    EntersInterface { subnet: EntityRef },
    /// A gateway endpoint.
    EntersGateway,
    /// What the endpoint's policy says.
    Permitted { permission: Permission },
    /// The service.
    Arrives,
}

/// Something that blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The blocking component.
    pub at: EntityRef,
    /// Its explanation code.
    pub code: Code,
    /// Why, with what is needed to say it and to remedy it.
    pub reason: Reason,
    /// How many hops are passed before it.
    pub after: usize,
}

/// Why something blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// `enableDnsSupport` is off.
    ResolverOff { vpc: EntityRef },
    /// The name is nowhere: an endpoint service without an endpoint.
    NameUnknown,
    /// A private hosted zone of the VPC has the domain and no such record.
    NoRecord,
    /// The record leads to what is no endpoint of the service in the design.
    RecordElsewhere,
    /// The ACL of a subnet does not let the question pass, or the answer.
    AclBlocks {
        subnet: EntityRef,
        direction: Direction,
        answer: bool,
        ports: Vec<PortRange>,
        partly: bool,
        with: Party,
    },
    /// A peering connection, a gateway or a network is not joined with this VPC.
    NotBehind { vpc: EntityRef },
    /// The Transit Gateway has no interface in the Availability Zone of this subnet.
    ZoneNotAttached { subnet: EntityRef },
    /// The route leads into a network from which nothing leads on to the service.
    LeadsAway,
    /// The workload's groups do not let it out to the other side.
    NotLetOut { to: Party, ports: Vec<PortRange>, partly: bool },
    /// The endpoint's groups do not let the workload in.
    NotLetIn { endpoint: EntityRef, ports: Vec<PortRange>, partly: bool },
    /// The route table of this subnet has no route.
    NoRoute { subnet: EntityRef, to: Party },
    /// A route for a part of the destination, or for all of it, leads elsewhere.
    OtherRoute { subnet: EntityRef, route: NodeRef },
    /// The workload has no public IPv4 address, which the internet gateway needs.
    NoPublicAddress { subnet: EntityRef, ever: bool },
    /// The NAT gateway is in a subnet without a route to an internet gateway.
    NatWithoutInternet { nat: EntityRef, subnet: EntityRef },
    /// The endpoint has no subnet.
    NoInterface,
    /// The endpoint's service is not in the Availability Zone of this subnet, so AWS makes no interface there.
    NotInZone { subnet: EntityRef },
    /// No statement of the policy allows a call to the service.
    Denied { why: super::policy::Refusal },
}

/// The other side of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// An interface of an endpoint, in a subnet.
    Interface { endpoint: EntityRef, subnet: EntityRef },
    /// An address of an inbound Resolver endpoint, in a subnet.
    Resolver { resolver: EntityRef, subnet: EntityRef },
    /// The public addresses of the service.
    Service,
    /// Who calls: on the way of the answer.
    Caller,
}
