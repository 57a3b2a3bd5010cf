//! The [`Design`]: what the user lays out.
//!
//! Entities refer to each other by [`Id`]; containment is VPC ⊃ Availability Zone ⊃ subnet ⊃ workload.
//! The model keeps its own shape (ids resolve, see [`Design::dangling`]) and knows nothing of AWS rules (`check`), of
//! AWS resources (`graph`) or of pixels beyond each entity's [`Frame`].
//!
//! *Invariant:* the document is a value. Cloning shares every unchanged entity by `Arc`, so undo keeps whole
//! designs and "what changed" is a comparison of pointers.

mod clients;
mod connection;
mod design;
mod drawing;
mod endpoint;
mod endpoint_service;
mod entities;
mod gateway;
mod hosted_zone;
mod id;
mod network_acl;
mod on_premises;
mod part;
mod peering;
mod placement;
mod profile;
mod query;
mod reference;
mod resolver_endpoint;
mod route_table;
mod security_group;
mod service;
mod subnet;
mod suppression;
mod tags;
mod transit_gateway;
mod vpc;
mod workload;
mod zone;

pub use clients::Clients;
pub use connection::Connection;
pub use design::{Design, Tags};
pub use drawing::Drawing;
pub use endpoint::{
    DnsRecordIpType, Endpoint, EndpointAccess, EndpointKind, GatewayEndpoint, GatewayLoadBalancerEndpoint,
    InterfaceEndpoint, IpAddressType, PrivateDnsScope,
};
pub use endpoint_service::{EndpointService, NetworkLoadBalancer, ServiceLoadBalancer};
pub use entities::Entities;
pub use gateway::{InternetGateway, NatGateway};
pub use hosted_zone::{HostedZone, RecordTarget, ZoneRecord};
pub use id::{Entity, Id, IdError};
pub use network_acl::{AclAction, AclRule, NetworkAcl};
pub use on_premises::{CustomerGateway, OnPremisesGateway, OnPremisesLink, OnPremisesNetwork, VpnGateway};
pub use peering::{PeeringConnection, PeeringSide};
pub use placement::{Frame, Point, Size};
pub use profile::Profile;
pub use reference::EntityRef;
pub use resolver_endpoint::ResolverEndpoint;
pub use route_table::{Ipv6Route, Ipv6RouteTarget, Route, RouteTable, RouteTarget};
pub use security_group::{Direction, Peer, PortRange, Protocol, Rule, SecurityGroup};
pub use service::{
    EndpointServiceName, EndpointServiceNameError, LatticeArn, LatticeArnError, Service, ServiceRef,
};
pub use subnet::{Subnet, SubnetKind};
pub use suppression::Suppression;
pub use transit_gateway::{TransitGateway, TransitGatewayAttachment};
pub use vpc::Vpc;
pub use workload::{RecipeChoice, Workload, WorkloadKind};
pub use zone::{Zone, ZoneSuffix};

/// Region codes and service keys are the catalogue's words; a design keeps them even when the catalogue of the day
/// does not know them, so they are text here.
pub type RegionCode = String;
/// A key of the endpoint catalogue: `s3`, `ecr.api`.
pub type ServiceKey = String;
