//! The lines of connections, and those between networks.

use leptos::prelude::*;

use super::{element_id, node::drawing};
use crate::app::{projection::WireSlot, state::AppState};
use crate::editor::canvas::{Joint, Wire, WireId};
use crate::model::EntityRef;

/// One stretch of line.
pub(super) fn wire(state: AppState, id: WireId) -> Option<AnyView> {
    let slot = state.projection.wire(id)?;
    let class = match id {
        WireId::ToEndpoint(_) => "wire to-endpoint",
        WireId::FromEndpoint(..) => "wire from-endpoint",
        WireId::Direct(_) => "wire direct",
        WireId::Peering(_) => "wire link peering",
        WireId::Attachment(_) => "wire link attachment",
        WireId::OnPremises(..) => "wire link on-premises",
        WireId::Shared(..) => "wire link shared",
        WireId::Resolver(..) => "wire link resolver",
    };
    Some(match id {
        WireId::ToEndpoint(_) | WireId::FromEndpoint(..) | WireId::Direct(_) => connection(slot, class),
        WireId::Peering(_)
        | WireId::Attachment(_)
        | WireId::OnPremises(..)
        | WireId::Shared(..)
        | WireId::Resolver(..) => link(slot, class, id.own()),
    })
}

fn connection(slot: WireSlot, kind: &'static str) -> AnyView {
    let WireSlot { wire: shown, selected } = slot;
    let connections = {
        let shown = shown.clone();
        move || {
            let ids: Vec<String> =
                shown.with(|wire| wire.connections.iter().map(ToString::to_string).collect());
            ids.join(" ")
        }
    };
    let path = Memo::new(move |_| shown.with(Wire::path));
    view! {
        <g class=kind class:selected=move || selected.get() data-connections=connections>
            <path class="line" d=move || path.get() />
        </g>
    }
    .into_any()
}

/// A line between networks, with its mark and name. `own` is what has this line alone.
fn link(slot: WireSlot, kind: &'static str, own: Option<EntityRef>) -> AnyView {
    let WireSlot { wire: shown, selected } = slot;
    let (courses, names) = (shown.clone(), shown.clone());
    let path = Memo::new(move |_| courses.with(Wire::path));
    let name = Memo::new(move |_| {
        names.with(|wire| wire.joint.as_ref().map(|joint| joint.spoken.clone()).unwrap_or_default())
    });
    let id = shown.with_untracked(Wire::entity);
    view! {
        <g
            id=own.map(element_id)
            class=kind
            class:selected=move || selected.get()
            data-id=id.map(|id| id.to_string())
            role="img"
            aria-label=move || name.get().to_string()
        >
            <path class="line" d=move || path.get() />
            {move || shown.with(|wire| wire.joint.as_deref().map(mark))}
        </g>
    }
    .into_any()
}

/// What the line is, at its middle or its end.
fn mark(joint: &Joint) -> impl IntoView + use<> {
    let label = (!joint.label.is_empty())
        .then(|| view! { <text class="link-label" y="-15" text-anchor="middle">{joint.label}</text> });
    view! {
        <g class="mark" transform=format!("translate({} {})", joint.at.x, joint.at.y)>
            <g transform="translate(-10 -10) scale(.833)">{drawing(joint.glyph)}</g>
            {label}
        </g>
    }
}

/// What tells the rows of wires apart.
pub(super) const fn key(id: WireId) -> (u8, u32, u32) {
    match id {
        WireId::ToEndpoint(connection) => (0, connection.number(), 0),
        WireId::FromEndpoint(endpoint, service) => (1, endpoint.number(), service.number()),
        WireId::Direct(connection) => (2, connection.number(), 0),
        WireId::Peering(peering) => (3, peering.number(), 0),
        WireId::Attachment(attachment) => (4, attachment.number(), 0),
        WireId::OnPremises(network, gateway) => (5, network.number(), gateway.number()),
        WireId::Shared(hub, spoke) => (6, hub.number(), spoke.number()),
        WireId::Resolver(resolver, network) => (7, resolver.number(), network.number()),
    }
}
