//! The `Resources` section: each kind of resource as CloudFormation's type with its properties.
//!
//! Source of types and properties:
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html>

use super::{connectivity, endpoint_service, foreign, ipv6, network_acl, security_group, template::Template};
use crate::{
    emit::print::tree::{Map, SubPart, Value},
    graph::{
        DnsOptions, GatewayEndpoint, InterfaceEndpoint, Ipv6RouteTarget, Kind, Node, NodeRef, PolicyDocument,
        PolicyTextPart, Resource, Route, RouteTarget, ServiceName,
    },
};

/// A resource of the template.
struct Entry {
    id: String,
    kind: &'static str,
    /// Resources that must exist first although no property names them.
    depends_on: Vec<String>,
    /// The condition under which it is made.
    condition: Option<String>,
    properties: Map,
    comment: Vec<String>,
}

pub(super) fn section(template: &Template<'_>) -> Map {
    let mut section = Map::new();
    let vpcs = template.nodes().filter(|(_, node)| matches!(node.resource, Resource::Vpc(_))).count();
    for (at, node) in template.nodes() {
        for (index, entry) in entries(template, at, node).into_iter().enumerate() {
            let mut resource = Map::new().with("Type", entry.kind).with_some("Condition", entry.condition);
            match entry.depends_on.as_slice() {
                [] => {}
                [one] => {
                    resource.set("DependsOn", one.as_str());
                }
                several => {
                    resource.set("DependsOn", Value::list(several.iter().map(String::as_str)));
                }
            }
            resource.set("Properties", entry.properties);
            let first = section.is_empty();
            // Logical ids are unique.
            let slot = section.append(entry.id, resource);
            slot.origin = Some(node.origin);
            slot.gap = !first;
            if index == 0 {
                // In a template of several VPCs a line tells where each starts.
                if let (Resource::Vpc(vpc), 2..) = (&node.resource, vpcs) {
                    slot.comment.push(format!("VPC {}, {}", node.name_tag, vpc.cidr_block));
                }
                slot.comment.extend(node.why.iter().cloned());
            }
            slot.comment.extend(entry.comment);
        }
    }
    section
}

fn entries(template: &Template<'_>, at: NodeRef, node: &Node) -> Vec<Entry> {
    let id = |node: NodeRef| template.ids.of(node).to_owned();
    let attachment = |gateway: Option<NodeRef>| -> Vec<String> {
        gateway.map(|gateway| template.ids.attachment(gateway).to_owned()).into_iter().collect()
    };
    let entry = |kind: &'static str, properties: Map| Entry {
        id: id(at),
        kind,
        depends_on: Vec::new(),
        condition: None,
        properties,
        comment: Vec::new(),
    };
    let tags = || template.tags(node);
    match &node.resource {
        Resource::Vpc(vpc) => [entry(
            "AWS::EC2::VPC",
            Map::new()
                .with("CidrBlock", vpc.cidr_block.to_string())
                .with("EnableDnsSupport", vpc.enable_dns_support)
                .with("EnableDnsHostnames", vpc.enable_dns_hostnames)
                .with("Tags", tags()),
        )]
        .into_iter()
        .chain(vpc.assign_generated_ipv6_cidr_block.then(|| Entry {
            id: template.ids.attachment(at).to_owned(),
            ..entry("AWS::EC2::VPCCidrBlock", ipv6::vpc_block(template, at))
        }))
        .collect(),
        Resource::VpcCidrBlock(block) => vec![entry(
            "AWS::EC2::VPCCidrBlock",
            Map::new()
                .with("VpcId", template.reference(block.vpc))
                .with("CidrBlock", block.cidr_block.to_string()),
        )],
        Resource::InternetGateway(gateway) => vec![
            entry("AWS::EC2::InternetGateway", Map::new().with("Tags", tags())),
            Entry {
                id: template.ids.attachment(at).to_owned(),
                ..entry(
                    "AWS::EC2::VPCGatewayAttachment",
                    Map::new()
                        .with("VpcId", template.reference(gateway.vpc))
                        .with("InternetGatewayId", template.reference(at)),
                )
            },
        ],
        Resource::EgressOnlyInternetGateway(gateway) => {
            let properties = ipv6::egress_only_gateway(template, gateway).with("Tags", tags());
            vec![entry("AWS::EC2::EgressOnlyInternetGateway", properties)]
        }
        Resource::Ipv6Route(route) => vec![Entry {
            depends_on: match route.target {
                Ipv6RouteTarget::InternetGateway(gateway) => attachment(Some(gateway)),
                Ipv6RouteTarget::EgressOnlyInternetGateway(_) => Vec::new(),
            }
            .into_iter()
            .chain(attachment(node.vpc))
            .collect(),
            ..entry("AWS::EC2::Route", ipv6::route(template, route))
        }],
        Resource::Subnet(subnet) => vec![Entry {
            depends_on: subnet
                .vpc_cidr_block
                .map(id)
                .into_iter()
                .chain(attachment(subnet.ipv6_index.map(|_| subnet.vpc)))
                .collect(),
            ..entry(
                "AWS::EC2::Subnet",
                Map::new()
                    .with("VpcId", template.reference(subnet.vpc))
                    .with("CidrBlock", subnet.cidr_block.to_string())
                    .with(
                        "AvailabilityZone",
                        Value::sub(vec![
                            SubPart::Variable("AWS::Region".to_owned()),
                            SubPart::Text(subnet.zone.to_string()),
                        ]),
                    )
                    .with_some(
                        "Ipv6CidrBlock",
                        subnet.ipv6_index.map(|index| ipv6::subnet_block(template, subnet.vpc, index)),
                    )
                    .with_some(
                        "AssignIpv6AddressOnCreation",
                        subnet.ipv6_index.map(|_| subnet.assign_ipv6_address_on_creation),
                    )
                    .with("MapPublicIpOnLaunch", subnet.map_public_ip_on_launch)
                    .with("Tags", tags()),
            )
        }],
        Resource::ElasticIp(address) => vec![Entry {
            depends_on: attachment(address.internet_gateway),
            ..entry("AWS::EC2::EIP", Map::new().with("Domain", "vpc").with("Tags", tags()))
        }],
        Resource::NatGateway(gateway) => vec![Entry {
            depends_on: attachment(gateway.internet_gateway),
            ..entry(
                "AWS::EC2::NatGateway",
                Map::new()
                    .with("ConnectivityType", "public")
                    .with("SubnetId", template.reference(gateway.subnet))
                    .with(
                        "AllocationId",
                        Value::attribute(template.ids.of(gateway.elastic_ip), "AllocationId"),
                    )
                    .with("Tags", tags()),
            )
        }],
        Resource::RouteTable(table) => vec![entry(
            "AWS::EC2::RouteTable",
            Map::new().with("VpcId", template.reference(table.vpc)).with("Tags", tags()),
        )],
        Resource::Route(route) => vec![Entry {
            depends_on: match route.target {
                RouteTarget::InternetGateway(gateway) | RouteTarget::VpnGateway(gateway) => {
                    attachment(Some(gateway))
                }
                RouteTarget::TransitGateway { attachment, .. } => vec![id(attachment)],
                RouteTarget::NatGateway(_)
                | RouteTarget::PeeringConnection(_)
                | RouteTarget::GatewayLoadBalancerEndpoint(_) => Vec::new(),
            },
            condition: peering_condition(template, route.target),
            ..entry("AWS::EC2::Route", route_properties(template, route))
        }],
        Resource::RouteTableAssociation(association) => vec![entry(
            "AWS::EC2::SubnetRouteTableAssociation",
            Map::new()
                .with("SubnetId", template.reference(association.subnet))
                .with("RouteTableId", template.reference(association.route_table)),
        )],
        Resource::SecurityGroup(group) => vec![entry(
            "AWS::EC2::SecurityGroup",
            security_group::properties(template, at, group).with("Tags", tags()),
        )],
        // A parameter: `parameter` writes it.
        Resource::PrefixList(_) => Vec::new(),
        Resource::SecurityGroupRule(rule) => security_group::standalone(template, rule)
            .map(|(kind, properties)| entry(kind, properties))
            .into_iter()
            .collect(),
        Resource::GatewayEndpoint(endpoint) => {
            vec![entry(
                "AWS::EC2::VPCEndpoint",
                gateway_endpoint(template, node, endpoint).with("Tags", tags()),
            )]
        }
        Resource::InterfaceEndpoint(endpoint)
        | Resource::ResourceEndpoint(endpoint)
        | Resource::ServiceNetworkEndpoint(endpoint) => vec![Entry {
            depends_on: endpoint.gateway_endpoint.map(id).into_iter().collect(),
            comment: if endpoint.auto_accept {
                acceptance(template, endpoint.target.service_name())
            } else {
                Vec::new()
            },
            condition: foreign::endpoint_condition(template, &node.resource),
            ..entry(
                "AWS::EC2::VPCEndpoint",
                interface_endpoint(template, node, endpoint).with("Tags", tags()),
            )
        }],
        Resource::GatewayLoadBalancerEndpoint(endpoint) => vec![entry(
            "AWS::EC2::VPCEndpoint",
            endpoint_service::target(
                template,
                Map::new().with("VpcEndpointType", "GatewayLoadBalancer"),
                &endpoint.target,
            )
            .with("VpcId", template.reference(endpoint.vpc))
            .with_some("SubnetIds", some_references(template, &endpoint.subnets))
            .with_some("IpAddressType", endpoint.ip_address_type.map(|kind| kind.api()))
            .with("Tags", tags()),
        )],
        Resource::LoadBalancer(balancer) => vec![entry(
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            endpoint_service::load_balancer(template, balancer).with("Tags", tags()),
        )],
        Resource::TargetGroup(group) => vec![entry(
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            endpoint_service::target_group(template, group).with("Tags", tags()),
        )],
        Resource::Listener(listener) => vec![entry(
            "AWS::ElasticLoadBalancingV2::Listener",
            endpoint_service::listener(template, listener),
        )],
        Resource::EndpointService(service) => {
            let made = Entry {
                comment: endpoint_service::private_dns(template, service),
                ..entry(
                    "AWS::EC2::VPCEndpointService",
                    endpoint_service::service(template, service).with("Tags", tags()),
                )
            };
            let permissions = (!service.allowed_principals.is_empty()).then(|| Entry {
                id: template.ids.attachment(at).to_owned(),
                ..entry(
                    "AWS::EC2::VPCEndpointServicePermissions",
                    endpoint_service::permissions(template, at, service),
                )
            });
            [made].into_iter().chain(permissions).collect()
        }
        Resource::NetworkAcl(acl) => vec![entry(
            "AWS::EC2::NetworkAcl",
            Map::new().with("VpcId", template.reference(acl.vpc)).with("Tags", tags()),
        )],
        Resource::NetworkAclEntry(it) => {
            vec![entry("AWS::EC2::NetworkAclEntry", network_acl::entry(template, it))]
        }
        Resource::NetworkAclAssociation(association) => vec![entry(
            "AWS::EC2::SubnetNetworkAclAssociation",
            Map::new()
                .with("SubnetId", template.reference(association.subnet))
                .with("NetworkAclId", template.reference(association.network_acl)),
        )],
        Resource::VpnGateway(gateway) => vec![
            entry("AWS::EC2::VPNGateway", connectivity::vpn_gateway(gateway).with("Tags", tags())),
            Entry {
                id: template.ids.attachment(at).to_owned(),
                ..entry(
                    "AWS::EC2::VPCGatewayAttachment",
                    Map::new()
                        .with("VpcId", template.reference(gateway.vpc))
                        .with("VpnGatewayId", template.reference(at)),
                )
            },
        ],
        Resource::TransitGateway(gateway) => vec![entry(
            "AWS::EC2::TransitGateway",
            connectivity::transit_gateway(gateway).with("Tags", tags()),
        )],
        Resource::TransitGatewayAttachment(attachment) => vec![entry(
            "AWS::EC2::TransitGatewayAttachment",
            connectivity::attachment(template, attachment).with("Tags", tags()),
        )],
        Resource::PeeringConnection(peering) => vec![Entry {
            condition: foreign::is_foreign(template, peering.accepter_vpc)
                .then(|| foreign::condition_name(template, peering.accepter_vpc)),
            comment: connectivity::peering_dns(template, peering),
            ..entry(
                "AWS::EC2::VPCPeeringConnection",
                connectivity::peering_connection(template, peering).with("Tags", tags()),
            )
        }],
        // A parameter: CloudFormation accepts the connection for the side that asks, in the same account.
        Resource::PeeringAccepter(_) => Vec::new(),
        Resource::CustomerGateway(gateway) => vec![entry(
            "AWS::EC2::CustomerGateway",
            connectivity::customer_gateway(gateway).with("Tags", tags()),
        )],
        Resource::VpnConnection(connection) => vec![entry(
            "AWS::EC2::VPNConnection",
            connectivity::vpn_connection(template, connection).with("Tags", tags()),
        )],
        Resource::HostedZone(zone) => {
            vec![entry("AWS::Route53::HostedZone", connectivity::hosted_zone(template, node, zone))]
        }
        Resource::HostedZoneRecord(record) => vec![Entry {
            condition: foreign::endpoint_condition(template, &node.resource),
            ..entry("AWS::Route53::RecordSet", connectivity::record(template, record))
        }],
        Resource::Profile(_) => {
            vec![entry("AWS::Route53Profiles::Profile", connectivity::profile(node).with("Tags", tags()))]
        }
        Resource::ProfileAssociation(association) => vec![entry(
            "AWS::Route53Profiles::ProfileAssociation",
            connectivity::profile_association(template, node, association),
        )],
        Resource::ProfileResourceAssociation(association) => vec![Entry {
            condition: foreign::endpoint_condition(template, &node.resource),
            ..entry(
                "AWS::Route53Profiles::ProfileResourceAssociation",
                connectivity::profile_resource(template, node, association),
            )
        }],
        Resource::ResolverEndpoint(resolver) => vec![entry(
            "AWS::Route53Resolver::ResolverEndpoint",
            connectivity::resolver_endpoint(template, resolver).with("Tags", tags()),
        )],
    }
}

fn route_properties(template: &Template<'_>, route: &Route) -> Map {
    let properties = Map::new()
        .with("RouteTableId", template.reference(route.route_table))
        .with("DestinationCidrBlock", route.destination.to_string());
    match route.target {
        RouteTarget::InternetGateway(target) => properties.with("GatewayId", template.reference(target)),
        RouteTarget::NatGateway(target) => properties.with("NatGatewayId", template.reference(target)),
        // A virtual private gateway is named as an internet gateway is.
        RouteTarget::VpnGateway(target) => properties.with("GatewayId", template.reference(target)),
        RouteTarget::GatewayLoadBalancerEndpoint(target) => {
            properties.with("VpcEndpointId", template.reference(target))
        }
        RouteTarget::PeeringConnection(target) => {
            properties.with("VpcPeeringConnectionId", template.reference(target))
        }
        RouteTarget::TransitGateway { transit_gateway, .. } => {
            properties.with("TransitGatewayId", template.reference(transit_gateway))
        }
    }
}

/// The condition of a route to a peering connection that another Region's stack must know of first.
fn peering_condition(template: &Template<'_>, target: RouteTarget) -> Option<String> {
    let RouteTarget::PeeringConnection(peering) = target else { return None };
    let needed = match &template.graph.node(peering).resource {
        Resource::PeeringConnection(connection) => connection.accepter_vpc,
        _ => peering,
    };
    foreign::is_foreign(template, needed).then(|| foreign::condition_name(template, needed))
}

fn gateway_endpoint(template: &Template<'_>, node: &Node, endpoint: &GatewayEndpoint) -> Map {
    Map::new()
        .with("VpcEndpointType", "Gateway")
        .with("ServiceName", template.service_name(&endpoint.service_name))
        .with("VpcId", template.reference(endpoint.vpc))
        .with_some("RouteTableIds", some_references(template, &endpoint.route_tables))
        .with_some("PolicyDocument", policy(endpoint.policy.as_ref(), template.graph.partition(node)))
}

fn interface_endpoint(template: &Template<'_>, node: &Node, endpoint: &InterfaceEndpoint) -> Map {
    let kind = match node.resource.kind() {
        Kind::ResourceEndpoint => "Resource",
        Kind::ServiceNetworkEndpoint => "ServiceNetwork",
        _ => "Interface",
    };
    let groups = &endpoint.security_groups;
    let groups =
        (!groups.is_empty()).then(|| Value::list(groups.iter().map(|group| template.group_id(*group))));
    endpoint_service::target(template, Map::new().with("VpcEndpointType", kind), &endpoint.target)
        .with("VpcId", template.reference(endpoint.vpc))
        .with_some("SubnetIds", some_references(template, &endpoint.subnets))
        .with_some("SecurityGroupIds", groups)
        .with("PrivateDnsEnabled", endpoint.private_dns_enabled)
        .with_some("IpAddressType", endpoint.ip_address_type.map(|kind| kind.api()))
        .with_some(
            "DnsOptions",
            (!endpoint.dns_options.is_empty()).then(|| dns_options(endpoint.dns_options)),
        )
        .with_some("PolicyDocument", policy(endpoint.policy.as_ref(), template.graph.partition(node)))
}

fn dns_options(options: DnsOptions) -> Map {
    let scope = options
        .private_dns_only_for_inbound_resolver_endpoint
        .map(|only| if only { "OnlyInboundResolver" } else { "AllResolvers" });
    Map::new()
        .with_some("DnsRecordIpType", options.dns_record_ip_type.map(|kind| kind.api()))
        .with_some("PrivateDnsOnlyForInboundResolverEndpoint", scope)
}

/// An empty list is left out: AWS refuses some of them, and no list means the same.
fn some_references(template: &Template<'_>, nodes: &[NodeRef]) -> Option<Value> {
    (!nodes.is_empty()).then(|| template.references(nodes))
}

/// The policy, the partition of its ARNs by the pseudo parameter.
fn policy(policy: Option<&PolicyDocument>, partition: Option<&str>) -> Option<Value> {
    policy.map(|policy| {
        Value::json_with(&policy.0, &|text| {
            let parts = PolicyTextPart::parts(text, partition).into_iter().map(|part| match part {
                PolicyTextPart::Text(text) => SubPart::Text(text.to_owned()),
                PolicyTextPart::Partition => SubPart::Variable("AWS::Partition".to_owned()),
            });
            Value::sub(parts.collect())
        })
    })
}

/// What to do by hand, since no property of the endpoint accepts the connection.
fn acceptance(template: &Template<'_>, service: Option<&ServiceName>) -> Vec<String> {
    let id = service.and_then(|service| service.0.rsplit('.').next()).unwrap_or_default();
    let is_id = id
        .strip_prefix("vpce-svc-")
        .is_some_and(|hex| !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()));
    let id = if is_id { id } else { "SERVICE_ID" };
    vec![
        "CloudFormation cannot accept the connection on the service's side. Where the service asks for acceptance, \
         its owner runs this with the endpoint's id:"
            .to_owned(),
        format!(
            "  aws ec2 accept-vpc-endpoint-connections --region {} --service-id {id} --vpc-endpoint-ids ENDPOINT_ID",
            super::template::file_word(template.region),
        ),
    ]
}
