//! The side of PrivateLink that offers: endpoint services and the load balancers in front of them.

use serde::Serialize;

use super::NodeRef;
use crate::model::{IpAddressType, RegionCode};

/// An internal Network Load Balancer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoadBalancer {
    pub vpc: NodeRef,
    /// One per Availability Zone; one at least.
    pub subnets: Vec<NodeRef>,
}

/// Where targets register themselves, by their addresses; TCP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetGroup {
    pub vpc: NodeRef,
    pub port: u16,
}

/// Hands what arrives at a TCP port of a load balancer to a target group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listener {
    pub load_balancer: NodeRef,
    pub target_group: NodeRef,
    pub port: u16,
}

/// An endpoint service, with the permissions to use it.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EndpointService {
    pub load_balancers: LoadBalancers,
    pub acceptance_required: bool,
    /// Sorted, each once.
    pub allowed_principals: Vec<String>,
    pub private_dns_name: Option<String>,
    /// The service's own first; empty where no other is supported.
    pub supported_regions: Vec<RegionCode>,
    pub supported_ip_address_types: Vec<IpAddressType>,
}

/// What stands in front of an endpoint service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoadBalancers {
    /// A Network Load Balancer of the graph.
    Made(NodeRef),
    /// ARNs of Network Load Balancers that exist.
    Network(Vec<String>),
    /// ARNs of Gateway Load Balancers that exist.
    Gateway(Vec<String>),
}

impl LoadBalancers {
    /// The one that is a node.
    pub const fn node(&self) -> Option<NodeRef> {
        match self {
            Self::Made(node) => Some(*node),
            Self::Network(_) | Self::Gateway(_) => None,
        }
    }
}
