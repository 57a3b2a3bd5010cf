//! The edges between panels, to drag or to move with the arrow keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::{browser::dom, prefs::Prefs, state::AppState};

/// The panel whose size an edge sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Left,
    Right,
    Bottom,
}

impl Edge {
    const fn property(self) -> &'static str {
        match self {
            Self::Left => "--left",
            Self::Right => "--right",
            Self::Bottom => "--bottom",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Left => "Width of the left panel",
            Self::Right => "Width of the inspector",
            Self::Bottom => "Height of the code panel",
        }
    }

    /// The least and the greatest size in pixels.
    const fn limits(self) -> (i32, i32) {
        match self {
            Self::Left => (168, 420),
            Self::Right => (240, 560),
            Self::Bottom => (120, 640),
        }
    }

    fn stored(self, prefs: &mut Prefs) -> &mut Option<i32> {
        match self {
            Self::Left => &mut prefs.left,
            Self::Right => &mut prefs.right,
            Self::Bottom => &mut prefs.bottom,
        }
    }

    /// The size that the user gave it, or else that of the style sheet for wide windows.
    fn present(self, prefs: &Prefs) -> i32 {
        let (chosen, usual) = match self {
            Self::Left => (prefs.left, 252),
            Self::Right => (prefs.right, 312),
            Self::Bottom => (prefs.bottom, 290),
        };
        chosen.unwrap_or(usual)
    }

    /// The size of the panel for a pointer at a place.
    fn size_at(self, app: &web_sys::Element, event: &web_sys::MouseEvent) -> i32 {
        let bounds = app.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let status = 26.0;
        let size = match self {
            Self::Left => x - bounds.left(),
            Self::Right => bounds.right() - x,
            Self::Bottom => bounds.bottom() - status - y,
        };
        size.round() as i32
    }
}

/// Puts the sizes that the user chose where the style sheet reads them.
pub(crate) fn show_sizes(prefs: &Prefs) {
    let Some(app) = dom::element::<web_sys::HtmlElement>("app") else { return };
    for edge in [Edge::Left, Edge::Right, Edge::Bottom] {
        if let Some(size) = *edge.stored(&mut prefs.clone()) {
            set(&app, edge, size);
        }
    }
}

fn set(app: &web_sys::HtmlElement, edge: Edge, size: i32) -> i32 {
    let (least, greatest) = edge.limits();
    let size = size.clamp(least, greatest);
    dom::set_length(app, edge.property(), size);
    size
}

pub(crate) fn grip(state: AppState, edge: Edge) -> impl IntoView {
    let dragging = RwSignal::new(false);
    let keep = move |size: i32| state.prefer(move |prefs| *edge.stored(prefs) = Some(size));
    let orientation = match edge {
        Edge::Left | Edge::Right => "vertical",
        Edge::Bottom => "horizontal",
    };
    view! {
        <div
            class="grip"
            class:active=move || dragging.get()
            role="separator"
            tabindex="0"
            aria-orientation=orientation
            aria-label=edge.label()
            aria-valuemin=edge.limits().0.to_string()
            aria-valuemax=edge.limits().1.to_string()
            aria-valuenow=move || state.prefs.with(|prefs| edge.present(prefs)).to_string()
            on:pointerdown=move |event| {
                event.prevent_default();
                if let Some(grip) = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) {
                    let _ = grip.set_pointer_capture(event.pointer_id());
                }
                dragging.set(true);
            }
            on:pointermove=move |event| {
                if dragging.get_untracked() && let Some(app) = dom::element::<web_sys::HtmlElement>("app") {
                    let size = edge.size_at(&app, &event);
                    set(&app, edge, size);
                }
            }
            on:pointerup=move |event| {
                dragging.set(false);
                if let Some(app) = dom::element::<web_sys::HtmlElement>("app") {
                    let size = edge.size_at(&app, &event);
                    keep(set(&app, edge, size));
                }
            }
            on:lostpointercapture=move |_| dragging.set(false)
            on:keydown=move |event| {
                let step = match (event.key().as_str(), edge) {
                    ("ArrowRight", Edge::Left) | ("ArrowLeft", Edge::Right) | ("ArrowUp", Edge::Bottom) => 16,
                    ("ArrowLeft", Edge::Left) | ("ArrowRight", Edge::Right) | ("ArrowDown", Edge::Bottom) => -16,
                    _ => return,
                };
                event.prevent_default();
                event.stop_propagation();
                let panel = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()).and_then(|g| g.parent_element());
                if let (Some(panel), Some(app)) = (panel, dom::element::<web_sys::HtmlElement>("app")) {
                    let bounds = panel.get_bounding_client_rect();
                    let present = match edge {
                        Edge::Left | Edge::Right => bounds.width(),
                        Edge::Bottom => bounds.height(),
                    };
                    keep(set(&app, edge, present.round() as i32 + step));
                }
            }
        ></div>
    }
}
