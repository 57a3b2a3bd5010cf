//! Internet and NAT gateways.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{link, name_field, part, present, section, set},
    tags,
};
use crate::app::state::AppState;
use crate::editor::{Field, InternetGatewayField, NatGatewayField};
use crate::model::{Id, InternetGateway, NatGateway};

pub(super) fn internet_gateway(state: AppState, id: Id<InternetGateway>) -> AnyView {
    let gateway = present(state, id, |design| &design.internet_gateways);
    let vpc = move || {
        gateway.with(|gateway| gateway.as_ref().map(|gateway| link(state, gateway.vpc.into(), "VPC")))
    };
    view! {
        <section>{name_field(state, id.into())}</section>
        {section("Attached to", ().into_any(), vpc.into_any())}
        {tags::tags(
            "Tags",
            part(gateway, |gateway| gateway.tags.clone()),
            Arc::new(move |tags| set(state, Field::InternetGateway(id, InternetGatewayField::Tags(tags)))),
        )}
    }
    .into_any()
}

pub(super) fn nat_gateway(state: AppState, id: Id<NatGateway>) -> AnyView {
    let gateway = present(state, id, |design| &design.nat_gateways);
    let subnet = move || {
        gateway.with(|gateway| gateway.as_ref().map(|gateway| link(state, gateway.subnet.into(), "Subnet")))
    };
    view! {
        <section>
            {name_field(state, id.into())}
            <p class="hint">"Public, with an Elastic IP address of its own"</p>
        </section>
        {section("Stands in", ().into_any(), subnet.into_any())}
        {tags::tags(
            "Tags",
            part(gateway, |gateway| gateway.tags.clone()),
            Arc::new(move |tags| set(state, Field::NatGateway(id, NatGatewayField::Tags(tags)))),
        )}
    }
    .into_any()
}
