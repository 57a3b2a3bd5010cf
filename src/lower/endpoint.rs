//! VPC endpoints.

use super::{Builder, Draft, network::Scope};
use crate::{
    catalog::{self, Catalog, EndpointType},
    graph::{self, DnsOptions, EndpointTarget, NodeRef, PolicyDocument, Resource, ServiceName},
    model::{
        Design, Endpoint, EndpointKind, EntityRef, Id, InterfaceEndpoint, OnPremisesNetwork, PrivateDnsScope,
        ServiceRef, Workload,
    },
};

/// Gateway endpoints first: an interface endpoint's private DNS may need one. Those of the design's own endpoint services
/// come when these are there.
pub(super) fn lower_endpoints(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    for gateways in [true, false] {
        for (id, endpoint) in design.endpoints_of(scope.id) {
            if endpoint.kind.is_gateway() == gateways && endpoint.service.own().is_none() {
                lower_endpoint(builder, scope, id, endpoint);
            }
        }
    }
}

/// The endpoints of the design's own endpoint services.
pub(super) fn lower_endpoints_of_own_services(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    for (id, endpoint) in design.endpoints_of(scope.id) {
        if endpoint.service.own().is_some() {
            lower_endpoint(builder, scope, id, endpoint);
        }
    }
}

fn lower_endpoint(builder: &mut Builder<'_>, scope: &Scope<'_>, id: Id<Endpoint>, endpoint: &Endpoint) {
    let region = endpoint.kind.service_region().unwrap_or(&scope.vpc.region);
    let Some(target) = target(builder, endpoint, &scope.vpc.region, region) else {
        builder.note(
            id,
            format!(
                "Endpoint {} is left out: no service “{}” for a {} endpoint is known in {region}. Choose another \
                 service, type or Region",
                endpoint.name,
                endpoint.service.word(),
                endpoint.kind.endpoint_type().word(),
            ),
        );
        return;
    };
    let policy = policy(builder, id, endpoint);
    let interface = |interface: &InterfaceEndpoint, target| graph::InterfaceEndpoint {
        vpc: scope.node,
        target,
        subnets: nodes(builder, &interface.subnets),
        security_groups: nodes(builder, &interface.security_groups),
        private_dns_enabled: interface.private_dns,
        ip_address_type: interface.ip_address_type,
        dns_options: dns_options(builder.catalog, &endpoint.service, interface),
        policy: policy.clone(),
        auto_accept: endpoint.auto_accept,
        gateway_endpoint: gateway_sibling(builder, scope, endpoint, interface),
    };
    let resource = match (&endpoint.kind, target) {
        (EndpointKind::Gateway(gateway), EndpointTarget::Service { service_name, .. }) => {
            Resource::GatewayEndpoint(graph::GatewayEndpoint {
                vpc: scope.node,
                service_name,
                route_tables: nodes(builder, &gateway.route_tables),
                policy,
            })
        }
        // `target` has none for it.
        (EndpointKind::Gateway(_), _) => return,
        (EndpointKind::Interface(own), target) => Resource::InterfaceEndpoint(interface(own, target)),
        (EndpointKind::Resource(own), target) => Resource::ResourceEndpoint(interface(own, target)),
        (EndpointKind::ServiceNetwork(own), target) => {
            Resource::ServiceNetworkEndpoint(interface(own, target))
        }
        (EndpointKind::GatewayLoadBalancer(own), target) => {
            Resource::GatewayLoadBalancerEndpoint(graph::GatewayLoadBalancerEndpoint {
                vpc: scope.node,
                target,
                subnets: nodes(builder, &own.subnets),
                ip_address_type: own.ip_address_type,
            })
        }
    };
    let mut draft = Draft::new(id, &endpoint.name, &endpoint.tags);
    for reason in reasons(builder, id, endpoint) {
        draft = draft.because(reason);
    }
    scope.push(builder, draft, resource);
}

/// What an endpoint leads to: a service name of a Region from the catalogue, or what the user gave. None where the type
/// of the endpoint has no such target.
fn target(
    builder: &Builder<'_>,
    endpoint: &Endpoint,
    own_region: &str,
    region: &str,
) -> Option<EndpointTarget> {
    let kind = endpoint.kind.endpoint_type();
    let service_region = (own_region != region).then(|| region.to_owned());
    match (&endpoint.service, kind) {
        (ServiceRef::Aws(key), EndpointType::Gateway | EndpointType::Interface) => {
            catalog::region(region)?;
            let service_name = ServiceName(builder.catalog.service_name(key, region, kind)?);
            Some(EndpointTarget::Service { service_name, service_region })
        }
        (
            ServiceRef::EndpointService(name),
            EndpointType::Gateway | EndpointType::Interface | EndpointType::GatewayLoadBalancer,
        ) => Some(EndpointTarget::Service { service_name: ServiceName(name.clone()), service_region }),
        (ServiceRef::OwnEndpointService(id), EndpointType::Interface | EndpointType::GatewayLoadBalancer) => {
            let endpoint_service = builder.node_of(*id)?;
            let home = &builder.graph.node(endpoint_service).region;
            let service_region = (home != own_region).then(|| home.clone());
            Some(EndpointTarget::EndpointService { endpoint_service, service_region })
        }
        (ServiceRef::ResourceConfiguration(arn), EndpointType::Resource) => {
            Some(EndpointTarget::ResourceConfiguration(arn.clone()))
        }
        (ServiceRef::ServiceNetwork(arn), EndpointType::ServiceNetwork) => {
            Some(EndpointTarget::ServiceNetwork(arn.clone()))
        }
        (
            ServiceRef::Aws(_)
            | ServiceRef::EndpointService(_)
            | ServiceRef::OwnEndpointService(_)
            | ServiceRef::ResourceConfiguration(_)
            | ServiceRef::ServiceNetwork(_),
            _,
        ) => None,
    }
}

pub(super) fn nodes<T>(builder: &Builder<'_>, ids: &[Id<T>]) -> Vec<NodeRef>
where
    EntityRef: From<Id<T>>,
{
    let mut nodes: Vec<NodeRef> = ids.iter().filter_map(|id| builder.node_of(*id)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// Whom private DNS answers is always said where a service has a gateway endpoint too: left out, AWS takes it for inbound
/// Resolver endpoints only, and refuses that while the VPC has no gateway endpoint.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>
fn dns_options(catalog: &Catalog, service: &ServiceRef, interface: &InterfaceEndpoint) -> DnsOptions {
    let has_gateway = service.aws_key().is_some_and(|key| catalog.has_type(key, EndpointType::Gateway));
    let scope = interface.private_dns_scope.or(has_gateway.then_some(PrivateDnsScope::AllClients));
    DnsOptions {
        dns_record_ip_type: interface.dns_record_ip_type,
        // The option exists only while private DNS is on.
        private_dns_only_for_inbound_resolver_endpoint: scope
            .filter(|_| interface.private_dns)
            .map(|scope| scope == PrivateDnsScope::InboundResolverOnly),
    }
}

fn gateway_sibling(
    builder: &Builder<'_>,
    scope: &Scope<'_>,
    endpoint: &Endpoint,
    interface: &InterfaceEndpoint,
) -> Option<NodeRef> {
    if interface.private_dns_scope != Some(PrivateDnsScope::InboundResolverOnly) {
        return None;
    }
    let mut siblings = builder.design.endpoints_for(scope.id, &endpoint.service);
    siblings.find(|(_, sibling)| sibling.kind.is_gateway()).and_then(|(id, _)| builder.node_of(id))
}

fn policy(builder: &mut Builder<'_>, id: Id<Endpoint>, endpoint: &Endpoint) -> Option<PolicyDocument> {
    let text = endpoint.policy.as_deref().filter(|text| !text.trim().is_empty())?;
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) if value.is_object() => Some(PolicyDocument(value)),
        Ok(_) => {
            builder.note(
                id,
                format!("The policy of endpoint {} is not a JSON object and is left out", endpoint.name),
            );
            None
        }
        Err(error) => {
            builder.note(
                id,
                format!(
                    "The policy of endpoint {} is not valid JSON and is left out: {error}",
                    endpoint.name
                ),
            );
            None
        }
    }
}

/// Why the endpoint exists: who calls its service, and which called service does not work without it.
fn reasons(builder: &Builder<'_>, id: Id<Endpoint>, endpoint: &Endpoint) -> Vec<String> {
    let design = builder.design;
    let mut clients: Vec<String> =
        builder.clients.of(endpoint).iter().map(|workload| design.label((*workload).into())).collect();
    clients.extend(clients_elsewhere(design, id, endpoint));
    let mut reasons = Vec::new();
    if !clients.is_empty() {
        reasons.push(format!("Used by {}", clients.join(", ")));
    }
    let ServiceRef::Aws(key) = &endpoint.service else { return reasons };
    for (_, other) in design.endpoints_of(endpoint.vpc) {
        let Some(other_key) = other.service.aws_key().filter(|other_key| other_key != key) else { continue };
        // Of two that need each other, the one that somebody calls is the reason for the other.
        if builder.clients.of(other).is_empty() {
            continue;
        }
        let companions = catalog::companions(other_key).iter();
        reasons.extend(
            companions
                .filter(|c| c.key == key.as_str() && c.endpoint_type == endpoint.kind.endpoint_type())
                .map(|c| format!("Needed together with {}: {}", other.name, c.reason)),
        );
    }
    reasons
}

/// The workloads of other VPCs that use the endpoint by a hosted zone or a Profile.
fn clients_elsewhere(design: &Design, id: Id<Endpoint>, endpoint: &Endpoint) -> Vec<String> {
    let shared = design.vpcs_answered_with(id);
    let connections = design.connections.values().filter(|_| !shared.is_empty());
    let calls = connections.filter(|connection| {
        design.vpc_of_workload(connection.workload).is_some_and(|vpc| shared.contains(&vpc))
            && design.services.get(connection.service).is_some_and(|s| s.target == endpoint.service)
    });
    let mut clients: Vec<Id<Workload>> = calls.map(|connection| connection.workload).collect();
    clients.sort_unstable();
    clients.dedup();
    let networks = design.on_premises_networks.values().filter(|network| {
        network.calls.iter().any(|service| {
            design.services.get(*service).is_some_and(|service| service.target == endpoint.service)
        })
    });
    let reach = |network: &&OnPremisesNetwork| {
        design.on_premises_of(endpoint.vpc).any(|(_, other)| std::ptr::eq(other, *network))
    };
    let workloads = clients.into_iter().map(|workload| design.label(workload.into()));
    workloads.chain(networks.filter(reach).map(|network| network.name.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit,
        lower::lower,
        model::{SubnetKind, WorkloadKind},
    };

    /// Whom the endpoint for a service answers, with private DNS or without.
    fn scope(key: &str, private_dns: bool, scope: Option<PrivateDnsScope>) -> Option<bool> {
        let catalog = Catalog::embedded();
        let mut design = Design::new("demo", "us-east-1");
        let vpc = edit::add_vpc(&mut design, "us-east-1");
        let zone = edit::add_zone(&mut design, &catalog, vpc, None).expect("there is a zone");
        let subnet = edit::add_subnet(&mut design, zone, SubnetKind::Private).expect("there is room");
        let workload = edit::add_workload(&mut design, subnet, WorkloadKind::Ec2).expect("it is there");
        let service = ServiceRef::Aws(key.to_owned());
        let service = edit::add_service(&mut design, &catalog, service, "us-east-1").expect("it is known");
        edit::connect(&mut design, &catalog, workload, service).expect("it is offered");
        for id in design.endpoints.ids().collect::<Vec<_>>() {
            let endpoint = design.endpoints.get_mut(id).expect("it was listed");
            endpoint.kind = EndpointKind::Interface(InterfaceEndpoint {
                private_dns,
                private_dns_scope: scope,
                ..InterfaceEndpoint::default()
            });
        }
        lower(&design, &catalog).nodes.iter().find_map(|node| match &node.resource {
            Resource::InterfaceEndpoint(endpoint) => {
                endpoint.dns_options.private_dns_only_for_inbound_resolver_endpoint
            }
            _ => None,
        })
    }

    #[test]
    fn where_a_gateway_endpoint_is_offered_it_is_said_whom_private_dns_answers() {
        assert_eq!(scope("s3", true, None), Some(false));
        assert_eq!(scope("dynamodb", true, None), Some(false));
        assert_eq!(scope("s3", true, Some(PrivateDnsScope::InboundResolverOnly)), Some(true));
        assert_eq!(scope("s3", false, None), None);
        assert_eq!(scope("sqs", true, None), None);
    }
}
