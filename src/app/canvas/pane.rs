//! The pane over the drawing, on which the pointer is: it bears the cursor and the tooltip.
//!
//! Both could be the drawing's own; but the cursor is inherited, so that every box would be restyled when it changes,
//! and browsers look through all boxes for the one under the pointer at each of its moves. Without a mouse there is
//! neither cursor nor tooltip, and the pane is not there: see canvas.css.

use leptos::prelude::*;

use crate::app::{face::face, state::AppState};

pub(super) fn pane(state: AppState) -> impl IntoView {
    let hovered = Memo::new(move |_| state.preview.with(|preview| (preview.hover, preview.interface)));
    let title = move || {
        let (hovered, interface) = hovered.get();
        state.read(|editor| {
            if let Some(endpoint) = interface {
                return Some(format!("Network interface of {}", editor.design().label(endpoint.into())));
            }
            let hovered = hovered?;
            let boxed = face(editor.design(), editor.layout(), hovered).map(|face| face.spoken);
            boxed.or_else(|| {
                let wire = editor.wires().iter().find(|wire| wire.entity() == Some(hovered))?;
                wire.joint.as_ref().map(|joint| joint.spoken.to_string())
            })
        })
    };
    view! {
        <div
            class="pane"
            data-testid="pane"
            aria-hidden="true"
            title=title
            style:cursor=move || state.cursor.get().css()
        ></div>
    }
}
