//! Removal, with everything that cannot exist without what is removed.

use std::collections::BTreeSet;

use super::{EditError, routing};
use crate::{
    model::{
        Design, EndpointKind, EntityRef, Id, OnPremisesGateway, Peer, Profile, RecordTarget, RouteTable,
        RouteTarget, SecurityGroup, ServiceLoadBalancer, ServiceRef, TransitGateway, Vpc,
    },
    net::Ipv4Net,
};

/// Removes entities, what they contain and what cannot be without them: a VPC takes its zones, subnets, gateways,
/// groups and endpoints along; a workload its connections. Lists that name a removed entity (rules, routes, an
/// endpoint's subnets) lose the entry. Groups and route tables that served only removed things go too.
///
/// # Errors
/// A route table that a remaining subnet uses.
pub fn remove(design: &mut Design, entities: &[EntityRef]) -> Result<(), EditError> {
    let gone = closure(design, entities);
    for entity in &gone {
        let EntityRef::RouteTable(table) = entity else { continue };
        let user = design.subnets_with(*table).find(|(id, _)| !gone.contains(&EntityRef::from(*id)));
        if let Some((_, subnet)) = user {
            return Err(EditError(format!(
                "Route table {} is used by subnet {}; give the subnet another table first",
                design.label(*entity),
                subnet.name
            )));
        }
    }
    let (groups, tables) = served_only(design, &gone);
    let unreached = unreached_blocks(design, &gone);
    for entity in &gone {
        take(design, *entity);
    }
    for (blocks, target) in unreached {
        routing::forget_blocks(design, &blocks, target);
    }
    forget(design, &gone);
    for table in tables {
        routing::remove_if_orphaned(design, table);
    }
    remove_orphaned_groups(design, &groups);
    forget_suppressions(design);
    Ok(())
}

/// The entities to remove: the given ones and all that are contained in, or are an end's connection of, one of them.
fn closure(design: &Design, entities: &[EntityRef]) -> BTreeSet<EntityRef> {
    let mut gone: BTreeSet<EntityRef> =
        entities.iter().copied().filter(|entity| design.exists(*entity)).collect();
    // What is shown of an endpoint service, and what leads to it, goes with it and with its VPC.
    let offered: BTreeSet<EntityRef> = design
        .endpoint_services
        .iter()
        .filter(|(id, service)| gone.contains(&(*id).into()) || gone.contains(&service.vpc.into()))
        .map(|(id, _)| id.into())
        .collect();
    let own = |service: &ServiceRef| service.own().is_some_and(|id| offered.contains(&id.into()));
    gone.extend(design.services.iter().filter(|(_, s)| own(&s.target)).map(|(id, _)| EntityRef::from(id)));
    gone.extend(design.endpoints.iter().filter(|(_, e)| own(&e.service)).map(|(id, _)| EntityRef::from(id)));
    // Containment is four levels deep and `entities` lists containers first, so one pass finds all.
    for entity in design.entities() {
        let owner_gone = match entity {
            EntityRef::Connection(_) | EntityRef::PeeringConnection(_) => {
                design.references(entity).iter().any(|end| gone.contains(end))
            }
            EntityRef::TransitGatewayAttachment(id) => design
                .transit_gateway_attachments
                .get(id)
                .is_some_and(|a| gone.contains(&a.vpc.into()) || gone.contains(&a.transit_gateway.into())),
            // A private zone without a VPC is none.
            EntityRef::HostedZone(id) => design.hosted_zones.get(id).is_some_and(|zone| {
                !zone.vpcs.is_empty() && zone.vpcs.iter().all(|vpc| gone.contains(&EntityRef::from(*vpc)))
            }),
            _ => design.parent_of(entity).is_some_and(|parent| gone.contains(&parent)),
        };
        if owner_gone {
            gone.insert(entity);
        }
    }
    gone
}

/// The blocks to which a Transit Gateway or virtual private gateway leads no longer: of the VPCs and on-premises networks
/// that go, or whose attachment does.
fn unreached_blocks(design: &Design, gone: &BTreeSet<EntityRef>) -> Vec<(Vec<Ipv4Net>, RouteTarget)> {
    let mut unreached = Vec::new();
    for entity in gone {
        match entity {
            EntityRef::TransitGatewayAttachment(id) => {
                let attachment = design.transit_gateway_attachments.get(*id);
                if let Some((attachment, vpc)) = attachment.and_then(|a| Some((a, design.vpcs.get(a.vpc)?))) {
                    let target = RouteTarget::TransitGateway(attachment.transit_gateway);
                    unreached.push((vpc.cidr_blocks.clone(), target));
                }
            }
            EntityRef::OnPremisesNetwork(id) => {
                if let Some(network) = design.on_premises_networks.get(*id) {
                    unreached.extend(network.gateways.iter().map(|gateway| {
                        let target = match gateway {
                            OnPremisesGateway::VpnGateway(id) => RouteTarget::VpnGateway(*id),
                            OnPremisesGateway::TransitGateway(id) => RouteTarget::TransitGateway(*id),
                        };
                        (network.cidr_blocks.clone(), target)
                    }));
                }
            }
            _ => {}
        }
    }
    unreached
}

fn take(design: &mut Design, entity: EntityRef) {
    match entity {
        EntityRef::Vpc(id) => drop(design.vpcs.remove(id)),
        EntityRef::Zone(id) => drop(design.zones.remove(id)),
        EntityRef::Subnet(id) => drop(design.subnets.remove(id)),
        EntityRef::RouteTable(id) => drop(design.route_tables.remove(id)),
        EntityRef::InternetGateway(id) => drop(design.internet_gateways.remove(id)),
        EntityRef::NatGateway(id) => drop(design.nat_gateways.remove(id)),
        EntityRef::SecurityGroup(id) => drop(design.security_groups.remove(id)),
        EntityRef::Workload(id) => drop(design.workloads.remove(id)),
        EntityRef::Service(id) => drop(design.services.remove(id)),
        EntityRef::Endpoint(id) => drop(design.endpoints.remove(id)),
        EntityRef::Connection(id) => drop(design.connections.remove(id)),
        EntityRef::NetworkAcl(id) => drop(design.network_acls.remove(id)),
        EntityRef::PeeringConnection(id) => drop(design.peering_connections.remove(id)),
        EntityRef::TransitGateway(id) => drop(design.transit_gateways.remove(id)),
        EntityRef::TransitGatewayAttachment(id) => drop(design.transit_gateway_attachments.remove(id)),
        EntityRef::VpnGateway(id) => drop(design.vpn_gateways.remove(id)),
        EntityRef::OnPremisesNetwork(id) => drop(design.on_premises_networks.remove(id)),
        EntityRef::HostedZone(id) => drop(design.hosted_zones.remove(id)),
        EntityRef::Profile(id) => drop(design.profiles.remove(id)),
        EntityRef::ResolverEndpoint(id) => drop(design.resolver_endpoints.remove(id)),
        EntityRef::EndpointService(id) => drop(design.endpoint_services.remove(id)),
    }
}

/// Drops list entries that name a removed entity.
fn forget(design: &mut Design, gone: &BTreeSet<EntityRef>) {
    let stays = |entity: EntityRef| !gone.contains(&entity);
    super::ipv6::forget_gateways(design, gone);
    let attached: BTreeSet<(Id<TransitGateway>, Id<Vpc>)> =
        design.transit_gateway_attachments.values().map(|a| (a.transit_gateway, a.vpc)).collect();
    design.route_tables.update_each(|_, table| {
        let (count, vpc) = (table.routes.len(), table.vpc);
        table.routes.retain(|route| {
            let reached = match route.target {
                RouteTarget::TransitGateway(id) => attached.contains(&(id, vpc)),
                RouteTarget::InternetGateway(_)
                | RouteTarget::NatGateway(_)
                | RouteTarget::PeeringConnection(_)
                | RouteTarget::VpnGateway(_)
                | RouteTarget::GatewayLoadBalancerEndpoint(_) => true,
            };
            reached && stays(route.target.entity())
        });
        table.routes.len() != count
    });
    design.subnets.update_each(|_, subnet| {
        let lost = subnet.network_acl.filter(|acl| !stays((*acl).into()));
        if lost.is_some() {
            subnet.network_acl = None;
        }
        lost.is_some()
    });
    design.transit_gateway_attachments.update_each(|_, attachment| {
        let count = attachment.subnets.len();
        attachment.subnets.retain(|id| stays((*id).into()));
        attachment.subnets.len() != count
    });
    design.on_premises_networks.update_each(|_, network| {
        let count = network.gateways.len() + network.calls.len();
        network.gateways.retain(|gateway| stays(gateway.entity()));
        network.calls.retain(|id| stays((*id).into()));
        network.monthly_gb.retain(|id, _| stays((*id).into()));
        network.gateways.len() + network.calls.len() != count
    });
    design.hosted_zones.update_each(|_, zone| {
        let count = zone.vpcs.len() + zone.records.len();
        zone.vpcs.retain(|id| stays((*id).into()));
        zone.records.retain(|record| match record.target {
            RecordTarget::Endpoint(id) => stays(id.into()),
            RecordTarget::Addresses(_) | RecordTarget::Name(_) => true,
        });
        zone.vpcs.len() + zone.records.len() != count
    });
    design.profiles.update_each(|_, profile| {
        let count =
            |profile: &Profile| profile.vpcs.len() + profile.hosted_zones.len() + profile.endpoints.len();
        let before = count(profile);
        profile.vpcs.retain(|id| stays((*id).into()));
        profile.hosted_zones.retain(|id| stays((*id).into()));
        profile.endpoints.retain(|id| stays((*id).into()));
        count(profile) != before
    });
    design.resolver_endpoints.update_each(|_, resolver| {
        let count = resolver.subnets.len() + resolver.security_groups.len();
        resolver.subnets.retain(|id| stays((*id).into()));
        resolver.security_groups.retain(|id| stays((*id).into()));
        resolver.subnets.len() + resolver.security_groups.len() != count
    });
    design.endpoint_services.update_each(|_, service| match &mut service.load_balancer {
        ServiceLoadBalancer::Existing(_) => false,
        ServiceLoadBalancer::Network(balancer) => {
            let count = balancer.subnets.len() + balancer.targets.len();
            balancer.subnets.retain(|id| stays((*id).into()));
            balancer.targets.retain(|id| stays((*id).into()));
            balancer.subnets.len() + balancer.targets.len() != count
        }
    });
    design.security_groups.update_each(|_, group| {
        let count = group.ingress.len() + group.egress.len();
        for rules in [&mut group.ingress, &mut group.egress] {
            rules.retain(|rule| match rule.peer {
                Peer::SecurityGroup(id) => stays(id.into()),
                Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => true,
            });
        }
        group.ingress.len() + group.egress.len() != count
    });
    design.workloads.update_each(|_, workload| {
        let count = workload.security_groups.len();
        workload.security_groups.retain(|id| stays((*id).into()));
        workload.security_groups.len() != count
    });
    design.endpoints.update_each(|_, endpoint| match &mut endpoint.kind {
        EndpointKind::Gateway(gateway) => {
            let count = gateway.route_tables.len();
            gateway.route_tables.retain(|id| stays((*id).into()));
            gateway.route_tables.len() != count
        }
        EndpointKind::GatewayLoadBalancer(endpoint) => {
            let count = endpoint.subnets.len();
            endpoint.subnets.retain(|id| stays((*id).into()));
            endpoint.subnets.len() != count
        }
        EndpointKind::Interface(interface)
        | EndpointKind::Resource(interface)
        | EndpointKind::ServiceNetwork(interface) => {
            let count = interface.subnets.len() + interface.security_groups.len();
            interface.subnets.retain(|id| stays((*id).into()));
            interface.security_groups.retain(|id| stays((*id).into()));
            interface.subnets.len() + interface.security_groups.len() != count
        }
    });
}

/// A suppression goes with what it is about.
fn forget_suppressions(design: &mut Design) {
    let mut suppressions = std::mem::take(&mut design.suppressions);
    suppressions.retain(|suppression| suppression.at.is_none_or(|at| design.exists(at)));
    design.suppressions = suppressions;
}

/// The groups and route tables that removed workloads, endpoints and subnets used.
fn served_only(design: &Design, gone: &BTreeSet<EntityRef>) -> (Vec<Id<SecurityGroup>>, Vec<Id<RouteTable>>) {
    let mut groups = Vec::new();
    let mut tables = Vec::new();
    for entity in gone {
        match entity {
            EntityRef::Workload(_)
            | EntityRef::Endpoint(_)
            | EntityRef::ResolverEndpoint(_)
            | EntityRef::Subnet(_) => {}
            _ => continue,
        }
        for reference in design.references(*entity) {
            match reference {
                EntityRef::SecurityGroup(id) => groups.push(id),
                // A gateway endpoint names tables too, but is not what they are for.
                EntityRef::RouteTable(id) if matches!(entity, EntityRef::Subnet(_)) => tables.push(id),
                _ => {}
            }
        }
    }
    (groups, tables)
}

/// Removes those of the groups that no workload, endpoint or rule of another group names any more.
pub(super) fn remove_orphaned_groups(design: &mut Design, groups: &[Id<SecurityGroup>]) {
    for id in groups {
        let by_workload = design.workloads.values().any(|w| w.security_groups.contains(id));
        let by_endpoint =
            design.endpoints.values().any(|endpoint| endpoint.kind.security_groups().contains(id));
        let by_resolver = design.resolver_endpoints.values().any(|r| r.security_groups.contains(id));
        let by_rule = design.security_groups.iter().any(|(other, group)| {
            other != *id
                && group.ingress.iter().chain(&group.egress).any(|r| r.peer == Peer::SecurityGroup(*id))
        });
        if !by_workload && !by_endpoint && !by_resolver && !by_rule {
            design.security_groups.remove(*id);
            design.suppressions.retain(|suppression| suppression.at != Some((*id).into()));
            design.security_groups.update_each(|_, group| {
                let count = group.ingress.len() + group.egress.len();
                group.ingress.retain(|rule| rule.peer != Peer::SecurityGroup(*id));
                group.egress.retain(|rule| rule.peer != Peer::SecurityGroup(*id));
                group.ingress.len() + group.egress.len() != count
            });
        }
    }
}
