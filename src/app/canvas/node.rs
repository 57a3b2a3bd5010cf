//! Workloads, gateways, endpoints and services: a card with a glyph and two lines.

use leptos::prelude::*;

use super::{
    element_id,
    glyph::{Glyph, outline_path},
    text,
};
use crate::app::{
    face::{Face, FaceKind},
    projection::Slot,
    state::AppState,
};
use crate::check::Severity;
use crate::model::{EntityRef, Frame};

/// A card.
pub(super) fn node(state: AppState, entity: EntityRef) -> Option<impl IntoView + use<>> {
    let slot = state.projection.slot(entity)?;
    let kind = Memo::new({
        let face = slot.face.clone();
        move |_| face.with(|face| class(&face.kind))
    });
    let shape = shape(&slot);
    let spoken = slot.face.clone();
    let selected = slot.selected.clone();
    let picked = slot.selected.clone();
    let place = placed(&slot);
    Some(view! {
        <g
            id=element_id(entity)
            class=move || {
                format!("node {}{}", kind.get(), if selected.get() { " selected" } else { "" })
            }
            data-id=entity.to_string()
            data-selected=move || picked.get().then_some("true")
            role="img"
            aria-label=move || spoken.with(|face| face.spoken.clone())
            transform=place
        >
            {move || shape.with(card)}
            {lock(&slot)}
            {fault(&slot)}
        </g>
    })
}

/// What a box shows wherever it is: to move it is not to draw it anew.
pub(super) fn shape(slot: &Slot) -> Memo<Face> {
    let face = slot.face.clone();
    Memo::new(move |_| {
        let face = face.get();
        Face { frame: Frame { x: 0, y: 0, ..face.frame }, ..face }
    })
}

/// A padlock in the lower corner of what is locked.
pub(super) fn lock(slot: &Slot) -> impl IntoView + use<> {
    let face = slot.face.clone();
    let corner = Memo::new(move |_| face.with(|face| face.locked.then_some((face.frame.w, face.frame.h))));
    move || {
        corner.get().map(|(w, h)| {
            view! {
                <g class="lock" transform=format!("translate({} {})", w - 15, h - 15)>
                    <circle r="9" />
                    <path d="M-3.5-1h7v5h-7zM-2-1v-1.5a2 2 0 0 1 4 0V-1" />
                </g>
            }
        })
    }
}

/// A mark at the corner of what the checks complain of.
pub(super) fn fault(slot: &Slot) -> impl IntoView + use<> {
    let (fault, face) = (slot.fault.clone(), slot.face.clone());
    let width = Memo::new(move |_| face.with(|face| face.frame.w));
    move || {
        let class = match fault.get()? {
            Severity::Error => "fault bad",
            Severity::Warning => "fault warn",
            Severity::Info => return None,
        };
        Some(view! {
            <g class=class transform=format!("translate({} 4)", width.get() - 4)>
                <circle r="9" />
                <path d="M0-4.5v5M0 4v.1" />
            </g>
        })
    }
}

/// The place of a box: its frame's corner.
pub(super) fn placed(slot: &Slot) -> impl Fn() -> String + Send + Sync + use<> {
    let face = slot.face.clone();
    move || face.with(|face| format!("translate({} {})", face.frame.x, face.frame.y))
}

const fn class(kind: &FaceKind) -> &'static str {
    match kind {
        FaceKind::InternetGateway => "gateway pill",
        FaceKind::NatGateway => "gateway",
        FaceKind::Workload => "workload",
        FaceKind::Endpoint { gateway: true } => "endpoint gateway-endpoint",
        FaceKind::Endpoint { gateway: false } => "endpoint interface-endpoint",
        FaceKind::Service => "service",
        FaceKind::Network => "service network",
        FaceKind::Vpc | FaceKind::Zone | FaceKind::Subnet { .. } => "container",
    }
}

fn card(face: &Face) -> impl IntoView + use<> {
    let (w, h) = (face.frame.w, face.frame.h);
    let room = face.text_width();
    let radius = match face.kind {
        FaceKind::InternetGateway => h / 2,
        FaceKind::Endpoint { gateway: false } => h / 2,
        FaceKind::NatGateway
        | FaceKind::Workload
        | FaceKind::Endpoint { gateway: true }
        | FaceKind::Service
        | FaceKind::Network
        | FaceKind::Vpc
        | FaceKind::Zone
        | FaceKind::Subnet { .. } => 8,
    };
    let glyph_size = f64::from(h - 16).min(36.0);
    let glyph_at = (f64::from(h) - glyph_size) / 2.0;
    let text_x = glyph_at + glyph_size + 9.0;
    let middle = f64::from(h) / 2.0;
    let port = match face.kind {
        FaceKind::Workload => Some("port"),
        FaceKind::Network => Some("port join"),
        FaceKind::Service
        | FaceKind::InternetGateway
        | FaceKind::NatGateway
        | FaceKind::Endpoint { .. }
        | FaceKind::Vpc
        | FaceKind::Zone
        | FaceKind::Subnet { .. } => None,
    };
    let port = port.map(|class| {
        view! {
            <g class=class transform=format!("translate({w} {middle})")>
                <circle r="6" />
                <path d="M-2.5 0h5M0-2.5v5" />
            </g>
        }
    });
    view! {
        <rect class="edge" width=w.to_string() height=h.to_string() rx=radius.to_string() />
        <g transform=format!("translate({glyph_at} {glyph_at}) scale({:.3})", glyph_size / 24.0)>
            {drawing(face.glyph)}
        </g>
        <text class="title" x=text_x.to_string() y=(middle - 3.0).to_string()>
            {text::fit_bold(&face.title, room, 12.5)}
        </text>
        <text class="detail" x=text_x.to_string() y=(middle + 12.0).to_string()>
            {text::fit(&face.detail, room, 11.0)}
        </text>
        {port}
    }
}

/// A glyph inside a drawing; its square is 24 units wide.
pub(super) fn drawing(glyph: Glyph) -> impl IntoView {
    view! {
        <g class=glyph.class>
            <path class="outline" d=outline_path(glyph.outline) />
            <path class="ink" d=glyph.ink />
        </g>
    }
}
