//! A small still picture of a design: boxes and lines without words.

use leptos::prelude::*;

use super::glyph::outline_path;
use crate::app::face::{FaceKind, face};
use crate::editor::{Layout, canvas::Wire};
use crate::model::Design;

/// The picture of a design that is not on the canvas.
pub(crate) fn picture(design: &Design, layout: &Layout, wires: &[Wire]) -> impl IntoView + use<> {
    let bounds = layout.bounds()?;
    let boxes = layout
        .paint_order()
        .into_iter()
        .filter_map(|entity| face(design, layout, entity))
        .map(|face| {
            let frame = face.frame;
            let class = match face.kind {
                FaceKind::Vpc => "box vpc",
                FaceKind::Zone => "box zone",
                FaceKind::Subnet { kind, .. } => match kind {
                    crate::model::SubnetKind::Public => "box subnet public",
                    crate::model::SubnetKind::Private => "box subnet private",
                    crate::model::SubnetKind::Isolated => "box subnet isolated",
                },
                FaceKind::InternetGateway | FaceKind::NatGateway => "node gateway",
                FaceKind::Workload => "node workload",
                FaceKind::Endpoint { .. } => "node endpoint",
                FaceKind::Service | FaceKind::Network => "node service",
            };
            let mark = class.starts_with("node").then(|| {
                let size = f64::from(frame.h) * 0.8;
                let at = f64::from(frame.h) * 0.1;
                view! {
                    <g
                        class=face.glyph.class
                        transform=format!("translate({at} {at}) scale({:.3})", size / 24.0)
                    >
                        <path class="outline" d=outline_path(face.glyph.outline) />
                        <path class="ink" d=face.glyph.ink />
                    </g>
                }
            });
            view! {
                <g class=class transform=format!("translate({} {})", frame.x, frame.y)>
                    <rect class="edge" width=frame.w.to_string() height=frame.h.to_string() rx="8" />
                    {mark}
                </g>
            }
        })
        .collect_view();
    let lines = wires
        .iter()
        .map(|wire| {
            let class = if wire.joint.is_some() { "wire link" } else { "wire to-endpoint" };
            view! { <g class=class><path class="line" d=wire.path() /></g> }
        })
        .collect_view();
    Some(view! {
        <svg
            class="picture"
            viewBox=format!("{} {} {} {}", bounds.x - 8, bounds.y - 8, bounds.w + 16, bounds.h + 16)
            aria-hidden="true"
            focusable="false"
        >
            {boxes}
            {lines}
        </svg>
    })
}
