//! `outputs.tf`: what another configuration needs to build on the network, by VPC and name.

use std::collections::BTreeSet;

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
    value: fn(Traversal) -> Traversal,
}

fn id(of: Traversal) -> Traversal {
    of.attribute("id")
}

/// In the order of their names.
const OUTPUTS: &[Output] = &[
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
        value: |of| of.attribute("prefix_list_id"),
    },
    Output {
        name: "interface_endpoint_dns_names",
        description: "DNS names of the interface endpoints, the Regional one first, by VPC and name",
        kind: Kind::InterfaceEndpoint,
        element: "endpoint",
        value: |of| of.attribute("dns_entry").splat().attribute("dns_name"),
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
        value: |of| of.attribute("public_ip"),
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
        name: "subnet_ids",
        description: "IDs of the subnets, by VPC and name",
        kind: Kind::Subnet,
        element: "subnet",
        value: id,
    },
    Output {
        name: "vpc_ids",
        description: "IDs of the VPCs, by name",
        kind: Kind::Vpc,
        element: "vpc",
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
    let mut body = Body::default();
    for output in OUTPUTS {
        let mut vpcs = Vec::new();
        for (vpc, vpc_node) in graph.vpcs() {
            let first = graph.in_vpc(vpc).find(|(_, node)| node.resource.kind() == output.kind);
            if let Some((_, first)) = first {
                vpcs.push(Pair {
                    key: Key::Text(vpc_node.name.kebab().to_owned()),
                    value: output.of(first, addresses),
                    comments: Vec::new(),
                    origin: Some(vpc_node.origin),
                });
            }
        }
        if !vpcs.is_empty() {
            let mut block = Block::new("output", &[output.name]);
            block.body.set("description", Expr::text(output.description));
            block.body.set("value", Expr::Object(vpcs));
            body.block(block);
        }
    }
    body
}

impl Output {
    /// The value for all nodes of the block that `node` is in.
    fn of(&self, node: &Node, addresses: &Addresses<'_>) -> Expr {
        let all = addresses.block(node);
        if addresses.is_keyed(node) {
            let value = Expr::Reference((self.value)(Traversal::new(&[self.element])));
            Expr::ForObject {
                name: self.element,
                of: Box::new(Expr::Reference(all)),
                value: Box::new(value),
                condition: None,
            }
        } else {
            Expr::Reference((self.value)(all))
        }
    }
}
