//! Commands and fields of what filters traffic, and joins VPCs with each other and with the outside.

use crate::model::{
    AclRule, Endpoint, EndpointService, EntityRef, HostedZone, Id, IpAddressType, NetworkAcl,
    OnPremisesGateway, OnPremisesLink, OnPremisesNetwork, PeeringConnection, Profile, RegionCode,
    ResolverEndpoint, SecurityGroup, Service, ServiceLoadBalancer, Subnet, Tags, TransitGateway,
    TransitGatewayAttachment, Vpc, VpnGateway, Workload, ZoneRecord,
};
use crate::net::Ipv4Net;

/// Adds or joins, with the routes and rules that it takes.
#[derive(Clone, Debug, PartialEq)]
pub enum NetworkCommand {
    AddNetworkAcl {
        vpc: Id<Vpc>,
        name: String,
    },
    /// Peers two VPCs and routes between them.
    Peer {
        requester: Id<Vpc>,
        accepter: Id<Vpc>,
    },
    /// Attaches a VPC to a Transit Gateway and routes between it and what is attached.
    AttachVpc {
        gateway: Id<TransitGateway>,
        vpc: Id<Vpc>,
    },
    /// Attaches an on-premises network to a gateway.
    AttachOnPremises {
        network: Id<OnPremisesNetwork>,
        gateway: OnPremisesGateway,
    },
    /// Attaches an on-premises network to a VPC, by a virtual private gateway.
    AttachOnPremisesToVpc {
        network: Id<OnPremisesNetwork>,
        vpc: Id<Vpc>,
    },
    DetachOnPremises {
        network: Id<OnPremisesNetwork>,
        gateway: OnPremisesGateway,
    },
    /// Clients of an on-premises network call a service; makes the interface endpoint that they reach.
    CallFromOnPremises {
        network: Id<OnPremisesNetwork>,
        service: Id<Service>,
    },
    AddHostedZone {
        domain: String,
        vpcs: Vec<Id<Vpc>>,
    },
    /// Lets other VPCs use an interface endpoint, by private hosted zones.
    ShareEndpoint {
        endpoint: Id<Endpoint>,
        vpcs: Vec<Id<Vpc>>,
    },
    /// Adds a Route 53 Profile and associates the VPC with it.
    AddProfile {
        vpc: Id<Vpc>,
    },
    /// Lets other VPCs use an interface endpoint, by a Route 53 Profile.
    ShareEndpointByProfile {
        endpoint: Id<Endpoint>,
        vpcs: Vec<Id<Vpc>>,
    },
    /// Offers workloads of a VPC as an endpoint service.
    AddEndpointService {
        vpc: Id<Vpc>,
        targets: Vec<Id<Workload>>,
    },
    /// Adds an inbound Resolver endpoint.
    AddResolverEndpoint {
        vpc: Id<Vpc>,
    },
}

/// One field, with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum NetworkField {
    NetworkAcl(Id<NetworkAcl>, NetworkAclField),
    PeeringConnection(Id<PeeringConnection>, PeeringField),
    TransitGateway(Id<TransitGateway>, GatewayField),
    TransitGatewayAttachment(Id<TransitGatewayAttachment>, AttachmentField),
    VpnGateway(Id<VpnGateway>, GatewayField),
    OnPremisesNetwork(Id<OnPremisesNetwork>, OnPremisesField),
    HostedZone(Id<HostedZone>, HostedZoneField),
    Profile(Id<Profile>, ProfileField),
    ResolverEndpoint(Id<ResolverEndpoint>, ResolverEndpointField),
    EndpointService(Id<EndpointService>, EndpointServiceField),
}

#[derive(Clone, Debug, PartialEq)]
pub enum NetworkAclField {
    Ingress(Vec<AclRule>),
    Egress(Vec<AclRule>),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum PeeringField {
    /// Whether names of this VPC's instances resolve to private addresses for the other.
    DnsResolution(Id<Vpc>, bool),
    Tags(Tags),
}

/// Of a Transit Gateway or a virtual private gateway.
#[derive(Clone, Debug, PartialEq)]
pub enum GatewayField {
    /// `None` is AWS's default, 64512.
    AmazonSideAsn(Option<u32>),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum AttachmentField {
    /// One per Availability Zone.
    Subnets(Vec<Id<Subnet>>),
    ApplianceMode(bool),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum OnPremisesField {
    CidrBlocks(Vec<Ipv4Net>),
    Link(OnPremisesLink),
    Calls(Vec<Id<Service>>),
    /// GB a month to one of the called services; none for the usual traffic.
    MonthlyTraffic(Id<Service>, Option<u32>),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum HostedZoneField {
    Vpcs(Vec<Id<Vpc>>),
    Records(Vec<ZoneRecord>),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ProfileField {
    Vpcs(Vec<Id<Vpc>>),
    HostedZones(Vec<Id<HostedZone>>),
    Endpoints(Vec<Id<Endpoint>>),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ResolverEndpointField {
    Subnets(Vec<Id<Subnet>>),
    SecurityGroups(Vec<Id<SecurityGroup>>),
    Tags(Tags),
}

#[derive(Clone, Debug, PartialEq)]
pub enum EndpointServiceField {
    LoadBalancer(ServiceLoadBalancer),
    AcceptanceRequired(bool),
    /// ARNs, or `*`.
    AllowedPrincipals(Vec<String>),
    PrivateDnsName(Option<String>),
    /// Besides its own.
    SupportedRegions(Vec<RegionCode>),
    IpAddressTypes(Vec<IpAddressType>),
    Tags(Tags),
}

impl NetworkField {
    /// The entity whose field it is.
    pub fn entity(&self) -> EntityRef {
        match self {
            Self::NetworkAcl(id, _) => (*id).into(),
            Self::PeeringConnection(id, _) => (*id).into(),
            Self::TransitGateway(id, _) => (*id).into(),
            Self::TransitGatewayAttachment(id, _) => (*id).into(),
            Self::VpnGateway(id, _) => (*id).into(),
            Self::OnPremisesNetwork(id, _) => (*id).into(),
            Self::HostedZone(id, _) => (*id).into(),
            Self::Profile(id, _) => (*id).into(),
            Self::ResolverEndpoint(id, _) => (*id).into(),
            Self::EndpointService(id, _) => (*id).into(),
        }
    }

    /// The field's name in an undo label.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::NetworkAcl(_, field) => match field {
                NetworkAclField::Ingress(_) => "inbound rules",
                NetworkAclField::Egress(_) => "outbound rules",
                NetworkAclField::Tags(_) => "tags",
            },
            Self::PeeringConnection(_, field) => match field {
                PeeringField::DnsResolution(..) => "DNS resolution",
                PeeringField::Tags(_) => "tags",
            },
            Self::TransitGateway(_, field) | Self::VpnGateway(_, field) => match field {
                GatewayField::AmazonSideAsn(_) => "ASN",
                GatewayField::Tags(_) => "tags",
            },
            Self::TransitGatewayAttachment(_, field) => match field {
                AttachmentField::Subnets(_) => "subnets",
                AttachmentField::ApplianceMode(_) => "appliance mode",
                AttachmentField::Tags(_) => "tags",
            },
            Self::OnPremisesNetwork(_, field) => match field {
                OnPremisesField::CidrBlocks(_) => "CIDR blocks",
                OnPremisesField::Link(_) => "link",
                OnPremisesField::Calls(_) => "services",
                OnPremisesField::MonthlyTraffic(..) => "traffic",
                OnPremisesField::Tags(_) => "tags",
            },
            Self::HostedZone(_, field) => match field {
                HostedZoneField::Vpcs(_) => "VPCs",
                HostedZoneField::Records(_) => "records",
                HostedZoneField::Tags(_) => "tags",
            },
            Self::Profile(_, field) => match field {
                ProfileField::Vpcs(_) => "VPCs",
                ProfileField::HostedZones(_) => "hosted zones",
                ProfileField::Endpoints(_) => "endpoints",
                ProfileField::Tags(_) => "tags",
            },
            Self::ResolverEndpoint(_, field) => match field {
                ResolverEndpointField::Subnets(_) => "subnets",
                ResolverEndpointField::SecurityGroups(_) => "security groups",
                ResolverEndpointField::Tags(_) => "tags",
            },
            Self::EndpointService(_, field) => match field {
                EndpointServiceField::LoadBalancer(_) => "load balancer",
                EndpointServiceField::AcceptanceRequired(_) => "acceptance",
                EndpointServiceField::AllowedPrincipals(_) => "allowed principals",
                EndpointServiceField::PrivateDnsName(_) => "private DNS name",
                EndpointServiceField::SupportedRegions(_) => "Regions",
                EndpointServiceField::IpAddressTypes(_) => "address types",
                EndpointServiceField::Tags(_) => "tags",
            },
        }
    }
}
