//! Endpoint services, with the load balancers that are made for them.

use super::{Builder, Draft, endpoint, network::Scope};
use crate::{
    edit,
    graph::{self, LoadBalancers, Resource},
    model::{EndpointService, Id, NetworkLoadBalancer, ServiceLoadBalancer},
    net::is_domain_name,
};

pub(super) fn lower_endpoint_services(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    for (id, service) in design.endpoint_services_of(scope.id) {
        if let Some(load_balancers) = load_balancers(builder, scope, id, service) {
            lower_service(builder, scope, id, service, load_balancers);
        }
    }
}

fn load_balancers(
    builder: &mut Builder<'_>,
    scope: &Scope<'_>,
    id: Id<EndpointService>,
    service: &EndpointService,
) -> Option<LoadBalancers> {
    match &service.load_balancer {
        ServiceLoadBalancer::Network(balancer) => made(builder, scope, id, service, balancer),
        ServiceLoadBalancer::Existing(arns) => {
            let problem = match edit::check_load_balancers(arns) {
                Ok(()) if arns.is_empty() => "give the ARN of its load balancer".to_owned(),
                Ok(()) => {
                    let arns = arns.clone();
                    let gateway = service.is_for_appliances();
                    return Some(if gateway {
                        LoadBalancers::Gateway(arns)
                    } else {
                        LoadBalancers::Network(arns)
                    });
                }
                Err(error) => error.0,
            };
            builder.note(id, format!("Endpoint service {} is left out: {problem}", service.name));
            None
        }
    }
}

fn made(
    builder: &mut Builder<'_>,
    scope: &Scope<'_>,
    id: Id<EndpointService>,
    service: &EndpointService,
    balancer: &NetworkLoadBalancer,
) -> Option<LoadBalancers> {
    let subnets = endpoint::nodes(builder, &balancer.subnets);
    if subnets.is_empty() {
        builder.note(
            id,
            format!(
                "Endpoint service {} is left out: its load balancer needs a subnet. Give it one per zone",
                service.name
            ),
        );
        return None;
    }
    let draft = || Draft::new(id, &service.name, &service.tags);
    let targets: Vec<String> = balancer.targets.iter().map(|w| builder.design.label((*w).into())).collect();
    let resource = Resource::LoadBalancer(graph::LoadBalancer { vpc: scope.node, subnets });
    let load_balancer = scope.push_part(builder, draft(), resource);
    let mut group = draft();
    if !targets.is_empty() {
        group = group.because(format!("{} register here, by their addresses", targets.join(", ")));
    }
    let resource = Resource::TargetGroup(graph::TargetGroup { vpc: scope.node, port: balancer.port });
    let target_group = scope.push_part(builder, group, resource);
    let resource = Resource::Listener(graph::Listener { load_balancer, target_group, port: balancer.port });
    scope.push_part(builder, draft(), resource);
    Some(LoadBalancers::Made(load_balancer))
}

fn lower_service(
    builder: &mut Builder<'_>,
    scope: &Scope<'_>,
    id: Id<EndpointService>,
    service: &EndpointService,
    load_balancers: LoadBalancers,
) {
    let mut allowed_principals = service.allowed_principals.clone();
    allowed_principals.retain(|principal| {
        let known = edit::check_principals(std::slice::from_ref(principal));
        if let Err(error) = &known {
            builder
                .note(id, format!("A principal of endpoint service {} is left out: {error}", service.name));
        }
        known.is_ok()
    });
    allowed_principals.sort_unstable();
    allowed_principals.dedup();
    let private_dns_name = service.private_dns_name.clone().filter(|name| {
        let known = is_domain_name(name.strip_prefix("*.").unwrap_or(name));
        if !known {
            let problem = "its private DNS name is not a domain name and is left out";
            builder.note(id, format!("Endpoint service {}: {problem}", service.name));
        }
        known
    });
    // The service's own Region is one of those that it supports.
    let mut others = service.supported_regions.clone();
    others.retain(|region| *region != scope.vpc.region);
    others.sort_unstable();
    others.dedup();
    let own = (!others.is_empty()).then(|| scope.vpc.region.clone());
    let mut supported_ip_address_types = service.supported_ip_address_types.clone();
    supported_ip_address_types.sort_unstable();
    supported_ip_address_types.dedup();
    let resource = Resource::EndpointService(graph::EndpointService {
        load_balancers,
        acceptance_required: service.acceptance_required,
        allowed_principals,
        private_dns_name,
        supported_regions: own.into_iter().chain(others).collect(),
        supported_ip_address_types,
    });
    scope.push(builder, Draft::new(id, &service.name, &service.tags), resource);
}
