//! References: to something that exists, in the same VPC, and once.

use super::{Log, network};
use crate::model::{
    Design, EndpointKind, Entities, Entity, EntityRef, Id, Peer, Route, RouteTable, Rule, ServiceRef, Vpc,
};

/// Containers first: what was in a dropped container is dropped with a note of its own.
pub(super) fn repair(design: &mut Design, log: &mut Log<'_>) {
    let Design {
        vpcs, zones, subnets, route_tables, internet_gateways, nat_gateways, security_groups, ..
    } = design;
    keep(zones, |zone| vpcs.contains(zone.vpc), "its VPC is not in the file", log);
    keep(subnets, |subnet| zones.contains(subnet.zone), "its Availability Zone is not in the file", log);
    keep(route_tables, |table| vpcs.contains(table.vpc), "its VPC is not in the file", log);
    keep(internet_gateways, |gateway| vpcs.contains(gateway.vpc), "its VPC is not in the file", log);
    keep(security_groups, |group| vpcs.contains(group.vpc), "its VPC is not in the file", log);
    keep(nat_gateways, |gateway| subnets.contains(gateway.subnet), "its subnet is not in the file", log);
    keep(&mut design.workloads, |w| design.subnets.contains(w.subnet), "its subnet is not in the file", log);
    keep(&mut design.endpoints, |e| design.vpcs.contains(e.vpc), "its VPC is not in the file", log);
    keep(&mut design.endpoint_services, |s| design.vpcs.contains(s.vpc), "its VPC is not in the file", log);
    let known = design.endpoint_services.clone();
    let exists = |service: &ServiceRef| service.own().is_none_or(|own| known.contains(own));
    let reason = "its endpoint service is not in the file";
    keep(&mut design.services, |service| exists(&service.target), reason, log);
    keep(&mut design.endpoints, |endpoint| exists(&endpoint.service), reason, log);
    let (workloads, services) = (&design.workloads, &design.services);
    let mut seen = std::collections::BTreeSet::new();
    keep(
        &mut design.connections,
        |c| workloads.contains(c.workload) && services.contains(c.service),
        "one of its ends is not in the file",
        log,
    );
    keep(
        &mut design.connections,
        |c| seen.insert((c.workload, c.service)),
        "the same two ends are connected already",
        log,
    );
    subnets_have_a_route_table(design, log);
    network::repair(design, log);
    routes(design, log);
    rules(design, log);
    workloads_groups(design, log);
    endpoints(design, log);
    drawing(design, log);
}

/// Locks and folds of what is not there.
fn drawing(design: &mut Design, log: &mut Log<'_>) {
    let mut kept = design.drawing.clone();
    kept.retain(|entity| design.exists(entity));
    if kept != design.drawing {
        log.design("drawing", "what it says of entities that are not in the file was left out");
        design.drawing = kept;
    }
}

/// Drops the entities that fail the test.
pub(super) fn keep<T: Entity>(
    table: &mut Entities<T>,
    mut test: impl FnMut(&T) -> bool,
    reason: &str,
    log: &mut Log<'_>,
) where
    EntityRef: From<Id<T>>,
{
    let gone: Vec<Id<T>> = table.iter().filter_map(|(id, entity)| (!test(entity)).then_some(id)).collect();
    for id in gone {
        table.remove(id);
        log.dropped(id, format!("left out, because {reason}"));
    }
}

/// A subnet whose table is missing gets an empty one of its own: traffic stays inside until the user decides.
fn subnets_have_a_route_table(design: &mut Design, log: &mut Log<'_>) {
    let lost: Vec<_> = design
        .subnets
        .iter()
        .filter_map(|(id, subnet)| {
            let vpc = design.zones.get(subnet.zone)?.vpc;
            let table = design.route_tables.get(subnet.route_table);
            (table.map(|table| table.vpc) != Some(vpc)).then(|| (id, vpc, subnet.name.clone()))
        })
        .collect();
    for (subnet, vpc, name) in lost {
        let table: Id<RouteTable> = design.allocate();
        let name = format!("{name}-routes");
        log.changed(
            subnet,
            "route_table",
            format!("no such route table in its VPC, so it got a new one without routes, {name}"),
        );
        let (routes, ipv6_routes) = (Vec::new(), Vec::new());
        design
            .route_tables
            .insert(table, RouteTable { vpc, name, routes, ipv6_routes, tags: Default::default() });
        if let Some(subnet) = design.subnets.get_mut(subnet) {
            subnet.route_table = table;
        }
    }
}

fn routes(design: &mut Design, log: &mut Log<'_>) {
    let lost = |design: &Design, vpc: Id<Vpc>, route: &Route| !design.is_route_target_of(vpc, route.target);
    let broken: Vec<_> = design
        .route_tables
        .iter()
        .filter(|(_, table)| table.routes.iter().any(|route| lost(design, table.vpc, route)))
        .map(|(id, table)| {
            let kept = table.routes.iter().filter(|route| !lost(design, table.vpc, route)).copied();
            (id, kept.collect::<Vec<_>>(), table.routes.clone())
        })
        .collect();
    for (id, kept, all) in broken {
        for route in all.iter().filter(|route| !kept.contains(route)) {
            let message =
                format!("the route to {} was left out: its target is not in the VPC", route.destination);
            log.changed(id, "routes", message);
        }
        if let Some(table) = design.route_tables.get_mut(id) {
            table.routes = kept;
        }
    }
}

/// Rules whose peer is a group of this VPC. (A group of a peered VPC in the same Region would do for AWS; designs name its blocks instead.)
fn rules(design: &mut Design, log: &mut Log<'_>) {
    let vpcs: std::collections::BTreeMap<_, _> =
        design.security_groups.iter().map(|(id, group)| (id, group.vpc)).collect();
    design.security_groups.update_each(|id, group| {
        let vpc = group.vpc;
        let fits = |rule: &Rule| match rule.peer {
            Peer::SecurityGroup(peer) => vpcs.get(&peer) == Some(&vpc),
            Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => true,
        };
        let mut changed = false;
        for (list, member) in [(&mut group.ingress, "ingress"), (&mut group.egress, "egress")] {
            let before = list.len();
            list.retain(fits);
            if list.len() < before {
                let count = before - list.len();
                let s = if count == 1 { "" } else { "s" };
                let message =
                    format!("{count} rule{s} left out: the security group they name is not in the VPC");
                log.changed(id, member, message);
                changed = true;
            }
        }
        changed
    });
}

fn workloads_groups(design: &mut Design, log: &mut Log<'_>) {
    let broken: Vec<_> = design
        .workloads
        .iter()
        .filter_map(|(id, workload)| {
            let vpc = design.vpc_of_workload(id)?;
            let kept = kept(&workload.security_groups, |g| in_vpc(design, g, vpc));
            (kept != workload.security_groups).then_some((id, kept))
        })
        .collect();
    for (id, kept) in broken {
        if let Some(workload) = design.workloads.get_mut(id) {
            left_out(log, id, "security_groups", &workload.security_groups, &kept);
            workload.security_groups = kept;
        }
    }
}

fn endpoints(design: &mut Design, log: &mut Log<'_>) {
    let repaired: Vec<_> = design
        .endpoints
        .iter()
        .map(|(id, endpoint)| {
            let vpc = endpoint.vpc;
            let mut kind = endpoint.kind.clone();
            match &mut kind {
                EndpointKind::Gateway(gateway) => {
                    gateway.route_tables = kept(&gateway.route_tables, |t| in_vpc(design, t, vpc));
                }
                EndpointKind::GatewayLoadBalancer(endpoint) => {
                    endpoint.subnets = kept(&endpoint.subnets, |s| in_vpc(design, s, vpc));
                }
                EndpointKind::Interface(interface)
                | EndpointKind::Resource(interface)
                | EndpointKind::ServiceNetwork(interface) => {
                    interface.subnets = kept(&interface.subnets, |s| in_vpc(design, s, vpc));
                    interface.security_groups = kept(&interface.security_groups, |g| in_vpc(design, g, vpc));
                }
            }
            (id, kind)
        })
        .collect();
    for (id, kind) in repaired {
        let Some(endpoint) = design.endpoints.get(id).filter(|endpoint| endpoint.kind != kind) else {
            continue;
        };
        match (&endpoint.kind, &kind) {
            (EndpointKind::Gateway(old), EndpointKind::Gateway(new)) => {
                left_out(log, id, "kind.gateway.route_tables", &old.route_tables, &new.route_tables);
            }
            (old, new) => {
                let kind = match new {
                    EndpointKind::Gateway(_) => "gateway",
                    EndpointKind::Interface(_) => "interface",
                    EndpointKind::GatewayLoadBalancer(_) => "gateway_load_balancer",
                    EndpointKind::Resource(_) => "resource",
                    EndpointKind::ServiceNetwork(_) => "service_network",
                };
                left_out(log, id, &format!("kind.{kind}.subnets"), old.subnets(), new.subnets());
                let groups = format!("kind.{kind}.security_groups");
                left_out(log, id, &groups, old.security_groups(), new.security_groups());
            }
        }
        if let Some(endpoint) = design.endpoints.get_mut(id) {
            endpoint.kind = kind;
        }
    }
}

pub(super) fn in_vpc(design: &Design, entity: impl Into<EntityRef>, vpc: Id<Vpc>) -> bool {
    design.vpc_of(entity.into()) == Some(vpc)
}

/// The ids that pass the test, each once, in their order.
pub(super) fn kept<T>(ids: &[Id<T>], test: impl Fn(Id<T>) -> bool) -> Vec<Id<T>> {
    let mut kept: Vec<Id<T>> = Vec::with_capacity(ids.len());
    for id in ids {
        if test(*id) && !kept.contains(id) {
            kept.push(*id);
        }
    }
    kept
}

pub(super) fn left_out<T: Entity, U>(
    log: &mut Log<'_>,
    entity: Id<T>,
    member: &str,
    old: &[Id<U>],
    new: &[Id<U>],
) where
    EntityRef: From<Id<T>> + From<Id<U>>,
{
    let mut gone: Vec<String> =
        old.iter().filter(|id| !new.contains(id)).map(|id| EntityRef::from(*id).to_string()).collect();
    gone.dedup();
    if !gone.is_empty() {
        log.changed(entity, member, format!("{} left out: not in the VPC", gone.join(", ")));
    } else if old.len() > new.len() {
        log.changed(entity, member, "repeated entries were left out");
    }
}
