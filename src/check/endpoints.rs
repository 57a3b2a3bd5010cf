//! Endpoints by their type.

use std::collections::{BTreeMap, BTreeSet};

use super::{links, rule::Context};
use crate::{
    catalog::{self, EndpointType},
    edit,
    model::{
        Design, Endpoint, EndpointKind, GatewayEndpoint, HostedZone, Id, InterfaceEndpoint, RouteTable,
        ServiceRef, Vpc,
    },
};

/// Interface endpoints for services of their own Region.
pub(super) fn interfaces(
    design: &Design,
) -> impl Iterator<Item = (Id<Endpoint>, &Endpoint, &InterfaceEndpoint)> {
    addressed(design).filter(|(_, endpoint, interface)| {
        endpoint.kind.endpoint_type() == EndpointType::Interface && interface.service_region.is_none()
    })
}

/// The endpoints that are called by private addresses: interface, resource and service-network endpoints.
pub(super) fn addressed(
    design: &Design,
) -> impl Iterator<Item = (Id<Endpoint>, &Endpoint, &InterfaceEndpoint)> {
    design.endpoints.iter().filter_map(|(id, endpoint)| Some((id, endpoint, endpoint.kind.interface()?)))
}

pub(super) fn gateways(design: &Design) -> impl Iterator<Item = (Id<Endpoint>, &Endpoint, &GatewayEndpoint)> {
    design.endpoints.iter().filter_map(|(id, endpoint)| match &endpoint.kind {
        EndpointKind::Gateway(gateway) => Some((id, endpoint, gateway)),
        EndpointKind::Interface(_)
        | EndpointKind::GatewayLoadBalancer(_)
        | EndpointKind::Resource(_)
        | EndpointKind::ServiceNetwork(_) => None,
    })
}

/// The endpoints that no workload of their VPC uses, nor needs beside another. Where nothing is connected yet, or
/// where clients outside of the VPC may come in, nobody can tell.
pub(super) fn unused(design: &Design) -> BTreeSet<Id<Endpoint>> {
    let mut used: BTreeMap<Id<Vpc>, BTreeSet<ServiceRef>> = BTreeMap::new();
    for connection in design.connections.values() {
        let Some(workload) = design.workloads.get(connection.workload) else { continue };
        let Some(service) = design.services.get(connection.service) else { continue };
        let Some(vpc) = design.vpc_of_workload(connection.workload) else { continue };
        let services = used.entry(vpc).or_default();
        services.insert(service.target.clone());
        let needed = edit::companions(workload, &service.target);
        services.extend(needed.map(|companion| ServiceRef::Aws(companion.key.to_owned())));
    }
    used.retain(|vpc, _| !links::is_linked(design, *vpc));
    for services in used.values_mut() {
        // Any member of a set serves the others: see the companions of what is used.
        let keys = services.iter().filter_map(ServiceRef::aws_key).flat_map(catalog::companions);
        let belongs: Vec<_> = keys.map(|companion| ServiceRef::Aws(companion.key.to_owned())).collect();
        services.extend(belongs);
    }
    let unused = |endpoint: &Endpoint| {
        // Routes lead to those of a Gateway Load Balancer, not calls.
        endpoint.kind.endpoint_type() != EndpointType::GatewayLoadBalancer
            && used.get(&endpoint.vpc).is_some_and(|services| !services.contains(&endpoint.service))
    };
    design.endpoints.iter().filter(|(_, endpoint)| unused(endpoint)).map(|(id, _)| id).collect()
}

/// Whether a route table leads to a service by any gateway endpoint of its VPC.
pub(super) fn served(context: &Context<'_>, endpoint: &Endpoint, table: Id<RouteTable>) -> bool {
    let mut siblings = context.members.endpoints(endpoint.vpc);
    siblings.any(|(_, other)| {
        let leads = |gateway: &GatewayEndpoint| gateway.route_tables.contains(&table);
        other.service == endpoint.service
            && matches!(&other.kind, EndpointKind::Gateway(gateway) if leads(gateway))
    })
}

/// Whether another endpoint, or a private hosted zone, has the names of an endpoint's service in its VPC.
pub(super) fn names_taken(context: &Context<'_>, id: Id<Endpoint>, endpoint: &Endpoint) -> bool {
    let design = context.design;
    let region = design.service_region(endpoint).unwrap_or_default();
    let mut siblings = context.members.endpoints_to(endpoint.vpc, &endpoint.service, region);
    let by_sibling = siblings.any(|(other, sibling)| {
        other != id && sibling.kind.interface().is_some_and(|interface| interface.private_dns)
    });
    by_sibling || zone_of_names(context, endpoint).is_some()
}

/// The private hosted zone that has a private name of an endpoint's service in its VPC.
pub(super) fn zone_of_names<'a>(
    context: &Context<'a>,
    endpoint: &Endpoint,
) -> Option<(Id<HostedZone>, &'a HostedZone)> {
    let key = endpoint.service.aws_key().filter(|_| !context.design.hosted_zones.is_empty())?;
    let region = context.design.service_region(endpoint)?;
    let names = context.catalog.private_dns_names(key, region).names;
    context.design.hosted_zones.iter().find(|(_, zone)| {
        let zone_name = zone.name.trim_end_matches('.');
        zone.vpcs.contains(&endpoint.vpc)
            && names.iter().any(|name| name.trim_start_matches("*.").eq_ignore_ascii_case(zone_name))
    })
}
