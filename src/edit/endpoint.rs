//! VPC endpoints: made with the options that a careful user would set.

use super::{EditError, access, atomically, choose, get, name, recipe, routing, security_group};
use crate::{
    catalog::{self, Catalog, EndpointType},
    model::{
        Design, Endpoint, EndpointKind, GatewayEndpoint, Id, InterfaceEndpoint, Peer, Point, PrivateDnsScope,
        RouteTable, ServiceRef, Subnet, SubnetKind, Tags, Vpc, Workload, WorkloadKind, Zone,
    },
};

/// Adds an endpoint of the type that [`choose`] picks.
///
/// # Errors
/// The VPC is gone, or has no way to the service; the message says why.
pub fn add_endpoint(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: ServiceRef,
) -> Result<Id<Endpoint>, EditError> {
    get(&design.vpcs, vpc)?;
    let choice = choose(design, catalog, vpc, &service);
    let kind = choice.kind.ok_or_else(|| EditError(choice.reasons.join(". ")))?;
    add_endpoint_of_type(design, catalog, vpc, service, kind)
}

/// Adds an endpoint of a given type.
pub(super) fn add_endpoint_of_type(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: ServiceRef,
    kind: EndpointType,
) -> Result<Id<Endpoint>, EditError> {
    atomically(design, |design| {
        let taken: Vec<&str> = design.endpoints_of(vpc).map(|(_, endpoint)| endpoint.name.as_str()).collect();
        let name = name::unique(service.word(), taken.into_iter());
        let kind = kind_with_defaults(design, catalog, vpc, &service, kind)?;
        let id = design.allocate();
        let endpoint = Endpoint {
            vpc,
            name,
            service,
            kind,
            policy: None,
            auto_accept: false,
            tags: Tags::new(),
            at: Point::default(),
        };
        design.endpoints.insert(id, endpoint);
        Ok(id)
    })
}

/// The endpoint of a VPC that carries calls from it to a service, where one of a type is wanted: one of that type, or, in
/// the place of a gateway, an interface endpoint that answers for the service's own names.
pub(super) fn usable(
    design: &Design,
    vpc: Id<Vpc>,
    service: &ServiceRef,
    kind: EndpointType,
) -> Option<Id<Endpoint>> {
    let all = || design.endpoints_for(vpc, service);
    let own = all().find(|(_, endpoint)| endpoint.kind.endpoint_type() == kind);
    let found = own.or_else(|| {
        all().find(|(_, endpoint)| match &endpoint.kind {
            EndpointKind::Interface(interface) => {
                kind == EndpointType::Gateway
                    && interface.private_dns
                    && interface.private_dns_scope != Some(PrivateDnsScope::InboundResolverOnly)
            }
            EndpointKind::Gateway(_) => false,
        })
    });
    found.map(|(id, _)| id)
}

/// Turns an endpoint into the other type, with that type's usual options; name, policy and tags stay.
///
/// # Errors
/// The endpoint is gone, or its service does not have that type.
pub fn set_endpoint_type(
    design: &mut Design,
    catalog: &Catalog,
    endpoint: Id<Endpoint>,
    kind: EndpointType,
) -> Result<(), EditError> {
    let entity = get(&design.endpoints, endpoint)?.clone();
    if entity.kind.endpoint_type() == kind {
        return Ok(());
    }
    let choice = choose(design, catalog, entity.vpc, &entity.service);
    if !choice.ways.iter().any(|way| way.kind == kind) {
        return Err(EditError(format!("{} has no {} endpoint", entity.service.word(), word(kind))));
    }
    atomically(design, |design| {
        // It is no sibling of its own.
        design.endpoints.remove(endpoint);
        let kind = kind_with_defaults(design, catalog, entity.vpc, &entity.service, kind)?;
        design.endpoints.insert(endpoint, Endpoint { kind, ..entity.clone() });
        for workload in design.clients_of(&entity) {
            reach(design, catalog, workload);
        }
        Ok(())
    })
}

fn word(kind: EndpointType) -> &'static str {
    match kind {
        EndpointType::Gateway => "gateway",
        EndpointType::Interface => "interface",
    }
}

fn kind_with_defaults(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
    kind: EndpointType,
) -> Result<EndpointKind, EditError> {
    Ok(match kind {
        EndpointType::Gateway => {
            // A table takes one gateway endpoint of each service.
            let free = |table: &Id<RouteTable>| {
                !design.endpoints_for(vpc, service).any(|(_, sibling)| match &sibling.kind {
                    EndpointKind::Gateway(gateway) => gateway.route_tables.contains(table),
                    EndpointKind::Interface(_) => false,
                })
            };
            let route_tables = endpoint_tables(design, vpc).into_iter().filter(free).collect();
            EndpointKind::Gateway(GatewayEndpoint { route_tables })
        }
        EndpointType::Interface => {
            let group = security_group::endpoint_group(design, vpc, service)?;
            let (private_dns, private_dns_scope) = usual_dns(design, catalog, vpc, service)?;
            EndpointKind::Interface(InterfaceEndpoint {
                subnets: endpoint_subnets(design, catalog, vpc, service),
                security_groups: vec![group],
                private_dns,
                private_dns_scope,
                ip_address_type: None,
                dns_record_ip_type: None,
            })
        }
    })
}

/// Whether a further interface endpoint of a VPC for a service has private DNS, and for whom.
fn usual_dns(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
) -> Result<(bool, Option<PrivateDnsScope>), EditError> {
    // One endpoint of a VPC can have the private names of a service.
    let named = design.endpoints_for(vpc, service).any(|(_, sibling)| match &sibling.kind {
        EndpointKind::Interface(interface) => interface.private_dns,
        EndpointKind::Gateway(_) => false,
    });
    let private_dns = !named && private_dns(catalog, service, &get(&design.vpcs, vpc)?.region);
    // With a gateway endpoint for the same service, the VPC's own clients keep the free way.
    let gateway = design.endpoints_for(vpc, service).any(|(_, sibling)| sibling.kind.is_gateway());
    Ok((private_dns, (private_dns && gateway).then_some(PrivateDnsScope::InboundResolverOnly)))
}

/// Makes an endpoint one for another service. An interface endpoint for one of AWS's has private DNS as a new one has.
pub(super) fn set_endpoint_service(
    design: &mut Design,
    catalog: &Catalog,
    endpoint: Id<Endpoint>,
    service: &ServiceRef,
) -> Result<(), EditError> {
    let vpc = get(&design.endpoints, endpoint)?.vpc;
    let (private_dns, private_dns_scope) = usual_dns(design, catalog, vpc, service)?;
    let entity = design.endpoints.get_mut(endpoint).ok_or_else(|| EditError::gone(endpoint))?;
    if entity.service == *service {
        return Ok(());
    }
    entity.service = service.clone();
    if let (EndpointKind::Interface(interface), ServiceRef::Aws(_)) = (&mut entity.kind, service) {
        interface.private_dns = private_dns;
        interface.private_dns_scope = private_dns_scope;
    }
    Ok(())
}

/// Private DNS is on unless the catalogue knows that the service has none. For an endpoint service it depends on the
/// provider, and the API refuses it where there is none: off.
fn private_dns(catalog: &Catalog, service: &ServiceRef, region: &str) -> bool {
    match service {
        ServiceRef::Aws(key) => catalog.private_dns_support(key, region) != Some(false),
        ServiceRef::EndpointService(_) => false,
    }
}

/// The route tables for a gateway endpoint: those of private and isolated subnets; where there are none, all that
/// subnets of the VPC use.
pub fn endpoint_tables(design: &Design, vpc: Id<Vpc>) -> Vec<Id<RouteTable>> {
    let private = routing::tables_where(design, vpc, |subnet| subnet.kind != SubnetKind::Public);
    if private.is_empty() { routing::tables_where(design, vpc, |_| true) } else { private }
}

/// The subnets for an interface endpoint: one in each zone that is known to have the service, or not known to lack it.
pub fn endpoint_subnets(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
) -> Vec<Id<Subnet>> {
    subnet_per_zone(design, vpc, |zone| serves(design, catalog, service, zone))
}

/// One subnet in each zone that suits, away from the internet where there is such a one: isolated before private would
/// hide the endpoint from nobody, so the first by kind private, isolated, public.
pub(super) fn subnet_per_zone(
    design: &Design,
    vpc: Id<Vpc>,
    suits: impl Fn(Id<Zone>) -> bool,
) -> Vec<Id<Subnet>> {
    let rank = |kind: SubnetKind| match kind {
        SubnetKind::Private => 0,
        SubnetKind::Isolated => 1,
        SubnetKind::Public => 2,
    };
    let best_of = |zone| {
        design.subnets_of_zone(zone).min_by_key(|(id, s)| (rank(s.kind), *id)).map(|(id, s)| (id, s.kind))
    };
    let best: Vec<(Id<Subnet>, SubnetKind)> =
        design.zones_of(vpc).filter(|(zone, _)| suits(*zone)).filter_map(|(zone, _)| best_of(zone)).collect();
    let hidden = best.iter().any(|(_, kind)| *kind != SubnetKind::Public);
    best.into_iter().filter(|(_, kind)| !hidden || *kind != SubnetKind::Public).map(|(id, _)| id).collect()
}

/// Whether an interface endpoint of a service can have a network interface in a zone, unless the user's own list says no.
fn serves(design: &Design, catalog: &Catalog, service: &ServiceRef, zone: Id<Zone>) -> bool {
    let known = || {
        let zone = design.zones.get(zone)?;
        let region = &design.vpcs.get(zone.vpc)?.region;
        catalog.is_in_zone(service.aws_key()?, region, &zone.suffix.in_region(region))
    };
    known() != Some(false)
}

/// Makes the endpoints of a workload's connections reachable from where it stands: the route table of its subnet joins
/// gateway endpoints, its zone joins interface endpoints, and its groups let it out to them.
pub(super) fn reach(design: &mut Design, catalog: &Catalog, workload: Id<Workload>) {
    let Some(entity) = design.workloads.get(workload).cloned() else { return };
    let Some(vpc) = design.vpc_of_workload(workload) else { return };
    let Some(subnet) = design.subnets.get(entity.subnet).cloned() else { return };
    let services: Vec<ServiceRef> = design
        .connections_of(workload)
        .filter_map(|(_, connection)| design.services.get(connection.service))
        .flat_map(|service| {
            let companions = companions(&entity, &service.target);
            let companions = companions.map(|companion| ServiceRef::Aws(companion.key.to_owned()));
            [service.target.clone()].into_iter().chain(companions)
        })
        .collect();
    for service in services {
        let hubs: Vec<Id<Vpc>> = design.endpoints_shared_with(vpc, &service).map(|(_, e)| e.vpc).collect();
        for hub in hubs {
            // Groups of another VPC cannot be named over a Transit Gateway: its blocks can.
            let blocks = design.vpcs.get(hub).map(|hub| hub.cidr_blocks.clone()).unwrap_or_default();
            let peers: Vec<Peer> = blocks.into_iter().map(Peer::Cidr).collect();
            security_group::allow_out(design, &entity.security_groups, &service, &peers);
        }
        let endpoints: Vec<Id<Endpoint>> = design.endpoints_for(vpc, &service).map(|(id, _)| id).collect();
        for id in endpoints {
            let covered =
                zone_covered(design, id, subnet.zone) || !serves(design, catalog, &service, subnet.zone);
            let blocks = blocks_of(design, id);
            let Some(endpoint) = design.endpoints.get_mut(id) else { continue };
            let peers: Vec<Peer> = match &mut endpoint.kind {
                EndpointKind::Gateway(gateway) => {
                    if !gateway.route_tables.contains(&subnet.route_table) {
                        gateway.route_tables.push(subnet.route_table);
                    }
                    security_group::prefix_list_peer(&service)
                }
                EndpointKind::Interface(interface) => {
                    if !covered && subnet.kind != SubnetKind::Public {
                        interface.subnets.push(entity.subnet);
                    }
                    let groups = interface.security_groups.iter().map(|group| Peer::SecurityGroup(*group));
                    // One without a group has its VPC's default group, which the design does not know.
                    if interface.security_groups.is_empty() { blocks } else { groups.collect() }
                }
            };
            security_group::allow_out(design, &entity.security_groups, &service, &peers);
            access::let_in(design, id, &entity.security_groups);
        }
    }
}

/// [`reach`] for every workload that calls the service of an endpoint.
pub(super) fn reach_from_clients(design: &mut Design, catalog: &Catalog, endpoint: Id<Endpoint>) {
    let clients = design.endpoints.get(endpoint).map(|endpoint| design.clients_of(endpoint));
    for workload in clients.unwrap_or_default() {
        reach(design, catalog, workload);
    }
}

/// The addresses of an interface endpoint, as peers.
fn blocks_of(design: &Design, endpoint: Id<Endpoint>) -> Vec<Peer> {
    match design.endpoints.get(endpoint).map(|endpoint| &endpoint.kind) {
        Some(EndpointKind::Interface(interface)) => {
            let subnets = interface.subnets.iter().filter_map(|subnet| design.subnets.get(*subnet));
            subnets.map(|subnet| Peer::Cidr(subnet.cidr_block)).collect()
        }
        Some(EndpointKind::Gateway(_)) | None => Vec::new(),
    }
}

fn zone_covered(design: &Design, endpoint: Id<Endpoint>, zone: Id<Zone>) -> bool {
    match design.endpoints.get(endpoint).map(|endpoint| &endpoint.kind) {
        Some(EndpointKind::Interface(interface)) => {
            interface.subnets.iter().any(|s| design.subnets.get(*s).is_some_and(|s| s.zone == zone))
        }
        Some(EndpointKind::Gateway(_)) | None => true,
    }
}

/// The services without which this one is of no use to a workload. The SSM Agent of an instance needs what a function
/// that reads Parameter Store does not; and a recipe that speaks of the service says what belongs to it.
pub fn companions(
    workload: &Workload,
    service: &ServiceRef,
) -> impl Iterator<Item = &'static catalog::Companion> {
    let agent = matches!(workload.kind, WorkloadKind::Ec2 | WorkloadKind::EksNodes);
    let all = service.aws_key().map(catalog::companions).unwrap_or_default();
    let needs = workload.recipe.as_ref().and_then(recipe::needs_of).unwrap_or_default();
    let told = needs.iter().any(|needed| Some(needed.need.key) == service.aws_key());
    all.iter().filter(move |companion| {
        if told {
            needs.iter().any(|needed| {
                needed.need.key == companion.key && (companion.always || needed.condition.is_none())
            })
        } else {
            companion.always || agent
        }
    })
}
