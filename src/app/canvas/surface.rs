//! The root of the canvas: its layers, and the browser's events turned into input.

use std::{cell::Cell, rc::Rc};

use leptos::{html, prelude::*, svg};
use wasm_bindgen::{JsCast, closure::Closure};

use super::{
    container, dash, element_id, menu, node, overlay, pane,
    stage::{Layers, Stage},
    trail, wire,
};
use crate::app::{
    browser::{dom, frame::PerFrame, pointer},
    projection::is_container,
    state::AppState,
};
use crate::editor::{Input, Phase, Pointer, ScreenSize};
use crate::model::EntityRef;

/// The drawing: from the bottom up the dots, the far picture, the boxes and what a gesture draws on top.
pub(crate) fn surface(state: AppState, menu: RwSignal<Option<menu::Opened>>) -> impl IntoView {
    let root: NodeRef<html::Div> = NodeRef::new();
    let dots: NodeRef<html::Div> = NodeRef::new();
    let picture: NodeRef<html::Canvas> = NodeRef::new();
    let world: NodeRef<html::Div> = NodeRef::new();
    let plate: NodeRef<html::Div> = NodeRef::new();
    let ground: NodeRef<html::Div> = NodeRef::new();
    let drawing: NodeRef<svg::Svg> = NodeRef::new();
    let lifted: NodeRef<html::Div> = NodeRef::new();
    let raised: NodeRef<svg::Svg> = NodeRef::new();
    let gesture: NodeRef<svg::Svg> = NodeRef::new();
    root.on_load(move |root| {
        watch_size(state, root.clone().unchecked_into());
        listen(state, menu, root.clone().unchecked_into());
        // The layers are inside, and so loaded before.
        let layers = move || {
            Some(Layers {
                root: root.unchecked_into(),
                dots: dots.get_untracked()?.unchecked_into(),
                picture: picture.get_untracked()?.unchecked_into(),
                world: world.get_untracked()?.unchecked_into(),
                plate: plate.get_untracked()?.unchecked_into(),
                ground: ground.get_untracked()?.unchecked_into(),
                drawing: drawing.get_untracked()?.unchecked_into(),
                lifted: lifted.get_untracked()?.unchecked_into(),
                raised: raised.get_untracked()?.unchecked_into(),
                gesture: gesture.get_untracked()?.unchecked_into(),
            })
        };
        if let Some(layers) = layers() {
            Stage::set(state, layers);
        }
    });
    let active = move || {
        let anchor = state.selection.with(|selection| selection.anchor())?;
        let is_line = || {
            let lines = state.projection.wires;
            lines.with(|lines| lines.iter().any(|id| id.own() == Some(anchor)))
        };
        // What has neither box nor line is no element of the drawing.
        let drawn = state.layout.with(|layout| layout.frame(anchor).is_some()) || is_line();
        drawn.then(|| element_id(anchor))
    };
    let label = move || {
        let count = state.layout.with(|layout| layout.len());
        format!("Canvas, {count} items. Tab goes to the next item, Enter into a container, arrow keys move")
    };

    view! {
        <div
            id="canvas"
            data-testid="canvas"
            class:plain=move || !state.snapping.get().grid
            node_ref=root
            tabindex="0"
            role="application"
            aria-label=label
            aria-activedescendant=active
        >
            <div class="dots" node_ref=dots><div class="dotted"></div></div>
            <canvas class="far" node_ref=picture hidden aria-hidden="true"></canvas>
            <div class="world" node_ref=world>
                <div class="plate" node_ref=plate>
                <div class="ground"><div class="dotted" node_ref=ground></div></div>
                <svg class="drawing" node_ref=drawing width="1" height="1">
                    <defs>{dash::dashes()}</defs>
                    <g class="layer">
                        <For each=move || state.projection.containers.get() key=|id| *id let:id>
                            {container::container(state, id)}
                        </For>
                    </g>
                    <g class="layer wires">
                        <For each=move || state.projection.wires.get() key=|id| wire::key(*id) let:id>
                            {wire::wire(state, id)}
                        </For>
                    </g>
                    <g class="layer">
                        <For each=move || state.projection.containers.get() key=|id| *id let:id>
                            {container::zone_title(state, id)}
                        </For>
                    </g>
                    <g class="layer">
                        <For each=move || state.projection.nodes.get() key=|id| *id let:id>
                            {node::node(state, id)}
                        </For>
                    </g>
                </svg>
                </div>
                <div class="lifted" node_ref=lifted>
                    <svg class="over" node_ref=raised width="1" height="1">
                        <For each=move || state.projection.lifted.get() key=|id| *id let:id>
                            {lifted_box(state, id)}
                        </For>
                    </svg>
                </div>
                <div class="gesture" aria-hidden="true">
                    <svg class="over" node_ref=gesture width="1" height="1">
                        <g class="wires">
                            <For each=move || state.projection.rerouted.get() key=|id| wire::key(*id) let:id>
                                {wire::wire(state, id)}
                            </For>
                        </g>
                        {trail::trail(state)}
                        {overlay::overlay(state)}
                    </svg>
                </div>
            </div>
            {pane::pane(state)}
        </div>
    }
}

/// A box under a drag.
fn lifted_box(state: AppState, id: EntityRef) -> AnyView {
    if is_container(id) {
        (container::container(state, id), container::zone_title(state, id)).into_any()
    } else {
        node::node(state, id).into_any()
    }
}

/// Listens to the pointer and the wheel on the root. The listeners live as long as the page, as the root does.
fn listen(state: AppState, menu: RwSignal<Option<menu::Opened>>, root: web_sys::Element) {
    let moves = Rc::new(PerFrame::new(move |pointer: Pointer| {
        state.input(&Input::Pointer(pointer));
    }));
    let touches = Rc::new(super::touch::Touches::new());
    let clicks = Rc::new(pointer::Clicks::default());

    for (name, phase) in [
        ("pointerdown", Phase::Down),
        ("pointermove", Phase::Move),
        ("pointerup", Phase::Up),
        ("pointercancel", Phase::Cancel),
        ("lostpointercapture", Phase::Cancel),
        ("pointerleave", Phase::Leave),
    ] {
        let (target, moves) = (root.clone(), Rc::clone(&moves));
        let (touches, clicks) = (Rc::clone(&touches), Rc::clone(&clicks));
        dom::listen(&root, name, move |event| {
            let Some(event) = event.dyn_ref::<web_sys::PointerEvent>() else { return };
            if name == "lostpointercapture" && !pointer::is_own_loss(event, &target) {
                return;
            }
            let mut input = pointer::pointer(event, &target, phase);
            if phase == Phase::Down {
                input.clicks = clicks.press(event.time_stamp(), input.at);
            }
            if let Some(pinch) = touches.follow(input) {
                moves.flush();
                for input in pinch {
                    state.input(&input);
                }
                return;
            }
            match phase {
                Phase::Down => {
                    moves.flush();
                    // May fail where the pointer is already gone; the gesture then ends at `pointerleave`.
                    let _ = target.set_pointer_capture(event.pointer_id());
                    dom::focus("canvas");
                    if state.input(&Input::Pointer(input)) {
                        event.prevent_default();
                    }
                }
                Phase::Move => moves.put(input),
                Phase::Up | Phase::Cancel | Phase::Leave => {
                    moves.flush();
                    state.input(&Input::Pointer(input));
                }
            }
        })
        .forget();
    }

    let target = root.clone();
    let wheels = PerFrame::new(move |wheel| {
        state.input(&Input::Wheel(wheel));
    });
    dom::listen(&root, "wheel", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::WheelEvent>() else { return };
        event.prevent_default();
        let wheel = pointer::wheel(event, &target);
        wheels.update(|waiting| match waiting {
            Some(waiting) if waiting.modifiers == wheel.modifiers => {
                crate::editor::Wheel { dx: waiting.dx + wheel.dx, dy: waiting.dy + wheel.dy, ..wheel }
            }
            _ => wheel,
        });
    })
    .forget();
    // Browsers differ in what the event of the menu key says of itself; what came last, key or pointer, tells.
    let by_key = Rc::new(Cell::new(false));
    for name in ["keydown", "pointerdown"] {
        let by_key = Rc::clone(&by_key);
        dom::listen(&root, name, move |_| by_key.set(name == "keydown")).forget();
    }
    let target = root.clone();
    dom::listen(&root, "contextmenu", move |event| {
        event.prevent_default();
        if let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() {
            menu::open(state, menu, event, &target, by_key.get());
        }
    })
    .forget();
    // The middle button pans; it must not start the browser's own scrolling as well.
    dom::listen(&root, "mousedown", |event| {
        if event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|event| event.button() == 1) {
            event.prevent_default();
        }
    })
    .forget();
}

/// Tells the editor the size of the canvas, now and whenever it changes.
fn watch_size(state: AppState, element: web_sys::HtmlElement) {
    let measured = element.clone();
    let tell = move || {
        let size = ScreenSize::new(f64::from(measured.client_width()), f64::from(measured.client_height()));
        if size.w > 0.0 && size.h > 0.0 {
            state.set_screen(size);
        }
    };
    tell();
    let callback = Closure::<dyn FnMut()>::new(tell);
    if let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(&element);
    }
    // The canvas lives as long as the page.
    callback.forget();
}
