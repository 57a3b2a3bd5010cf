//! A modal dialog: the browser's own, with its focus trap and Escape.

use leptos::{html, prelude::*};

/// A dialog that is open while it exists. `close` is called by Escape as well.
pub(crate) fn modal(
    class: &'static str,
    test_id: &'static str,
    labelled_by: &'static str,
    close: impl Fn() + Clone + 'static,
    content: impl IntoView + 'static,
) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    dialog.on_load(|dialog| {
        // Fails only where it is open already.
        let _ = dialog.show_modal();
    });
    view! {
        <dialog
            class=format!("modal {class}")
            data-testid=test_id
            aria-labelledby=labelled_by
            node_ref=dialog
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close();
            }
            on:keydown=|event| event.stop_propagation()
        >
            {content}
        </dialog>
    }
}
