//! Endpoints by their type.

use crate::model::{Design, Endpoint, EndpointKind, GatewayEndpoint, Id, InterfaceEndpoint, RouteTable};

pub(super) fn interfaces(
    design: &Design,
) -> impl Iterator<Item = (Id<Endpoint>, &Endpoint, &InterfaceEndpoint)> {
    design.endpoints.iter().filter_map(|(id, endpoint)| match &endpoint.kind {
        EndpointKind::Interface(interface) => Some((id, endpoint, interface)),
        EndpointKind::Gateway(_) => None,
    })
}

pub(super) fn gateways(design: &Design) -> impl Iterator<Item = (Id<Endpoint>, &Endpoint, &GatewayEndpoint)> {
    design.endpoints.iter().filter_map(|(id, endpoint)| match &endpoint.kind {
        EndpointKind::Gateway(gateway) => Some((id, endpoint, gateway)),
        EndpointKind::Interface(_) => None,
    })
}

/// Whether a route table leads to a service by any gateway endpoint of its VPC.
pub(super) fn served(design: &Design, endpoint: &Endpoint, table: Id<RouteTable>) -> bool {
    gateways(design).any(|(_, other, gateway)| {
        other.vpc == endpoint.vpc
            && other.service == endpoint.service
            && gateway.route_tables.contains(&table)
    })
}

/// Whether another endpoint of the VPC has the private names of the same service.
pub(super) fn names_taken(design: &Design, id: Id<Endpoint>, endpoint: &Endpoint) -> bool {
    design.endpoints_for(endpoint.vpc, &endpoint.service).any(|(other, sibling)| match &sibling.kind {
        EndpointKind::Interface(interface) => other != id && interface.private_dns,
        EndpointKind::Gateway(_) => false,
    })
}
