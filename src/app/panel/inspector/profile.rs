//! Route 53 Profiles: what they answer from, and in which VPCs.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{Present, name_field, part, present, put, section, set},
    tags,
};
use crate::app::{state::AppState, widget::field::check_box};
use crate::editor::{Field, NetworkField, ProfileField};
use crate::model::{Design, EntityRef, Id, Profile};

/// One box: the entity, its name, what stands beside it.
type Choice = (EntityRef, String, String);

pub(super) fn profile(state: AppState, id: Id<Profile>) -> AnyView {
    let profile = present(state, id, |design| &design.profiles);
    let region = move || profile.with(|profile| profile.as_ref().map(|p| p.region.clone()));
    let field = move |field| Field::Network(NetworkField::Profile(id, field));
    let vpcs = boxes(
        state,
        "No VPC in its Region",
        move |design| of_region(design, id, design.vpcs.ids().map(EntityRef::from)),
        Signal::derive(move || chosen(profile, |p| p.vpcs.iter().map(|id| EntityRef::from(*id)).collect())),
        move |next| {
            let all = next.into_iter().filter_map(|entity| match entity {
                EntityRef::Vpc(id) => Some(id),
                _ => None,
            });
            put(state, field(ProfileField::Vpcs(all.collect())));
        },
    );
    let endpoints = boxes(
        state,
        "No interface endpoint in its Region",
        move |design| {
            let named = design.endpoints.iter().filter(|(_, endpoint)| endpoint.kind.interface().is_some());
            of_region(design, id, named.map(|(id, _)| EntityRef::from(id)))
        },
        Signal::derive(move || {
            chosen(profile, |p| p.endpoints.iter().map(|id| EntityRef::from(*id)).collect())
        }),
        move |next| {
            let all = next.into_iter().filter_map(|entity| match entity {
                EntityRef::Endpoint(id) => Some(id),
                _ => None,
            });
            put(state, field(ProfileField::Endpoints(all.collect())));
        },
    );
    let zones = boxes(
        state,
        "No private hosted zone in the design",
        |design| {
            let zones = design.hosted_zones.iter();
            zones.map(|(id, zone)| (id.into(), zone.name.clone(), String::new())).collect()
        },
        Signal::derive(move || {
            chosen(profile, |p| p.hosted_zones.iter().map(|id| EntityRef::from(*id)).collect())
        }),
        move |next| {
            let all = next.into_iter().filter_map(|entity| match entity {
                EntityRef::HostedZone(id) => Some(id),
                _ => None,
            });
            put(state, field(ProfileField::HostedZones(all.collect())));
        },
    );
    view! {
        <section>
            {name_field(state, id.into())}
            <p class="hint">
                {move || {
                    format!(
                        "Of {}. Its VPCs answer with what is chosen here; what a VPC has itself goes first",
                        region().unwrap_or_default(),
                    )
                }}
            </p>
        </section>
        {section("VPCs", ().into_any(), vpcs)}
        {section("Interface endpoints, by their private DNS", ().into_any(), endpoints)}
        {section("Private hosted zones", ().into_any(), zones)}
        {tags::tags(
            "Tags",
            part(profile, |profile| profile.tags.clone()),
            Arc::new(move |tags| set(state, field(ProfileField::Tags(tags)))),
        )}
    }
    .into_any()
}

fn chosen(profile: Present<Profile>, of: fn(&Profile) -> Vec<EntityRef>) -> Vec<EntityRef> {
    profile.with(|profile| profile.as_ref().map(|profile| of(profile)).unwrap_or_default())
}

/// The entities of the Profile's Region, each with its VPC.
fn of_region(design: &Design, id: Id<Profile>, all: impl Iterator<Item = EntityRef>) -> Vec<Choice> {
    let Some(profile) = design.profiles.get(id) else { return Vec::new() };
    all.filter(|entity| design.region_of(*entity) == Some(profile.region.as_str()))
        .map(|entity| {
            let home = design.parent_of(entity).map(|vpc| format!("in {}", design.label(vpc)));
            (entity, design.label(entity), home.unwrap_or_default())
        })
        .collect()
}

fn boxes(
    state: AppState,
    nothing: &'static str,
    all: impl Fn(&Design) -> Vec<Choice> + Send + Sync + 'static,
    chosen: Signal<Vec<EntityRef>>,
    commit: impl Fn(Vec<EntityRef>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let all = Memo::new(move |_| state.design.with(|design| all(design)));
    let rows = move || {
        all.get()
            .into_iter()
            .map(|(entity, name, side)| {
                check_box(
                    name,
                    side,
                    format!("profile-{entity}"),
                    Signal::derive(move || chosen.with(|chosen| chosen.contains(&entity))),
                    move |on| {
                        let mut next = chosen.get_untracked();
                        next.retain(|other| *other != entity);
                        if on {
                            next.push(entity);
                        }
                        commit(next);
                    },
                )
            })
            .collect_view()
    };
    view! {
        <p class="hint" hidden=move || all.with(|all| !all.is_empty())>{nothing}</p>
        {rows}
    }
    .into_any()
}
