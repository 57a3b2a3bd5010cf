//! IPv6 of a VPC: the /64 of each subnet, the egress-only internet gateway, and the routes.
//!
//! What AWS would refuse is left out with a note: an index without a block of the VPC or taken by another subnet, a route
//! to a gateway that is not there.

use std::collections::BTreeSet;

use super::{Builder, Draft, network::Scope};
use crate::{
    graph::{self, NodeRef, Resource},
    model::{Id, Ipv6RouteTarget, Subnet, Tags},
};

/// The index of a subnet's /64, if it can have it.
pub(super) fn subnet_index(
    builder: &mut Builder<'_>,
    scope: &Scope<'_>,
    id: Id<Subnet>,
    subnet: &Subnet,
    taken: &mut BTreeSet<u8>,
) -> Option<u8> {
    let index = subnet.ipv6_index?;
    if !scope.vpc.amazon_provided_ipv6_cidr_block {
        builder.note(
            id,
            format!(
                "Subnet {} has an IPv6 block and VPC {} has none; the subnet's is left out",
                subnet.name, scope.vpc.name
            ),
        );
        return None;
    }
    if !taken.insert(index) {
        builder.note(
            id,
            format!(
                "Subnet {} has IPv6 block {index} of VPC {}, which another subnet has too; it is left out",
                subnet.name, scope.vpc.name
            ),
        );
        return None;
    }
    Some(index)
}

pub(super) fn lower_egress_only_gateway(builder: &mut Builder<'_>, scope: &Scope<'_>) -> Option<NodeRef> {
    if !scope.vpc.egress_only_internet_gateway {
        return None;
    }
    if !scope.vpc.amazon_provided_ipv6_cidr_block {
        builder.note(
            scope.id,
            format!(
                "VPC {} has an egress-only internet gateway and no IPv6 block; the gateway is left out",
                scope.vpc.name
            ),
        );
        return None;
    }
    let resource = Resource::EgressOnlyInternetGateway(graph::EgressOnlyInternetGateway { vpc: scope.node });
    Some(scope.push_part(builder, Draft::new(scope.id, &scope.vpc.name, &Tags::new()), resource))
}

pub(super) fn lower_routes(builder: &mut Builder<'_>, scope: &Scope<'_>, egress_only: Option<NodeRef>) {
    let design = builder.design;
    let internet = design.internet_gateway_of(scope.id).and_then(|(id, _)| builder.node_of(id));
    for (id, table) in design.route_tables_of(scope.id) {
        let Some(node) = builder.node_of(id) else { continue };
        let mut destinations = BTreeSet::new();
        for route in &table.ipv6_routes {
            let target = match route.target {
                Ipv6RouteTarget::InternetGateway => internet.map(graph::Ipv6RouteTarget::InternetGateway),
                Ipv6RouteTarget::EgressOnlyInternetGateway => {
                    egress_only.map(graph::Ipv6RouteTarget::EgressOnlyInternetGateway)
                }
            };
            let why = match target {
                _ if !scope.vpc.amazon_provided_ipv6_cidr_block => "the VPC has no IPv6 block".to_owned(),
                None => format!("the VPC has no {}", route.target.word()),
                Some(_) if !destinations.insert(route.destination) => {
                    "the table has another for it".to_owned()
                }
                Some(target) => {
                    let name = if route.is_default() {
                        format!("{} default", table.name)
                    } else {
                        format!("{} {}", table.name, route.destination)
                    };
                    let resource = Resource::Ipv6Route(graph::Ipv6Route {
                        route_table: node,
                        destination: route.destination,
                        target,
                    });
                    scope.push(builder, Draft::part(id, name), resource);
                    continue;
                }
            };
            let message = format!(
                "The route to {} in route table {} is left out: {why}",
                route.destination, table.name
            );
            builder.note(id, message);
        }
    }
}
