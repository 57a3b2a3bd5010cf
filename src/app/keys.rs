//! Keys and files that concern the whole page.

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    browser::{clipboard, dom, pointer},
    catalog::{self, place},
    keeping, session,
    state::AppState,
};
use crate::editor::{Editor, Input, Key, Modifiers};

/// Sends keys to the editor: all of them from the canvas, shortcuts with Ctrl from anywhere but text fields.
pub(super) fn listen(state: AppState) {
    let Some(window) = web_sys::window() else { return };
    dom::listen(&window, "keydown", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        // During composition of a character the keys are the input method's.
        if event.is_composing() || event.default_prevented() {
            return;
        }
        let Some(press) = pointer::key(event) else { return };
        // The browser answers these with events of their own, which bring the clipboard along.
        if press.modifiers == Modifiers::COMMAND && matches!(press.key, Key::Char('c' | 'x' | 'v')) {
            return;
        }
        let typing = dom::is_typing(event);
        let dialog = state.covered();
        let file_key = press.modifiers == Modifiers::COMMAND && matches!(press.key, Key::Char('s' | 'o'));
        let on_canvas = dom::is_within(event, "#canvas");
        let nowhere = dom::is_within(event, "body") && !dom::is_within(event, "body *");
        let on_selection = matches!(press.key, Key::Delete | Key::Backspace | Key::Escape | Key::F2);
        // Beside the canvas the arrows belong to lists, tabs and sliders.
        let arrow = matches!(
            press.key,
            Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown | Key::Home | Key::End
        );
        let moves_focus = matches!(press.key, Key::Tab | Key::Enter | Key::Space);
        let ours = if dialog {
            false
        } else if typing {
            file_key
        } else {
            let reading_code = dom::is_within(event, "#code-body") && press.key == Key::Char('a');
            on_canvas
                || on_selection
                || ((press.modifiers.command || press.modifiers.alt) && !reading_code && !arrow)
                || (nowhere && !moves_focus)
                || press.key == Key::Char('?')
        };
        if ours && state.input(&Input::Key(press)) {
            event.prevent_default();
        }
    })
    .forget();
    dom::listen(&window, "keyup", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        if let Some(press) = pointer::key(event) {
            state.input(&Input::KeyUp(press.key));
        }
    })
    .forget();
    EventListener::new(&window, "blur", move |_| {
        state.input(&Input::Interrupted);
    })
    .forget();
    listen_to_clipboard(state, &window);
    EventListener::new(&window, "storage", move |event| {
        let key = event.dyn_ref::<web_sys::StorageEvent>().and_then(web_sys::StorageEvent::key);
        if keeping::concerns(key) {
            session::notice_other_tab(state);
        }
    })
    .forget();
    // A link to a design, pasted into the address of the open app.
    EventListener::new(&window, "hashchange", move |_| {
        session::open_link(state);
    })
    .forget();
    // What still waits for its timer is stored before the page goes.
    EventListener::new(&window, "pagehide", move |_| session::flush(state)).forget();
}

/// Copies, cuts and pastes on the canvas; text that is being written or is marked is the browser's affair.
fn listen_to_clipboard(state: AppState, window: &web_sys::Window) {
    for name in ["copy", "cut", "paste"] {
        dom::listen(window, name, move |event| {
            let marked = name != "paste" && dom::has_text_selection();
            if dom::is_typing(event) || marked || state.covered() {
                return;
            }
            if name == "paste" {
                if let Some(text) = clipboard::pasted(event) {
                    event.prevent_default();
                    state.paste(&text, None);
                }
                return;
            }
            let Some(text) = state.read(Editor::copy) else { return };
            if clipboard::give(event, &text) {
                if name == "cut" { state.cut() } else { session::say_copied(state) }
            }
        })
        .forget();
    }
}

/// Opens design files that are dropped anywhere; says whether one is being held over the page.
pub(super) fn listen_for_files(state: AppState) -> RwSignal<bool> {
    let over = RwSignal::new(false);
    let Some(window) = web_sys::window() else { return over };
    let has_files = |event: &web_sys::DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    for name in ["dragenter", "dragover"] {
        dom::listen(&window, name, move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::DragEvent>()
                && has_files(event)
            {
                event.prevent_default();
                if !over.get_untracked() {
                    over.set(true);
                }
            }
        })
        .forget();
    }
    dom::listen(&window, "dragleave", move |event| {
        // Leaving for another element of the page names that element; leaving the page names none.
        if event.dyn_ref::<web_sys::DragEvent>().is_some_and(|event| event.related_target().is_none()) {
            over.set(false);
        }
    })
    .forget();
    dom::listen(&window, "drop", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::DragEvent>() else { return };
        over.set(false);
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            event.prevent_default();
            if state.place.with_untracked(Option::is_some) {
                place::open(state, place::Place::OwnList);
                catalog::read_file(state, &file);
            } else {
                session::open_file(state, &file);
            }
        }
    })
    .forget();
    over
}
