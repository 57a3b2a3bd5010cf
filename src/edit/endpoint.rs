//! VPC endpoints: made with the options that a careful user would set.

use super::{
    EditError, access, atomically, choose, choose::choose_in, get, name, recipe, routing, security_group,
};
use crate::{
    catalog::{self, Catalog, EndpointType},
    model::{
        Design, Endpoint, EndpointKind, GatewayEndpoint, GatewayLoadBalancerEndpoint, Id, InterfaceEndpoint,
        Peer, Point, PrivateDnsScope, RegionCode, RouteTable, ServiceRef, Subnet, SubnetKind, Tags, Vpc,
        Workload, WorkloadKind, Zone,
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

/// Adds an endpoint for a service of a Region: as [`add_endpoint`] in the VPC's own, a cross-Region one for another.
///
/// # Errors
/// As [`add_endpoint`]; or the service is not open to endpoints of other Regions.
pub fn add_endpoint_in(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: ServiceRef,
    region: &str,
) -> Result<Id<Endpoint>, EditError> {
    let own = &get(&design.vpcs, vpc)?.region;
    let away = (own != region).then(|| region.to_owned());
    let choice = choose_in(design, catalog, vpc, &service, region);
    let kind = choice.kind.ok_or_else(|| EditError(choice.reasons.join(". ")))?;
    insert_endpoint(design, catalog, vpc, service, kind, away)
}

/// Adds an endpoint of a given type.
pub(super) fn add_endpoint_of_type(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: ServiceRef,
    kind: EndpointType,
) -> Result<Id<Endpoint>, EditError> {
    let own = &get(&design.vpcs, vpc)?.region;
    let away = home_region(design, &service).filter(|region| region != own);
    insert_endpoint(design, catalog, vpc, service, kind, away)
}

/// The Region that a service has by itself; none for one of AWS's, which are in many.
pub(super) fn home_region(design: &Design, service: &ServiceRef) -> Option<RegionCode> {
    let own = service.own().and_then(|id| design.region_of(id.into()));
    own.or_else(|| service.region()).map(str::to_owned)
}

fn insert_endpoint(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: ServiceRef,
    kind: EndpointType,
    away: Option<RegionCode>,
) -> Result<Id<Endpoint>, EditError> {
    atomically(design, |design| {
        let taken: Vec<&str> = design.endpoints_of(vpc).map(|(_, endpoint)| endpoint.name.as_str()).collect();
        let stem = match (&away, service.own()) {
            (_, Some(own)) => design.label(own.into()),
            (Some(region), None) => format!("{}-{region}", service.word()),
            (None, None) => service.word().to_owned(),
        };
        let name = name::unique(&stem, taken.into_iter());
        let mut kind = kind_with_defaults(design, catalog, vpc, &service, kind, away.as_deref())?;
        if let EndpointKind::Interface(interface) = &mut kind {
            interface.service_region = away;
        }
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
        all().find(|(_, endpoint)| {
            endpoint.kind.interface().is_some_and(|interface| {
                kind == EndpointType::Gateway
                    && interface.private_dns
                    && interface.private_dns_scope != Some(PrivateDnsScope::InboundResolverOnly)
            })
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
    let away = entity.kind.service_region().map(str::to_owned);
    let own = get(&design.vpcs, entity.vpc)?.region.clone();
    let region = away.clone().unwrap_or(own);
    let choice = choose_in(design, catalog, entity.vpc, &entity.service, &region);
    if !choice.ways.iter().any(|way| way.kind == kind) {
        return Err(EditError(format!("{} has no {} endpoint", entity.service.word(), kind.word())));
    }
    atomically(design, |design| {
        // It is no sibling of its own.
        design.endpoints.remove(endpoint);
        let mut kind =
            kind_with_defaults(design, catalog, entity.vpc, &entity.service, kind, away.as_deref())?;
        if let EndpointKind::Interface(interface) = &mut kind {
            interface.service_region = away;
        }
        design.endpoints.insert(endpoint, Endpoint { kind, ..entity.clone() });
        routing::forget_foreign_targets(design);
        for workload in design.clients_of(&entity) {
            reach(design, catalog, workload);
        }
        Ok(())
    })
}

fn kind_with_defaults(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
    kind: EndpointType,
    away: Option<&str>,
) -> Result<EndpointKind, EditError> {
    Ok(match kind {
        EndpointType::Gateway => {
            // A table takes one gateway endpoint of each service.
            let free = |table: &Id<RouteTable>| {
                !design.endpoints_for(vpc, service).any(|(_, sibling)| match &sibling.kind {
                    EndpointKind::Gateway(gateway) => gateway.route_tables.contains(table),
                    EndpointKind::Interface(_)
                    | EndpointKind::GatewayLoadBalancer(_)
                    | EndpointKind::Resource(_)
                    | EndpointKind::ServiceNetwork(_) => false,
                })
            };
            let route_tables = endpoint_tables(design, vpc).into_iter().filter(free).collect();
            EndpointKind::Gateway(GatewayEndpoint { route_tables })
        }
        EndpointType::GatewayLoadBalancer => {
            let all = subnet_per_zone(design, vpc, |_| true);
            EndpointKind::GatewayLoadBalancer(GatewayLoadBalancerEndpoint {
                subnets: all.into_iter().take(1).collect(),
                ip_address_type: None,
            })
        }
        EndpointType::Resource => EndpointKind::Resource(plain(design, vpc, service)?),
        EndpointType::ServiceNetwork => EndpointKind::ServiceNetwork(plain(design, vpc, service)?),
        EndpointType::Interface => {
            let group = security_group::endpoint_group(design, vpc, service)?;
            let own = get(&design.vpcs, vpc)?.region.clone();
            let region = away.unwrap_or(&own);
            let (private_dns, private_dns_scope) = usual_dns(design, catalog, vpc, service, region);
            EndpointKind::Interface(InterfaceEndpoint {
                // The zones of another Region's service say nothing about those here.
                subnets: match away {
                    Some(_) => subnet_per_zone(design, vpc, |_| true),
                    None => endpoint_subnets(design, catalog, vpc, service),
                },
                security_groups: vec![group],
                private_dns,
                private_dns_scope,
                ip_address_type: None,
                dns_record_ip_type: None,
                service_region: None,
            })
        }
    })
}

/// Network interfaces in every zone with the group of the VPC's endpoints, and names of their own.
fn plain(design: &mut Design, vpc: Id<Vpc>, service: &ServiceRef) -> Result<InterfaceEndpoint, EditError> {
    let group = security_group::endpoint_group(design, vpc, service)?;
    Ok(InterfaceEndpoint {
        subnets: subnet_per_zone(design, vpc, |_| true),
        security_groups: vec![group],
        ..InterfaceEndpoint::default()
    })
}

/// Whether a further interface endpoint of a VPC for a service of a Region has private DNS, and for whom.
fn usual_dns(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
    region: &str,
) -> (bool, Option<PrivateDnsScope>) {
    let siblings = || design.endpoints_to(vpc, service, region).map(|(_, sibling)| &sibling.kind);
    // One endpoint of a VPC can have the private names of a service.
    let named = siblings().any(|kind| kind.interface().is_some_and(|interface| interface.private_dns));
    let private_dns = !named && private_dns(catalog, service, region);
    // With a gateway endpoint for the same service, the VPC's own clients keep the free way.
    let gateway = siblings().any(EndpointKind::is_gateway);
    (private_dns, (private_dns && gateway).then_some(PrivateDnsScope::InboundResolverOnly))
}

/// Makes an endpoint one for another service. An interface endpoint for one of AWS's has private DNS as a new one has.
pub(super) fn set_endpoint_service(
    design: &mut Design,
    catalog: &Catalog,
    endpoint: Id<Endpoint>,
    service: &ServiceRef,
) -> Result<(), EditError> {
    let entity = get(&design.endpoints, endpoint)?;
    if entity.service == *service {
        return Ok(());
    }
    let region = design.service_region(entity).unwrap_or_default().to_owned();
    let (private_dns, private_dns_scope) = usual_dns(design, catalog, entity.vpc, service, &region);
    let entity = design.endpoints.get_mut(endpoint).ok_or_else(|| EditError::gone(endpoint))?;
    entity.service = service.clone();
    if let (EndpointKind::Interface(interface), ServiceRef::Aws(_)) = (&mut entity.kind, service) {
        interface.private_dns = private_dns;
        interface.private_dns_scope = private_dns_scope;
    }
    Ok(())
}

/// Private DNS is on unless the catalogue knows that the service has none. For an endpoint service it depends on the
/// provider, and the API refuses it where there is none: off. One of the design's own that has a name must have its
/// domain verified first, which takes a step outside of it: off too.
fn private_dns(catalog: &Catalog, service: &ServiceRef, region: &str) -> bool {
    match service {
        ServiceRef::Aws(key) => catalog.private_dns_support(key, region) != Some(false),
        ServiceRef::EndpointService(_)
        | ServiceRef::OwnEndpointService(_)
        | ServiceRef::ResourceConfiguration(_)
        | ServiceRef::ServiceNetwork(_) => false,
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
    let services: Vec<(ServiceRef, RegionCode)> = design
        .connections_of(workload)
        .filter_map(|(_, connection)| design.services.get(connection.service))
        .flat_map(|service| {
            let companions = companions(&entity, &service.target);
            let companions = companions.map(|companion| ServiceRef::Aws(companion.key.to_owned()));
            let all = [service.target.clone()].into_iter().chain(companions);
            all.map(|target| (target, service.region.clone()))
        })
        .collect();
    for (service, region) in services {
        let hubs: Vec<Id<Vpc>> = design.endpoints_shared_with(vpc, &service).map(|(_, e)| e.vpc).collect();
        for hub in hubs {
            // Groups of another VPC cannot be named over a Transit Gateway: its blocks can.
            let blocks = design.vpcs.get(hub).map(|hub| hub.cidr_blocks.clone()).unwrap_or_default();
            let peers: Vec<Peer> = blocks.into_iter().map(Peer::Cidr).collect();
            security_group::allow_out(design, &entity.security_groups, &service, &peers);
        }
        let endpoints: Vec<Id<Endpoint>> =
            design.endpoints_to(vpc, &service, &region).map(|(id, _)| id).collect();
        for id in endpoints {
            let away = design.endpoints.get(id).is_some_and(|e| e.kind.service_region().is_some());
            let covered = zone_covered(design, id, subnet.zone)
                || !(away || serves(design, catalog, &service, subnet.zone));
            let blocks = blocks_of(design, id);
            let Some(endpoint) = design.endpoints.get_mut(id) else { continue };
            let peers: Vec<Peer> = match &mut endpoint.kind {
                EndpointKind::Gateway(gateway) => {
                    if !gateway.route_tables.contains(&subnet.route_table) {
                        gateway.route_tables.push(subnet.route_table);
                    }
                    security_group::prefix_list_peer(&service)
                }
                EndpointKind::Interface(interface)
                | EndpointKind::Resource(interface)
                | EndpointKind::ServiceNetwork(interface) => {
                    if !covered && subnet.kind != SubnetKind::Public {
                        interface.subnets.push(entity.subnet);
                    }
                    let groups = interface.security_groups.iter().map(|group| Peer::SecurityGroup(*group));
                    // One without a group has its VPC's default group, which the design does not know.
                    if interface.security_groups.is_empty() { blocks } else { groups.collect() }
                }
                // Routes lead to it, not calls.
                EndpointKind::GatewayLoadBalancer(_) => continue,
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
    let subnets = design.endpoints.get(endpoint).map(|endpoint| endpoint.kind.subnets()).unwrap_or_default();
    let subnets = subnets.iter().filter_map(|subnet| design.subnets.get(*subnet));
    subnets.map(|subnet| Peer::Cidr(subnet.cidr_block)).collect()
}

fn zone_covered(design: &Design, endpoint: Id<Endpoint>, zone: Id<Zone>) -> bool {
    match design.endpoints.get(endpoint).and_then(|endpoint| endpoint.kind.interface()) {
        Some(interface) => {
            interface.subnets.iter().any(|s| design.subnets.get(*s).is_some_and(|s| s.zone == zone))
        }
        None => true,
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
