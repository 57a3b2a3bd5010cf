//! Private hosted zones and Resolver endpoints.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{group_boxes, link, links, name_field, part, present, put, remove_button, section, set},
    connectivity::{chooser, subnet_boxes},
    tags,
};
use crate::app::{
    state::AppState,
    widget::field::{TextField, check_box, text_field},
};
use crate::editor::{Command, Field, HostedZoneField, NetworkCommand, NetworkField, ResolverEndpointField};
use crate::model::{Endpoint, EntityRef, HostedZone, Id, RecordTarget, ResolverEndpoint, Vpc, ZoneRecord};

fn zone_field(id: Id<HostedZone>, field: HostedZoneField) -> Field {
    Field::Network(NetworkField::HostedZone(id, field))
}

pub(super) fn hosted_zone(state: AppState, id: Id<HostedZone>) -> AnyView {
    let zone = present(state, id, |design| &design.hosted_zones);
    let chosen = part(zone, |zone| zone.vpcs.clone());
    let all = Memo::new(move |_| {
        state.design.with(|design| {
            design.vpcs.iter().map(|(id, vpc)| (id, vpc.name.clone(), vpc.region.clone())).collect::<Vec<_>>()
        })
    });
    let vpcs = move || {
        all.get()
            .into_iter()
            .map(|(vpc, name, region)| {
                check_box(
                    name,
                    region,
                    format!("hosted-zone-vpc-{vpc}"),
                    Signal::derive(move || chosen.with(|chosen| chosen.contains(&vpc))),
                    move |on| {
                        let mut next = chosen.get_untracked();
                        next.retain(|other| *other != vpc);
                        if on {
                            next.push(vpc);
                        }
                        put(state, zone_field(id, HostedZoneField::Vpcs(next)));
                    },
                )
            })
            .collect_view()
    };
    view! {
        <section>
            {name_field(state, id.into())}
            <p class="hint">"Answered by the resolvers of its VPCs alone"</p>
        </section>
        {section("VPCs", ().into_any(), vpcs.into_any())}
        {section("Records", ().into_any(), records(state, id))}
        {tags::tags(
            "Tags",
            part(zone, |zone| zone.tags.clone()),
            Arc::new(move |tags| set(state, zone_field(id, HostedZoneField::Tags(tags)))),
        )}
    }
    .into_any()
}

fn records(state: AppState, id: Id<HostedZone>) -> AnyView {
    let zone = present(state, id, |design| &design.hosted_zones);
    let list = part(zone, |zone| zone.records.clone());
    let rows = move || {
        list.get()
            .into_iter()
            .enumerate()
            .map(|(index, record)| {
                let full = zone.with(|zone| zone.as_ref().map(|zone| zone.full_name(&record)).unwrap_or_default());
                let answer = match &record.target {
                    RecordTarget::Endpoint(endpoint) => link(state, (*endpoint).into(), "alias"),
                    RecordTarget::Addresses(all) => {
                        let all: Vec<String> = all.iter().map(ToString::to_string).collect();
                        view! { <span class="mono">{all.join(", ")}</span> }.into_any()
                    }
                    RecordTarget::Name(name) => view! { <span class="mono">{name.clone()}</span> }.into_any(),
                };
                let remove = move || {
                    let mut next = list.get_untracked();
                    if index < next.len() {
                        next.remove(index);
                    }
                    put(state, zone_field(id, HostedZoneField::Records(next)));
                };
                view! {
                    <div class="rule">
                        <div class="row"><span class="mono">{full}</span> {remove_button("Remove the record", "record-remove", remove)}</div>
                        {answer}
                    </div>
                }
            })
            .collect_view()
    };
    view! { {rows} {new_record(state, id)} }.into_any()
}

/// A record to be: a name and what it answers. It is added when the answer is given.
fn new_record(state: AppState, id: Id<HostedZone>) -> AnyView {
    let name = RwSignal::new(String::new());
    let add = move |target: RecordTarget| {
        let mut next = state
            .design
            .with_untracked(|design| design.hosted_zones.get(id).map(|zone| zone.records.clone()));
        let records = next.get_or_insert_default();
        records.push(ZoneRecord { name: name.get_untracked().trim().to_owned(), target });
        let result = set(state, zone_field(id, HostedZoneField::Records(records.clone())));
        if result.is_ok() {
            name.set(String::new());
        }
        result
    };
    let label = text_field(
        TextField::new("Name before the domain", "record-name").mono(),
        name.into(),
        Arc::new(move |text: String| {
            name.set(text);
            Ok(())
        }),
        || {},
    );
    let answer = text_field(
        TextField::new("Answer", "record-answer")
            .mono()
            .hint(Signal::stored("Addresses with commas between, or another name".to_owned())),
        Signal::stored(String::new()),
        Arc::new(move |text: String| {
            let text = text.trim();
            if text.is_empty() {
                return Ok(());
            }
            let addresses: Result<Vec<std::net::Ipv4Addr>, _> =
                text.split(',').map(|part| part.trim().parse()).collect();
            add(match addresses {
                Ok(all) => RecordTarget::Addresses(all),
                Err(_) => RecordTarget::Name(text.trim_end_matches('.').to_owned()),
            })
        }),
        || {},
    );
    let endpoints = Memo::new(move |_| {
        state.design.with(|design| {
            design
                .endpoints
                .iter()
                .filter(|(_, endpoint)| endpoint.kind.interface().is_some())
                .map(|(endpoint, entity)| {
                    (endpoint.to_string(), format!("{} in {}", entity.name, design.label(entity.vpc.into())))
                })
                .collect::<Vec<_>>()
        })
    });
    let alias =
        chooser("Alias of", "record-alias", "No interface endpoint in the design", endpoints, move |value| {
            if let Ok(EntityRef::Endpoint(endpoint)) = value.parse()
                && let Err(error) = add(RecordTarget::Endpoint(endpoint))
            {
                state.toast(crate::app::state::Tone::Warn, error);
            }
        });
    view! { <h4>"New record"</h4> {label} {alias} {answer} }.into_any()
}

pub(super) fn resolver(state: AppState, id: Id<ResolverEndpoint>) -> AnyView {
    let resolver = present(state, id, |design| &design.resolver_endpoints);
    let field = move |field| Field::Network(NetworkField::ResolverEndpoint(id, field));
    let vpc = move || resolver.with(|resolver| resolver.as_ref().map(|r| link(state, r.vpc.into(), "VPC")));
    let subnets = subnet_boxes(
        state,
        id.into(),
        move |design| design.resolver_endpoints.get(id).map(|r| r.subnets.clone()).unwrap_or_default(),
        move |subnets| put(state, field(ResolverEndpointField::Subnets(subnets))),
    );
    let groups = group_boxes(
        state,
        id.into(),
        "resolver-group",
        move |design| {
            design.resolver_endpoints.get(id).map(|r| r.security_groups.clone()).unwrap_or_default()
        },
        move |groups| field(ResolverEndpointField::SecurityGroups(groups)),
    );
    view! {
        <section>
            {name_field(state, id.into())}
            <p class="hint">"On-premises DNS servers forward their questions to its addresses"</p>
        </section>
        {section("Subnets, two at least", ().into_any(), subnets)}
        {section("Security groups", ().into_any(), groups)}
        {section("Belongs to", ().into_any(), vpc.into_any())}
        {tags::tags(
            "Tags",
            part(resolver, |r| r.tags.clone()),
            Arc::new(move |tags| set(state, field(ResolverEndpointField::Tags(tags)))),
        )}
    }
    .into_any()
}

/// The hosted zones and Resolver endpoints of a VPC, and the ways to add more.
pub(super) fn of_vpc(state: AppState, id: Id<Vpc>) -> AnyView {
    let list = links(state, "No private names of its own", move |design| {
        let zones = design
            .hosted_zones
            .iter()
            .filter(|(_, zone)| zone.vpcs.contains(&id))
            .map(|(zone, _)| (EntityRef::from(zone), "hosted zone".to_owned()));
        let profile =
            design.profile_of(id).map(|(id, _)| (EntityRef::from(id), "Route 53 Profile".to_owned()));
        let resolvers = design
            .resolver_endpoints_of(id)
            .map(|(resolver, _)| (EntityRef::from(resolver), "Resolver inbound endpoint".to_owned()));
        zones.chain(profile).chain(resolvers).collect()
    });
    let domain = text_field(
        TextField::new("New private hosted zone", "hosted-zone-add").mono(),
        Signal::stored(String::new()),
        Arc::new(move |text: String| {
            if text.trim().is_empty() {
                return Ok(());
            }
            let command = NetworkCommand::AddHostedZone { domain: text, vpcs: vec![id] };
            state.try_apply(Command::Network(command), crate::editor::Record::Step)
        }),
        || {},
    );
    let resolver = move |_| {
        state.apply(Command::Network(NetworkCommand::AddResolverEndpoint { vpc: id }));
    };
    let has_profile = Memo::new(move |_| state.design.with(|design| design.profile_of(id).is_some()));
    let profile = move |_| state.apply(Command::Network(NetworkCommand::AddProfile { vpc: id }));
    view! {
        {list} {domain}
        <button
            type="button"
            class="button small outlined"
            data-testid="profile-add"
            hidden=move || has_profile.get()
            on:click=profile
        >
            "Add a Route 53 Profile"
        </button>
        <button type="button" class="button small outlined" data-testid="resolver-add" on:click=resolver>
            "Add a Resolver inbound endpoint"
        </button>
    }
    .into_any()
}

/// The VPCs with which an interface endpoint can be shared.
pub(super) fn share(state: AppState, id: Id<Endpoint>) -> AnyView {
    let options = Memo::new(move |_| {
        state.design.with(|design| {
            let Some(endpoint) = design.endpoints.get(id) else { return Vec::new() };
            let shared = design.vpcs_answered_with(id);
            let others = design.vpcs.iter().filter(|(vpc, _)| *vpc != endpoint.vpc && !shared.contains(vpc));
            others.map(|(vpc, entity)| (vpc.to_string(), format!("VPC {}", entity.name))).collect()
        })
    });
    let zones = links(state, "Only its own VPC uses it", move |design| {
        let zones = design
            .hosted_zones
            .iter()
            .filter(|(_, zone)| zone.records.iter().any(|r| r.target == RecordTarget::Endpoint(id)))
            .map(|(zone, entity)| (EntityRef::from(zone), format!("{} VPCs", entity.vpcs.len())));
        let profiles = design
            .profiles
            .iter()
            .filter(|(_, profile)| profile.endpoints.contains(&id))
            .map(|(profile, entity)| (EntityRef::from(profile), format!("{} VPCs", entity.vpcs.len())));
        zones.chain(profiles).collect()
    });
    let nothing = "No other VPC in the design";
    let share = chooser("Share with, by hosted zones", "endpoint-share", nothing, options, move |value| {
        if let Ok(EntityRef::Vpc(vpc)) = value.parse() {
            let command = NetworkCommand::ShareEndpoint { endpoint: id, vpcs: vec![vpc] };
            state.apply(Command::Network(command));
        }
    });
    let profile = chooser(
        "Share with, by a Route 53 Profile",
        "endpoint-share-profile",
        nothing,
        options,
        move |value| {
            if let Ok(EntityRef::Vpc(vpc)) = value.parse() {
                let command = NetworkCommand::ShareEndpointByProfile { endpoint: id, vpcs: vec![vpc] };
                state.apply(Command::Network(command));
            }
        },
    );
    view! { {zones} {share} {profile} }.into_any()
}
