//! The lines of connections.

use leptos::prelude::*;

use crate::app::{projection::WireSlot, state::AppState};
use crate::editor::canvas::{Wire, WireId};

/// One stretch of line.
pub(super) fn wire(state: AppState, id: WireId) -> Option<impl IntoView + use<>> {
    let WireSlot { wire: shown, selected } = state.projection.wire(id)?;
    let kind = match id {
        WireId::ToEndpoint(_) => "wire to-endpoint",
        WireId::FromEndpoint(..) => "wire from-endpoint",
        WireId::Direct(_) => "wire direct",
    };
    let connections = {
        let shown = shown.clone();
        move || {
            let ids: Vec<String> =
                shown.with(|wire| wire.connections.iter().map(ToString::to_string).collect());
            ids.join(" ")
        }
    };
    let path = Memo::new(move |_| shown.with(Wire::path));
    Some(view! {
        <g class=kind class:selected=move || selected.get() data-connections=connections>
            <path class="reach" d=move || path.get() />
            <path class="line" d=move || path.get() />
        </g>
    })
}

/// What tells the rows of wires apart.
pub(super) const fn key(id: WireId) -> (u8, u32, u32) {
    match id {
        WireId::ToEndpoint(connection) => (0, connection.number(), 0),
        WireId::FromEndpoint(endpoint, service) => (1, endpoint.number(), service.number()),
        WireId::Direct(connection) => (2, connection.number(), 0),
    }
}
