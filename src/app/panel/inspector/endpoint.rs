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
use crate::catalog::EndpointType;
use crate::edit;
use crate::editor::{EndpointField, Field};
use crate::model::{
    DnsRecordIpType, Endpoint, EndpointKind, EntityRef, Id, InterfaceEndpoint, IpAddressType,
    PrivateDnsScope, Subnet, SubnetKind,
};

pub(super) fn endpoint(state: AppState, id: Id<Endpoint>) -> AnyView {
    let endpoint = present(state, id, |design| &design.endpoints);
    let gateway = Memo::new(move |_| {
        endpoint.with(|endpoint| endpoint.as_ref().is_none_or(|endpoint| endpoint.kind.is_gateway()))
    });
    let own =
        move || if gateway.get() { gateway_fields(state, id) } else { interface_fields(state, id, endpoint) };
    let clients = links(state, "No workload uses it", move |design| {
        let Some(endpoint) = design.endpoints.get(id) else { return Vec::new() };
        design
            .clients_of(endpoint)
            .into_iter()
            .map(|client| (EntityRef::from(client), String::new()))
            .collect()
    });
    let service = part(endpoint, |endpoint| endpoint.service.word().to_owned());
    let auto_accept = check_box(
        "Accept automatically",
        "Where the same account owns the endpoint service",
        "auto-accept",
        part(endpoint, |endpoint| endpoint.auto_accept),
        move |on| put(state, Field::Endpoint(id, EndpointField::AutoAccept(on))),
    );
    let vpc = move || {
        endpoint.with(|endpoint| endpoint.as_ref().map(|endpoint| link(state, endpoint.vpc.into(), "VPC")))
    };
    let about = crate::app::catalog::about(
        state,
        Signal::derive(move || {
            let (key, vpc) = endpoint.with(|endpoint| {
                let endpoint = endpoint.as_ref()?;
                Some((endpoint.service.aws_key()?.to_owned(), endpoint.vpc))
            })?;
            let region = state.design.with(|design| Some(design.vpcs.get(vpc)?.region.clone()))?;
            Some((key, region))
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
        {section("Policy", ().into_any(), policy::policy(state, id, endpoint))}
        {section("Used by", ().into_any(), clients)}
        {move || (!gateway.get()).then(|| section("Shared with other VPCs", ().into_any(), super::dns::share(state, id)))}
        {section("Acceptance", ().into_any(), auto_accept)}
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
        let (vpc, service) =
            endpoint.with(|endpoint| endpoint.as_ref().map(|e| (e.vpc, e.service.clone())))?;
        Some(
            state
                .catalog
                .with(|catalog| state.design.with(|design| edit::choose(design, catalog, vpc, &service))),
        )
    });
    let kind = Signal::derive(move || {
        endpoint.with(|endpoint| {
            endpoint.as_ref().map(|endpoint| match endpoint.kind {
                EndpointKind::Gateway(_) => EndpointType::Gateway,
                EndpointKind::Interface(_) => EndpointType::Interface,
            })
        })
    });
    let switch = segments(
        "Type",
        vec![
            (EndpointType::Gateway, "Gateway", "type-gateway"),
            (EndpointType::Interface, "Interface", "type-interface"),
        ],
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
                let better = choice.kind.map(EndpointType::api).unwrap_or_default().to_lowercase();
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
            Some(EndpointKind::Interface(_)) | None => Vec::new(),
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

fn interface_fields(state: AppState, id: Id<Endpoint>, endpoint: Present<Endpoint>) -> AnyView {
    let read = move |read: fn(&InterfaceEndpoint) -> String| {
        part(endpoint, move |endpoint| match &endpoint.kind {
            EndpointKind::Interface(interface) => read(interface),
            EndpointKind::Gateway(_) => String::new(),
        })
    };
    let private_dns = check_box(
        "Private DNS names",
        "The service's usual names lead to this endpoint inside the VPC",
        "private-dns",
        part(endpoint, |endpoint| match &endpoint.kind {
            EndpointKind::Interface(interface) => interface.private_dns,
            EndpointKind::Gateway(_) => false,
        }),
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
        {section("Subnets", ().into_any(), subnets(state, id))}
        {section("Security groups", ().into_any(), groups(state, id))}
        {section("Private DNS", ().into_any(), view! { {private_dns} {scope} }.into_any())}
        {section("Addresses", ().into_any(), view! { <div class="pair">{address_type} {record_type}</div> }.into_any())}
    }
    .into_any()
}

fn chosen_subnets(state: AppState, id: Id<Endpoint>) -> Memo<Vec<Id<Subnet>>> {
    Memo::new(move |_| {
        state.design.with(|design| match design.endpoints.get(id).map(|endpoint| &endpoint.kind) {
            Some(EndpointKind::Interface(interface)) => interface.subnets.clone(),
            Some(EndpointKind::Gateway(_)) | None => Vec::new(),
        })
    })
}

/// The subnets zone by zone. An endpoint has at most one per zone, so a tick takes the place of its neighbour's.
fn subnets(state: AppState, id: Id<Endpoint>) -> AnyView {
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
                                next.retain(
                                    |other| if on { !zone_ids.contains(other) } else { *other != subnet },
                                );
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
    view! {
        <p class="hint">"A network interface in each; at most one per Availability Zone"</p>
        {rows}
    }
    .into_any()
}

fn groups(state: AppState, id: Id<Endpoint>) -> AnyView {
    group_boxes(
        state,
        id.into(),
        "endpoint-group",
        move |design| match design.endpoints.get(id).map(|endpoint| &endpoint.kind) {
            Some(EndpointKind::Interface(interface)) => interface.security_groups.clone(),
            Some(EndpointKind::Gateway(_)) | None => Vec::new(),
        },
        move |groups| Field::Endpoint(id, EndpointField::SecurityGroups(groups)),
    )
}
