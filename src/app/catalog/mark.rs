//! Evidence as a shape: a circle for interface endpoints, a square for gateway endpoints, filled as sure as it is.

use leptos::prelude::*;

use super::place::{self, Place};
use crate::app::{
    shell::status::plural,
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::catalog::{Availability, EndpointType};

/// The style sheet's class of a type.
pub(super) const fn type_class(endpoint_type: EndpointType) -> &'static str {
    match endpoint_type {
        EndpointType::Gateway => "gateway",
        EndpointType::Interface
        | EndpointType::GatewayLoadBalancer
        | EndpointType::Resource
        | EndpointType::ServiceNetwork => "interface",
    }
}

/// The shape of a class of evidence. What stands beside it says the same in words.
pub(super) fn mark(endpoint_type: EndpointType, class: Availability) -> AnyView {
    let class = format!("mark {} {}", type_class(endpoint_type), class.word());
    view! { <i class=class aria-hidden="true"></i> }.into_any()
}

/// A class of evidence with its shape, and how it is known behind it.
pub(super) fn evidence(class: Availability, source: String, date: &str) -> AnyView {
    let title = if date.is_empty() { source } else { format!("{source} ({date})") };
    view! {
        <span class="evidence" title=title>
            {mark(EndpointType::Interface, class)}
            {class.title()}
            {(!date.is_empty()).then(|| view! { <span class="date">{date.to_owned()}</span> })}
        </span>
    }
    .into_any()
}

/// That the user's own list decides, where it does; leads there.
pub(crate) fn in_use(state: AppState) -> AnyView {
    let regions = Memo::new(move |_| {
        state.catalog.with(|catalog| {
            let overlay = catalog.overlay()?;
            let codes: Vec<String> = overlay.regions().map(|(code, _)| code.to_owned()).collect();
            Some((plural(codes.len(), "Region"), codes.join(", ")))
        })
    });
    (move || {
        regions.get().map(|(count, codes)| {
            view! {
                <button
                    type="button"
                    class="overlay-mark"
                    data-testid="overlay-mark"
                    title=format!("Your own list of endpoint services is in use for {codes}")
                    on:click=move |_| place::open(state, Place::OwnList)
                >
                    {icon(Icon::Check)}
                    "Own list: "
                    {count}
                </button>
            }
        })
    })
    .into_any()
}
