//! An endpoint service: its load balancer, who may use it, and by which name.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{Present, link, links, name_field, part, present, put, section, set},
    connectivity::subnet_boxes,
    tags,
};
use crate::app::{
    state::AppState,
    widget::field::{TextField, check_box, segments, select_field, text_field},
};
use crate::editor::{Command, EndpointServiceField, Field, NetworkCommand, NetworkField};
use crate::model::{
    EndpointService, EntityRef, Id, IpAddressType, NetworkLoadBalancer, ServiceLoadBalancer, ServiceRef, Vpc,
};

fn field(id: Id<EndpointService>, field: EndpointServiceField) -> Field {
    Field::Network(NetworkField::EndpointService(id, field))
}

pub(super) fn endpoint_service(state: AppState, id: Id<EndpointService>) -> AnyView {
    let service = present(state, id, |design| &design.endpoint_services);
    let vpc = move || service.with(|service| service.as_ref().map(|s| link(state, s.vpc.into(), "VPC")));
    let consumers = links(state, "No endpoint leads to it", move |design| {
        let endpoints = design.endpoints.iter().filter(|(_, endpoint)| endpoint.service.own() == Some(id));
        let shown = design
            .services
            .iter()
            .filter(|(_, service)| service.target == ServiceRef::OwnEndpointService(id))
            .map(|(node, _)| (EntityRef::from(node), "on the canvas".to_owned()));
        shown
            .chain(endpoints.map(|(endpoint, e)| (EntityRef::from(endpoint), design.label(e.vpc.into()))))
            .collect()
    });
    view! {
        <section>
            {name_field(state, id.into())}
            {check_box(
                "Acceptance required",
                "Each request for an endpoint waits until somebody accepts it",
                "acceptance-required",
                part(service, |service| service.acceptance_required),
                move |on| put(state, field(id, EndpointServiceField::AcceptanceRequired(on))),
            )}
        </section>
        {section("Load balancer", ().into_any(), load_balancer(state, id, service))}
        {section("Who may use it", ().into_any(), who(state, id, service))}
        {section("Used by", ().into_any(), consumers)}
        {section("Belongs to", ().into_any(), vpc.into_any())}
        {tags::tags(
            "Tags",
            part(service, |service| service.tags.clone()),
            Arc::new(move |tags| set(state, field(id, EndpointServiceField::Tags(tags)))),
        )}
    }
    .into_any()
}

/// Words between spaces, commas and lines.
fn words(text: &str) -> Vec<String> {
    let words = text.split([',', ' ', '\n', '\t']).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn load_balancer(state: AppState, id: Id<EndpointService>, service: Present<EndpointService>) -> AnyView {
    let made = Signal::derive(move || {
        service.with(|service| service.as_ref().map(|s| s.network_load_balancer().is_some()))
    });
    let balancer = move || {
        let found = service.with(|service| service.as_ref()?.network_load_balancer().cloned());
        found.unwrap_or(NetworkLoadBalancer { subnets: Vec::new(), port: 443, targets: Vec::new() })
    };
    let put_balancer = move |balancer: NetworkLoadBalancer| {
        set(state, field(id, EndpointServiceField::LoadBalancer(ServiceLoadBalancer::Network(balancer))))
    };
    let kind = segments(
        "Made by",
        vec![(true, "This design", "balancer-made"), (false, "Existing", "balancer-existing")],
        made,
        |_| true,
        move |made| {
            let next = if made {
                ServiceLoadBalancer::Network(balancer())
            } else {
                ServiceLoadBalancer::Existing(Vec::new())
            };
            put(state, field(id, EndpointServiceField::LoadBalancer(next)));
        },
    );
    let targets = move || {
        let ids = balancer().targets;
        ids.into_iter().map(|workload| link(state, workload.into(), "registers its addresses")).collect_view()
    };
    let fields = move || {
        if made.get() == Some(true) {
            let port = text_field(
                TextField::new("Port", "balancer-port")
                    .mono()
                    .hint(Signal::stored("TCP, where it listens and its targets do".to_owned())),
                Signal::derive(move || balancer().port.to_string()),
                Arc::new(move |text: String| {
                    let port = text.trim().parse::<u16>().ok().filter(|port| *port > 0).ok_or_else(|| {
                        format!("“{}” is not a port; it is a number from 1 to 65535", text.trim())
                    })?;
                    put_balancer(NetworkLoadBalancer { port, ..balancer() })
                }),
                || {},
            );
            let subnets = subnet_boxes(
                state,
                id.into(),
                move |design| {
                    let service = design.endpoint_services.get(id);
                    let balancer = service.and_then(EndpointService::network_load_balancer);
                    balancer.map(|balancer| balancer.subnets.clone()).unwrap_or_default()
                },
                move |subnets| {
                    let service = service.get_untracked();
                    let found = service.and_then(|service| service.network_load_balancer().cloned());
                    if let Some(balancer) = found {
                        let next = ServiceLoadBalancer::Network(NetworkLoadBalancer { subnets, ..balancer });
                        put(state, field(id, EndpointServiceField::LoadBalancer(next)));
                    }
                },
            );
            view! {
                {port}
                <p class="hint">"A subnet in each zone where consumers may have endpoints"</p>
                {subnets}
                <div class="links">{targets}</div>
            }
            .into_any()
        } else {
            text_field(
                TextField::new("ARNs of the load balancers", "balancer-arns")
                    .mono()
                    .rows(3)
                    .placeholder("arn:aws:elasticloadbalancing:…:loadbalancer/net/…"),
                part(service, |service| match &service.load_balancer {
                    ServiceLoadBalancer::Existing(arns) => arns.join("\n"),
                    ServiceLoadBalancer::Network(_) => String::new(),
                }),
                Arc::new(move |text: String| {
                    let next = ServiceLoadBalancer::Existing(words(&text));
                    set(state, field(id, EndpointServiceField::LoadBalancer(next)))
                }),
                || {},
            )
        }
    };
    view! { {kind} {fields} }.into_any()
}

fn who(state: AppState, id: Id<EndpointService>, service: Present<EndpointService>) -> AnyView {
    let principals = text_field(
        TextField::new("Allowed principals", "allowed-principals")
            .mono()
            .rows(3)
            .placeholder("arn:aws:iam::111122223333:root")
            .hint(Signal::stored("Besides this account. An asterisk is everybody".to_owned())),
        part(service, |service| service.allowed_principals.join("\n")),
        Arc::new(move |text: String| {
            set(state, field(id, EndpointServiceField::AllowedPrincipals(words(&text))))
        }),
        || {},
    );
    let name = text_field(
        TextField::new("Private DNS name", "service-private-dns-name")
            .mono()
            .placeholder("api.example.com")
            .hint(Signal::stored("Its domain must be verified once, by a TXT record".to_owned())),
        part(service, |service| service.private_dns_name.clone().unwrap_or_default()),
        Arc::new(move |text: String| {
            let text = text.trim();
            let name = (!text.is_empty()).then(|| text.to_owned());
            set(state, field(id, EndpointServiceField::PrivateDnsName(name)))
        }),
        || {},
    );
    let regions = text_field(
        TextField::new("Further Regions", "supported-regions")
            .mono()
            .placeholder("eu-west-1, eu-central-1")
            .hint(Signal::stored("Where consumers may have cross-Region endpoints".to_owned())),
        part(service, |service| service.supported_regions.join(", ")),
        Arc::new(move |text: String| {
            set(state, field(id, EndpointServiceField::SupportedRegions(words(&text))))
        }),
        || {},
    );
    let types = select_field(
        "Addresses of its endpoints",
        "supported-ip-address-types",
        Signal::stored(vec![
            (String::new(), "AWS default, IPv4".to_owned()),
            ("ipv4".to_owned(), "IPv4".to_owned()),
            ("ipv6".to_owned(), "IPv6".to_owned()),
            ("ipv4,ipv6".to_owned(), "IPv4 and IPv6".to_owned()),
        ]),
        part(service, |service| {
            let words: Vec<&str> = service.supported_ip_address_types.iter().map(|kind| kind.api()).collect();
            words.join(",")
        }),
        move |value| {
            let types =
                IpAddressType::ALL.into_iter().filter(|kind| value.split(',').any(|w| w == kind.api()));
            put(state, field(id, EndpointServiceField::IpAddressTypes(types.collect())));
        },
    );
    view! { {principals} {name} {regions} {types} }.into_any()
}

/// The endpoint services of a VPC, and the way to add one.
pub(super) fn of_vpc(state: AppState, id: Id<Vpc>) -> AnyView {
    let list = links(state, "It offers nothing to the endpoints of others", move |design| {
        design
            .endpoint_services_of(id)
            .map(|(service, _)| (EntityRef::from(service), String::new()))
            .collect()
    });
    let add = move |_| {
        let command = NetworkCommand::AddEndpointService { vpc: id, targets: Vec::new() };
        state.apply(Command::Network(command));
    };
    view! {
        {list}
        <button type="button" class="button small outlined" data-testid="endpoint-service-offer" on:click=add>
            "Offer an endpoint service"
        </button>
    }
    .into_any()
}
