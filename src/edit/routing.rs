//! Route tables and the routes that gateways bring.

use super::{EditError, gateway, get, name, vpc::vpc_of_zone};
use crate::model::{
    Design, EndpointKind, Id, NatGateway, OnPremisesGateway, Route, RouteTable, RouteTarget, ServiceRef,
    Subnet, SubnetKind, Tags, Vpc, Zone,
};
use crate::net::Ipv4Net;

/// Adds an empty route table.
///
/// # Errors
/// The VPC is gone.
pub fn add_route_table(design: &mut Design, vpc: Id<Vpc>, stem: &str) -> Result<Id<RouteTable>, EditError> {
    get(&design.vpcs, vpc)?;
    let name = name::unique(
        stem,
        design.route_tables_of(vpc).map(|(_, t)| t.name.as_str()).collect::<Vec<_>>().into_iter(),
    );
    let id = design.allocate();
    let (routes, ipv6_routes) = (Vec::new(), Vec::new());
    design.route_tables.insert(id, RouteTable { vpc, name, routes, ipv6_routes, tags: Tags::new() });
    Ok(id)
}

/// The route table for a subnet of a kind in a zone, made if there is none: one for all public subnets of the VPC, one
/// for all isolated ones, one per zone for private ones, so that each zone can have its own NAT gateway.
pub(super) fn table_for(
    design: &mut Design,
    zone: Id<Zone>,
    kind: SubnetKind,
) -> Result<Id<RouteTable>, EditError> {
    let vpc = vpc_of_zone(design, zone)?;
    let used_by_kin = design
        .subnets_of(vpc)
        .find(|(_, s)| s.kind == kind && (kind != SubnetKind::Private || s.zone == zone))
        .map(|(_, s)| s.route_table);
    used_by_kin.map_or_else(|| new_table(design, zone, kind), Ok)
}

/// A route table that public subnets have to themselves.
pub(super) fn public_table_for(design: &mut Design, zone: Id<Zone>) -> Result<Id<RouteTable>, EditError> {
    let vpc = vpc_of_zone(design, zone)?;
    let public_only =
        |table: Id<RouteTable>| design.subnets_with(table).all(|(_, s)| s.kind == SubnetKind::Public);
    let used_by_kin = design
        .subnets_of(vpc)
        .filter(|(_, s)| s.kind == SubnetKind::Public)
        .map(|(_, s)| s.route_table)
        .find(|table| public_only(*table));
    used_by_kin.map_or_else(|| new_table(design, zone, SubnetKind::Public), Ok)
}

/// A route table for a subnet that must not lead to an internet gateway, whatever its kin's tables do.
pub(super) fn private_table_for(
    design: &mut Design,
    zone: Id<Zone>,
    kind: SubnetKind,
) -> Result<Id<RouteTable>, EditError> {
    let vpc = vpc_of_zone(design, zone)?;
    let leads_out = |table: Id<RouteTable>| {
        let routes = design.route_tables.get(table).map(|table| table.routes.as_slice());
        routes.unwrap_or_default().iter().any(|route| matches!(route.target, RouteTarget::InternetGateway(_)))
    };
    let used_by_kin = design
        .subnets_of(vpc)
        .filter(|(_, s)| s.kind == kind && (kind != SubnetKind::Private || s.zone == zone))
        .map(|(_, s)| s.route_table)
        .find(|table| !leads_out(*table));
    used_by_kin.map_or_else(|| new_table(design, zone, kind), Ok)
}

/// A new table with the way out that a kind of subnet has.
fn new_table(design: &mut Design, zone: Id<Zone>, kind: SubnetKind) -> Result<Id<RouteTable>, EditError> {
    let vpc = vpc_of_zone(design, zone)?;
    let stem = match kind {
        SubnetKind::Public | SubnetKind::Isolated => kind.word().to_owned(),
        SubnetKind::Private => {
            format!("private-{}", get(&design.zones, zone)?.suffix.as_str().trim_start_matches('-'))
        }
    };
    let beyond = routes_beyond(design, vpc);
    let table = add_route_table(design, vpc, &stem)?;
    if let Some(entity) = design.route_tables.get_mut(table) {
        entity.routes = beyond;
    }
    let target = match kind {
        SubnetKind::Public => design.internet_gateway_of(vpc).map(|(id, _)| RouteTarget::InternetGateway(id)),
        SubnetKind::Private => nat_for(design, vpc, zone).map(RouteTarget::NatGateway),
        SubnetKind::Isolated => None,
    };
    if let (Some(target), Some(entity)) = (target, design.route_tables.get_mut(table)) {
        entity.routes.push(Route::default_to(target));
    }
    if kind != SubnetKind::Public {
        join_gateway_endpoints(design, vpc, table);
    }
    Ok(table)
}

/// The zone's NAT gateway, else any of the VPC.
fn nat_for(design: &Design, vpc: Id<Vpc>, zone: Id<Zone>) -> Option<Id<NatGateway>> {
    let zone_of = |subnet: Id<Subnet>| design.subnets.get(subnet).map(|s| s.zone);
    let mut of_vpc =
        design.nat_gateways.iter().filter(|(_, nat)| design.vpc_of_subnet(nat.subnet) == Some(vpc));
    let own = of_vpc.clone().find(|(_, nat)| zone_of(nat.subnet) == Some(zone));
    own.or_else(|| of_vpc.next()).map(|(id, _)| id)
}

/// A new private table is served by the gateway endpoints that serve the VPC's other tables: they cost nothing, and a
/// subnet without them would go to S3 through NAT or not at all.
fn join_gateway_endpoints(design: &mut Design, vpc: Id<Vpc>, table: Id<RouteTable>) {
    // A table takes one gateway endpoint of each service.
    let mut served: Vec<ServiceRef> = Vec::new();
    design.endpoints.update_each(|_, endpoint| match &mut endpoint.kind {
        EndpointKind::Gateway(gateway) if endpoint.vpc == vpc && !served.contains(&endpoint.service) => {
            served.push(endpoint.service.clone());
            let joins = !gateway.route_tables.contains(&table);
            if joins {
                gateway.route_tables.push(table);
            }
            joins
        }
        EndpointKind::Gateway(_)
        | EndpointKind::Interface(_)
        | EndpointKind::GatewayLoadBalancer(_)
        | EndpointKind::Resource(_)
        | EndpointKind::ServiceNetwork(_) => false,
    });
}

/// Gives the tables that only public subnets use, and that have no default route, one to the internet gateway. With it, a
/// private subnet that shares its table would become public by the way.
pub(super) fn route_public_tables(design: &mut Design, vpc: Id<Vpc>) {
    let Some((gateway, _)) = design.internet_gateway_of(vpc) else { return };
    let of_others = tables_where(design, vpc, |subnet| subnet.kind != SubnetKind::Public);
    let tables = tables_of_kind(design, vpc, SubnetKind::Public, None);
    for table in tables.into_iter().filter(|table| !of_others.contains(table)) {
        add_default(design, table, RouteTarget::InternetGateway(gateway), |_| false);
    }
}

/// Routes private tables through a NAT gateway: those of its zone, and those of other zones that have no way out.
pub(super) fn route_private_tables(design: &mut Design, nat: Id<NatGateway>) {
    let Some(zone) = design.nat_gateways.get(nat).and_then(|n| design.subnets.get(n.subnet)).map(|s| s.zone)
    else {
        return;
    };
    let Some(vpc) = design.zones.get(zone).map(|z| z.vpc) else { return };
    let target = RouteTarget::NatGateway(nat);
    for table in tables_of_kind(design, vpc, SubnetKind::Private, Some(zone)) {
        add_default(design, table, target, |old| matches!(old, RouteTarget::NatGateway(_)));
    }
    for table in tables_of_kind(design, vpc, SubnetKind::Private, None) {
        add_default(design, table, target, |_| false);
    }
}

fn tables_of_kind(
    design: &Design,
    vpc: Id<Vpc>,
    kind: SubnetKind,
    zone: Option<Id<Zone>>,
) -> Vec<Id<RouteTable>> {
    tables_where(design, vpc, |subnet| subnet.kind == kind && zone.is_none_or(|zone| subnet.zone == zone))
}

/// The tables that some subnets of a VPC use, each once, in the order of their ids.
pub(super) fn tables_where(
    design: &Design,
    vpc: Id<Vpc>,
    wanted: impl Fn(&Subnet) -> bool,
) -> Vec<Id<RouteTable>> {
    let mut tables: Vec<Id<RouteTable>> = design
        .subnets_of(vpc)
        .filter(|(_, subnet)| wanted(subnet))
        .map(|(_, subnet)| subnet.route_table)
        .collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// Sets the default route where there is none, or where `replaces` says the old one gives way.
fn add_default(
    design: &mut Design,
    table: Id<RouteTable>,
    target: RouteTarget,
    replaces: impl Fn(&RouteTarget) -> bool,
) {
    let Some(entity) = design.route_tables.get_mut(table) else { return };
    match entity.routes.iter_mut().find(|route| route.is_default()) {
        Some(route) if replaces(&route.target) => route.target = target,
        Some(_) => {}
        None => entity.routes.push(Route::default_to(target)),
    }
}

/// Gives a table a default route to the internet gateway of its VPC, which is attached where there is none.
pub(super) fn route_to_internet(design: &mut Design, table: Id<RouteTable>) -> Result<(), EditError> {
    let vpc = get(&design.route_tables, table)?.vpc;
    let gateway = match design.internet_gateway_of(vpc) {
        Some((id, _)) => id,
        None => gateway::add_internet_gateway(design, vpc)?,
    };
    set_route(design, table, Route::default_to(RouteTarget::InternetGateway(gateway)))
}

/// Adds a route in the place of the one for the same destination.
pub(super) fn set_route(design: &mut Design, table: Id<RouteTable>, route: Route) -> Result<(), EditError> {
    let entity = design.route_tables.get_mut(table).ok_or_else(|| EditError::gone(table))?;
    match entity.routes.iter_mut().find(|old| old.destination == route.destination) {
        Some(old) => *old = route,
        None => entity.routes.push(route),
    }
    Ok(())
}

/// Removes a table that no subnet uses any more.
pub(super) fn remove_if_orphaned(design: &mut Design, table: Id<RouteTable>) {
    if design.subnets_with(table).next().is_none() {
        design.route_tables.remove(table);
        design.suppressions.retain(|suppression| suppression.at != Some(table.into()));
        design.endpoints.update_each(|_, endpoint| match &mut endpoint.kind {
            EndpointKind::Gateway(gateway) if gateway.route_tables.contains(&table) => {
                gateway.route_tables.retain(|t| *t != table);
                true
            }
            EndpointKind::Gateway(_)
            | EndpointKind::Interface(_)
            | EndpointKind::GatewayLoadBalancer(_)
            | EndpointKind::Resource(_)
            | EndpointKind::ServiceNetwork(_) => false,
        });
    }
}

/// Drops routes whose target has gone or has left the table's VPC.
pub(super) fn forget_foreign_targets(design: &mut Design) {
    let before = design.clone();
    design.route_tables.update_each(|_, table| {
        let vpc = table.vpc;
        let count = table.routes.len();
        table.routes.retain(|route| before.is_route_target_of(vpc, route.target));
        table.routes.len() != count
    });
}

/// Leads some blocks to a target, in all route tables of a VPC; a table that has a route for the same block keeps it.
pub(super) fn route_blocks(design: &mut Design, vpc: Id<Vpc>, blocks: &[Ipv4Net], target: RouteTarget) {
    design.route_tables.update_each(|_, table| {
        if table.vpc != vpc {
            return false;
        }
        let count = table.routes.len();
        for block in blocks {
            if !table.routes.iter().any(|route| route.destination == *block) {
                table.routes.push(Route { destination: *block, target });
            }
        }
        table.routes.len() != count
    });
}

/// Drops the routes for some blocks to a target, in every table.
pub(super) fn forget_blocks(design: &mut Design, blocks: &[Ipv4Net], target: RouteTarget) {
    design.route_tables.update_each(|_, table| {
        let count = table.routes.len();
        table.routes.retain(|route| route.target != target || !blocks.contains(&route.destination));
        table.routes.len() != count
    });
}

/// The routes that every table of a VPC needs to the networks beyond its gateways: a new table gets them too.
fn routes_beyond(design: &Design, vpc: Id<Vpc>) -> Vec<Route> {
    let mut routes: Vec<Route> = Vec::new();
    let mut lead = |blocks: &[Ipv4Net], target: RouteTarget| {
        for block in blocks {
            if !routes.iter().any(|route| route.destination == *block) {
                routes.push(Route { destination: *block, target });
            }
        }
    };
    for (id, peering) in design.peerings_of(vpc) {
        if let Some(other) = peering.other(vpc).and_then(|other| design.vpcs.get(other)) {
            lead(&other.cidr_blocks, RouteTarget::PeeringConnection(id));
        }
    }
    for (_, attachment) in design.attachments_of(vpc) {
        for (_, other) in design.attachments_to(attachment.transit_gateway) {
            if let Some(other) = design.vpcs.get(other.vpc).filter(|_| other.vpc != vpc) {
                lead(&other.cidr_blocks, RouteTarget::TransitGateway(attachment.transit_gateway));
            }
        }
    }
    for (_, network) in design.on_premises_of(vpc) {
        for gateway in &network.gateways {
            let target = match gateway {
                OnPremisesGateway::VpnGateway(id) => RouteTarget::VpnGateway(*id),
                OnPremisesGateway::TransitGateway(id) => RouteTarget::TransitGateway(*id),
            };
            if design.is_route_target_of(vpc, target) {
                lead(&network.cidr_blocks, target);
            }
        }
    }
    routes
}
