//! What the resource graph says must exist, as the same document that `snapshot.py` writes.

use serde_json::{Value, json};
use vpc_designer::{
    graph::{
        InterfaceEndpoint, Node, NodeRef, Peer, Resource, ResourceGraph, RouteTarget, SecurityGroupRule,
    },
    model::Direction,
};

/// The snapshot of a fresh AWS after the graph is deployed.
pub(crate) fn snapshot(graph: &ResourceGraph) -> Value {
    graph.regions().into_iter().map(|region| (region.to_owned(), region_snapshot(graph, region))).collect()
}

fn region_snapshot(graph: &ResourceGraph, region: &str) -> Value {
    let mut rows = json!({
        "vpcs": [], "internet_gateways": [], "subnets": [], "elastic_ips": [], "nat_gateways": [],
        "route_tables": [], "security_groups": [], "endpoints": [],
    });
    for (at, node) in graph.in_region(region) {
        if let (Some(kind), Some(row)) = (table(&node.resource), row(graph, at, node))
            && let Some(rows) = rows[kind].as_array_mut()
        {
            rows.push(row);
        }
    }
    rows
}

/// The list that a resource has a row in; none where it is a part of another's row.
fn table(resource: &Resource) -> Option<&'static str> {
    match resource {
        Resource::Vpc(_) => Some("vpcs"),
        Resource::InternetGateway(_) => Some("internet_gateways"),
        Resource::Subnet(_) => Some("subnets"),
        Resource::ElasticIp(_) => Some("elastic_ips"),
        Resource::NatGateway(_) => Some("nat_gateways"),
        Resource::RouteTable(_) => Some("route_tables"),
        Resource::SecurityGroup(_) => Some("security_groups"),
        Resource::GatewayEndpoint(_) | Resource::InterfaceEndpoint(_) => Some("endpoints"),
        Resource::VpcCidrBlock(_)
        | Resource::Route(_)
        | Resource::RouteTableAssociation(_)
        | Resource::PrefixList(_)
        | Resource::SecurityGroupRule(_) => None,
    }
}

fn row(graph: &ResourceGraph, at: NodeRef, node: &Node) -> Option<Value> {
    let name = |node: NodeRef| graph.node(node).name_tag.as_str();
    let names = |nodes: &[NodeRef]| nodes.iter().map(|node| name(*node)).collect::<Vec<_>>();
    let others = || graph.iter().map(|(_, node)| &node.resource);
    let mut row = match &node.resource {
        Resource::Vpc(vpc) => {
            let further = others().filter_map(|other| match other {
                Resource::VpcCidrBlock(block) if block.vpc == at => Some(block.cidr_block.to_string()),
                _ => None,
            });
            let all: Vec<String> = [vpc.cidr_block.to_string()].into_iter().chain(further).collect();
            json!({
                "cidr_block": vpc.cidr_block,
                "cidr_blocks": all,
                "dns_support": vpc.enable_dns_support,
                "dns_hostnames": vpc.enable_dns_hostnames,
                "tenancy": "default",
            })
        }
        Resource::InternetGateway(gateway) => json!({ "vpcs": [name(gateway.vpc)] }),
        Resource::Subnet(subnet) => {
            let table = others().find_map(|other| match other {
                Resource::RouteTableAssociation(use_) if use_.subnet == at => Some(name(use_.route_table)),
                _ => None,
            });
            json!({
                "vpc": name(subnet.vpc),
                "cidr_block": subnet.cidr_block,
                "zone": subnet.zone.in_region(&node.region),
                "map_public_ip_on_launch": subnet.map_public_ip_on_launch,
                "route_table": table,
            })
        }
        Resource::ElasticIp(_) => json!({ "domain": "vpc" }),
        Resource::NatGateway(nat) => json!({
            "subnet": name(nat.subnet),
            "elastic_ips": [name(nat.elastic_ip)],
            "connectivity": "public",
        }),
        Resource::RouteTable(table) => {
            let routes = others().filter_map(|other| match other {
                Resource::Route(route) if route.route_table == at => {
                    let target = match route.target {
                        RouteTarget::InternetGateway(target) | RouteTarget::NatGateway(target) => {
                            name(target)
                        }
                    };
                    Some(json!({ "destination": route.destination, "target": target }))
                }
                _ => None,
            });
            json!({ "vpc": name(table.vpc), "routes": routes.collect::<Vec<_>>() })
        }
        Resource::SecurityGroup(group) => {
            let rules = |direction: Direction| {
                others()
                    .filter_map(|other| match other {
                        Resource::SecurityGroupRule(rule)
                            if rule.security_group == at && rule.direction == direction =>
                        {
                            Some(rule_row(graph, rule))
                        }
                        _ => None,
                    })
                    .collect::<Vec<_>>()
            };
            json!({
                "vpc": name(group.vpc),
                "description": group.description,
                "ingress": rules(Direction::Ingress),
                "egress": rules(Direction::Egress),
            })
        }
        Resource::GatewayEndpoint(endpoint) => json!({
            "vpc": name(endpoint.vpc),
            "type": "Gateway",
            "service": endpoint.service_name,
            "state": "available",
            "subnets": [],
            "route_tables": names(&endpoint.route_tables),
            "security_groups": [],
            "private_dns": null,
            "policy": endpoint.policy,
            "ip_address_type": null,
            "dns_record_ip_type": null,
            "private_dns_only_for_inbound_resolver_endpoint": null,
        }),
        Resource::InterfaceEndpoint(endpoint) => json!({
            "vpc": name(endpoint.vpc),
            "type": "Interface",
            "service": endpoint.service_name,
            "state": if waits(endpoint) { "pendingAcceptance" } else { "available" },
            "subnets": names(&endpoint.subnets),
            "route_tables": [],
            "security_groups": names(&endpoint.security_groups),
            "private_dns": endpoint.private_dns_enabled,
            "policy": endpoint.policy,
            "ip_address_type": endpoint.ip_address_type.map(|kind| kind.api()),
            "dns_record_ip_type": endpoint.dns_options.dns_record_ip_type.map(|kind| kind.api()),
            "private_dns_only_for_inbound_resolver_endpoint":
                endpoint.dns_options.private_dns_only_for_inbound_resolver_endpoint,
        }),
        Resource::VpcCidrBlock(_)
        | Resource::Route(_)
        | Resource::RouteTableAssociation(_)
        | Resource::PrefixList(_)
        | Resource::SecurityGroupRule(_) => return None,
    };
    row["name"] = node.name_tag.clone().into();
    row["tags"] = json!(graph.all_tags(node));
    Some(row)
}

/// Whether the endpoint waits until the owner of its service accepts it.
fn waits(endpoint: &InterfaceEndpoint) -> bool {
    endpoint.service_name.0.contains(".vpce-svc-") && !endpoint.auto_accept
}

fn rule_row(graph: &ResourceGraph, rule: &SecurityGroupRule) -> Value {
    let peer = match rule.peer {
        Peer::Cidr(block) => block.to_string(),
        Peer::SecurityGroup(group) => graph.node(group).name_tag.clone(),
        Peer::PrefixList(list) => match &graph.node(list).resource {
            Resource::PrefixList(list) => list.prefix_list_name.0.clone(),
            other => panic!("a prefix list is expected, found a {}", other.kind().word()),
        },
    };
    json!({
        "protocol": rule.protocol.api(),
        "from": rule.ports.map(|ports| ports.from),
        "to": rule.ports.map(|ports| ports.to),
        "peer": peer,
        "description": rule.description,
    })
}
