//! Keeps the card and the ring where the control is: panels scroll, open and close under the user's hand.

use std::cell::RefCell;

use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Interval,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::{
    browser::{dom, spot},
    state::AppState,
};
use crate::editor::Action;
use crate::help::{Point, Step, place_card};

/// How often the places are looked at. A look costs less than a hundredth of that.
const LOOK_MS: u32 = 100;
/// Between a control and the ring around it, in pixels.
const ROOM: f64 = 4.0;

thread_local! {
    // JavaScript values, which cannot live in signals. Dropping them ends them.
    static FOLLOWING: RefCell<Option<(Interval, EventListener)>> = const { RefCell::new(None) };
}

/// Where a step is: the first of these that is to be seen. The later ones lead to the first: a tab, a panel's button, and
/// on a small screen the bar below.
const fn targets(step: Step) -> &'static [&'static str] {
    match step {
        Step::Network => &[
            "[data-testid=palette-vpc]",
            "[data-testid=tab-palette]",
            "[data-testid=dock-add]",
            "[data-testid=toggle-left]",
        ],
        Step::Subnet => &[
            "[data-testid=palette-subnet-private]",
            "[data-testid=tab-palette]",
            "[data-testid=dock-add]",
            "[data-testid=toggle-left]",
        ],
        Step::Workload => &[
            "[data-testid=palette-workload-lambda]",
            "[data-testid=tab-palette]",
            "[data-testid=dock-add]",
            "[data-testid=toggle-left]",
        ],
        Step::Connect => &[
            "[data-testid=connect-to]",
            ".app:has([data-id^=workload-][data-selected=true]) [data-testid=dock-inspect]:not([aria-pressed=true])",
            "[data-testid=dock-canvas]:not([aria-pressed=true])",
            "[data-testid=toggle-right]:not([aria-pressed=true])",
            "[data-id^=workload-]",
        ],
        Step::Endpoint => &[
            "[data-entity^=endpoint-] [data-testid=object-help-button]",
            ".app:has([data-id^=endpoint-][data-selected=true]) [data-testid=dock-inspect]:not([aria-pressed=true])",
            "[data-testid=dock-canvas]:not([aria-pressed=true])",
            "[data-testid=toggle-right]:not([aria-pressed=true])",
            "[data-id^=endpoint-]:not([data-id^=endpoint-service])",
        ],
        Step::Problems => {
            &["[data-testid=tab-problems]", "[data-testid=dock-problems]", "[data-testid=toggle-code]"]
        }
        Step::Paths => &["[data-testid=tab-paths]", "[data-testid=dock-code]", "[data-testid=toggle-code]"],
        Step::Cost => &["[data-testid=tab-cost]", "[data-testid=dock-code]", "[data-testid=toggle-code]"],
        Step::Code => {
            &["[data-testid=tab-terraform]", "[data-testid=dock-code]", "[data-testid=toggle-code]"]
        }
        Step::Keep => &["[data-testid=save-file]", "#share-button"],
    }
}

/// Moves the keyboard to where the step is.
pub(super) fn go(step: Step) {
    match spot::first_shown(targets(step)) {
        // A box of the canvas: the canvas takes the keys for it.
        Some((element, _)) if element.has_attribute("data-id") => dom::focus("canvas"),
        Some((element, _)) => {
            dom::reveal(&element);
            spot::focus(&element);
        }
        None => dom::focus("canvas"),
    }
}

/// Follows the control of a step until [`end`]; Escape on the canvas with nothing to end there is for `leave`.
pub(super) fn begin(state: AppState, step: Signal<Step>, leave: fn(AppState)) {
    // The step and the control that were shown last; a control that was just found is brought into view once.
    let mut shown: Option<(Step, web_sys::Element)> = None;
    let follow = move || {
        let Some(step) = step.try_get_untracked() else { return };
        let found = spot::first_shown(targets(step));
        if let Some((element, _)) = &found {
            let same = shown.as_ref().is_some_and(|(before, known)| *before == step && known == element);
            if !same {
                dom::reveal(element);
                shown = Some((step, element.clone()));
            }
        }
        put(found.map(|(element, _)| spot::place(&element)));
    };
    let Some(window) = web_sys::window() else { return };
    // Before the canvas gets the key: what Escape ends there comes first.
    let options = EventListenerOptions::run_in_capture_phase();
    let keys = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let key = event.dyn_ref::<web_sys::KeyboardEvent>().map(web_sys::KeyboardEvent::key);
        let on_canvas = dom::is_within(event, "#canvas") || !dom::is_within(event, "body *");
        let ends_nothing = !state.covered() && !state.read(|editor| Action::Escape.enabled(editor));
        if key.as_deref() == Some("Escape") && on_canvas && ends_nothing {
            leave(state);
        }
    });
    let interval = Interval::new(LOOK_MS, follow);
    FOLLOWING.with(|slot| *slot.borrow_mut() = Some((interval, keys)));
}

/// Follows no more.
pub(super) fn end() {
    FOLLOWING.with(|slot| slot.borrow_mut().take());
}

/// Puts the ring around a place and the card beside it.
fn put(target: Option<Point>) {
    let (Some(card), Some(ring)) =
        (dom::element::<web_sys::HtmlElement>("tour"), dom::element::<web_sys::HtmlElement>("tour-ring"))
    else {
        return;
    };
    let size = spot::place(&card);
    let (x, y) = place_card(target, (size.w, size.h), spot::screen());
    move_to(&card, x, y);
    match target {
        Some(Point { x, y, w, h }) => {
            let _ = ring.remove_attribute("hidden");
            // All of it on the screen, also around what lies at its edge.
            let (wide, high) = spot::screen();
            let (left, top) = ((x - ROOM).max(0.0), (y - ROOM).max(0.0));
            let (right, bottom) = ((x + w + ROOM).min(wide), (y + h + ROOM).min(high));
            move_to(&ring, left, top);
            dom::set_length(&ring, "width", (right - left).round() as i32);
            dom::set_length(&ring, "height", (bottom - top).round() as i32);
        }
        None => {
            let _ = ring.set_attribute("hidden", "");
        }
    }
}

fn move_to(element: &web_sys::HtmlElement, x: f64, y: f64) {
    dom::set_length(element, "left", x.round() as i32);
    dom::set_length(element, "top", y.round() as i32);
}
