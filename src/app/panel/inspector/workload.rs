//! A workload: what it is, its groups, and the services it calls.

use leptos::prelude::*;

use super::common::{group_boxes, link, link_with, name_field, part, present, put, remove_button, section};
use crate::app::{
    advisor::needs,
    state::AppState,
    widget::{
        combobox::{Choice, Combobox, combobox},
        field::select_field,
    },
};
use crate::catalog::{self, Catalog};
use crate::editor::{Command, Field, WorkloadField};
use crate::model::{Connection, Design, EntityRef, Id, ServiceRef, Workload, WorkloadKind};

pub(super) fn workload(state: AppState, id: Id<Workload>) -> AnyView {
    let workload = present(state, id, |design| &design.workloads);
    let kinds = WorkloadKind::ALL.map(|kind| (kind.stem().to_owned(), kind.title().to_owned())).to_vec();
    let kind = select_field(
        "Kind",
        "workload-kind",
        Signal::stored(kinds),
        part(workload, |workload| workload.kind.stem().to_owned()),
        move |stem| {
            if let Some(kind) = WorkloadKind::ALL.into_iter().find(|kind| kind.stem() == stem) {
                put(state, Field::Workload(id, WorkloadField::Kind(kind)));
            }
        },
    );
    let subnet = move || {
        workload
            .with(|workload| workload.as_ref().map(|workload| link(state, workload.subnet.into(), "Subnet")))
    };
    view! {
        <section>{name_field(state, id.into())} {kind}</section>
        {needs::needs(state, id)}
        {section("Connections", ().into_any(), connections(state, id))}
        {section("Security groups", ().into_any(), groups(state, id))}
        {section("Stands in", ().into_any(), subnet.into_any())}
    }
    .into_any()
}

/// The way a connection goes, in words.
pub(super) fn way(design: &Design, connection: &Connection) -> (Option<EntityRef>, String) {
    let Some(service) = design.services.get(connection.service) else { return (None, String::new()) };
    let Some(vpc) = design.vpc_of_workload(connection.workload) else { return (None, String::new()) };
    match design.endpoints_to(vpc, &service.target, &service.region).next() {
        Some((endpoint, entity)) => {
            let kind = entity.kind.title().to_lowercase();
            (Some(endpoint.into()), format!("through the {kind} {}", entity.name))
        }
        None => (None, "without an endpoint: over the internet, if at all".to_owned()),
    }
}

fn connections(state: AppState, id: Id<Workload>) -> AnyView {
    let list = Memo::new(move |_| {
        state.design.with(|design| {
            design
                .connections_of(id)
                .map(|(connection, entity)| {
                    let service = EntityRef::from(entity.service);
                    (connection, service, design.label(service), way(design, entity).1)
                })
                .collect::<Vec<_>>()
        })
    });
    let rows = move || {
        list.get()
            .into_iter()
            .map(|(connection, service, name, way)| {
                let remove = move || state.apply(Command::Disconnect(connection));
                let end = remove_button(format!("Disconnect {name}"), "disconnect", remove);
                view! {
                    <div data-testid=format!("connection-{connection}")>{link_with(state, service, way, end)}</div>
                }
            })
            .collect_view()
    };
    let choices = Signal::derive(move || {
        state.catalog.with(|catalog| state.design.with(|design| services(design, catalog, id)))
    });
    let connect = move |value: String| {
        let command = match value.parse() {
            Ok(EntityRef::Service(service)) => Command::Connect { workload: id, service },
            Ok(_) | Err(_) => Command::ConnectTo { workload: id, service: ServiceRef::Aws(value) },
        };
        state.apply(command);
    };
    view! {
        <div class="links">{rows}</div>
        {combobox(
            Combobox { id: "connect-to", label: "Connect to…", placeholder: "Connect to…", open: false, most: usize::MAX },
            choices,
            Signal::stored(None),
            connect,
        )}
    }
    .into_any()
}

/// What the workload can be connected to: services on the canvas first, then the whole catalogue.
fn services(design: &Design, catalog: &Catalog, workload: Id<Workload>) -> Vec<Choice> {
    let region = design
        .vpc_of_workload(workload)
        .and_then(|vpc| design.vpcs.get(vpc))
        .map_or("", |vpc| vpc.region.as_str());
    let mut choices: Vec<Choice> = Vec::new();
    let known = |key: &str, group: &str| {
        catalog.entry(key).map(|entry| {
            let offered = catalog.types_in(key, region).next().is_some();
            let also = entry.service.and_then(|service| service.also);
            Choice {
                value: key.to_owned(),
                title: entry.title().to_owned(),
                side: if offered { key.to_owned() } else { format!("{key}, not in {region}") },
                group: group.to_owned(),
                also: format!("{} {}", entry.category(), also.unwrap_or_default()),
            }
        })
    };
    let mut push = |choice: Choice| {
        if !choices.iter().any(|other| other.value == choice.value) {
            choices.push(choice);
        }
    };
    for (id, service) in design.services.iter() {
        match &service.target {
            ServiceRef::Aws(key) if service.region == region => {
                known(key, "On the canvas").into_iter().for_each(&mut push);
            }
            target => push(Choice {
                value: id.to_string(),
                title: service.name.clone(),
                side: format!("{} in {}", target.word(), service.region),
                group: "On the canvas".to_owned(),
                also: String::new(),
            }),
        }
    }
    for service in catalog::popular() {
        known(service.key, "Used most").into_iter().for_each(&mut push);
    }
    for entry in catalog.entries() {
        known(entry.key, "All services").into_iter().for_each(&mut push);
    }
    choices
}

fn groups(state: AppState, id: Id<Workload>) -> AnyView {
    group_boxes(
        state,
        id.into(),
        "workload-group",
        move |design| {
            design.workloads.get(id).map(|workload| workload.security_groups.clone()).unwrap_or_default()
        },
        move |groups| Field::Workload(id, WorkloadField::SecurityGroups(groups)),
    )
}
