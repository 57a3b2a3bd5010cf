//! Endpoint services: the side of PrivateLink that offers.

use serde::{Deserialize, Serialize};

use super::{Entity, Id, IpAddressType, RegionCode, Subnet, Tags, Vpc, Workload};

/// An endpoint service of the design's own account: what runs behind a load balancer of a VPC, for the endpoints of
/// others. Service nodes and endpoints name it by [`ServiceRef::OwnEndpointService`](super::ServiceRef).
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EndpointService {
    /// Where its load balancers are.
    pub vpc: Id<Vpc>,
    pub name: String,
    pub load_balancer: ServiceLoadBalancer,
    /// Each request for an endpoint waits until somebody accepts it.
    #[serde(default)]
    pub acceptance_required: bool,
    /// The ARNs of those who may ask for an endpoint besides the own account; `*` is everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_principals: Vec<String>,
    /// The name by which consumers call it where their endpoints have private DNS; the domain must be verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_dns_name: Option<String>,
    /// Further Regions in which endpoints can be made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supported_regions: Vec<RegionCode>,
    /// The kinds of addresses that its endpoints may have; empty is AWS's default, IPv4.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supported_ip_address_types: Vec<IpAddressType>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for EndpointService {
    const PREFIX: &'static str = "endpoint-service";
}

/// What stands in front of an endpoint service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceLoadBalancer {
    /// A Network Load Balancer that is made with the design.
    Network(NetworkLoadBalancer),
    /// Load balancers that exist, by their ARNs: all Network or all Gateway Load Balancers.
    Existing(Vec<String>),
}

/// An internal Network Load Balancer with one TCP listener. Workloads are made elsewhere, so its targets register
/// themselves with the target group, by their addresses.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkLoadBalancer {
    /// One per Availability Zone; consumers get endpoints in these zones.
    #[serde(default)]
    pub subnets: Vec<Id<Subnet>>,
    /// Where it listens, and where its targets do.
    pub port: u16,
    /// The workloads behind it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Id<Workload>>,
}

impl EndpointService {
    /// The load balancer that is made with the design.
    pub const fn network_load_balancer(&self) -> Option<&NetworkLoadBalancer> {
        match &self.load_balancer {
            ServiceLoadBalancer::Network(balancer) => Some(balancer),
            ServiceLoadBalancer::Existing(_) => None,
        }
    }

    /// Whether its endpoints are those of a Gateway Load Balancer.
    pub fn is_for_appliances(&self) -> bool {
        match &self.load_balancer {
            ServiceLoadBalancer::Network(_) => false,
            ServiceLoadBalancer::Existing(arns) => arns.iter().any(|arn| arn.contains(":loadbalancer/gwy/")),
        }
    }
}
