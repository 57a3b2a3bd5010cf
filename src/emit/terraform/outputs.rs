//! `outputs.tf`: what another configuration needs to build on the network, by VPC and name, or by Region and name
//! where it belongs to no VPC.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::print::hcl::{Block, Body, Expr, Key, Pair, Traversal},
    address::Addresses,
};
use crate::graph::{Kind, Node, ResourceGraph};

/// An output: an attribute of every node of a kind.
struct Output {
    name: &'static str,
    description: &'static str,
    kind: Kind,
    /// The name of one element in the comprehension.
    element: &'static str,
    value: fn(Traversal) -> Expr,
}

fn id(of: Traversal) -> Expr {
    of.attribute("id").into()
}

/// What the device at the far end is set up with; the keys are secrets, and no output.
fn tunnels(of: Traversal) -> Expr {
    Expr::list(["tunnel1_address", "tunnel2_address"].map(|name| of.clone().attribute(name).into()))
}

/// In the order of their names.
const OUTPUTS: &[Output] = &[
    Output {
        name: "customer_gateway_ids",
        description: "IDs of the customer gateways, by Region and name",
        kind: Kind::CustomerGateway,
        element: "gateway",
        value: id,
    },
    Output {
        name: "endpoint_service_names",
        description: "Names of the endpoint services, for the endpoints of their consumers, by VPC and name",
        kind: Kind::EndpointService,
        element: "service",
        value: |of| of.attribute("service_name").into(),
    },
    Output {
        name: "gateway_endpoint_ids",
        description: "IDs of the gateway endpoints, by VPC and name",
        kind: Kind::GatewayEndpoint,
        element: "endpoint",
        value: id,
    },
    Output {
        name: "gateway_endpoint_prefix_list_ids",
        description: "IDs of the prefix lists of the gateway endpoints, for security group rules, by VPC and name",
        kind: Kind::GatewayEndpoint,
        element: "endpoint",
        value: |of| of.attribute("prefix_list_id").into(),
    },
    Output {
        name: "gateway_load_balancer_endpoint_ids",
        description: "IDs of the Gateway Load Balancer endpoints, by VPC and name",
        kind: Kind::GatewayLoadBalancerEndpoint,
        element: "endpoint",
        value: id,
    },
    Output {
        name: "hosted_zone_ids",
        description: "IDs of the private hosted zones, by Region and name",
        kind: Kind::HostedZone,
        element: "zone",
        value: |of| of.attribute("zone_id").into(),
    },
    Output {
        name: "interface_endpoint_dns_names",
        description: "DNS names of the interface endpoints, the Regional one first, by VPC and name",
        kind: Kind::InterfaceEndpoint,
        element: "endpoint",
        value: |of| of.attribute("dns_entry").splat().attribute("dns_name").into(),
    },
    Output {
        name: "interface_endpoint_ids",
        description: "IDs of the interface endpoints, by VPC and name",
        kind: Kind::InterfaceEndpoint,
        element: "endpoint",
        value: id,
    },
    Output {
        name: "nat_gateway_public_ips",
        description: "Public addresses of the NAT gateways, for the allow lists of others, by VPC and name",
        kind: Kind::NatGateway,
        element: "gateway",
        value: |of| of.attribute("public_ip").into(),
    },
    Output {
        name: "peering_connection_ids",
        description: "IDs of the VPC peering connections, by the VPC that asks and name",
        kind: Kind::PeeringConnection,
        element: "peering",
        value: id,
    },
    Output {
        name: "resolver_endpoint_ids",
        description: "IDs of the Resolver inbound endpoints, by VPC and name",
        kind: Kind::ResolverEndpoint,
        element: "endpoint",
        value: id,
    },
    Output {
        name: "resolver_endpoint_ips",
        description: "Addresses that the DNS servers of other networks forward to, by VPC and name",
        kind: Kind::ResolverEndpoint,
        element: "endpoint",
        value: |of| of.attribute("ip_address").splat().attribute("ip").into(),
    },
    Output {
        name: "resource_endpoint_ids",
        description: "IDs of the resource endpoints, by VPC and name",
        kind: Kind::ResourceEndpoint,
        element: "endpoint",
        value: id,
    },
    Output {
        name: "route_table_ids",
        description: "IDs of the route tables, by VPC and name",
        kind: Kind::RouteTable,
        element: "table",
        value: id,
    },
    Output {
        name: "security_group_ids",
        description: "IDs of the security groups, by VPC and name",
        kind: Kind::SecurityGroup,
        element: "group",
        value: id,
    },
    Output {
        name: "service_network_endpoint_ids",
        description: "IDs of the service network endpoints, by VPC and name",
        kind: Kind::ServiceNetworkEndpoint,
        element: "endpoint",
        value: id,
    },
    Output {
        name: "subnet_ids",
        description: "IDs of the subnets, by VPC and name",
        kind: Kind::Subnet,
        element: "subnet",
        value: id,
    },
    Output {
        name: "target_group_arns",
        description: "ARNs of the target groups, for the targets that register themselves, by VPC and name",
        kind: Kind::TargetGroup,
        element: "group",
        value: |of| of.attribute("arn").into(),
    },
    Output {
        name: "transit_gateway_attachment_ids",
        description: "IDs of the Transit Gateway attachments, by VPC and name",
        kind: Kind::TransitGatewayAttachment,
        element: "attachment",
        value: id,
    },
    Output {
        name: "transit_gateway_ids",
        description: "IDs of the Transit Gateways, by Region and name",
        kind: Kind::TransitGateway,
        element: "gateway",
        value: id,
    },
    Output {
        name: "vpc_ids",
        description: "IDs of the VPCs, by name",
        kind: Kind::Vpc,
        element: "vpc",
        value: id,
    },
    Output {
        name: "vpn_connection_ids",
        description: "IDs of the VPN connections, by Region and name",
        kind: Kind::VpnConnection,
        element: "connection",
        value: id,
    },
    Output {
        name: "vpn_connection_tunnel_addresses",
        description: "Public addresses of both tunnels of the VPN connections, for the device at the far end, by Region and name",
        kind: Kind::VpnConnection,
        element: "connection",
        value: tunnels,
    },
    Output {
        name: "vpn_gateway_ids",
        description: "IDs of the virtual private gateways, by VPC and name",
        kind: Kind::VpnGateway,
        element: "gateway",
        value: id,
    },
];

/// The names and descriptions of the outputs of a graph.
pub(super) fn of(graph: &ResourceGraph) -> impl Iterator<Item = (&'static str, &'static str)> {
    let kinds: BTreeSet<Kind> = graph.nodes.iter().map(|node| node.resource.kind()).collect();
    OUTPUTS
        .iter()
        .filter(move |output| kinds.contains(&output.kind))
        .map(|output| (output.name, output.description))
}

pub(super) fn body(graph: &ResourceGraph, addresses: &Addresses<'_>) -> Body {
    // The blocks of a kind: one for each VPC, or for each Region where its nodes belong to no VPC.
    let mut blocks: BTreeMap<Kind, Vec<(String, &Node)>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (_, node) in graph.iter() {
        let kind = node.resource.kind();
        if seen.insert((kind, node.vpc, node.vpc.is_none().then_some(node.region.as_str()))) {
            let scope = match node.vpc {
                Some(vpc) => graph.node(vpc).name.kebab().to_owned(),
                None => node.region.clone(),
            };
            blocks.entry(kind).or_default().push((scope, node));
        }
    }
    let mut body = Body::default();
    for output in OUTPUTS {
        let Some(firsts) = blocks.get(&output.kind) else { continue };
        let pair = |(scope, first): &(String, &Node)| Pair {
            key: Key::Text(scope.clone()),
            value: output.of(first, addresses),
            comments: Vec::new(),
            origin: Some(first.vpc.map_or(first.origin, |vpc| graph.node(vpc).origin)),
        };
        let mut block = Block::new("output", &[output.name]);
        block.body.set("description", Expr::text(output.description));
        block.body.set("value", Expr::Object(firsts.iter().map(pair).collect()));
        body.block(block);
    }
    body
}

impl Output {
    /// The value for all nodes of the block that `node` is in.
    fn of(&self, node: &Node, addresses: &Addresses<'_>) -> Expr {
        let all = addresses.block(node);
        if addresses.is_keyed(node) {
            let value = (self.value)(Traversal::new(&[self.element]));
            Expr::ForObject {
                name: self.element,
                of: Box::new(Expr::Reference(all)),
                value: Box::new(value),
                condition: None,
            }
        } else {
            (self.value)(all)
        }
    }
}
