//! What a user can do to a design. Every change is one of these; [`Editor::apply`](super::Editor::apply) is the gate.

use std::sync::Arc;

use crate::catalog::EndpointType;
use crate::edit::{Fix, Shape, Terms};
use crate::file::Fragment;
use crate::model::{
    Connection, DnsRecordIpType, Endpoint, EntityRef, Frame, Id, InternetGateway, IpAddressType, Ipv6Route,
    NatGateway, NetworkAcl, Point, PrivateDnsScope, RegionCode, Route, RouteTable, Rule, SecurityGroup,
    Service, ServiceRef, Subnet, SubnetKind, Suppression, Tags, Vpc, Workload, WorkloadKind, Zone,
    ZoneSuffix,
};
use crate::net::Ipv4Net;

use super::palette::PaletteItem;

mod network;
mod plan;

pub use network::{
    AttachmentField, EndpointServiceField, GatewayField, HostedZoneField, NetworkAclField, NetworkCommand,
    NetworkField, OnPremisesField, PeeringField, ProfileField, ResolverEndpointField,
};
pub use plan::PlanCommand;

/// One change of the design, one undo step.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Adds something from the palette, with the containers it needs.
    Add {
        item: PaletteItem,
        place: Place,
    },
    AddSecurityGroup {
        vpc: Id<Vpc>,
        name: String,
    },
    AddRouteTable {
        vpc: Id<Vpc>,
        name: String,
    },
    /// Joins VPCs with each other and with the outside, or filters their traffic.
    Network(NetworkCommand),
    /// Plans the addresses of a VPC.
    Plan(PlanCommand),
    /// Moves entities, each to a place and perhaps into another container.
    Move(Vec<Move>),
    /// Gives a container another frame, in absolute canvas units; it never gets smaller than its content.
    Resize {
        entity: EntityRef,
        frame: Frame,
    },
    /// Lines entities up, or spaces them out, each within its container.
    Arrange {
        entities: Vec<EntityRef>,
        how: Arrange,
    },
    /// Locks entities with their content against moving, resizing and removal, or unlocks them.
    Lock {
        entities: Vec<EntityRef>,
        locked: bool,
    },
    /// Gives an entity another name. Availability Zones are named by [`ZoneField::Suffix`].
    Rename {
        entity: EntityRef,
        name: String,
    },
    /// Sets one field.
    Set(Field),
    /// Sets fields of several entities, all or none.
    SetAll(Vec<Field>),
    /// Draws VPCs as their headings only, or in full again.
    Collapse {
        vpcs: Vec<Id<Vpc>>,
        collapsed: bool,
    },
    /// Connects a workload with a service node; makes the endpoint that suits.
    Connect {
        workload: Id<Workload>,
        service: Id<Service>,
    },
    /// Connects a workload with a service; makes the service node, beside the VPC, where there is none yet.
    ConnectTo {
        workload: Id<Workload>,
        service: ServiceRef,
    },
    Disconnect(Id<Connection>),
    /// Removes entities with what depends on them.
    Remove(Vec<EntityRef>),
    /// Copies entities with their content, beside the originals, with blocks of their own.
    Duplicate(Vec<EntityRef>),
    /// Carries out a remedy that the checks, the path verifier or the advisor offer.
    Fix(Fix),
    /// Copies entities with their content to places, perhaps in other containers: an Alt-drag.
    CopyTo(Vec<Move>),
    /// Copies a part of this or another design in.
    Paste {
        fragment: Arc<Fragment>,
        place: Place,
    },
    /// Removes entities that were put on the clipboard.
    Cut(Vec<EntityRef>),
    /// Applies every fix that needs no decision, until none is left.
    FixAll,
    /// Takes findings of a rule as they are, with a reason that is kept in the design.
    Suppress(Suppression),
    /// Takes a suppression back.
    Unsuppress {
        rule: String,
        at: Option<EntityRef>,
    },
    /// Gives the design another shape of the same connectivity; see `terms` for what else may change
    /// needed.
    Reshape {
        shape: Shape,
        terms: Terms,
    },
    /// Lays everything out anew.
    Tidy,
}

/// How things are lined up or spaced out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrange {
    Left,
    /// Their middles on one vertical line.
    Center,
    Right,
    Top,
    /// Their middles on one horizontal line.
    Middle,
    Bottom,
    /// The same gap between neighbours, from left to right.
    Horizontally,
    /// The same gap between neighbours, from top to bottom.
    Vertically,
}

impl Arrange {
    pub const ALL: [Self; 8] = [
        Self::Left,
        Self::Center,
        Self::Right,
        Self::Top,
        Self::Middle,
        Self::Bottom,
        Self::Horizontally,
        Self::Vertically,
    ];

    /// The entry in a menu.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Left => "Align left",
            Self::Center => "Align centers",
            Self::Right => "Align right",
            Self::Top => "Align top",
            Self::Middle => "Align middles",
            Self::Bottom => "Align bottom",
            Self::Horizontally => "Distribute horizontally",
            Self::Vertically => "Distribute vertically",
        }
    }

    /// How many things it takes.
    pub const fn least(self) -> usize {
        match self {
            Self::Left | Self::Center | Self::Right | Self::Top | Self::Middle | Self::Bottom => 2,
            Self::Horizontally | Self::Vertically => 3,
        }
    }

    pub(super) const fn verb(self) -> &'static str {
        match self {
            Self::Left | Self::Center | Self::Right | Self::Top | Self::Middle | Self::Bottom => "align",
            Self::Horizontally | Self::Vertically => "distribute",
        }
    }
}

/// Where something new goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The container; without it the place decides, and without a place the selection.
    pub into: Option<EntityRef>,
    /// The middle of the new thing in absolute canvas units; without it, the next free place.
    pub at: Option<Point>,
}

/// One entity on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub entity: EntityRef,
    /// The new top left corner in absolute canvas units.
    pub to: Point,
    /// The new container. `None`: the present one stays.
    pub into: Option<EntityRef>,
}

/// One field of the design or of an entity, with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    Design(DesignField),
    Vpc(Id<Vpc>, VpcField),
    Zone(Id<Zone>, ZoneField),
    Subnet(Id<Subnet>, SubnetField),
    RouteTable(Id<RouteTable>, RouteTableField),
    InternetGateway(Id<InternetGateway>, InternetGatewayField),
    NatGateway(Id<NatGateway>, NatGatewayField),
    SecurityGroup(Id<SecurityGroup>, SecurityGroupField),
    Workload(Id<Workload>, WorkloadField),
    Service(Id<Service>, ServiceField),
    Endpoint(Id<Endpoint>, EndpointField),
    Connection(Id<Connection>, ConnectionField),
    Network(NetworkField),
}

#[derive(Clone, Debug, PartialEq)]
pub enum DesignField {
    Name(String),
    Description(String),
    /// The Region of the next VPC and service.
    Region(RegionCode),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum VpcField {
    Region(RegionCode),
    /// The first block is the primary one.
    CidrBlocks(Vec<Ipv4Net>),
    /// The Amazon-provided IPv6 block with all that a dual-stack VPC has, or none of it.
    Ipv6(bool),
    EgressOnlyInternetGateway(bool),
    DnsSupport(bool),
    DnsHostnames(bool),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ZoneField {
    Suffix(ZoneSuffix),
}

#[derive(Clone, Debug, PartialEq)]
pub enum SubnetField {
    Kind(SubnetKind),
    CidrBlock(Ipv4Net),
    /// `None` is no IPv6.
    Ipv6Index(Option<u8>),
    AssignIpv6AddressOnCreation(bool),
    RouteTable(Id<RouteTable>),
    /// `None` is the VPC's default one.
    NetworkAcl(Option<Id<NetworkAcl>>),
    MapPublicIpOnLaunch(bool),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum RouteTableField {
    Routes(Vec<Route>),
    Ipv6Routes(Vec<Ipv6Route>),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum InternetGatewayField {
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum NatGatewayField {
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum SecurityGroupField {
    Description(String),
    Ingress(Vec<Rule>),
    Egress(Vec<Rule>),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum WorkloadField {
    Kind(WorkloadKind),
    SecurityGroups(Vec<Id<SecurityGroup>>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ServiceField {
    Region(RegionCode),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ConnectionField {
    /// In GB, both directions together; none for the usual traffic.
    MonthlyTraffic(Option<u32>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum EndpointField {
    Type(EndpointType),
    /// Interface endpoints: at most one subnet per Availability Zone.
    Subnets(Vec<Id<Subnet>>),
    /// Interface endpoints.
    SecurityGroups(Vec<Id<SecurityGroup>>),
    /// Interface endpoints.
    PrivateDns(bool),
    /// Interface endpoints.
    PrivateDnsScope(Option<PrivateDnsScope>),
    /// Interface endpoints.
    IpAddressType(Option<IpAddressType>),
    /// Interface endpoints: the Region of the service, where that is not the VPC's.
    ServiceRegion(Option<RegionCode>),
    /// Interface endpoints.
    DnsRecordIpType(Option<DnsRecordIpType>),
    /// Gateway endpoints.
    RouteTables(Vec<Id<RouteTable>>),
    /// JSON text; `None` is AWS's default, full access.
    Policy(Option<String>),
    AutoAccept(bool),
    Tags(Tags),
}

impl Place {
    /// Wherever it suits: in the selection, else in the first container with room.
    pub const ANYWHERE: Self = Self { into: None, at: None };

    /// At a place; the container follows from it.
    pub const fn at(at: Point) -> Self {
        Self { into: None, at: Some(at) }
    }

    /// At the next free place in a container.
    pub fn into(container: impl Into<EntityRef>) -> Self {
        Self { into: Some(container.into()), at: None }
    }
}

impl Field {
    /// The tags of an entity; none for what AWS does not tag.
    pub fn tags(entity: EntityRef, tags: Tags) -> Option<Self> {
        Some(match entity {
            EntityRef::Vpc(id) => Self::Vpc(id, VpcField::Tags(tags)),
            EntityRef::Subnet(id) => Self::Subnet(id, SubnetField::Tags(tags)),
            EntityRef::RouteTable(id) => Self::RouteTable(id, RouteTableField::Tags(tags)),
            EntityRef::InternetGateway(id) => Self::InternetGateway(id, InternetGatewayField::Tags(tags)),
            EntityRef::NatGateway(id) => Self::NatGateway(id, NatGatewayField::Tags(tags)),
            EntityRef::SecurityGroup(id) => Self::SecurityGroup(id, SecurityGroupField::Tags(tags)),
            EntityRef::Endpoint(id) => Self::Endpoint(id, EndpointField::Tags(tags)),
            _ => return None,
        })
    }

    /// The entity whose field it is; none for the design's own.
    pub fn entity(&self) -> Option<EntityRef> {
        match self {
            Self::Design(_) => None,
            Self::Vpc(id, _) => Some((*id).into()),
            Self::Zone(id, _) => Some((*id).into()),
            Self::Subnet(id, _) => Some((*id).into()),
            Self::RouteTable(id, _) => Some((*id).into()),
            Self::InternetGateway(id, _) => Some((*id).into()),
            Self::NatGateway(id, _) => Some((*id).into()),
            Self::SecurityGroup(id, _) => Some((*id).into()),
            Self::Workload(id, _) => Some((*id).into()),
            Self::Service(id, _) => Some((*id).into()),
            Self::Endpoint(id, _) => Some((*id).into()),
            Self::Connection(id, _) => Some((*id).into()),
            Self::Network(field) => Some(field.entity()),
        }
    }

    /// The field's name in an undo label: "CIDR blocks".
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Design(field) => match field {
                DesignField::Name(_) => "name",
                DesignField::Description(_) => "description",
                DesignField::Region(_) => "Region",
                DesignField::Tags(_) => "tags",
            },
            Self::Vpc(_, field) => match field {
                VpcField::Region(_) => "Region",
                VpcField::CidrBlocks(_) => "CIDR blocks",
                VpcField::Ipv6(_) => "IPv6",
                VpcField::EgressOnlyInternetGateway(_) => "egress-only internet gateway",
                VpcField::DnsSupport(_) => "DNS resolution",
                VpcField::DnsHostnames(_) => "DNS hostnames",
                VpcField::Tags(_) => "tags",
            },
            Self::Zone(_, ZoneField::Suffix(_)) => "Availability Zone",
            Self::Subnet(_, field) => match field {
                SubnetField::Kind(_) => "kind",
                SubnetField::CidrBlock(_) => "CIDR block",
                SubnetField::Ipv6Index(_) => "IPv6 block",
                SubnetField::AssignIpv6AddressOnCreation(_) => "IPv6 addresses",
                SubnetField::RouteTable(_) => "route table",
                SubnetField::NetworkAcl(_) => "network ACL",
                SubnetField::MapPublicIpOnLaunch(_) => "public IPv4 addresses",
                SubnetField::Tags(_) => "tags",
            },
            Self::RouteTable(_, field) => match field {
                RouteTableField::Routes(_) => "routes",
                RouteTableField::Ipv6Routes(_) => "IPv6 routes",
                RouteTableField::Tags(_) => "tags",
            },
            Self::InternetGateway(_, InternetGatewayField::Tags(_))
            | Self::NatGateway(_, NatGatewayField::Tags(_)) => "tags",
            Self::SecurityGroup(_, field) => match field {
                SecurityGroupField::Description(_) => "description",
                SecurityGroupField::Ingress(_) => "inbound rules",
                SecurityGroupField::Egress(_) => "outbound rules",
                SecurityGroupField::Tags(_) => "tags",
            },
            Self::Workload(_, field) => match field {
                WorkloadField::Kind(_) => "kind",
                WorkloadField::SecurityGroups(_) => "security groups",
            },
            Self::Service(_, ServiceField::Region(_)) => "Region",
            Self::Connection(_, ConnectionField::MonthlyTraffic(_)) => "monthly traffic",
            Self::Endpoint(_, field) => match field {
                EndpointField::Type(_) => "type",
                EndpointField::Subnets(_) => "subnets",
                EndpointField::SecurityGroups(_) => "security groups",
                EndpointField::PrivateDns(_) => "private DNS",
                EndpointField::PrivateDnsScope(_) => "private DNS scope",
                EndpointField::IpAddressType(_) => "IP address type",
                EndpointField::ServiceRegion(_) => "service Region",
                EndpointField::DnsRecordIpType(_) => "DNS record type",
                EndpointField::RouteTables(_) => "route tables",
                EndpointField::Policy(_) => "policy",
                EndpointField::AutoAccept(_) => "auto-accept",
                EndpointField::Tags(_) => "tags",
            },
            Self::Network(field) => field.title(),
        }
    }
}
