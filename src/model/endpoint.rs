//! VPC endpoints.

use serde::{Deserialize, Serialize};

use super::{Entity, Id, Point, RegionCode, RouteTable, SecurityGroup, ServiceRef, Subnet, Tags, Vpc};
use crate::catalog::EndpointType;

/// A VPC endpoint: the way from one VPC to one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    pub vpc: Id<Vpc>,
    pub name: String,
    pub service: ServiceRef,
    pub kind: EndpointKind,
    /// The endpoint policy as the user wrote it, JSON text; absent means AWS's default, full access.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Accept the connection on the service's side too; possible where the same account owns the endpoint service.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub auto_accept: bool,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    pub at: Point,
}

impl Entity for Endpoint {
    const PREFIX: &'static str = "endpoint";
}

/// The type of an endpoint, with what only that type has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndpointKind {
    Gateway(GatewayEndpoint),
    Interface(InterfaceEndpoint),
    /// The way of routes through the appliances behind somebody's Gateway Load Balancer.
    GatewayLoadBalancer(GatewayLoadBalancerEndpoint),
    /// To a resource that a resource configuration of VPC Lattice shares: a database, a host, a domain name.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-resources.html>
    Resource(InterfaceEndpoint),
    /// To all services and resources of a service network of VPC Lattice.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-service-networks.html>
    ServiceNetwork(InterfaceEndpoint),
}

/// Whom the interface endpoints of a design let in: what their security groups say when an endpoint is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndpointAccess {
    /// The blocks of the VPC, on the ports of the service: whatever runs there later is let in too.
    #[default]
    VpcCidr,
    /// The security groups of the workloads that call the service, and nobody else.
    WorkloadGroups,
}

impl EndpointAccess {
    pub const ALL: [Self; 2] = [Self::VpcCidr, Self::WorkloadGroups];

    /// The word in design files and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::VpcCidr => "vpc_cidr",
            Self::WorkloadGroups => "workload_groups",
        }
    }

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::VpcCidr => "The whole VPC",
            Self::WorkloadGroups => "Only the workloads that call them",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A target of route tables. Free; reachable from this VPC only.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GatewayEndpoint {
    #[serde(default)]
    pub route_tables: Vec<Id<RouteTable>>,
}

/// Network interfaces with private addresses, at most one subnet per Availability Zone.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InterfaceEndpoint {
    #[serde(default)]
    pub subnets: Vec<Id<Subnet>>,
    #[serde(default)]
    pub security_groups: Vec<Id<SecurityGroup>>,
    /// The service's public names resolve to the endpoint's private addresses inside the VPC.
    #[serde(default)]
    pub private_dns: bool,
    /// Which clients get those answers; only S3 and DynamoDB style services with a gateway sibling offer the choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_dns_scope: Option<PrivateDnsScope>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dns_record_ip_type: Option<DnsRecordIpType>,
    /// The Region of the service, where that is not the VPC's; for the type interface only.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html#endpoint-service-cross-region>
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_region: Option<RegionCode>,
}

/// One network interface without a security group; routes of the VPC's tables lead to it.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-load-balancer-endpoints.html>
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GatewayLoadBalancerEndpoint {
    /// One: AWS takes no more.
    #[serde(default)]
    pub subnets: Vec<Id<Subnet>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<IpAddressType>,
}

/// `PrivateDnsOnlyForInboundResolverEndpoint`.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrivateDnsScope {
    /// Everybody who asks the VPC's resolver.
    AllClients,
    /// Only who comes through an inbound Resolver endpoint; needs a gateway endpoint for the same service in the VPC.
    InboundResolverOnly,
}

/// The addresses of the endpoint's network interfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IpAddressType {
    Ipv4,
    Dualstack,
    Ipv6,
}

impl IpAddressType {
    pub const ALL: [Self; 3] = [Self::Ipv4, Self::Dualstack, Self::Ipv6];

    /// The API's word.
    pub const fn api(self) -> &'static str {
        match self {
            Self::Ipv4 => "ipv4",
            Self::Dualstack => "dualstack",
            Self::Ipv6 => "ipv6",
        }
    }
}

/// The DNS records that are made for the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DnsRecordIpType {
    Ipv4,
    Dualstack,
    Ipv6,
    ServiceDefined,
}

impl DnsRecordIpType {
    pub const ALL: [Self; 4] = [Self::Ipv4, Self::Dualstack, Self::Ipv6, Self::ServiceDefined];

    /// The API's word.
    pub const fn api(self) -> &'static str {
        match self {
            Self::Ipv4 => "ipv4",
            Self::Dualstack => "dualstack",
            Self::Ipv6 => "ipv6",
            Self::ServiceDefined => "service-defined",
        }
    }
}

impl EndpointKind {
    /// The API's word: `Gateway`, `Interface`.
    pub const fn api(&self) -> &'static str {
        self.endpoint_type().api()
    }

    /// The type alone.
    pub const fn endpoint_type(&self) -> EndpointType {
        match self {
            Self::Gateway(_) => EndpointType::Gateway,
            Self::Interface(_) => EndpointType::Interface,
            Self::GatewayLoadBalancer(_) => EndpointType::GatewayLoadBalancer,
            Self::Resource(_) => EndpointType::Resource,
            Self::ServiceNetwork(_) => EndpointType::ServiceNetwork,
        }
    }

    /// The name on screen.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Gateway(_) => "Gateway endpoint",
            Self::Interface(interface) => match &interface.service_region {
                Some(_) => "Cross-Region interface endpoint",
                None => "Interface endpoint",
            },
            Self::GatewayLoadBalancer(_) => "Gateway Load Balancer endpoint",
            Self::Resource(_) => "Resource endpoint",
            Self::ServiceNetwork(_) => "Service network endpoint",
        }
    }

    /// What it has where it is called by private addresses: all types but those that routes lead to.
    pub const fn interface(&self) -> Option<&InterfaceEndpoint> {
        match self {
            Self::Interface(interface) | Self::Resource(interface) | Self::ServiceNetwork(interface) => {
                Some(interface)
            }
            Self::Gateway(_) | Self::GatewayLoadBalancer(_) => None,
        }
    }

    /// [`Self::interface`], to change.
    pub const fn interface_mut(&mut self) -> Option<&mut InterfaceEndpoint> {
        match self {
            Self::Interface(interface) | Self::Resource(interface) | Self::ServiceNetwork(interface) => {
                Some(interface)
            }
            Self::Gateway(_) | Self::GatewayLoadBalancer(_) => None,
        }
    }

    /// The subnets with a network interface of it.
    pub fn subnets(&self) -> &[Id<Subnet>] {
        match self {
            Self::Interface(interface) | Self::Resource(interface) | Self::ServiceNetwork(interface) => {
                &interface.subnets
            }
            Self::GatewayLoadBalancer(endpoint) => &endpoint.subnets,
            Self::Gateway(_) => &[],
        }
    }

    /// [`Self::subnets`], to change; none for a gateway endpoint.
    pub const fn subnets_mut(&mut self) -> Option<&mut Vec<Id<Subnet>>> {
        match self {
            Self::Interface(interface) | Self::Resource(interface) | Self::ServiceNetwork(interface) => {
                Some(&mut interface.subnets)
            }
            Self::GatewayLoadBalancer(endpoint) => Some(&mut endpoint.subnets),
            Self::Gateway(_) => None,
        }
    }

    /// The security groups of its network interfaces.
    pub fn security_groups(&self) -> &[Id<SecurityGroup>] {
        self.interface().map_or(&[], |interface| &interface.security_groups)
    }

    /// The Region of its service, where that is not the VPC's.
    pub fn service_region(&self) -> Option<&str> {
        match self {
            Self::Interface(interface) => interface.service_region.as_deref(),
            Self::Gateway(_) | Self::GatewayLoadBalancer(_) | Self::Resource(_) | Self::ServiceNetwork(_) => {
                None
            }
        }
    }

    pub const fn is_gateway(&self) -> bool {
        matches!(self, Self::Gateway(_))
    }
}
