//! VPCs, Availability Zones and subnets.

use leptos::prelude::*;

use super::{element_id, glyph, text};
use crate::app::{
    face::{Face, FaceKind, InterfaceMark},
    projection::Slot,
    state::AppState,
};
use crate::model::EntityRef;

/// A container; its content is drawn in layers of its own, above.
pub(super) fn container(state: AppState, entity: EntityRef) -> Option<impl IntoView + use<>> {
    let slot = state.projection.slot(entity)?;
    let face = slot.face.clone();
    let kind = Memo::new({
        let face = face.clone();
        move |_| face.with(|face| class(&face.kind))
    });
    let shape = super::node::shape(&slot);
    let selected = slot.selected.clone();
    let picked = slot.selected.clone();
    let spoken = slot.face.clone();
    let place = super::node::placed(&slot);
    Some(view! {
        <g
            id=element_id(entity)
            class=move || {
                format!("box {}{}", kind.get(), if selected.get() { " selected" } else { "" })
            }
            data-id=entity.to_string()
            data-selected=move || picked.get().then_some("true")
            role="group"
            aria-label=move || spoken.with(|face| face.spoken.clone())
            transform=place
        >
            {frame(&slot)}
            {move || shape.with(heading)}
            {port(&slot)}
            {interfaces(&slot)}
            {super::node::lock(&slot)}
            {super::node::fault(&slot)}
        </g>
    })
}

const fn class(kind: &FaceKind) -> &'static str {
    match kind {
        FaceKind::Vpc => "vpc",
        FaceKind::Zone => "zone",
        FaceKind::Subnet { kind, .. } => match kind {
            crate::model::SubnetKind::Public => "subnet public",
            crate::model::SubnetKind::Private => "subnet private",
            crate::model::SubnetKind::Isolated => "subnet isolated",
        },
        FaceKind::InternetGateway
        | FaceKind::NatGateway
        | FaceKind::Workload
        | FaceKind::Endpoint { .. }
        | FaceKind::Service
        | FaceKind::Network => "node",
    }
}

fn frame(slot: &Slot) -> impl IntoView + use<> {
    let (width, height) = (slot.face.clone(), slot.face.clone());
    view! {
        <rect
            class="edge"
            width=move || width.with(|face| face.frame.w.to_string())
            height=move || height.with(|face| face.frame.h.to_string())
            rx="6"
        />
    }
}

/// Where a VPC is joined with other networks.
fn port(slot: &Slot) -> impl IntoView + use<> {
    let face = slot.face.clone();
    slot.face.with_untracked(|face| matches!(face.kind, FaceKind::Vpc)).then(move || {
        let place = move || format!("translate({} 28)", face.with(|face| face.frame.w));
        view! {
            <g class="port join" transform=place>
                <circle r="6" />
                <path d="M-2.5 0h5M0-2.5v5" />
            </g>
        }
    })
}

fn heading(face: &Face) -> AnyView {
    let room = face.text_width();
    match face.kind {
        FaceKind::Vpc => view! {
            <g class="heading" data-part="heading">
                <g transform="translate(10 10) scale(1.25)">{super::node::drawing(face.glyph)}</g>
                <text class="title" x="50" y="24">{text::fit_bold(&face.title, room, 14.0)}</text>
                <text class="detail" x="50" y="41">{text::fit(&face.detail, room, 12.0)}</text>
            </g>
        }
        .into_any(),
        // Above the wires, by `zone_title`.
        FaceKind::Zone => ().into_any(),
        _ => view! {
            <g class="heading">
                <g transform="translate(8 9) scale(.9)">{super::node::drawing(face.glyph)}</g>
                <text class="title" x="36" y="20">{text::fit_bold(&face.title, room, 13.0)}</text>
                <text class="detail" x="36" y="36">{text::fit(&face.detail, room, 11.0)}</text>
            </g>
        }
        .into_any(),
    }
}

/// The name of a zone, in a layer above the wires that run through its head.
pub(super) fn zone_title(state: AppState, entity: EntityRef) -> Option<impl IntoView + use<>> {
    if !matches!(entity, EntityRef::Zone(_)) {
        return None;
    }
    let slot = state.projection.slot(entity)?;
    let shape = super::node::shape(&slot);
    let place = super::node::placed(&slot);
    let title = move || {
        shape.with(|face| {
            let title = text::fit_bold(&face.title, face.text_width(), 12.0);
            let middle = (face.frame.w / 2).to_string();
            view! { <text class="title" x=middle y="21" text-anchor="middle">{title}</text> }
        })
    };
    Some(view! { <g class="zone-title" transform=place aria-hidden="true">{title}</g> })
}

/// The network interfaces of interface endpoints in a subnet.
fn interfaces(slot: &Slot) -> impl IntoView + use<> {
    let face = slot.face.clone();
    let marks = Memo::new(move |_| {
        face.with(|face| match &face.kind {
            FaceKind::Subnet { interfaces, .. } => interfaces.clone(),
            FaceKind::Vpc
            | FaceKind::Zone
            | FaceKind::InternetGateway
            | FaceKind::NatGateway
            | FaceKind::Workload
            | FaceKind::Endpoint { .. }
            | FaceKind::Service
            | FaceKind::Network => Vec::new(),
        })
    });
    move || marks.get().into_iter().map(interface).collect_view()
}

fn interface(mark: InterfaceMark) -> impl IntoView {
    view! {
        <g
            class="interface-mark g-endpoint"
            data-endpoint=mark.endpoint.to_string()
            transform=format!("translate({} {})", mark.frame.x, mark.frame.y)
        >
            <rect class="outline" width=mark.frame.w.to_string() height=mark.frame.h.to_string() rx="4" />
            <g transform="translate(1 1) scale(.75)">
                <path class="ink" d=glyph::Glyph::INTERFACE_ENDPOINT.ink />
            </g>
        </g>
    }
}
