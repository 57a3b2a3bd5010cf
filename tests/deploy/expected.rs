//! What the resource graph says must exist, as the same document that `snapshot.py` writes.

use serde_json::{Value, json};
use vpc_designer::{
    graph::{
        EndpointTarget, Kind, LoadBalancers, Node, NodeRef, Peer, RecordTarget, Resource, ResourceGraph,
        SecurityGroupRule,
    },
    model::Direction,
};

/// The snapshot of a fresh AWS after the graph is deployed.
pub(crate) fn snapshot(graph: &ResourceGraph) -> Value {
    let mut zones = json!({ "hosted_zones": [] });
    for (at, node) in graph.iter() {
        if let (Resource::HostedZone(_), Some(row), Some(rows)) =
            (&node.resource, row(graph, at, node), zones["hosted_zones"].as_array_mut())
        {
            rows.push(row);
        }
    }
    let regions =
        graph.regions().into_iter().map(|region| (region.to_owned(), region_snapshot(graph, region)));
    regions.chain([("global".to_owned(), zones)]).collect()
}

fn region_snapshot(graph: &ResourceGraph, region: &str) -> Value {
    let mut rows = json!({
        "vpcs": [], "internet_gateways": [], "subnets": [], "elastic_ips": [], "nat_gateways": [],
        "route_tables": [], "security_groups": [], "endpoints": [], "network_acls": [], "vpn_gateways": [],
        "transit_gateways": [], "transit_gateway_attachments": [], "peering_connections": [],
        "customer_gateways": [], "vpn_connections": [], "resolver_endpoints": [], "profiles": [],
        "load_balancers": [], "target_groups": [], "endpoint_services": [],
        "egress_only_internet_gateways": [],
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
        Resource::EgressOnlyInternetGateway(_) => Some("egress_only_internet_gateways"),
        Resource::Subnet(_) => Some("subnets"),
        Resource::ElasticIp(_) => Some("elastic_ips"),
        Resource::NatGateway(_) => Some("nat_gateways"),
        Resource::RouteTable(_) => Some("route_tables"),
        Resource::SecurityGroup(_) => Some("security_groups"),
        Resource::GatewayEndpoint(_)
        | Resource::InterfaceEndpoint(_)
        | Resource::ResourceEndpoint(_)
        | Resource::ServiceNetworkEndpoint(_)
        | Resource::GatewayLoadBalancerEndpoint(_) => Some("endpoints"),
        Resource::VpcCidrBlock(_)
        | Resource::Route(_)
        | Resource::Ipv6Route(_)
        | Resource::RouteTableAssociation(_)
        | Resource::PrefixList(_)
        | Resource::SecurityGroupRule(_)
        | Resource::NetworkAclEntry(_)
        | Resource::NetworkAclAssociation(_)
        | Resource::PeeringAccepter(_)
        | Resource::HostedZoneRecord(_)
        | Resource::ProfileAssociation(_)
        | Resource::ProfileResourceAssociation(_)
        | Resource::Listener(_)
        // Of no Region.
        | Resource::HostedZone(_) => None,
        Resource::NetworkAcl(_) => Some("network_acls"),
        Resource::VpnGateway(_) => Some("vpn_gateways"),
        Resource::TransitGateway(_) => Some("transit_gateways"),
        Resource::TransitGatewayAttachment(_) => Some("transit_gateway_attachments"),
        Resource::PeeringConnection(_) => Some("peering_connections"),
        Resource::CustomerGateway(_) => Some("customer_gateways"),
        Resource::VpnConnection(_) => Some("vpn_connections"),
        Resource::ResolverEndpoint(_) => Some("resolver_endpoints"),
        Resource::Profile(_) => Some("profiles"),
        Resource::LoadBalancer(_) => Some("load_balancers"),
        Resource::TargetGroup(_) => Some("target_groups"),
        Resource::EndpointService(_) => Some("endpoint_services"),
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
                "ipv6_blocks": usize::from(vpc.assign_generated_ipv6_cidr_block),
                "dns_support": vpc.enable_dns_support,
                "dns_hostnames": vpc.enable_dns_hostnames,
                "tenancy": "default",
            })
        }
        Resource::InternetGateway(gateway) => json!({ "vpcs": [name(gateway.vpc)] }),
        Resource::EgressOnlyInternetGateway(gateway) => json!({ "vpcs": [name(gateway.vpc)] }),
        Resource::Subnet(subnet) => {
            let table = others().find_map(|other| match other {
                Resource::RouteTableAssociation(use_) if use_.subnet == at => Some(name(use_.route_table)),
                _ => None,
            });
            json!({
                "vpc": name(subnet.vpc),
                "cidr_block": subnet.cidr_block,
                "ipv6_index": subnet.ipv6_index,
                "assign_ipv6_address_on_creation": subnet.assign_ipv6_address_on_creation,
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
                    let target = match &graph.node(route.target.node()).resource {
                        Resource::PeeringAccepter(accepter) => name(accepter.peering_connection),
                        _ => name(route.target.node()),
                    };
                    Some(json!({ "destination": route.destination, "target": target }))
                }
                Resource::Ipv6Route(route) if route.route_table == at => {
                    Some(json!({ "destination": route.destination, "target": name(route.target.node()) }))
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
            "service_region": null,
            "resource_configuration": null,
            "service_network": null,
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
        Resource::GatewayLoadBalancerEndpoint(endpoint) => json!({
            "vpc": name(endpoint.vpc),
            "type": "GatewayLoadBalancer",
            "service": service(graph, &endpoint.target),
            "service_region": endpoint.target.service_region(),
            "resource_configuration": null,
            "service_network": null,
            "state": if waits(graph, &endpoint.target, false) { "pendingAcceptance" } else { "available" },
            "subnets": names(&endpoint.subnets),
            "route_tables": [],
            "security_groups": [],
            "private_dns": false,
            "policy": null,
            "ip_address_type": endpoint.ip_address_type.map(|kind| kind.api()),
            "dns_record_ip_type": null,
            "private_dns_only_for_inbound_resolver_endpoint": null,
        }),
        Resource::InterfaceEndpoint(endpoint)
        | Resource::ResourceEndpoint(endpoint)
        | Resource::ServiceNetworkEndpoint(endpoint) => json!({
            "vpc": name(endpoint.vpc),
            "type": match node.resource.kind() {
                Kind::ResourceEndpoint => "Resource",
                Kind::ServiceNetworkEndpoint => "ServiceNetwork",
                _ => "Interface",
            },
            "service": service(graph, &endpoint.target),
            "service_region": endpoint.target.service_region(),
            "resource_configuration": match &endpoint.target {
                EndpointTarget::ResourceConfiguration(arn) => Some(arn),
                _ => None,
            },
            "service_network": match &endpoint.target {
                EndpointTarget::ServiceNetwork(arn) => Some(arn),
                _ => None,
            },
            "state": if waits(graph, &endpoint.target, endpoint.auto_accept) { "pendingAcceptance" } else { "available" },
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
        Resource::NetworkAcl(acl) => {
            let rules = |direction: Direction| {
                others()
                    .filter_map(|other| match other {
                        Resource::NetworkAclEntry(entry)
                            if entry.network_acl == at && entry.direction == direction =>
                        {
                            Some(json!({
                                "number": entry.number,
                                "action": entry.action.api(),
                                "protocol": entry.protocol_number(),
                                "cidr_block": entry.cidr_block,
                                "from": entry.ports.map(|ports| ports.from),
                                "to": entry.ports.map(|ports| ports.to),
                            }))
                        }
                        _ => None,
                    })
                    .collect::<Vec<_>>()
            };
            let subnets = others().filter_map(|other| match other {
                Resource::NetworkAclAssociation(use_) if use_.network_acl == at => Some(name(use_.subnet)),
                _ => None,
            });
            json!({
                "vpc": name(acl.vpc),
                "ingress": rules(Direction::Ingress),
                "egress": rules(Direction::Egress),
                "subnets": subnets.collect::<Vec<_>>(),
            })
        }
        Resource::VpnGateway(gateway) => json!({
            "vpcs": [name(gateway.vpc)],
            "amazon_side_asn": gateway.amazon_side_asn.unwrap_or(64_512),
        }),
        Resource::TransitGateway(gateway) => json!({
            "amazon_side_asn": gateway.amazon_side_asn.unwrap_or(64_512),
            "association": "enable",
            "propagation": "enable",
            "dns": "enable",
        }),
        Resource::TransitGatewayAttachment(attachment) => json!({
            "transit_gateway": name(attachment.transit_gateway),
            "vpc": name(attachment.vpc),
            "subnets": names(&attachment.subnets),
            "dns": "enable",
            "appliance_mode": if attachment.appliance_mode { "enable" } else { "disable" },
        }),
        Resource::PeeringConnection(peering) => json!({
            "requester": name(peering.requester_vpc),
            "accepter": name(peering.accepter_vpc),
            "accepter_region": graph.node(peering.accepter_vpc).region,
            "status": "active",
            "requester_dns": peering.requester_dns_resolution,
            "accepter_dns": peering.accepter_dns_resolution,
        }),
        Resource::CustomerGateway(device) => json!({
            "ip_address": device.ip_address,
            "bgp_asn": device.bgp_asn,
            "type": "ipsec.1",
        }),
        Resource::VpnConnection(connection) => json!({
            "customer_gateway": name(connection.customer_gateway),
            "gateway": name(connection.gateway.node()),
            "type": "ipsec.1",
        }),
        Resource::ResolverEndpoint(resolver) => json!({
            "vpc": name(resolver.vpc),
            "direction": "INBOUND",
            "subnets": names(&resolver.subnets),
            "security_groups": names(&resolver.security_groups),
        }),
        Resource::LoadBalancer(balancer) => {
            let listeners = graph.iter().filter_map(|(_, other)| match &other.resource {
                Resource::Listener(listener) if listener.load_balancer == at => Some(json!({
                    "port": listener.port,
                    "protocol": "TCP",
                    "action": "forward",
                    "target_group": name(listener.target_group),
                    "tags": graph.all_tags(other),
                })),
                _ => None,
            });
            json!({
                "vpc": name(balancer.vpc),
                "type": "network",
                "scheme": "internal",
                "subnets": names(&balancer.subnets),
                "listeners": listeners.collect::<Vec<_>>(),
            })
        }
        Resource::TargetGroup(group) => json!({
            "vpc": name(group.vpc),
            "protocol": "TCP",
            "port": group.port,
            "target_type": "ip",
        }),
        Resource::EndpointService(service) => {
            let (network, gateway) = match &service.load_balancers {
                LoadBalancers::Made(balancer) => (vec![name(*balancer)], vec![]),
                LoadBalancers::Network(arns) => (arns.iter().map(String::as_str).collect(), vec![]),
                LoadBalancers::Gateway(arns) => (vec![], arns.iter().map(String::as_str).collect()),
            };
            // What AWS takes where nothing is said.
            let types: Vec<&str> = service.supported_ip_address_types.iter().map(|kind| kind.api()).collect();
            let regions: Vec<&str> = service.supported_regions.iter().map(String::as_str).collect();
            json!({
                "network_load_balancers": network,
                "gateway_load_balancers": gateway,
                "acceptance_required": service.acceptance_required,
                "allowed_principals": service.allowed_principals,
                "private_dns_name": service.private_dns_name,
                "supported_regions": if regions.is_empty() { vec![node.region.as_str()] } else { regions },
                "supported_ip_address_types": if types.is_empty() { vec!["ipv4"] } else { types },
            })
        }
        Resource::Profile(_) => {
            let (mut vpcs, mut endpoints, mut zones) = (Vec::new(), Vec::new(), Vec::new());
            for other in others() {
                match other {
                    Resource::ProfileAssociation(association) if association.profile == at => {
                        vpcs.push(name(association.vpc));
                    }
                    Resource::ProfileResourceAssociation(association) if association.profile == at => {
                        match &graph.node(association.resource).resource {
                            Resource::HostedZone(zone) => zones.push(zone.domain.as_str()),
                            _ => endpoints.push(name(association.resource)),
                        }
                    }
                    _ => {}
                }
            }
            for list in [&mut vpcs, &mut endpoints, &mut zones] {
                list.sort_unstable();
            }
            json!({ "vpcs": vpcs, "endpoints": endpoints, "hosted_zones": zones })
        }
        Resource::HostedZone(zone) => {
            let records = others().filter_map(|other| match other {
                Resource::HostedZoneRecord(record) if record.hosted_zone == at => {
                    let (kind, alias, values) = match &record.target {
                        RecordTarget::Endpoint(endpoint) => ("A", Some(name(*endpoint)), Vec::new()),
                        RecordTarget::Addresses(all) => {
                            ("A", None, all.iter().map(ToString::to_string).collect())
                        }
                        RecordTarget::Name(target) => ("CNAME", None, vec![target.clone()]),
                    };
                    Some(json!({
                        "name": record.record_name,
                        "type": kind,
                        "ttl": if alias.is_none() { json!(300) } else { Value::Null },
                        "alias": alias,
                        "values": values,
                    }))
                }
                _ => None,
            });
            json!({
                "domain": zone.domain,
                "private": true,
                "vpcs": names(&zone.vpcs),
                "records": records.collect::<Vec<_>>(),
            })
        }
        Resource::VpcCidrBlock(_)
        | Resource::Route(_)
        | Resource::Ipv6Route(_)
        | Resource::RouteTableAssociation(_)
        | Resource::PrefixList(_)
        | Resource::NetworkAclEntry(_)
        | Resource::NetworkAclAssociation(_)
        | Resource::PeeringAccepter(_)
        | Resource::HostedZoneRecord(_)
        | Resource::ProfileAssociation(_)
        | Resource::ProfileResourceAssociation(_)
        | Resource::Listener(_)
        | Resource::SecurityGroupRule(_) => return None,
    };
    row["name"] = node.name_tag.clone().into();
    row["tags"] = json!(graph.all_tags(node));
    Some(row)
}

/// The name of the service; of one of the design's own, its name tag.
fn service(graph: &ResourceGraph, target: &EndpointTarget) -> Option<String> {
    match target {
        EndpointTarget::Service { service_name, .. } => Some(service_name.0.clone()),
        EndpointTarget::EndpointService { endpoint_service, .. } => {
            Some(format!("own {}", graph.node(*endpoint_service).name_tag))
        }
        EndpointTarget::ResourceConfiguration(_) | EndpointTarget::ServiceNetwork(_) => None,
    }
}

/// Whether the endpoint waits until the owner of its service accepts it. Somebody else's always do (`aws_services.py`).
fn waits(graph: &ResourceGraph, target: &EndpointTarget, auto_accept: bool) -> bool {
    let asks = match target {
        EndpointTarget::Service { service_name, .. } => service_name.0.contains(".vpce-svc-"),
        EndpointTarget::EndpointService { endpoint_service, .. } => {
            match &graph.node(*endpoint_service).resource {
                Resource::EndpointService(service) => service.acceptance_required,
                other => panic!("an endpoint service is expected, found a {}", other.kind().word()),
            }
        }
        EndpointTarget::ResourceConfiguration(_) | EndpointTarget::ServiceNetwork(_) => false,
    };
    asks && !auto_accept
}

fn rule_row(graph: &ResourceGraph, rule: &SecurityGroupRule) -> Value {
    let peer = match rule.peer {
        Peer::Cidr(block) => block.to_string(),
        Peer::Ipv6Cidr(block) => block.to_string(),
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
