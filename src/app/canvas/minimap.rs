//! The whole design in a corner, and what of it is in view. A press or drag on it looks there.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use crate::app::{browser::pointer, state::AppState};
use crate::editor::{
    WorldPoint,
    canvas::geometry::{inflated, union},
};
use crate::model::{EntityRef, Frame};

/// What stays free around the design, in canvas units.
const MARGIN: i32 = 80;

pub(super) fn minimap(state: AppState) -> impl IntoView {
    move || state.prefs.with(|prefs| prefs.minimap).then(|| map(state))
}

fn map(state: AppState) -> impl IntoView {
    let visible = Memo::new(move |_| {
        let camera = state.camera.get();
        camera.visible(state.read(|editor| editor.screen()))
    });
    // The design and what is in view: who has wandered off sees where.
    let whole = Memo::new(move |_| {
        let design = state.layout.with(|layout| layout.bounds()).unwrap_or_else(|| visible.get());
        inflated(union(design, visible.get()), MARGIN)
    });
    // One path for all VPCs and one for all subnets: ten thousand boxes are two elements.
    let boxes = move |wanted: fn(EntityRef) -> bool| {
        move || {
            state.layout.with(|layout| {
                let mut path = String::new();
                for entity in layout.paint_order().into_iter().filter(|entity| wanted(*entity)) {
                    if let Some(Frame { x, y, w, h }) = layout.frame(entity) {
                        path.push_str(&format!("M{x} {y}h{w}v{h}h-{w}z"));
                    }
                }
                path
            })
        }
    };
    let root: NodeRef<html::Div> = NodeRef::new();
    let look = move |event: &web_sys::PointerEvent| {
        let Some(element) = root.get_untracked() else { return };
        let element: &web_sys::Element = element.unchecked_ref();
        let (at, size) = (pointer::place(event, element), element.get_bounding_client_rect());
        let whole = whole.get_untracked();
        // As the picture is fitted: whole, in the middle.
        let scale = (size.width() / f64::from(whole.w)).min(size.height() / f64::from(whole.h));
        let left = (size.width() - f64::from(whole.w) * scale) / 2.0;
        let top = (size.height() - f64::from(whole.h) * scale) / 2.0;
        state.look_at(WorldPoint::new(
            f64::from(whole.x) + (at.x - left) / scale,
            f64::from(whole.y) + (at.y - top) / scale,
        ));
    };
    view! {
        // The keyboard pans and zooms on the canvas itself.
        <div
            class="minimap"
            data-testid="minimap"
            aria-hidden="true"
            node_ref=root
            on:pointerdown=move |event| {
                event.prevent_default();
                if let Some(element) = root.get_untracked() {
                    let _ = element.set_pointer_capture(event.pointer_id());
                }
                look(&event);
            }
            on:pointermove=move |event| {
                if event.buttons() & 1 == 1 {
                    look(&event);
                }
            }
        >
            <svg
                viewBox=move || {
                    let Frame { x, y, w, h } = whole.get();
                    format!("{x} {y} {w} {h}")
                }
                preserveAspectRatio="xMidYMid meet"
            >
                <path class="vpcs" d=boxes(|entity| matches!(entity, EntityRef::Vpc(_))) />
                <path class="subnets" d=boxes(|entity| matches!(entity, EntityRef::Subnet(_))) />
                <path
                    class="nodes"
                    d=boxes(|entity| {
                        matches!(
                            entity,
                            EntityRef::Service(_)
                                | EntityRef::Endpoint(_)
                                | EntityRef::TransitGateway(_)
                                | EntityRef::OnPremisesNetwork(_)
                        )
                    })
                />
                <rect
                    class="seen"
                    x=move || visible.get().x.to_string()
                    y=move || visible.get().y.to_string()
                    width=move || visible.get().w.to_string()
                    height=move || visible.get().h.to_string()
                />
            </svg>
        </div>
    }
}
