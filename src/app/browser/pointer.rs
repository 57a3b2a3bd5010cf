//! The browser's pointer, wheel and key events as the editor's plain input.

use std::cell::Cell;

use crate::editor::{Button, Key, KeyPress, Modifiers, Phase, Pointer, PointerKind, ScreenPoint, Wheel};

/// Presses that follow each other this fast at one place count as one double or triple click.
const CLICK_MS: f64 = 500.0;
const CLICK_DISTANCE: f64 = 5.0;

/// Counts presses in a row; `PointerEvent.detail` does not.
#[derive(Default)]
pub(crate) struct Clicks(Cell<Option<(f64, ScreenPoint, u8)>>);

impl Clicks {
    /// How many presses in a row this one makes.
    pub(crate) fn press(&self, time: f64, at: ScreenPoint) -> u8 {
        let count = match self.0.get() {
            Some((before, place, count))
                if time - before < CLICK_MS && place.distance(at) < CLICK_DISTANCE =>
            {
                count.saturating_add(1)
            }
            _ => 1,
        };
        self.0.set(Some((time, at, count)));
        count
    }
}

/// Whether an element itself lost the pointer. A finger is captured by what it touches first; when our capture takes
/// over, that loss bubbles up and means nothing.
pub(crate) fn is_own_loss(event: &web_sys::PointerEvent, element: &web_sys::Element) -> bool {
    let target = event.target();
    target.is_some_and(|target| js_sys::Object::is(&target, element))
}

/// Pixels per line, for wheels that count lines.
const LINE: f64 = 20.0;
/// Pixels per page, for wheels that count pages.
const PAGE: f64 = 400.0;

/// Where an event happened, from an element's top left corner.
pub(crate) fn place(event: &web_sys::MouseEvent, element: &web_sys::Element) -> ScreenPoint {
    let bounds = element.get_bounding_client_rect();
    ScreenPoint::new(f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top())
}

/// Whether an event happened over an element's rectangle, whatever lies above it.
pub(crate) fn is_over(event: &web_sys::MouseEvent, element: &web_sys::Element) -> bool {
    let bounds = element.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    x >= bounds.left() && x < bounds.right() && y >= bounds.top() && y < bounds.bottom()
}

pub(crate) fn pointer(event: &web_sys::PointerEvent, element: &web_sys::Element, phase: Phase) -> Pointer {
    Pointer {
        phase,
        at: place(event, element),
        button: match event.button() {
            1 => Button::Middle,
            2 => Button::Secondary,
            _ => Button::Primary,
        },
        modifiers: modifiers(event),
        id: event.pointer_id(),
        kind: match event.pointer_type().as_str() {
            "touch" => PointerKind::Touch,
            "pen" => PointerKind::Pen,
            _ => PointerKind::Mouse,
        },
        clicks: 1,
    }
}

pub(crate) fn wheel(event: &web_sys::WheelEvent, element: &web_sys::Element) -> Wheel {
    let unit = match event.delta_mode() {
        1 => LINE,
        2 => PAGE,
        _ => 1.0,
    };
    Wheel {
        at: place(event, element),
        dx: event.delta_x() * unit,
        dy: event.delta_y() * unit,
        modifiers: modifiers(event),
    }
}

fn modifiers(event: &web_sys::MouseEvent) -> Modifiers {
    Modifiers {
        shift: event.shift_key(),
        alt: event.alt_key(),
        command: event.ctrl_key() || event.meta_key(),
    }
}

/// The key press, if the editor has a use for the key.
pub(crate) fn key(event: &web_sys::KeyboardEvent) -> Option<KeyPress> {
    // With Alt some keyboards type another character than the key is named by: ß for S.
    let letter =
        event.alt_key().then(|| event.code()).and_then(|code| Some(code.strip_prefix("Key")?.to_owned()));
    Some(KeyPress {
        key: Key::from_name(&letter.unwrap_or_else(|| event.key()))?,
        modifiers: Modifiers {
            shift: event.shift_key(),
            alt: event.alt_key(),
            command: event.ctrl_key() || event.meta_key(),
        },
    })
}
