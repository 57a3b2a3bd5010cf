//! The look-up in a route table: the most specific route wins.
//!
//! Source: <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>

use super::{
    address::{Addresses, Extent},
    network::{Network, Subnet},
};
use crate::{
    graph::{NodeRef, Resource, RouteTarget},
    model::{EntityRef, ServiceRef},
    net::{Ipv4Net, free_blocks, overlap},
};

/// The destination of the route that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A block of the VPC: the `local` route.
    Local(Ipv4Net),
    /// The prefix list of a gateway endpoint.
    PrefixList(EntityRef),
    /// A route of the table.
    Block(Ipv4Net),
}

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Local,
    /// The index of a gateway endpoint of the VPC.
    GatewayEndpoint(usize),
    InternetGateway(NodeRef),
    NatGateway(NodeRef),
    /// Or its accepter in the other Region.
    PeeringConnection(NodeRef),
    TransitGateway(NodeRef),
    VpnGateway(NodeRef),
    GatewayLoadBalancerEndpoint(NodeRef),
}

/// The outcome of a look-up.
pub(super) struct Lookup {
    /// The route for the destination as a whole.
    pub(super) taken: Option<(Destination, Target)>,
    /// Its node, where it is a static one.
    pub(super) route: Option<NodeRef>,
    /// A more specific route that takes a part of it elsewhere.
    pub(super) exception: Option<NodeRef>,
}

/// The prefixes of AWS's prefix lists are longer than this, so that a route of at most this length loses to them.
const LONGEST_THAT_LOSES: u8 = 8;

/// The route from a subnet to the addresses of a block.
pub(super) fn to_block(network: &Network<'_>, subnet: &Subnet<'_>, block: Ipv4Net) -> Lookup {
    let locals = network.vpcs.get(&subnet.vpc).map_or(&[][..], |vpc| vpc.blocks.as_slice());
    let locals = locals.iter().map(|block| (*block, Destination::Local(*block), Target::Local, None));
    let routes = statics(network, subnet).iter().map(|(node, route)| {
        (route.destination, Destination::Block(route.destination), target(route.target), Some(*node))
    });
    let mut taken = None;
    let mut longest = None;
    // The local route first: it wins over a route for the same block.
    for (destination, kind, target, node) in locals.chain(routes) {
        if destination.contains(&block) && longest.is_none_or(|longest| destination.prefix_len() > longest) {
            longest = Some(destination.prefix_len());
            taken = Some((kind, target, node));
        }
    }
    let exception = statics(network, subnet).iter().find(|(_, route)| {
        block.contains(&route.destination)
            && block != route.destination
            && taken.map(|(_, target, _)| target) != Some(self::target(route.target))
    });
    Lookup {
        taken: taken.map(|(destination, target, _)| (destination, target)),
        route: taken.and_then(|(_, _, node)| node),
        exception: exception.map(|(node, _)| *node),
    }
}

/// The Gateway Load Balancer endpoint that a route leads to, and its subnet: what passes its appliances goes on by the
/// route table of that one.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html>
pub(super) fn appliances<'n, 'a>(
    network: &'n Network<'a>,
    target: Target,
) -> Option<(EntityRef, &'n Subnet<'a>)> {
    let Target::GatewayLoadBalancerEndpoint(node) = target else { return None };
    let Resource::GatewayLoadBalancerEndpoint(endpoint) = &network.graph.node(node).resource else {
        return None;
    };
    Some((network.entity(node), network.subnets.get(endpoint.subnets.first()?)?))
}

/// The route from a subnet to the public addresses of a service in the Region of the subnet or in another one.
pub(super) fn to_service(
    network: &Network<'_>,
    subnet: &Subnet<'_>,
    service: &ServiceRef,
    region: &str,
) -> Lookup {
    let endpoint = gateway_endpoint(network, subnet, service, region);
    let mut lookup = to_internet(network, subnet);
    if let Some((index, entity)) = endpoint {
        lookup.taken = Some((Destination::PrefixList(entity), Target::GatewayEndpoint(index)));
        lookup.exception = statics(network, subnet)
            .iter()
            .find(|(_, route)| {
                route.destination.prefix_len() > LONGEST_THAT_LOSES
                    && Addresses::Public.extent_in(route.destination) != Extent::Nothing
            })
            .map(|(node, _)| *node);
    }
    lookup
}

/// The route from a subnet to public addresses, past gateway endpoints: as a NAT gateway in it goes, which cannot use
/// them.
pub(super) fn to_internet(network: &Network<'_>, subnet: &Subnet<'_>) -> Lookup {
    let routes: Vec<_> = statics(network, subnet)
        .iter()
        .filter(|(_, route)| Addresses::Public.extent_in(route.destination) != Extent::Nothing)
        .collect();
    let default = routes.iter().find(|(_, route)| route.destination.prefix_len() == 0);
    let mut taken = default.map(|(_, route)| (Destination::Block(route.destination), target(route.target)));
    if taken.is_none() {
        // Routes that cover everything together are a default route, if they lead to one place.
        let blocks: Vec<Ipv4Net> = routes.iter().map(|(_, route)| route.destination).collect();
        let first = routes.first().map(|(_, route)| (route.destination, target(route.target)));
        let one = routes.iter().all(|(_, route)| Some(target(route.target)) == first.map(|(_, t)| t));
        if one && Addresses::Public.extent_in_all(&blocks) == Extent::Whole {
            taken = first.map(|(block, target)| (Destination::Block(block), target));
        }
    }
    let exception = routes
        .iter()
        .find(|(_, route)| Some(target(route.target)) != taken.map(|(_, target)| target))
        .filter(|(node, _)| !hidden(&routes, *node));
    Lookup { taken, route: None, exception: exception.map(|(node, _)| *node) }
}

/// More specific routes leave nothing of this one.
fn hidden(routes: &[&(NodeRef, &crate::graph::Route)], node: NodeRef) -> bool {
    let Some((_, route)) = routes.iter().find(|(other, _)| *other == node) else { return false };
    let longer: Vec<Ipv4Net> = routes
        .iter()
        .map(|(_, other)| other.destination)
        .filter(|other| {
            other.prefix_len() > route.destination.prefix_len() && overlap(*other, route.destination)
        })
        .collect();
    free_blocks(route.destination, &longer).is_empty()
}

/// The gateway endpoint of a service that serves the subnet's route table. It leads to the service of its own Region
/// only.
fn gateway_endpoint(
    network: &Network<'_>,
    subnet: &Subnet<'_>,
    service: &ServiceRef,
    region: &str,
) -> Option<(usize, EntityRef)> {
    let vpc = network.vpcs.get(&subnet.vpc)?;
    let table = subnet.table?;
    if vpc.region != region {
        return None;
    }
    let mut found =
        vpc.gateways.iter().enumerate().filter(|(_, gateway)| {
            gateway.service == service && gateway.resource.route_tables.contains(&table)
        });
    found.next().map(|(index, gateway)| (index, gateway.entity))
}

fn statics<'n, 'a>(
    network: &'n Network<'a>,
    subnet: &Subnet<'_>,
) -> &'n [(NodeRef, &'a crate::graph::Route)] {
    subnet.table.map_or(&[], |table| network.routes(table))
}

const fn target(target: RouteTarget) -> Target {
    match target {
        RouteTarget::InternetGateway(node) => Target::InternetGateway(node),
        RouteTarget::NatGateway(node) => Target::NatGateway(node),
        RouteTarget::PeeringConnection(node) => Target::PeeringConnection(node),
        RouteTarget::TransitGateway { transit_gateway, .. } => Target::TransitGateway(transit_gateway),
        RouteTarget::VpnGateway(node) => Target::VpnGateway(node),
        RouteTarget::GatewayLoadBalancerEndpoint(node) => Target::GatewayLoadBalancerEndpoint(node),
    }
}
