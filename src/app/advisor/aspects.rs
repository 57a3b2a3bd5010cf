//! Gateway or interface: what the type of an endpoint means, and what the other one would.

use leptos::prelude::*;

use super::page;
use crate::app::state::AppState;
use crate::catalog::EndpointType;
use crate::edit::{self, Aspect};
use crate::model::{Endpoint, Id};

/// The aspects of the endpoint's own type, and below a summary those of the other, where the service has it.
pub(crate) fn aspects(state: AppState, id: Id<Endpoint>) -> AnyView {
    let ways = Memo::new(move |_| {
        state.catalog.with(|catalog| {
            state.design.with(|design| {
                let endpoint = design.endpoints.get(id)?;
                let (vpc, service, own) = (endpoint.vpc, &endpoint.service, endpoint.kind.endpoint_type());
                let of = |kind| edit::aspects(design, catalog, vpc, service, kind);
                let ways = edit::choose(design, catalog, vpc, service).ways;
                let other = ways.iter().map(|way| way.kind).find(|kind| *kind != own);
                Some((of(own), other.map(|kind| (kind, of(kind)))))
            })
        })
    });
    let body = move || {
        let (own, other) = ways.get()?;
        let other = other.map(|(kind, list)| {
            let summary = match kind {
                EndpointType::Gateway => "What a gateway endpoint would mean",
                EndpointType::Interface => "What an interface endpoint would mean",
                EndpointType::GatewayLoadBalancer => "What a Gateway Load Balancer endpoint would mean",
                EndpointType::Resource | EndpointType::ServiceNetwork => "What the other type would mean",
            };
            view! {
                <details class="more" data-testid="other-type">
                    <summary>{summary}</summary>
                    {table(list)}
                </details>
            }
        });
        Some(view! { <div data-testid="aspects">{table(own)} {other}</div> })
    };
    body.into_any()
}

fn table(list: Vec<(Aspect, String)>) -> AnyView {
    let rows = list
        .into_iter()
        .map(|(aspect, text)| view! { <dt>{page(aspect.page(), aspect.title())}</dt> <dd>{text}</dd> })
        .collect_view();
    view! { <dl class="aspects">{rows}</dl> }.into_any()
}
