//! Dragging from the palette onto the canvas, and adding by keyboard or click.

use std::{cell::RefCell, rc::Rc};

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::{
    browser::{dom, frame::PerFrame, pointer},
    prefs::Panel,
    state::AppState,
};
use crate::editor::{Command, Input, PaletteDrag, PaletteItem, Place, ScreenPoint};
use crate::model::EntityRef;

/// Further than this, a press is a drag and not a click; in pixels.
const THRESHOLD: f64 = 4.0;

/// The item under the pointer on its way to the canvas, and where it is, for the picture beside the pointer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Carried {
    pub(crate) item: PaletteItem,
    pub(crate) at: ScreenPoint,
    /// The canvas shows its own ghost.
    pub(crate) over_canvas: bool,
}

/// Adds an item where it suits. A service is connected to the workload that is selected.
pub(crate) fn add(state: AppState, item: PaletteItem) {
    let selected = state.selection.with_untracked(|selection| selection.single());
    let command = match (item, selected) {
        (PaletteItem::Service(service), Some(EntityRef::Workload(workload))) => {
            Command::ConnectTo { workload, service }
        }
        (item, _) => Command::Add { item, place: Place::ANYWHERE },
    };
    state.apply(command);
    state.panel.set(Panel::Canvas);
}

/// Starts to follow a press on a palette item; past a few pixels it is a drag, and the canvas is told.
pub(crate) fn press(
    state: AppState,
    carried: RwSignal<Option<Carried>>,
    item: PaletteItem,
    event: &web_sys::PointerEvent,
) {
    if event.button() != 0 {
        return;
    }
    let start = ScreenPoint::new(f64::from(event.client_x()), f64::from(event.client_y()));
    let id = event.pointer_id();
    let Some(tile) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let Some(canvas) = dom::element::<web_sys::Element>("canvas") else { return };
    // From the press on, or a quick pointer leaves the tile before its first move is told. Touch is captured by
    // itself, and let go where the finger scrolls the list.
    if event.pointer_type() != "touch" {
        let _ = tile.set_pointer_capture(id);
    }
    let dragging = Rc::new(RefCell::new(false));
    let listeners: Rc<RefCell<Vec<EventListener>>> = Rc::default();
    let tell = Rc::new(PerFrame::new({
        let (canvas, item) = (canvas.clone(), item.clone());
        move |event: web_sys::PointerEvent| {
            let over = pointer::is_over(&event, &canvas);
            let input = if over {
                PaletteDrag::Over { item: item.clone(), at: pointer::place(&event, &canvas) }
            } else {
                PaletteDrag::Leave
            };
            state.input(&Input::PaletteDrag(input));
            let at = ScreenPoint::new(f64::from(event.client_x()), f64::from(event.client_y()));
            carried.set(Some(Carried { item: item.clone(), at, over_canvas: over }));
        }
    }));

    let add_listener = |name: &'static str| {
        let (dragging, own, tell, canvas, item, tile_) = (
            Rc::clone(&dragging),
            Rc::clone(&listeners),
            Rc::clone(&tell),
            canvas.clone(),
            item.clone(),
            tile.clone(),
        );
        let listener = dom::listen(&tile, name, move |event| {
            let Some(event) = event.dyn_ref::<web_sys::PointerEvent>() else { return };
            let others_loss = name == "lostpointercapture" && !pointer::is_own_loss(event, &tile_);
            if event.pointer_id() != id || others_loss {
                return;
            }
            if event.type_() == "pointermove" {
                let at = ScreenPoint::new(f64::from(event.client_x()), f64::from(event.client_y()));
                if !*dragging.borrow() && at.distance(start) > THRESHOLD {
                    *dragging.borrow_mut() = true;
                }
                if *dragging.borrow() {
                    event.prevent_default();
                    tell.put(event.clone());
                }
                return;
            }
            // Up, cancel or loss of capture: the press is over.
            let was_dragging = dragging.replace(false);
            tell.flush();
            carried.set(None);
            if was_dragging {
                let input = if event.type_() == "pointerup" && pointer::is_over(event, &canvas) {
                    dom::focus("canvas");
                    PaletteDrag::Drop { item: item.clone(), at: pointer::place(event, &canvas) }
                } else {
                    PaletteDrag::Cancel
                };
                state.input(&Input::PaletteDrag(input));
                state.panel.set(Panel::Canvas);
                suppress_click(&tile_);
            }
            own.borrow_mut().clear();
        });
        listeners.borrow_mut().push(listener);
    };
    for name in ["pointermove", "pointerup", "pointercancel", "lostpointercapture"] {
        add_listener(name);
    }
}

/// A drag ends with a click on the tile that it started from; that click means nothing.
fn suppress_click(tile: &web_sys::Element) {
    let slot: Rc<RefCell<Option<EventListener>>> = Rc::default();
    let listener = EventListener::once_with_options(
        tile,
        "click",
        gloo::events::EventListenerOptions {
            phase: gloo::events::EventListenerPhase::Capture,
            passive: false,
        },
        |event| {
            event.stop_immediate_propagation();
            event.prevent_default();
        },
    );
    *slot.borrow_mut() = Some(listener);
    // Where no click comes, the next one must count.
    gloo::timers::callback::Timeout::new(50, move || drop(slot.borrow_mut().take())).forget();
}

/// The picture beside the pointer while it is not over the canvas.
pub(crate) fn carried_picture(carried: RwSignal<Option<Carried>>) -> impl IntoView {
    move || {
        carried.get().filter(|carried| !carried.over_canvas).map(|carried| {
            view! {
                <div
                    class="carried"
                    style:left=format!("{}px", carried.at.x)
                    style:top=format!("{}px", carried.at.y)
                    aria-hidden="true"
                >
                    {carried.item.title()}
                </div>
            }
        })
    }
}
