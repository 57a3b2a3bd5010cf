//! The lines of connections.

use leptos::prelude::*;

use crate::app::state::AppState;
use crate::editor::canvas::{Wire, WireId};
use crate::model::{EntityRef, Point};

/// One stretch of line; a line under a drag runs as the editor's preview says.
pub(super) fn wire(state: AppState, id: WireId) -> Option<impl IntoView + use<>> {
    let shown = state.projection.wire(id)?;
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
    let selected = {
        let shown = shown.clone();
        move || {
            state.selection.with(|selection| {
                !selection.is_empty()
                    && shown.with(|wire| {
                        selection.contains(wire.from)
                            || selection.contains(wire.to)
                            || wire.connections.iter().any(|id| selection.contains(EntityRef::from(*id)))
                    })
            })
        }
    };
    let path = Memo::new(move |_| {
        let previewed =
            state.preview.with(|preview| preview.wires.iter().find(|wire| wire.id == id).map(rounded));
        previewed.unwrap_or_else(|| shown.with(rounded))
    });
    Some(view! {
        <g class=kind class:selected=selected data-connections=connections>
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

/// The radius of a corner, in canvas units.
const CORNER: f64 = 10.0;

/// The path of a wire with rounded corners.
fn rounded(wire: &Wire) -> String {
    path(&wire.points)
}

pub(super) fn path(points: &[Point]) -> String {
    let at = |point: &Point| (f64::from(point.x), f64::from(point.y));
    let mut d = String::new();
    for (index, point) in points.iter().enumerate() {
        let (x, y) = at(point);
        if index == 0 {
            d.push_str(&format!("M{x} {y}"));
            continue;
        }
        let Some(next) = points.get(index + 1) else {
            d.push_str(&format!("L{x} {y}"));
            continue;
        };
        let (px, py) = at(&points[index - 1]);
        let (nx, ny) = at(next);
        let before = (px - x).hypot(py - y);
        let after = (nx - x).hypot(ny - y);
        let radius = CORNER.min(before / 2.0).min(after / 2.0);
        if radius < 1.0 {
            d.push_str(&format!("L{x} {y}"));
            continue;
        }
        let (ax, ay) = (x + (px - x) / before * radius, y + (py - y) / before * radius);
        let (bx, by) = (x + (nx - x) / after * radius, y + (ny - y) / after * radius);
        d.push_str(&format!("L{ax:.1} {ay:.1}Q{x} {y} {bx:.1} {by:.1}"));
    }
    d
}
