//! Printing: the diagram alone, whole, on one page. The page holds the picture only while it is printed.

use gloo::events::EventListener;

use super::{browser::dom, state::AppState};
use crate::editor::Editor;

/// The element of the picture; style/print.css shows nothing else on paper.
const ID: &str = "print-picture";

/// Opens the browser's print dialog.
pub(super) fn print(_state: AppState) {
    if let Some(window) = web_sys::window() {
        // Fails where printing is forbidden, as in some embedded pages; the browser says so itself.
        let _ = window.print();
    }
}

/// Puts the picture on the page for printing, by our own action or by the browser's menu, and takes it off again.
pub(super) fn listen(state: AppState) {
    let Some(window) = web_sys::window() else { return };
    EventListener::new(&window, "beforeprint", move |_| {
        dom::put_picture(ID, &state.read(Editor::picture));
    })
    .forget();
    EventListener::new(&window, "afterprint", |_| dom::take_away(ID)).forget();
}
