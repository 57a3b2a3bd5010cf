//! The kinds of AWS resource.

use ipnet::{Ipv4Net, Ipv6Net};
use serde::Serialize;

use super::{
    NodeRef,
    endpoint_service::{EndpointService, Listener, LoadBalancer, TargetGroup},
    interconnect::{
        CustomerGateway, HostedZone, HostedZoneRecord, PeeringAccepter, PeeringConnection, Profile,
        ProfileAssociation, ProfileResourceAssociation, RecordTarget, ResolverEndpoint, TransitGateway,
        TransitGatewayAttachment, VpnConnection, VpnGateway,
    },
    network_acl::{NetworkAcl, NetworkAclAssociation, NetworkAclEntry},
};
use crate::model::{
    Direction, DnsRecordIpType, IpAddressType, PortRange, Protocol, RegionCode, ServiceKey, ZoneSuffix,
};

macro_rules! resources {
    ($($(#[$doc:meta])* $kind:ident = $word:literal),* $(,)?) => {
        /// One AWS resource. Exporters match it exhaustively.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Resource {
            $($(#[$doc])* $kind($kind),)*
        }

        /// The kind of a resource without its properties.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($kind,)*
        }

        impl Resource {
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Self::$kind(_) => Kind::$kind,)*
                }
            }
        }

        impl Kind {
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The kind in the field's words: `route table`.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)*
                }
            }
        }
    };
}

resources! {
    Vpc = "VPC",
    VpcCidrBlock = "VPC CIDR block",
    InternetGateway = "internet gateway",
    EgressOnlyInternetGateway = "egress-only internet gateway",
    VpnGateway = "virtual private gateway",
    Subnet = "subnet",
    ElasticIp = "Elastic IP address",
    NatGateway = "NAT gateway",
    RouteTable = "route table",
    Route = "route",
    Ipv6Route = "IPv6 route",
    RouteTableAssociation = "route table association",
    NetworkAcl = "network ACL",
    NetworkAclEntry = "network ACL entry",
    NetworkAclAssociation = "network ACL association",
    SecurityGroup = "security group",
    PrefixList = "prefix list",
    GatewayEndpoint = "gateway endpoint",
    InterfaceEndpoint = "interface endpoint",
    SecurityGroupRule = "security group rule",
    ResolverEndpoint = "Resolver inbound endpoint",
    TransitGateway = "Transit Gateway",
    TransitGatewayAttachment = "Transit Gateway attachment",
    PeeringConnection = "VPC peering connection",
    PeeringAccepter = "VPC peering accepter",
    CustomerGateway = "customer gateway",
    VpnConnection = "VPN connection",
    HostedZone = "private hosted zone",
    HostedZoneRecord = "DNS record",
    Profile = "Route 53 Profile",
    ProfileAssociation = "association of a Route 53 Profile",
    ProfileResourceAssociation = "resource of a Route 53 Profile",
    GatewayLoadBalancerEndpoint = "Gateway Load Balancer endpoint",
    ResourceEndpoint = "resource endpoint",
    ServiceNetworkEndpoint = "service network endpoint",
    LoadBalancer = "Network Load Balancer",
    TargetGroup = "target group",
    Listener = "listener",
    EndpointService = "endpoint service",
}

/// A VPC with its primary block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vpc {
    pub cidr_block: Ipv4Net,
    /// A /56 that AWS picks.
    pub assign_generated_ipv6_cidr_block: bool,
    pub enable_dns_support: bool,
    pub enable_dns_hostnames: bool,
}

/// A further IPv4 block of a VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VpcCidrBlock {
    pub vpc: NodeRef,
    pub cidr_block: Ipv4Net,
}

/// An internet gateway and its attachment to the VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InternetGateway {
    pub vpc: NodeRef,
}

/// An egress-only internet gateway. It needs no attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EgressOnlyInternetGateway {
    pub vpc: NodeRef,
}

/// A subnet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Subnet {
    pub vpc: NodeRef,
    pub cidr_block: Ipv4Net,
    /// Which /64 of the VPC's IPv6 block is the subnet's; the VPC has one.
    pub ipv6_index: Option<u8>,
    pub assign_ipv6_address_on_creation: bool,
    /// The zone's name is the node's Region and this.
    pub zone: ZoneSuffix,
    pub map_public_ip_on_launch: bool,
    /// The secondary block it lies in, which must exist first; none for the primary block.
    pub vpc_cidr_block: Option<NodeRef>,
}

/// An Elastic IP address in the VPC domain, for a NAT gateway. Waits for the VPC's internet gateway where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ElasticIp {
    pub internet_gateway: Option<NodeRef>,
}

/// A public NAT gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NatGateway {
    pub subnet: NodeRef,
    pub elastic_ip: NodeRef,
    /// Must be attached first. Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html>
    pub internet_gateway: Option<NodeRef>,
}

/// A route table without its routes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RouteTable {
    pub vpc: NodeRef,
}

/// A route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Route {
    pub route_table: NodeRef,
    pub destination: Ipv4Net,
    pub target: RouteTarget,
}

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteTarget {
    InternetGateway(NodeRef),
    NatGateway(NodeRef),
    /// Where the routes lead to the other Region's side, the [`PeeringAccepter`].
    PeeringConnection(NodeRef),
    /// With the attachment of the table's VPC, which must exist first.
    TransitGateway {
        transit_gateway: NodeRef,
        attachment: NodeRef,
    },
    VpnGateway(NodeRef),
    GatewayLoadBalancerEndpoint(NodeRef),
}

impl RouteTarget {
    /// The node that the route names.
    pub const fn node(self) -> NodeRef {
        match self {
            Self::InternetGateway(node)
            | Self::NatGateway(node)
            | Self::PeeringConnection(node)
            | Self::VpnGateway(node)
            | Self::GatewayLoadBalancerEndpoint(node)
            | Self::TransitGateway { transit_gateway: node, .. } => node,
        }
    }
}

/// A route for IPv6.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ipv6Route {
    pub route_table: NodeRef,
    pub destination: Ipv6Net,
    pub target: Ipv6RouteTarget,
}

/// Where an IPv6 route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ipv6RouteTarget {
    InternetGateway(NodeRef),
    EgressOnlyInternetGateway(NodeRef),
}

impl Ipv6RouteTarget {
    /// The node that the route names.
    pub const fn node(self) -> NodeRef {
        match self {
            Self::InternetGateway(node) | Self::EgressOnlyInternetGateway(node) => node,
        }
    }
}

/// The use of a route table by a subnet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RouteTableAssociation {
    pub subnet: NodeRef,
    pub route_table: NodeRef,
}

/// A security group with exactly the rules that follow as nodes: no implied allow-all egress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecurityGroup {
    pub vpc: NodeRef,
    /// Only characters that the API takes, at most 255.
    pub description: String,
}

/// One rule of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecurityGroupRule {
    pub security_group: NodeRef,
    #[serde(serialize_with = "direction_word")]
    pub direction: Direction,
    pub protocol: Protocol,
    /// None where the protocol is `All`.
    pub ports: Option<PortRange>,
    pub peer: Peer,
    /// Only characters that the API takes, at most 255; may be empty.
    pub description: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
pub(super) fn direction_word<S: serde::Serializer>(
    direction: &Direction,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match direction {
        Direction::Ingress => "ingress",
        Direction::Egress => "egress",
    })
}

/// The other side of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Peer {
    Cidr(Ipv4Net),
    Ipv6Cidr(Ipv6Net),
    SecurityGroup(NodeRef),
    PrefixList(NodeRef),
}

/// The look-up of an AWS-managed prefix list by name; makes nothing. Belongs to no VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrefixList {
    /// `com.amazonaws.us-east-1.s3`.
    pub prefix_list_name: ServiceName,
    pub service: ServiceKey,
}

/// A gateway endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GatewayEndpoint {
    pub vpc: NodeRef,
    pub service_name: ServiceName,
    pub route_tables: Vec<NodeRef>,
    pub policy: Option<PolicyDocument>,
}

/// What an endpoint leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EndpointTarget {
    /// A service by its name.
    Service {
        service_name: ServiceName,
        /// Where it is not the Region of the endpoint.
        service_region: Option<RegionCode>,
    },
    /// An endpoint service of the same graph.
    EndpointService {
        endpoint_service: NodeRef,
        /// Where it is not the Region of the endpoint.
        service_region: Option<RegionCode>,
    },
    /// An ARN.
    ResourceConfiguration(String),
    /// An ARN.
    ServiceNetwork(String),
}

impl EndpointTarget {
    /// The node it is.
    pub const fn node(&self) -> Option<NodeRef> {
        match self {
            Self::EndpointService { endpoint_service, .. } => Some(*endpoint_service),
            Self::Service { .. } | Self::ResourceConfiguration(_) | Self::ServiceNetwork(_) => None,
        }
    }

    /// Its name, where that is known before it is made.
    pub const fn service_name(&self) -> Option<&ServiceName> {
        match self {
            Self::Service { service_name, .. } => Some(service_name),
            Self::EndpointService { .. } | Self::ResourceConfiguration(_) | Self::ServiceNetwork(_) => None,
        }
    }

    /// The Region of the service, where it is not that of the endpoint.
    pub fn service_region(&self) -> Option<&str> {
        match self {
            Self::Service { service_region, .. } | Self::EndpointService { service_region, .. } => {
                service_region.as_deref()
            }
            Self::ResourceConfiguration(_) | Self::ServiceNetwork(_) => None,
        }
    }
}

/// One network interface that routes lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GatewayLoadBalancerEndpoint {
    pub vpc: NodeRef,
    pub target: EndpointTarget,
    /// One: AWS takes no more.
    pub subnets: Vec<NodeRef>,
    pub ip_address_type: Option<IpAddressType>,
}

/// An endpoint for a resource configuration of VPC Lattice.
pub type ResourceEndpoint = InterfaceEndpoint;

/// An endpoint for a service network of VPC Lattice.
pub type ServiceNetworkEndpoint = InterfaceEndpoint;

/// An interface endpoint, or one that has the same properties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InterfaceEndpoint {
    pub vpc: NodeRef,
    pub target: EndpointTarget,
    pub subnets: Vec<NodeRef>,
    pub security_groups: Vec<NodeRef>,
    pub private_dns_enabled: bool,
    pub ip_address_type: Option<IpAddressType>,
    pub dns_options: DnsOptions,
    pub policy: Option<PolicyDocument>,
    pub auto_accept: bool,
    /// The gateway endpoint that `private_dns_only_for_inbound_resolver_endpoint` asks for.
    pub gateway_endpoint: Option<NodeRef>,
}

/// `DnsOptions` of an interface endpoint; what is absent is left to AWS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DnsOptions {
    pub dns_record_ip_type: Option<DnsRecordIpType>,
    pub private_dns_only_for_inbound_resolver_endpoint: Option<bool>,
}

impl DnsOptions {
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// An IAM policy, valid JSON, its keys in the order the user wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PolicyDocument(pub serde_json::Value);

impl PolicyDocument {
    /// Whether an ARN in it names the partition.
    pub fn names_partition(&self, partition: Option<&str>) -> bool {
        fn any(value: &serde_json::Value, partition: Option<&str>) -> bool {
            match value {
                serde_json::Value::String(text) => PolicyTextPart::parts(text, partition).len() > 1,
                serde_json::Value::Array(values) => values.iter().any(|value| any(value, partition)),
                serde_json::Value::Object(map) => map.values().any(|value| any(value, partition)),
                serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => false,
            }
        }
        any(&self.0, partition)
    }
}

/// A piece of a text in a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyTextPart<'a> {
    Text(&'a str),
    /// The partition of an ARN, where a template may write its own variable for it.
    Partition,
}

impl<'a> PolicyTextPart<'a> {
    /// Splits off the partition of an ARN that the text is: `arn:` · partition · `:s3:::bucket`.
    pub fn parts(text: &'a str, partition: Option<&str>) -> Vec<Self> {
        let rest = partition.and_then(|own| text.strip_prefix("arn:")?.strip_prefix(own));
        match rest.filter(|rest| rest.starts_with(':')) {
            Some(rest) => vec![Self::Text("arn:"), Self::Partition, Self::Text(rest)],
            None => vec![Self::Text(text)],
        }
    }
}

/// A full endpoint service name, with the places where it repeats its Region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ServiceName(pub String);

/// A piece of a [`ServiceName`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceNamePart<'a> {
    Text(&'a str),
    /// The Region's code, where a template may write its own variable for it.
    Region,
}

impl ServiceName {
    /// Splits off the dot-separated component that is the Region's code: `com.amazonaws.` · Region · `.s3`.
    pub fn parts<'a>(&'a self, region: &str) -> Vec<ServiceNamePart<'a>> {
        let needle = format!(".{region}.");
        match self.0.find(&needle) {
            Some(at) => vec![
                ServiceNamePart::Text(&self.0[..=at]),
                ServiceNamePart::Region,
                ServiceNamePart::Text(&self.0[at + needle.len() - 1..]),
            ],
            None => vec![ServiceNamePart::Text(&self.0)],
        }
    }
}

impl Resource {
    /// The policy of an endpoint.
    pub const fn policy(&self) -> Option<&PolicyDocument> {
        match self {
            Self::GatewayEndpoint(endpoint) => endpoint.policy.as_ref(),
            Self::InterfaceEndpoint(endpoint)
            | Self::ResourceEndpoint(endpoint)
            | Self::ServiceNetworkEndpoint(endpoint) => endpoint.policy.as_ref(),
            _ => None,
        }
    }

    /// Whether it may name nodes of other Regions.
    pub fn spans_regions(&self) -> bool {
        match self {
            Self::PeeringConnection(_) | Self::PeeringAccepter(_) | Self::HostedZone(_) => true,
            Self::InterfaceEndpoint(endpoint) => endpoint.target.service_region().is_some(),
            _ => false,
        }
    }

    /// The nodes it names.
    pub fn references(&self) -> Vec<NodeRef> {
        match self {
            Self::Vpc(_) | Self::PrefixList(_) | Self::TransitGateway(_) | Self::CustomerGateway(_) => vec![],
            Self::VpcCidrBlock(r) => vec![r.vpc],
            Self::InternetGateway(r) => vec![r.vpc],
            Self::EgressOnlyInternetGateway(r) => vec![r.vpc],
            Self::Ipv6Route(r) => vec![r.route_table, r.target.node()],
            Self::Subnet(r) => [Some(r.vpc), r.vpc_cidr_block].into_iter().flatten().collect(),
            Self::ElasticIp(r) => r.internet_gateway.into_iter().collect(),
            Self::NatGateway(r) => {
                [Some(r.subnet), Some(r.elastic_ip), r.internet_gateway].into_iter().flatten().collect()
            }
            Self::RouteTable(r) => vec![r.vpc],
            Self::Route(r) => match r.target {
                RouteTarget::TransitGateway { transit_gateway, attachment } => {
                    vec![r.route_table, transit_gateway, attachment]
                }
                RouteTarget::InternetGateway(_)
                | RouteTarget::NatGateway(_)
                | RouteTarget::PeeringConnection(_)
                | RouteTarget::GatewayLoadBalancerEndpoint(_)
                | RouteTarget::VpnGateway(_) => vec![r.route_table, r.target.node()],
            },
            Self::RouteTableAssociation(r) => vec![r.subnet, r.route_table],
            Self::SecurityGroup(r) => vec![r.vpc],
            Self::SecurityGroupRule(r) => match r.peer {
                Peer::Cidr(_) | Peer::Ipv6Cidr(_) => vec![r.security_group],
                Peer::SecurityGroup(peer) | Peer::PrefixList(peer) => vec![r.security_group, peer],
            },
            Self::GatewayEndpoint(r) => [r.vpc].into_iter().chain(r.route_tables.iter().copied()).collect(),
            Self::GatewayLoadBalancerEndpoint(r) => {
                [r.vpc].into_iter().chain(r.subnets.iter().copied()).chain(r.target.node()).collect()
            }
            Self::LoadBalancer(r) => [r.vpc].into_iter().chain(r.subnets.iter().copied()).collect(),
            Self::TargetGroup(r) => vec![r.vpc],
            Self::Listener(r) => vec![r.load_balancer, r.target_group],
            Self::EndpointService(r) => r.load_balancers.node().into_iter().collect(),
            Self::InterfaceEndpoint(r) | Self::ResourceEndpoint(r) | Self::ServiceNetworkEndpoint(r) => {
                [r.vpc]
                    .into_iter()
                    .chain(r.target.node())
                    .chain(r.subnets.iter().copied())
                    .chain(r.security_groups.iter().copied())
                    .chain(r.gateway_endpoint)
                    .collect()
            }
            Self::NetworkAcl(r) => vec![r.vpc],
            Self::NetworkAclEntry(r) => vec![r.network_acl],
            Self::NetworkAclAssociation(r) => vec![r.subnet, r.network_acl],
            Self::PeeringConnection(r) => vec![r.requester_vpc, r.accepter_vpc],
            Self::PeeringAccepter(r) => vec![r.peering_connection, r.vpc],
            Self::TransitGatewayAttachment(r) => {
                [r.transit_gateway, r.vpc].into_iter().chain(r.subnets.iter().copied()).collect()
            }
            Self::VpnGateway(r) => vec![r.vpc],
            Self::VpnConnection(r) => vec![r.customer_gateway, r.gateway.node()],
            Self::HostedZone(r) => r.vpcs.clone(),
            Self::Profile(_) => vec![],
            Self::ProfileAssociation(r) => vec![r.profile, r.vpc],
            Self::ProfileResourceAssociation(r) => vec![r.profile, r.resource],
            Self::HostedZoneRecord(r) => match r.target {
                RecordTarget::Endpoint(endpoint) => vec![r.hosted_zone, endpoint],
                RecordTarget::Addresses(_) | RecordTarget::Name(_) => vec![r.hosted_zone],
            },
            Self::ResolverEndpoint(r) => [r.vpc]
                .into_iter()
                .chain(r.subnets.iter().copied())
                .chain(r.security_groups.iter().copied())
                .collect(),
        }
    }
}
