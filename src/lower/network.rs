//! A VPC with its blocks, gateways, subnets and routes.

use std::collections::BTreeSet;

use super::{Builder, Draft, endpoint, interconnect, ipv6, network_acl, security};
use crate::{
    graph::{self, NodeRef, Resource},
    model::{self, Id, RouteTarget, Vpc},
    net::Ipv4Net,
};

/// What a VPC holds by itself; none for one that is left out.
pub(super) fn lower_vpc<'a>(builder: &mut Builder<'a>, id: Id<Vpc>) -> Option<Scope<'a>> {
    let design = builder.design;
    let vpc = design.vpcs.get(id)?;
    let Some((primary, further)) = vpc.cidr_blocks.split_first() else {
        builder.note(id, format!("VPC {} has no CIDR block and is left out; give it one", vpc.name));
        return None;
    };
    let resource = Resource::Vpc(graph::Vpc {
        cidr_block: *primary,
        assign_generated_ipv6_cidr_block: vpc.amazon_provided_ipv6_cidr_block,
        enable_dns_support: vpc.dns_support,
        enable_dns_hostnames: vpc.dns_hostnames,
    });
    let node = builder.push(None, &vpc.region, Draft::new(id, &vpc.name, &vpc.tags), resource);
    builder.nodes.insert(id.into(), node);

    let blocks: Vec<(Ipv4Net, NodeRef)> = further
        .iter()
        .map(|block| {
            let draft = Draft::part(id, block.to_string());
            let resource = Resource::VpcCidrBlock(graph::VpcCidrBlock { vpc: node, cidr_block: *block });
            (*block, builder.push(Some(node), &vpc.region, draft, resource))
        })
        .collect();

    let scope = Scope { id, vpc, node, blocks };
    internet_gateway(builder, &scope);
    let egress_only = ipv6::lower_egress_only_gateway(builder, &scope);
    interconnect::lower_vpn_gateway(builder, &scope);
    subnets(builder, &scope);
    nat_gateways(builder, &scope);
    route_tables(builder, &scope);
    ipv6::lower_routes(builder, &scope, egress_only);
    network_acl::lower_network_acls(builder, &scope);
    security::lower_groups(builder, &scope);
    endpoint::lower_endpoints(builder, &scope);
    security::lower_rules(builder, &scope);
    interconnect::lower_resolver_endpoints(builder, &scope);
    Some(scope)
}

/// The VPC being lowered.
pub(super) struct Scope<'a> {
    pub(super) id: Id<Vpc>,
    pub(super) vpc: &'a model::Vpc,
    pub(super) node: NodeRef,
    /// Secondary blocks.
    blocks: Vec<(Ipv4Net, NodeRef)>,
}

impl Scope<'_> {
    pub(super) fn push(&self, builder: &mut Builder<'_>, draft: Draft, resource: Resource) -> NodeRef {
        let origin = draft.origin;
        let whole = draft.whole;
        let node = builder.push(Some(self.node), &self.vpc.region, draft, resource);
        if whole {
            builder.nodes.entry(origin).or_insert(node);
        }
        node
    }

    /// A resource with name and tags of its own that does not stand for its entity: another does.
    pub(super) fn push_part(&self, builder: &mut Builder<'_>, draft: Draft, resource: Resource) -> NodeRef {
        builder.push(Some(self.node), &self.vpc.region, draft, resource)
    }
}

fn internet_gateway(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    let mut gateways = design.internet_gateways.iter().filter(|(_, gateway)| gateway.vpc == scope.id);
    if let Some((id, gateway)) = gateways.next() {
        let resource = Resource::InternetGateway(graph::InternetGateway { vpc: scope.node });
        scope.push(builder, Draft::new(id, &gateway.name, &gateway.tags), resource);
    }
    // Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
    for (id, gateway) in gateways {
        builder.note(
            id,
            format!("VPC {} already has an internet gateway; {} is left out", scope.vpc.name, gateway.name),
        );
    }
}

fn subnets(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    let mut taken = BTreeSet::new();
    for (id, subnet) in design.subnets_of(scope.id) {
        let Some(zone) = design.zones.get(subnet.zone) else { continue };
        let ipv6_index = ipv6::subnet_index(builder, scope, id, subnet, &mut taken);
        let vpc_cidr_block =
            scope.blocks.iter().find(|(block, _)| block.contains(&subnet.cidr_block)).map(|(_, node)| *node);
        let resource = Resource::Subnet(graph::Subnet {
            vpc: scope.node,
            cidr_block: subnet.cidr_block,
            zone: zone.suffix.clone(),
            ipv6_index,
            assign_ipv6_address_on_creation: ipv6_index.is_some() && subnet.assign_ipv6_address_on_creation,
            map_public_ip_on_launch: subnet.map_public_ip_on_launch,
            vpc_cidr_block,
        });
        scope.push(builder, Draft::new(id, &subnet.name, &subnet.tags), resource);
    }
}

fn nat_gateways(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    let internet_gateway = design.internet_gateway_of(scope.id).and_then(|(id, _)| builder.node_of(id));
    for (id, nat) in design.nat_gateways.iter() {
        if design.vpc_of_subnet(nat.subnet) != Some(scope.id) {
            continue;
        }
        let Some(subnet) = builder.node_of(nat.subnet) else { continue };
        let address = Draft::new(id, &nat.name, &nat.tags);
        let elastic_ip = builder.push(
            Some(scope.node),
            &scope.vpc.region,
            address,
            Resource::ElasticIp(graph::ElasticIp { internet_gateway }),
        );
        let resource = Resource::NatGateway(graph::NatGateway { subnet, elastic_ip, internet_gateway });
        scope.push(builder, Draft::new(id, &nat.name, &nat.tags), resource);
    }
}

fn route_tables(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    for (id, table) in design.route_tables_of(scope.id) {
        let resource = Resource::RouteTable(graph::RouteTable { vpc: scope.node });
        scope.push(builder, Draft::new(id, &table.name, &table.tags), resource);
        lower_table(builder, scope, id, table, false);
    }
    for (id, subnet) in design.subnets_of(scope.id) {
        let nodes = (builder.node_of(id), builder.node_of(subnet.route_table));
        let (Some(subnet_node), Some(route_table)) = nodes else { continue };
        let resource = Resource::RouteTableAssociation(graph::RouteTableAssociation {
            subnet: subnet_node,
            route_table,
        });
        let draft = Draft::part(id, subnet.name.clone());
        scope.push(builder, draft, resource);
    }
}

/// The routes to what joins a VPC with others, which is lowered after all VPCs.
pub(super) fn lower_routes_beyond(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    for (id, table) in builder.design.route_tables_of(scope.id) {
        lower_table(builder, scope, id, table, true);
    }
}

fn lower_table(
    builder: &mut Builder<'_>,
    scope: &Scope<'_>,
    id: Id<model::RouteTable>,
    table: &model::RouteTable,
    beyond: bool,
) {
    let Some(node) = builder.node_of(id) else { return };
    for route in table.routes.iter().filter(|route| is_beyond(route.target) == beyond) {
        let Some(target) = route_target(builder, scope, route.target) else {
            builder.note(
                    id,
                    format!(
                        "The route to {} in route table {} leads to {}, which is not exported; the route is left out",
                        route.destination,
                        table.name,
                        builder.design.label(route.target.entity())
                    ),
                );
            continue;
        };
        let name = if route.is_default() {
            format!("{} default", table.name)
        } else {
            format!("{} {}", table.name, route.destination)
        };
        let resource =
            Resource::Route(graph::Route { route_table: node, destination: route.destination, target });
        scope.push(builder, Draft::part(id, name), resource);
    }
}

const fn is_beyond(target: RouteTarget) -> bool {
    match target {
        RouteTarget::InternetGateway(_) | RouteTarget::NatGateway(_) | RouteTarget::VpnGateway(_) => false,
        RouteTarget::PeeringConnection(_)
        | RouteTarget::TransitGateway(_)
        | RouteTarget::GatewayLoadBalancerEndpoint(_) => true,
    }
}

fn route_target(builder: &Builder<'_>, scope: &Scope<'_>, target: RouteTarget) -> Option<graph::RouteTarget> {
    Some(match target {
        RouteTarget::InternetGateway(igw) => graph::RouteTarget::InternetGateway(builder.node_of(igw)?),
        RouteTarget::NatGateway(nat) => graph::RouteTarget::NatGateway(builder.node_of(nat)?),
        RouteTarget::VpnGateway(vgw) => graph::RouteTarget::VpnGateway(builder.node_of(vgw)?),
        RouteTarget::GatewayLoadBalancerEndpoint(endpoint) => {
            let node = builder.node_of(endpoint)?;
            let Resource::GatewayLoadBalancerEndpoint(_) = builder.graph.node(node).resource else {
                return None;
            };
            graph::RouteTarget::GatewayLoadBalancerEndpoint(node)
        }
        RouteTarget::PeeringConnection(peering) => {
            let here = [builder.node_of(peering), builder.accepters.get(&peering).copied()];
            let of_region = |node: &NodeRef| builder.graph.node(*node).region == scope.vpc.region;
            graph::RouteTarget::PeeringConnection(here.into_iter().flatten().find(of_region)?)
        }
        RouteTarget::TransitGateway(gateway) => {
            let mut attachments = builder.design.attachments_of(scope.id);
            let (attachment, _) = attachments.find(|(_, a)| a.transit_gateway == gateway)?;
            graph::RouteTarget::TransitGateway {
                transit_gateway: builder.node_of(gateway)?,
                attachment: builder.node_of(attachment)?,
            }
        }
    })
}
