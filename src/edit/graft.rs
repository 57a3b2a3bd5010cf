//! Copies of entities, from the same design or from a part of another one ([`Design::part`]).
//!
//! A copy has ids of its own and, where the original's would overlap or be there twice, a block and a name of its own.
//! What an original refers to outside of what is copied is bound again where the new place has the same (a route table
//! or group with the same name and rules, the service in the Region), copied along where the copy cannot be without
//! (groups, service nodes), and dropped otherwise.
//!
//! *Invariant:* the source is never changed, and may hold the same ids as the design.

mod vpc;

use super::{EditError, atomically, connect, endpoint, gateway, get, ipv6, name, routing, subnet, workload};
use crate::catalog::{Catalog, EndpointType};
use crate::model::{
    Design, Endpoint, Entities, Entity, EntityRef, Id, InternetGateway, NatGateway, NetworkAcl, Peer,
    RouteTable, RouteTarget, Rule, SecurityGroup, Service, Subnet, Vpc, Workload, Zone, ZoneSuffix,
};

pub use vpc::copy_vpc;

/// Where copies come from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The originals; the design itself as it was, or a part of another one.
    pub design: &'a Design,
    /// The facts about AWS to go by.
    pub catalog: &'a Catalog,
}

/// Copies an Availability Zone with its content into a VPC: the same zone where the VPC lacks it, else the next one.
///
/// # Errors
/// The VPC is gone, has every zone of its Region, or has no room for the subnets.
pub fn copy_zone(
    design: &mut Design,
    source: Source<'_>,
    zone: Id<Zone>,
    into: Id<Vpc>,
) -> Result<Id<Zone>, EditError> {
    let Source { design: from, catalog } = source;
    let original = original(&from.zones, zone)?;
    atomically(design, |design| {
        let taken = |suffix: &ZoneSuffix| design.zones_of(into).any(|(_, zone)| zone.suffix == *suffix);
        let suffix = (!taken(&original.suffix)).then(|| original.suffix.clone());
        let copy = super::add_zone(design, catalog, into, suffix)?;
        if let Some(entity) = design.zones.get_mut(copy) {
            entity.frame = original.frame;
        }
        for (id, _) in from.subnets_of_zone(zone) {
            copy_subnet(design, source, id, copy)?;
        }
        Ok(copy)
    })
}

/// Copies a subnet with its content into a zone.
///
/// # Errors
/// The zone is gone, or the VPC has no room.
pub fn copy_subnet(
    design: &mut Design,
    source: Source<'_>,
    subnet: Id<Subnet>,
    into: Id<Zone>,
) -> Result<Id<Subnet>, EditError> {
    let from = source.design;
    let original = original(&from.subnets, subnet)?;
    atomically(design, |design| {
        let vpc = get(&design.zones, into)?.vpc;
        let cidr_block = subnet::block_for_copy(design, vpc, original.cidr_block)?;
        let route_table = match same_table(design, from, original.route_table, vpc) {
            Some(table) => table,
            None => routing::table_for(design, into, original.kind)?,
        };
        let taken: Vec<&str> = design.subnets_of(vpc).map(|(_, subnet)| subnet.name.as_str()).collect();
        let name = name::of_copy(&original.name, taken.into_iter());
        let copy = design.allocate();
        let network_acl = same_acl(design, from, original.network_acl, vpc);
        design.subnets.insert(
            copy,
            Subnet { zone: into, name, cidr_block, route_table, network_acl, ..original.clone() },
        );
        ipv6::settle_ipv6(design, copy);
        for (id, _) in from.nat_gateways_in(subnet) {
            copy_nat_gateway(design, source, id, copy)?;
        }
        for (id, _) in from.workloads_in(subnet) {
            copy_workload(design, source, id, copy)?;
        }
        Ok(copy)
    })
}

/// Copies a workload into a subnet, with its calls: to the service nodes of the Region, which are made where there are
/// none. A call that the new Region or catalogue cannot carry is left out.
///
/// # Errors
/// The subnet is gone.
pub fn copy_workload(
    design: &mut Design,
    source: Source<'_>,
    workload: Id<Workload>,
    into: Id<Subnet>,
) -> Result<Id<Workload>, EditError> {
    let Source { design: from, catalog } = source;
    let original = original(&from.workloads, workload)?;
    atomically(design, |design| {
        let vpc = design.vpc_of_subnet(into).ok_or_else(|| EditError::gone(into))?;
        let region = get(&design.vpcs, vpc)?.region.clone();
        let taken: Vec<&str> = design.workloads_of(vpc).map(|(_, other)| other.name.as_str()).collect();
        let name = name::of_copy(&original.name, taken.into_iter());
        let mut security_groups = Vec::new();
        for group in &original.security_groups {
            security_groups.push(group_for(design, source, *group, vpc)?);
        }
        let copy = design.allocate();
        design.workloads.insert(copy, Workload { subnet: into, name, security_groups, ..original.clone() });
        for (_, connection) in from.connections_of(workload) {
            let Some(service) = from.services.get(connection.service) else { continue };
            // What cannot be reached from here is left out; the copy is no worse than a new workload.
            let _ = atomically(design, |design| {
                let service = workload::add_service(design, catalog, service.target.clone(), &region)?;
                connect::connect(design, catalog, copy, service)
            });
        }
        Ok(copy)
    })
}

/// Copies a NAT gateway into a public subnet.
///
/// # Errors
/// The subnet is gone, or not public.
pub fn copy_nat_gateway(
    design: &mut Design,
    source: Source<'_>,
    nat: Id<NatGateway>,
    into: Id<Subnet>,
) -> Result<Id<NatGateway>, EditError> {
    let from = source.design;
    let original = original(&from.nat_gateways, nat)?;
    let copy = gateway::add_nat_gateway(design, into)?;
    if let Some(entity) = design.nat_gateways.get_mut(copy) {
        entity.tags = original.tags.clone();
        entity.at = original.at;
    }
    Ok(copy)
}

/// Copies an internet gateway to a VPC.
///
/// # Errors
/// The VPC is gone, or has one already.
pub fn copy_internet_gateway(
    design: &mut Design,
    source: Source<'_>,
    internet_gateway: Id<InternetGateway>,
    into: Id<Vpc>,
) -> Result<Id<InternetGateway>, EditError> {
    let from = source.design;
    let original = original(&from.internet_gateways, internet_gateway)?;
    let copy = gateway::add_internet_gateway(design, into)?;
    if let Some(entity) = design.internet_gateways.get_mut(copy) {
        entity.tags = original.tags.clone();
        entity.at = original.at;
    }
    Ok(copy)
}

/// Copies an endpoint to a VPC, with policy, tags and options; subnets, tables and groups are those that a new endpoint
/// gets there.
///
/// # Errors
/// The VPC is gone, has such an endpoint already, or its Region does not offer the service.
pub fn copy_endpoint(
    design: &mut Design,
    source: Source<'_>,
    endpoint: Id<Endpoint>,
    into: Id<Vpc>,
) -> Result<Id<Endpoint>, EditError> {
    let Source { design: from, catalog } = source;
    let original = original(&from.endpoints, endpoint)?;
    let kind = original.kind.endpoint_type();
    let region = from.service_region(original).unwrap_or_default().to_owned();
    let away = original.kind.service_region().is_some() || original.service.region().is_some();
    let own = get(&design.vpcs, into)?.region.clone();
    let region = if away { region } else { own };
    if original.service.own().is_some_and(|own| !design.endpoint_services.contains(own)) {
        return Err(EditError(format!("The endpoint service of {} is not in this design", original.name)));
    }
    let there = design
        .endpoints_to(into, &original.service, &region)
        .any(|(_, other)| other.kind.endpoint_type() == kind);
    // Routes of each zone lead to one of their own.
    if there && kind != EndpointType::GatewayLoadBalancer {
        return Err(EditError(format!(
            "VPC {} has a {} endpoint for {} already; a second one helps nobody",
            design.label(into.into()),
            kind.word(),
            original.service.word()
        )));
    }
    atomically(design, |design| {
        let copy = endpoint::add_endpoint_in(design, catalog, into, original.service.clone(), &region)?;
        endpoint::set_endpoint_type(design, catalog, copy, kind)?;
        let taken: Vec<&str> = design
            .endpoints_of(into)
            .filter(|(id, _)| *id != copy)
            .map(|(_, other)| other.name.as_str())
            .collect();
        let name = name::of_copy(&original.name, taken.into_iter());
        if let Some(entity) = design.endpoints.get_mut(copy) {
            entity.name = name;
            entity.policy = original.policy.clone();
            entity.auto_accept = original.auto_accept;
            entity.tags = original.tags.clone();
            if let (Some(new), Some(old)) = (entity.kind.interface_mut(), original.kind.interface()) {
                new.private_dns = old.private_dns;
                new.private_dns_scope = old.private_dns_scope;
                new.ip_address_type = old.ip_address_type;
                new.dns_record_ip_type = old.dns_record_ip_type;
            }
        }
        Ok(copy)
    })
}

/// Copies a service node.
///
/// # Errors
/// The node is in the design already, or the catalogue does not know the service.
pub fn copy_service(
    design: &mut Design,
    source: Source<'_>,
    service: Id<Service>,
) -> Result<Id<Service>, EditError> {
    let Source { design: from, catalog } = source;
    let original = original(&from.services, service)?;
    if design.service_node(&original.target, &original.region).is_some() {
        return Err(EditError(format!(
            "{} in {} is in the design already; a service is drawn once per Region",
            original.name, original.region
        )));
    }
    let copy = workload::add_service(design, catalog, original.target.clone(), &original.region)?;
    if let Some(entity) = design.services.get_mut(copy) {
        entity.name.clone_from(&original.name);
    }
    Ok(copy)
}

/// Copies a route table without the routes whose target stays behind, except that to the internet gateway.
///
/// # Errors
/// The VPC is gone.
pub fn copy_route_table(
    design: &mut Design,
    source: Source<'_>,
    table: Id<RouteTable>,
    into: Id<Vpc>,
) -> Result<Id<RouteTable>, EditError> {
    let from = source.design;
    let original = original(&from.route_tables, table)?;
    get(&design.vpcs, into)?;
    let stays = original.vpc == into && design.route_tables.get(table) == Some(original);
    let own_gateway = design.internet_gateway_of(into).map(|(id, _)| id);
    let routes = original.routes.iter().filter_map(|route| {
        let target = match route.target {
            _ if stays => route.target,
            RouteTarget::InternetGateway(_) => RouteTarget::InternetGateway(own_gateway?),
            RouteTarget::NatGateway(_)
            | RouteTarget::PeeringConnection(_)
            | RouteTarget::TransitGateway(_)
            | RouteTarget::VpnGateway(_)
            | RouteTarget::GatewayLoadBalancerEndpoint(_) => return None,
        };
        Some(crate::model::Route { target, ..*route })
    });
    let routes = routes.collect();
    let taken: Vec<&str> = design.route_tables_of(into).map(|(_, other)| other.name.as_str()).collect();
    let name = name::of_copy(&original.name, taken.into_iter());
    let copy = design.allocate();
    let (ipv6_routes, tags) = (original.ipv6_routes.clone(), original.tags.clone());
    design.route_tables.insert(copy, RouteTable { vpc: into, name, routes, ipv6_routes, tags });
    Ok(copy)
}

/// Copies a security group. Rules that name another group are bound to the group of that name, and dropped where the
/// VPC has none; those that name the group itself name the copy.
///
/// # Errors
/// The VPC is gone.
pub fn copy_security_group(
    design: &mut Design,
    source: Source<'_>,
    group: Id<SecurityGroup>,
    into: Id<Vpc>,
) -> Result<Id<SecurityGroup>, EditError> {
    let from = source.design;
    let original = original(&from.security_groups, group)?;
    get(&design.vpcs, into)?;
    let taken: Vec<&str> = design.security_groups_of(into).map(|(_, other)| other.name.as_str()).collect();
    let name = name::of_copy(&original.name, taken.into_iter());
    let copy = design.allocate();
    let bound = |rules: &[Rule]| -> Vec<Rule> {
        let bind = |rule: &Rule| {
            let peer = match &rule.peer {
                Peer::SecurityGroup(peer) if *peer == group => Peer::SecurityGroup(copy),
                Peer::SecurityGroup(peer) => {
                    let name = &from.security_groups.get(*peer)?.name;
                    let mut groups = design.security_groups_of(into);
                    Peer::SecurityGroup(groups.find(|(_, other)| other.name == *name)?.0)
                }
                Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => rule.peer.clone(),
            };
            Some(Rule { peer, ..rule.clone() })
        };
        rules.iter().filter_map(bind).collect()
    };
    let (ingress, egress) = (bound(&original.ingress), bound(&original.egress));
    design
        .security_groups
        .insert(copy, SecurityGroup { vpc: into, name, ingress, egress, ..original.clone() });
    Ok(copy)
}

/// The group of a VPC that says the same as one of another design or VPC; a copy where there is none.
fn group_for(
    design: &mut Design,
    source: Source<'_>,
    group: Id<SecurityGroup>,
    vpc: Id<Vpc>,
) -> Result<Id<SecurityGroup>, EditError> {
    let from = source.design;
    let wanted = original(&from.security_groups, group)?;
    let said = spoken_rules(from, wanted);
    let same = design
        .security_groups_of(vpc)
        .find(|(_, other)| other.name == wanted.name && spoken_rules(design, other) == said)
        .map(|(id, _)| id);
    match same {
        Some(id) => Ok(id),
        None => copy_security_group(design, source, group, vpc),
    }
}

/// The rules with names in the place of ids.
fn spoken_rules(design: &Design, group: &SecurityGroup) -> Vec<(bool, String, Rule)> {
    let spoken = |inbound: bool, rule: &Rule| match &rule.peer {
        Peer::SecurityGroup(peer) => {
            let name = design.label((*peer).into());
            (inbound, name, Rule { peer: Peer::PrefixList(String::new()), ..rule.clone() })
        }
        Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => (inbound, String::new(), rule.clone()),
    };
    let inbound = group.ingress.iter().map(|rule| spoken(true, rule));
    inbound.chain(group.egress.iter().map(|rule| spoken(false, rule))).collect()
}

/// The route table of a VPC with the same name and routes as one of another design or VPC.
fn same_table(design: &Design, from: &Design, table: Id<RouteTable>, vpc: Id<Vpc>) -> Option<Id<RouteTable>> {
    let wanted = from.route_tables.get(table)?;
    let spoken = |design: &Design, table: &RouteTable| -> Vec<(String, String)> {
        let target = |target: RouteTarget| match target {
            RouteTarget::InternetGateway(_) => "internet gateway".to_owned(),
            RouteTarget::NatGateway(_)
            | RouteTarget::PeeringConnection(_)
            | RouteTarget::TransitGateway(_)
            | RouteTarget::VpnGateway(_)
            | RouteTarget::GatewayLoadBalancerEndpoint(_) => design.label(target.entity()),
        };
        let ipv4 = table.routes.iter().map(|route| (route.destination.to_string(), target(route.target)));
        let ipv6 = table
            .ipv6_routes
            .iter()
            .map(|route| (route.destination.to_string(), route.target.word().to_owned()));
        ipv4.chain(ipv6).collect()
    };
    let said = spoken(from, wanted);
    let mut tables = design.route_tables_of(vpc);
    tables.find(|(_, other)| other.name == wanted.name && spoken(design, other) == said).map(|(id, _)| id)
}

/// The network ACL of a VPC with the same name and rules as one of another design or VPC; else the VPC's default one.
fn same_acl(
    design: &Design,
    from: &Design,
    acl: Option<Id<NetworkAcl>>,
    vpc: Id<Vpc>,
) -> Option<Id<NetworkAcl>> {
    let wanted = from.network_acls.get(acl?)?;
    let mut acls = design.network_acls_of(vpc);
    let same = |other: &NetworkAcl| {
        (&other.name, &other.ingress, &other.egress) == (&wanted.name, &wanted.ingress, &wanted.egress)
    };
    acls.find(|(_, other)| same(other)).map(|(id, _)| id)
}

fn original<T: Entity>(entities: &Entities<T>, id: Id<T>) -> Result<&T, EditError>
where
    EntityRef: From<Id<T>>,
{
    get(entities, id)
}
