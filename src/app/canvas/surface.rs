//! The root `<svg>`: layers, camera, and the browser's events turned into input.

use std::rc::Rc;

use leptos::{html, prelude::*, svg};
use wasm_bindgen::{JsCast, closure::Closure};

use super::{container, element_id, menu, node, overlay, trail, wire};
use crate::app::{
    browser::{dom, frame::PerFrame, pointer},
    state::AppState,
};
use crate::editor::{Input, Phase, Pointer, ScreenPoint, ScreenSize};

/// The drawing.
pub(crate) fn surface(state: AppState, menu: RwSignal<Option<ScreenPoint>>) -> impl IntoView {
    let root: NodeRef<svg::Svg> = NodeRef::new();
    let frame: NodeRef<html::Div> = NodeRef::new();
    root.on_load(move |svg| listen(state, menu, svg.unchecked_into()));
    frame.on_load(move |div| watch_size(state, div.unchecked_into()));

    let world = move || {
        let camera = state.camera.get();
        format!("scale({}) translate({} {})", camera.zoom, -camera.x, -camera.y)
    };
    let place = move || {
        let camera = state.camera.get();
        format!("{} {} {}", camera.x, camera.y, camera.zoom)
    };
    // The dots are of the page's background: they cost nothing while the camera moves.
    let dots = move |axis: fn(f64, f64) -> f64| {
        move || {
            let camera = state.camera.get();
            format!("{:.2}px", -axis(camera.x, camera.y) * camera.zoom)
        }
    };
    let spacing = move || {
        let zoom = state.camera.get().zoom;
        let mut step = 24.0 * zoom;
        while step < 14.0 {
            step *= 2.0;
        }
        format!("{step:.2}px")
    };
    let active = move || {
        let anchor = state.selection.with(|selection| selection.anchor());
        anchor.map(element_id)
    };
    let label = move || {
        let count = state.projection.nodes.with(Vec::len) + state.projection.containers.with(Vec::len);
        format!("Canvas, {count} items. Tab goes to the next item, Enter into a container, arrow keys move")
    };

    view! {
        <div
            class="surface"
            class:plain=move || !state.snapping.get().grid
            node_ref=frame
            style:--dot-x=dots(|x, _| x)
            style:--dot-y=dots(|_, y| y)
            style:--dot-step=spacing
        >
            <svg
                id="canvas"
                data-testid="canvas"
                data-camera=place
                node_ref=root
                tabindex="0"
                role="application"
                aria-label=label
                aria-activedescendant=active
                style:cursor=move || state.cursor.get().css()
            >
                <g transform=world>
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
                    {trail::trail(state)}
                    {overlay::overlay(state)}
                </g>
            </svg>
        </div>
    }
}

/// Listens to the pointer and the wheel on the root. The listeners live as long as the page, as the root does.
fn listen(state: AppState, menu: RwSignal<Option<ScreenPoint>>, svg: web_sys::Element) {
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
        let (root, moves) = (svg.clone(), Rc::clone(&moves));
        let (touches, clicks) = (Rc::clone(&touches), Rc::clone(&clicks));
        dom::listen(&svg, name, move |event| {
            let Some(event) = event.dyn_ref::<web_sys::PointerEvent>() else { return };
            if name == "lostpointercapture" && !pointer::is_own_loss(event, &root) {
                return;
            }
            let mut input = pointer::pointer(event, &root, phase);
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
                    let _ = root.set_pointer_capture(event.pointer_id());
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

    let root = svg.clone();
    let wheels = PerFrame::new(move |wheel| {
        state.input(&Input::Wheel(wheel));
    });
    dom::listen(&svg, "wheel", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::WheelEvent>() else { return };
        event.prevent_default();
        let wheel = pointer::wheel(event, &root);
        wheels.update(|waiting| match waiting {
            Some(waiting) if waiting.modifiers == wheel.modifiers => {
                crate::editor::Wheel { dx: waiting.dx + wheel.dx, dy: waiting.dy + wheel.dy, ..wheel }
            }
            _ => wheel,
        });
    })
    .forget();
    let root = svg.clone();
    dom::listen(&svg, "contextmenu", move |event| {
        event.prevent_default();
        if let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() {
            menu::open(state, menu, event, &root);
        }
    })
    .forget();
    // The middle button pans; it must not start the browser's own scrolling as well.
    dom::listen(&svg, "mousedown", |event| {
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
