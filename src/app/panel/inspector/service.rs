//! A service that workloads call.

use leptos::prelude::*;

use super::common::{links, name_field, part, present, put, section};
use crate::app::{shell::region, state::AppState, widget::field::select_field};
use crate::catalog::Catalog;
use crate::editor::{Field, ServiceField};
use crate::model::{EntityRef, Id, Service, ServiceRef};

pub(super) fn service(state: AppState, id: Id<Service>) -> AnyView {
    let service = present(state, id, |design| &design.services);
    let options = region::choices()
        .into_iter()
        .map(|choice| (choice.value.clone(), format!("{} ({})", choice.title, choice.value)))
        .collect();
    let region_field = select_field(
        "Region",
        "service-region",
        Signal::stored(options),
        part(service, |service| service.region.clone()),
        move |code| put(state, Field::Service(id, ServiceField::Region(code))),
    );
    let facts = Memo::new(move |_| {
        service.with(|service| {
            state.catalog.with(|catalog| {
                service
                    .as_ref()
                    .map(|service| facts(catalog, &service.target, &service.region))
                    .unwrap_or_default()
            })
        })
    });
    let fact_rows = move || {
        facts.get().into_iter().map(|(what, value)| view! { <dt>{what}</dt><dd>{value}</dd> }).collect_view()
    };
    let clients = links(state, "No workload is connected to it", move |design| {
        design
            .connections
            .values()
            .filter(|connection| connection.service == id)
            .map(|connection| {
                (EntityRef::from(connection.workload), super::workload::way(design, connection).1)
            })
            .collect()
    });
    let endpoints = links(state, "No VPC has an endpoint for it", move |design| {
        let Some(service) = design.services.get(id) else { return Vec::new() };
        design
            .endpoints
            .iter()
            .filter(|(_, endpoint)| endpoint.service == service.target)
            .map(|(endpoint, entity)| {
                let vpc = design.label(entity.vpc.into());
                (EntityRef::from(endpoint), format!("{} in {vpc}", entity.kind.api()))
            })
            .collect()
    });
    let about = crate::app::catalog::about(
        state,
        Signal::derive(move || {
            service.with(|service| {
                let service = service.as_ref()?;
                Some((service.target.aws_key()?.to_owned(), service.region.clone()))
            })
        }),
    );
    view! {
        <section>{name_field(state, id.into())} {region_field}</section>
        {section("Facts", about, view! { <dl class="facts">{fact_rows}</dl> }.into_any())}
        {section("Called by", ().into_any(), clients)}
        {section("Endpoints", ().into_any(), endpoints)}
    }
    .into_any()
}

/// What the catalogue says of a service in a Region.
fn facts(catalog: &Catalog, target: &ServiceRef, region: &str) -> Vec<(&'static str, String)> {
    match target {
        ServiceRef::EndpointService(name) => vec![("Endpoint service", name.clone())],
        ServiceRef::OwnEndpointService(id) => vec![("Endpoint service", id.to_string())],
        ServiceRef::ResourceConfiguration(arn) => vec![("Resource configuration", arn.clone())],
        ServiceRef::ServiceNetwork(arn) => vec![("Service network", arn.clone())],
        ServiceRef::Aws(key) => {
            let Some(entry) = catalog.entry(key) else {
                return vec![("Key", format!("{key}, not in the catalogue"))];
            };
            let mut facts =
                vec![("Service", entry.title().to_owned()), ("Category", entry.category().to_owned())];
            let first = catalog.types(key).next();
            if let Some(name) = first.and_then(|each| catalog.service_name(key, region, each)) {
                facts.push(("Service name", name));
            }
            for endpoint_type in catalog.types(key) {
                let title = endpoint_type.api();
                facts.push((title, catalog.availability(key, region, endpoint_type).title().to_owned()));
            }
            let note = entry.service.and_then(|service| service.note);
            facts.extend(note.map(|note| ("Note", note.to_owned())));
            facts
        }
    }
}
