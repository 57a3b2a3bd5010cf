//! A VPC endpoint.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{Present, group_boxes, link, links, name_field, part, present, put, section, set},
    policy, tags,
};
use crate::app::{
    advisor::aspects,
    state::AppState,
    widget::field::{check_box, segments, select_field},
};
use crate::catalog::{self, EndpointType};
use crate::edit;
use crate::editor::{EndpointField, Field};
use crate::model::{
    DnsRecordIpType, Endpoint, EndpointKind, EntityRef, Id, InterfaceEndpoint, IpAddressType,
    PrivateDnsScope, ServiceRef, Subnet, SubnetKind,
};

pub(super) fn endpoint(state: AppState, id: Id<Endpoint>) -> AnyView {
    let endpoint = present(state, id, |design| &design.endpoints);
    let kind = Memo::new(move |_| {
        endpoint.with(|e| e.as_ref().map_or(EndpointType::Gateway, |e| e.kind.endpoint_type()))
    });
    let own = move || match kind.get() {
        EndpointType::Gateway => gateway_fields(state, id),
        EndpointType::GatewayLoadBalancer => appliance_fields(state, id),
        EndpointType::Interface | EndpointType::Resource | EndpointType::ServiceNetwork => {
            interface_fields(state, id, endpoint)
        }
    };
    let clients = links(state, "No workload uses it", move |design| {
        let Some(endpoint) = design.endpoints.get(id) else { return Vec::new() };
        design
            .clients_of(endpoint)
            .into_iter()
            .map(|client| (EntityRef::from(client), String::new()))
            .collect()
    });
    let service = part(endpoint, |endpoint| endpoint.service.word().to_owned());
    // AWS accepts requests for its own services by itself, and no export accepts those of Gateway Load Balancer endpoints.
    let asks = part(endpoint, |endpoint| {
        endpoint.kind.endpoint_type() != EndpointType::GatewayLoadBalancer
            && (endpoint.service.aws_key().is_none() || endpoint.auto_accept)
    });
    let acceptance = move || {
        asks.get().then(|| {
            let auto_accept = check_box(
                "Accept automatically",
                "Where the same account owns the endpoint service",
                "auto-accept",
                part(endpoint, |endpoint| endpoint.auto_accept),
                move |on| put(state, Field::Endpoint(id, EndpointField::AutoAccept(on))),
            );
            section("Acceptance", ().into_any(), auto_accept)
        })
    };
    let vpc = move || {
        endpoint.with(|endpoint| endpoint.as_ref().map(|endpoint| link(state, endpoint.vpc.into(), "VPC")))
    };
    let about = crate::app::catalog::about(
        state,
        Signal::derive(move || {
            let (key, vpc) = endpoint.with(|endpoint| {
                let endpoint = endpoint.as_ref()?;
                let away = endpoint.kind.service_region().map(str::to_owned);
                Some((endpoint.service.aws_key()?.to_owned(), (endpoint.vpc, away)))
            })?;
            let (vpc, away) = vpc;
            let own = || state.design.with(|design| Some(design.vpcs.get(vpc)?.region.clone()));
            Some((key, away.or_else(own)?))
        }),
    );
    view! {
        <section>
            {name_field(state, id.into())}
            <dl class="facts">
                <dt>"Service"</dt>
                <dd class="mono" data-testid="endpoint-service">{move || service.get()}</dd>
            </dl>
            {about}
            {types(state, id, endpoint)}
            {aspects::aspects(state, id)}
        </section>
        {own}
        {move || (kind.get() != EndpointType::GatewayLoadBalancer).then(|| section("Policy", ().into_any(), policy::policy(state, id, endpoint)))}
        {section("Used by", ().into_any(), clients)}
        {move || (kind.get() == EndpointType::Interface).then(|| section("Shared with other VPCs", ().into_any(), super::dns::share(state, id)))}
        {acceptance}
        {section("Belongs to", ().into_any(), vpc.into_any())}
        {tags::tags(
            "Tags",
            part(endpoint, |endpoint| endpoint.tags.clone()),
            Arc::new(move |tags| set(state, Field::Endpoint(id, EndpointField::Tags(tags)))),
        )}
    }
    .into_any()
}

/// The type, the other types there are, and why.
fn types(state: AppState, id: Id<Endpoint>, endpoint: Present<Endpoint>) -> AnyView {
    let choice = Memo::new(move |_| {
        let found = endpoint.get()?;
        state.catalog.with(|catalog| {
            state.design.with(|design| {
                let region = design.service_region(&found)?;
                Some(edit::choose_in(design, catalog, found.vpc, &found.service, region))
            })
        })
    });
    let kind = Signal::derive(move || {
        endpoint.with(|endpoint| endpoint.as_ref().map(|endpoint| endpoint.kind.endpoint_type()))
    });
    let options = match endpoint.get_untracked().map(|endpoint| endpoint.service.clone()) {
        Some(ServiceRef::ResourceConfiguration(_)) => {
            vec![(EndpointType::Resource, "Resource", "type-resource")]
        }
        Some(ServiceRef::ServiceNetwork(_)) => {
            vec![(EndpointType::ServiceNetwork, "Service network", "type-service-network")]
        }
        Some(ServiceRef::EndpointService(_) | ServiceRef::OwnEndpointService(_)) => vec![
            (EndpointType::Interface, "Interface", "type-interface"),
            (EndpointType::GatewayLoadBalancer, "Gateway Load Balancer", "type-gateway-load-balancer"),
        ],
        Some(ServiceRef::Aws(_)) | None => vec![
            (EndpointType::Gateway, "Gateway", "type-gateway"),
            (EndpointType::Interface, "Interface", "type-interface"),
        ],
    };
    let switch = segments(
        "Type",
        options,
        kind,
        move |option| {
            Some(*option) == kind.get()
                || choice.with(|choice| {
                    choice.as_ref().is_some_and(|choice| choice.ways.iter().any(|way| way.kind == *option))
                })
        },
        move |kind| put(state, Field::Endpoint(id, EndpointField::Type(kind))),
    );
    let reasons = move || {
        let kind = kind.get();
        choice.with(|choice| {
            let choice = choice.as_ref()?;
            let way = choice.ways.iter().find(|way| Some(way.kind) == kind);
            let reasons = way.map_or(&choice.reasons, |way| &way.reasons);
            // The others stand below, by aspect.
            let rows =
                reasons.iter().take(1).map(|reason| view! { <li>{reason.clone()}</li> }).collect_view();
            let advice = (choice.kind.is_some() && choice.kind != kind).then(|| {
                let better = choice.kind.map(EndpointType::word).unwrap_or_default();
                view! { <li>{format!("The designer would pick {better} here")}</li> }
            });
            Some(view! { <ul class="reasons" data-testid="reasons">{rows} {advice}</ul> })
        })
    };
    view! { {switch} {reasons} }.into_any()
}

fn gateway_fields(state: AppState, id: Id<Endpoint>) -> AnyView {
    let tables = Memo::new(move |_| {
        state.design.with(|design| {
            let Some(vpc) = design.vpc_of(id.into()) else { return Vec::new() };
            design
                .route_tables_of(vpc)
                .map(|(table, entity)| {
                    (table, entity.name.clone(), super::route_table::summary(design, table, entity))
                })
                .collect::<Vec<_>>()
        })
    });
    let chosen = Memo::new(move |_| {
        state.design.with(|design| match design.endpoints.get(id).map(|endpoint| &endpoint.kind) {
            Some(EndpointKind::Gateway(gateway)) => gateway.route_tables.clone(),
            Some(
                EndpointKind::Interface(_)
                | EndpointKind::GatewayLoadBalancer(_)
                | EndpointKind::Resource(_)
                | EndpointKind::ServiceNetwork(_),
            )
            | None => Vec::new(),
        })
    });
    let rows = move || {
        tables
            .get()
            .into_iter()
            .map(|(table, name, detail)| {
                check_box(
                    name,
                    detail,
                    format!("endpoint-table-{table}"),
                    Signal::derive(move || chosen.with(|chosen| chosen.contains(&table))),
                    move |on| {
                        let mut next = chosen.get_untracked();
                        next.retain(|other| *other != table);
                        if on {
                            next.push(table);
                        }
                        put(state, Field::Endpoint(id, EndpointField::RouteTables(next)));
                    },
                )
            })
            .collect_view()
    };
    section("Route tables", ().into_any(), rows.into_any())
}

/// Of a Gateway Load Balancer endpoint: its subnet, and the routes that lead there.
fn appliance_fields(state: AppState, id: Id<Endpoint>) -> AnyView {
    let routes = super::connectivity::routes(state, id.into());
    view! {
        {section("Subnet", ().into_any(), subnets(state, id, true))}
        {section("Routes", ().into_any(), routes)}
    }
    .into_any()
}

/// The Region of the service: the VPC's, or another where the service is open to endpoints of other Regions.
fn service_region(state: AppState, id: Id<Endpoint>, endpoint: Present<Endpoint>) -> AnyView {
    let options = Memo::new(move |_| {
        let found = endpoint.get()?;
        let key = found.service.aws_key()?.to_owned();
        state.design.with(|design| {
            let own = design.vpcs.get(found.vpc)?.region.clone();
            let partition = catalog::region(&own)?.partition;
            if !catalog::service(&key).is_some_and(catalog::Service::cross_region) {
                return None;
            }
            let others = catalog::regions()
                .iter()
                .filter(|region| region.partition == partition && region.code != own)
                .map(|region| (region.code.to_owned(), region.code.to_owned()));
            Some(
                std::iter::once((String::new(), format!("{own}, the VPC’s")))
                    .chain(others)
                    .collect::<Vec<_>>(),
            )
        })
    });
    let value = part(endpoint, |endpoint| endpoint.kind.service_region().unwrap_or_default().to_owned());
    let field = move || {
        let shown = options.get()?;
        Some(select_field(
            "Service Region",
            "endpoint-service-region",
            Signal::stored(shown),
            value,
            move |code| {
                let region = (!code.is_empty()).then_some(code);
                put(state, Field::Endpoint(id, EndpointField::ServiceRegion(region)));
            },
        ))
    };
    // A service whose name holds its Region has no choice.
    let told = move || {
        let region = value.get();
        (options.with(Option::is_none) && !region.is_empty())
            .then(|| view! { <p class="hint">{format!("Cross-Region: its service is in {region}")}</p> })
    };
    view! { {field} {told} }.into_any()
}

fn interface_fields(state: AppState, id: Id<Endpoint>, endpoint: Present<Endpoint>) -> AnyView {
    let read = move |read: fn(&InterfaceEndpoint) -> String| {
        part(endpoint, move |endpoint| endpoint.kind.interface().map(read).unwrap_or_default())
    };
    let private_dns = check_box(
        "Private DNS names",
        "The service's usual names lead to this endpoint inside the VPC",
        "private-dns",
        part(endpoint, |endpoint| endpoint.kind.interface().is_some_and(|interface| interface.private_dns)),
        move |on| put(state, Field::Endpoint(id, EndpointField::PrivateDns(on))),
    );
    let scope = select_field(
        "For whom",
        "private-dns-scope",
        Signal::stored(vec![
            (String::new(), "AWS default".to_owned()),
            ("all".to_owned(), "All clients of the VPC's resolver".to_owned()),
            ("inbound".to_owned(), "Inbound Resolver endpoints only".to_owned()),
        ]),
        read(|interface| {
            match interface.private_dns_scope {
                None => "",
                Some(PrivateDnsScope::AllClients) => "all",
                Some(PrivateDnsScope::InboundResolverOnly) => "inbound",
            }
            .to_owned()
        }),
        move |value| {
            let scope = match value.as_str() {
                "all" => Some(PrivateDnsScope::AllClients),
                "inbound" => Some(PrivateDnsScope::InboundResolverOnly),
                _ => None,
            };
            put(state, Field::Endpoint(id, EndpointField::PrivateDnsScope(scope)));
        },
    );
    let with_default = |options: Vec<&'static str>| {
        let rest = options.into_iter().map(|api| (api.to_owned(), api.to_owned()));
        Signal::stored(
            std::iter::once((String::new(), "AWS default".to_owned())).chain(rest).collect::<Vec<_>>(),
        )
    };
    let address_type = select_field(
        "IP address type",
        "ip-address-type",
        with_default(IpAddressType::ALL.map(IpAddressType::api).to_vec()),
        read(|interface| interface.ip_address_type.map(IpAddressType::api).unwrap_or_default().to_owned()),
        move |value| {
            let kind = IpAddressType::ALL.into_iter().find(|each| each.api() == value);
            put(state, Field::Endpoint(id, EndpointField::IpAddressType(kind)));
        },
    );
    let record_type = select_field(
        "DNS record type",
        "dns-record-ip-type",
        with_default(DnsRecordIpType::ALL.map(DnsRecordIpType::api).to_vec()),
        read(|interface| {
            interface.dns_record_ip_type.map(DnsRecordIpType::api).unwrap_or_default().to_owned()
        }),
        move |value| {
            let kind = DnsRecordIpType::ALL.into_iter().find(|each| each.api() == value);
            put(state, Field::Endpoint(id, EndpointField::DnsRecordIpType(kind)));
        },
    );
    view! {
        {service_region(state, id, endpoint)}
        {section("Subnets", ().into_any(), subnets(state, id, false))}
        {section("Security groups", ().into_any(), groups(state, id))}
        {section("Private DNS", ().into_any(), view! { {private_dns} {scope} }.into_any())}
        {section("Addresses", ().into_any(), view! { <div class="pair">{address_type} {record_type}</div> }.into_any())}
    }
    .into_any()
}

fn chosen_subnets(state: AppState, id: Id<Endpoint>) -> Memo<Vec<Id<Subnet>>> {
    Memo::new(move |_| {
        state.design.with(|design| {
            design.endpoints.get(id).map(|endpoint| endpoint.kind.subnets().to_vec()).unwrap_or_default()
        })
    })
}

/// The subnets zone by zone. An endpoint has at most one per zone, that of a Gateway Load Balancer one in all, so a tick
/// takes the place of its neighbour's.
fn subnets(state: AppState, id: Id<Endpoint>, only_one: bool) -> AnyView {
    let zones = Memo::new(move |_| {
        state.design.with(|design| {
            let Some(vpc) = design.vpc_of(id.into()) else { return Vec::new() };
            design
                .zones_of(vpc)
                .map(|(zone, _)| {
                    let subnets: Vec<(Id<Subnet>, String, SubnetKind, String)> = design
                        .subnets_of_zone(zone)
                        .map(|(subnet, entity)| {
                            (subnet, entity.name.clone(), entity.kind, entity.cidr_block.to_string())
                        })
                        .collect();
                    (design.label(zone.into()), subnets)
                })
                .collect::<Vec<_>>()
        })
    });
    let chosen = chosen_subnets(state, id);
    let rows = move || {
        zones
            .get()
            .into_iter()
            .map(|(zone, subnets)| {
                let ids: Vec<Id<Subnet>> = subnets.iter().map(|(subnet, ..)| *subnet).collect();
                let boxes = subnets
                    .into_iter()
                    .map(|(subnet, name, kind, block)| {
                        let zone_ids = ids.clone();
                        check_box(
                            name,
                            format!("{} · {block}", kind.word()),
                            format!("endpoint-subnet-{subnet}"),
                            Signal::derive(move || chosen.with(|chosen| chosen.contains(&subnet))),
                            move |on| {
                                let mut next = chosen.get_untracked();
                                next.retain(|other| {
                                    if on { !only_one && !zone_ids.contains(other) } else { *other != subnet }
                                });
                                if on {
                                    next.push(subnet);
                                }
                                put(state, Field::Endpoint(id, EndpointField::Subnets(next)));
                            },
                        )
                    })
                    .collect_view();
                view! {
                    <div class="zone-group" role="group" aria-label=zone.clone()>
                        <span class="label">{zone.clone()}</span>
                        {boxes}
                    </div>
                }
            })
            .collect_view()
    };
    let hint = if only_one {
        "Its network interface; one for each endpoint, so that each zone has its own"
    } else {
        "A network interface in each; at most one per Availability Zone"
    };
    view! {
        <p class="hint">{hint}</p>
        {rows}
    }
    .into_any()
}

fn groups(state: AppState, id: Id<Endpoint>) -> AnyView {
    group_boxes(
        state,
        id.into(),
        "endpoint-group",
        move |design| {
            let endpoint = design.endpoints.get(id);
            endpoint.map(|endpoint| endpoint.kind.security_groups().to_vec()).unwrap_or_default()
        },
        move |groups| Field::Endpoint(id, EndpointField::SecurityGroups(groups)),
    )
}
