//! Ids: unique over all kinds, and far enough from the end of the numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::Log;
use crate::model::{
    Design, Drawing, EndpointKind, Entities, EntityRef, Id, OnPremisesGateway, Peer, RecordTarget,
    RouteTarget, ServiceLoadBalancer, ServiceRef,
};

/// The largest number an entity keeps; above it there would be no room for what the user adds.
const MAX_NUMBER: u32 = 1_000_000_000;

pub(super) fn repair(design: &mut Design, log: &mut Log<'_>) {
    let moves = moves(design);
    for (from, to) in &moves {
        let reason = if from.number() > MAX_NUMBER {
            "the number is too large"
        } else {
            "another entity has this number"
        };
        let to = renumbered(*from, *to);
        log.renumbered(*from, to, format!("{reason}, so the id is now {to}"));
    }
    if !moves.is_empty() {
        renumber(design, &moves);
    }
    let largest = design.entities().map(EntityRef::number).max().unwrap_or(0);
    let next = largest.saturating_add(1);
    if design.next_id < next || design.next_id > MAX_NUMBER.saturating_add(1) {
        log.design("next_id", format!("{} was changed to {next}, the first free number", design.next_id));
        design.next_id = next;
    }
}

/// The entities that need another number, with it. The first holder of a number, kind by kind, keeps it.
fn moves(design: &Design) -> BTreeMap<EntityRef, u32> {
    let mut seen = BTreeSet::new();
    let mut homeless = Vec::new();
    for entity in design.entities() {
        if entity.number() > MAX_NUMBER || !seen.insert(entity.number()) {
            homeless.push(entity);
        }
    }
    let mut free = (1..=MAX_NUMBER).filter(|number| !seen.contains(number));
    homeless.into_iter().zip(std::iter::from_fn(move || free.next())).collect()
}

fn renumbered(entity: EntityRef, number: u32) -> EntityRef {
    match entity {
        EntityRef::Vpc(_) => EntityRef::Vpc(Id::new(number)),
        EntityRef::Zone(_) => EntityRef::Zone(Id::new(number)),
        EntityRef::Subnet(_) => EntityRef::Subnet(Id::new(number)),
        EntityRef::RouteTable(_) => EntityRef::RouteTable(Id::new(number)),
        EntityRef::InternetGateway(_) => EntityRef::InternetGateway(Id::new(number)),
        EntityRef::NatGateway(_) => EntityRef::NatGateway(Id::new(number)),
        EntityRef::SecurityGroup(_) => EntityRef::SecurityGroup(Id::new(number)),
        EntityRef::Workload(_) => EntityRef::Workload(Id::new(number)),
        EntityRef::Service(_) => EntityRef::Service(Id::new(number)),
        EntityRef::Endpoint(_) => EntityRef::Endpoint(Id::new(number)),
        EntityRef::Connection(_) => EntityRef::Connection(Id::new(number)),
        EntityRef::NetworkAcl(_) => EntityRef::NetworkAcl(Id::new(number)),
        EntityRef::PeeringConnection(_) => EntityRef::PeeringConnection(Id::new(number)),
        EntityRef::TransitGateway(_) => EntityRef::TransitGateway(Id::new(number)),
        EntityRef::TransitGatewayAttachment(_) => EntityRef::TransitGatewayAttachment(Id::new(number)),
        EntityRef::VpnGateway(_) => EntityRef::VpnGateway(Id::new(number)),
        EntityRef::OnPremisesNetwork(_) => EntityRef::OnPremisesNetwork(Id::new(number)),
        EntityRef::HostedZone(_) => EntityRef::HostedZone(Id::new(number)),
        EntityRef::Profile(_) => EntityRef::Profile(Id::new(number)),
        EntityRef::ResolverEndpoint(_) => EntityRef::ResolverEndpoint(Id::new(number)),
        EntityRef::EndpointService(_) => EntityRef::EndpointService(Id::new(number)),
    }
}

/// Gives the entities their new numbers, in the tables and wherever they are named.
pub(crate) fn renumber(design: &mut Design, moves: &BTreeMap<EntityRef, u32>) {
    table(&mut design.vpcs, moves, |_| {});
    table(&mut design.zones, moves, |zone| id(&mut zone.vpc, moves));
    table(&mut design.subnets, moves, |subnet| {
        id(&mut subnet.zone, moves);
        id(&mut subnet.route_table, moves);
        if let Some(acl) = &mut subnet.network_acl {
            id(acl, moves);
        }
    });
    table(&mut design.route_tables, moves, |route_table| {
        id(&mut route_table.vpc, moves);
        for route in &mut route_table.routes {
            match &mut route.target {
                RouteTarget::InternetGateway(gateway) => id(gateway, moves),
                RouteTarget::NatGateway(gateway) => id(gateway, moves),
                RouteTarget::PeeringConnection(peering) => id(peering, moves),
                RouteTarget::TransitGateway(gateway) => id(gateway, moves),
                RouteTarget::VpnGateway(gateway) => id(gateway, moves),
                RouteTarget::GatewayLoadBalancerEndpoint(endpoint) => id(endpoint, moves),
            }
        }
    });
    table(&mut design.internet_gateways, moves, |gateway| id(&mut gateway.vpc, moves));
    table(&mut design.nat_gateways, moves, |gateway| id(&mut gateway.subnet, moves));
    table(&mut design.security_groups, moves, |group| {
        id(&mut group.vpc, moves);
        for rule in group.ingress.iter_mut().chain(&mut group.egress) {
            match &mut rule.peer {
                Peer::SecurityGroup(peer) => id(peer, moves),
                Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => {}
            }
        }
    });
    table(&mut design.workloads, moves, |workload| {
        id(&mut workload.subnet, moves);
        ids(&mut workload.security_groups, moves);
    });
    table(&mut design.services, moves, |service| own_service(&mut service.target, moves));
    table(&mut design.endpoints, moves, |endpoint| {
        id(&mut endpoint.vpc, moves);
        own_service(&mut endpoint.service, moves);
        match &mut endpoint.kind {
            EndpointKind::Gateway(gateway) => ids(&mut gateway.route_tables, moves),
            EndpointKind::GatewayLoadBalancer(endpoint) => ids(&mut endpoint.subnets, moves),
            EndpointKind::Interface(interface)
            | EndpointKind::Resource(interface)
            | EndpointKind::ServiceNetwork(interface) => {
                ids(&mut interface.subnets, moves);
                ids(&mut interface.security_groups, moves);
            }
        }
    });
    for at in design.suppressions.iter_mut().filter_map(|suppression| suppression.at.as_mut()) {
        if let Some(number) = moves.get(at) {
            *at = renumbered(*at, *number);
        }
    }
    table(&mut design.connections, moves, |connection| {
        id(&mut connection.workload, moves);
        id(&mut connection.service, moves);
    });
    table(&mut design.network_acls, moves, |acl| id(&mut acl.vpc, moves));
    table(&mut design.peering_connections, moves, |peering| {
        id(&mut peering.requester.vpc, moves);
        id(&mut peering.accepter.vpc, moves);
    });
    table(&mut design.transit_gateways, moves, |_| {});
    table(&mut design.transit_gateway_attachments, moves, |attachment| {
        id(&mut attachment.transit_gateway, moves);
        id(&mut attachment.vpc, moves);
        ids(&mut attachment.subnets, moves);
    });
    table(&mut design.vpn_gateways, moves, |gateway| id(&mut gateway.vpc, moves));
    table(&mut design.on_premises_networks, moves, |network| {
        for gateway in &mut network.gateways {
            match gateway {
                OnPremisesGateway::VpnGateway(gateway) => id(gateway, moves),
                OnPremisesGateway::TransitGateway(gateway) => id(gateway, moves),
            }
        }
        ids(&mut network.calls, moves);
        network.monthly_gb = std::mem::take(&mut network.monthly_gb)
            .into_iter()
            .map(|(mut service, gb)| {
                id(&mut service, moves);
                (service, gb)
            })
            .collect();
    });
    table(&mut design.hosted_zones, moves, |zone| {
        ids(&mut zone.vpcs, moves);
        for record in &mut zone.records {
            match &mut record.target {
                RecordTarget::Endpoint(endpoint) => id(endpoint, moves),
                RecordTarget::Addresses(_) | RecordTarget::Name(_) => {}
            }
        }
    });
    table(&mut design.profiles, moves, |profile| {
        ids(&mut profile.vpcs, moves);
        ids(&mut profile.hosted_zones, moves);
        ids(&mut profile.endpoints, moves);
    });
    table(&mut design.resolver_endpoints, moves, |resolver| {
        id(&mut resolver.vpc, moves);
        ids(&mut resolver.subnets, moves);
        ids(&mut resolver.security_groups, moves);
    });
    table(&mut design.endpoint_services, moves, |service| {
        id(&mut service.vpc, moves);
        match &mut service.load_balancer {
            ServiceLoadBalancer::Network(balancer) => {
                ids(&mut balancer.subnets, moves);
                ids(&mut balancer.targets, moves);
            }
            ServiceLoadBalancer::Existing(_) => {}
        }
    });
    let Drawing { locked, collapsed } = std::mem::take(&mut design.drawing);
    let number = |entity: EntityRef| moves.get(&entity).map_or(entity, |number| renumbered(entity, *number));
    design.drawing.locked = locked.into_iter().map(number).collect();
    design.drawing.collapsed = collapsed
        .into_iter()
        .map(|mut vpc| {
            id(&mut vpc, moves);
            vpc
        })
        .collect();
}

fn table<T: Clone>(entities: &mut Entities<T>, moves: &BTreeMap<EntityRef, u32>, edit: impl Fn(&mut T))
where
    EntityRef: From<Id<T>>,
{
    let mut moved = Entities::default();
    for (mut key, entity) in entities.iter() {
        let mut entity = entity.clone();
        edit(&mut entity);
        id(&mut key, moves);
        moved.insert(key, entity);
    }
    *entities = moved;
}

fn own_service(service: &mut ServiceRef, moves: &BTreeMap<EntityRef, u32>) {
    match service {
        ServiceRef::OwnEndpointService(own) => id(own, moves),
        ServiceRef::Aws(_)
        | ServiceRef::EndpointService(_)
        | ServiceRef::ResourceConfiguration(_)
        | ServiceRef::ServiceNetwork(_) => {}
    }
}

fn id<T>(id: &mut Id<T>, moves: &BTreeMap<EntityRef, u32>)
where
    EntityRef: From<Id<T>>,
{
    if let Some(number) = moves.get(&EntityRef::from(*id)) {
        *id = Id::new(*number);
    }
}

fn ids<T>(list: &mut [Id<T>], moves: &BTreeMap<EntityRef, u32>)
where
    EntityRef: From<Id<T>>,
{
    list.iter_mut().for_each(|item| id(item, moves));
}
