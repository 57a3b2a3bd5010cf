//! NAT gateways for the subnets of workloads.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use crate::{
    edit::{EditError, add_nat_gateway, add_subnet, remove, security_group, set_subnet_kind},
    model::{Design, EntityRef, Id, Peer, RouteTarget, ServiceRef, Subnet, SubnetKind, Vpc, Zone},
    net::Ipv4Net,
};

/// Leads the workloads of a VPC to the internet through NAT gateways: those of the VPC, else new ones in each zone with
/// workloads, in public subnets that are made where there are none. Public subnets keep their own way.
pub(super) fn make(
    design: &mut Design,
    vpc: Id<Vpc>,
    services: &BTreeMap<ServiceRef, Plan>,
) -> Result<(), EditError> {
    let homes: BTreeSet<Id<Subnet>> = design.workloads_of(vpc).map(|(_, w)| w.subnet).collect();
    let mut zones: BTreeSet<Id<Zone>> = BTreeSet::new();
    for home in homes {
        let Some(subnet) = design.subnets.get(home).cloned() else { continue };
        match subnet.kind {
            SubnetKind::Public => continue,
            SubnetKind::Isolated => set_subnet_kind(design, home, SubnetKind::Private)?,
            SubnetKind::Private => {}
        }
        if !leads_out(design, home) {
            zones.insert(subnet.zone);
        }
    }
    let any = design.nat_gateways.values().any(|nat| design.vpc_of_subnet(nat.subnet) == Some(vpc));
    for zone in zones {
        let public = design.subnets_of_zone(zone).find(|(_, subnet)| subnet.kind == SubnetKind::Public);
        let public = match public.map(|(id, _)| id) {
            Some(id) => id,
            None => add_subnet(design, zone, SubnetKind::Public)?,
        };
        let known = design.nat_gateways.iter().find(|(_, nat)| any && nat.subnet == public).map(|(id, _)| id);
        match known {
            Some(nat) => crate::edit::routing::route_private_tables(design, nat),
            None => drop(add_nat_gateway(design, public)?),
        }
    }
    let everywhere = [Peer::Cidr(Ipv4Net::default())];
    let groups: Vec<_> = design.workloads_of(vpc).map(|(id, w)| (id, w.security_groups.clone())).collect();
    for (workload, groups) in groups {
        let called: Vec<ServiceRef> = design
            .connections_of(workload)
            .filter_map(|(_, c)| design.services.get(c.service))
            .map(|service| service.target.clone())
            .filter(|service| services.get(service) == Some(&Plan::Nat))
            .collect();
        for service in called {
            security_group::allow_out(design, &groups, &service, &everywhere);
        }
    }
    Ok(())
}

/// A workload that calls the service through an endpoint could not by NAT: it is in a public subnet, or its default route
/// leads elsewhere.
pub(super) fn is_barred(design: &Design, vpc: Id<Vpc>, service: &ServiceRef) -> bool {
    let has_endpoint = design.endpoints_for(vpc, service).next().is_some()
        || design.endpoints_shared_with(vpc, service).next().is_some();
    has_endpoint
        && design.connections.values().any(|connection| {
            let called = design.services.get(connection.service);
            let home = design
                .workloads
                .get(connection.workload)
                .filter(|_| design.vpc_of_workload(connection.workload) == Some(vpc))
                .and_then(|workload| design.subnets.get(workload.subnet));
            let (Some(called), Some(home)) = (called, home) else { return false };
            let table = design.route_tables.get(home.route_table);
            let other_way = table.is_some_and(|table| {
                let default = table.routes.iter().find(|route| route.is_default());
                default.is_some_and(|route| !matches!(route.target, RouteTarget::NatGateway(_)))
            });
            called.target == *service && (home.kind == SubnetKind::Public || other_way)
        })
}

fn leads_out(design: &Design, subnet: Id<Subnet>) -> bool {
    let table = design.subnets.get(subnet).and_then(|subnet| design.route_tables.get(subnet.route_table));
    table.is_some_and(|table| table.routes.iter().any(|route| route.is_default()))
}

/// Removes the NAT gateways of a VPC, with their routes; private subnets without a way out stay private by name.
pub(super) fn take_away(design: &mut Design, vpc: Id<Vpc>) -> Result<(), EditError> {
    let gone: Vec<EntityRef> = design
        .nat_gateways
        .iter()
        .filter(|(_, nat)| design.vpc_of_subnet(nat.subnet) == Some(vpc))
        .map(|(id, _)| id.into())
        .collect();
    remove(design, &gone)
}
