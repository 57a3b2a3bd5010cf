//! The drawing surface: one root that takes all input and shows the projection.
//!
//! The only listeners are on the root: a box of the drawing may go away during a gesture, the root does not. What is
//! under the pointer is the editor's to find, from geometry.

mod container;
mod dash;
mod far;
pub(crate) mod glyph;
mod hint;
mod menu;
mod minimap;
mod node;
mod overlay;
pub(crate) mod palette_drag;
mod pane;
pub(crate) mod picture;
pub(crate) mod rename;
mod stage;
mod surface;
mod touch;
mod trail;
mod wire;
mod zoom;

use leptos::prelude::*;

use super::{
    advisor::offer,
    later::{later, later_with},
    state::AppState,
};
pub(crate) use crate::editor::canvas::text;

/// The canvas with what floats over it.
pub(crate) fn canvas(state: AppState) -> impl IntoView {
    let menu = RwSignal::new(None);
    view! {
        <main class="canvas" aria-label="Design">
            {surface::surface(state, menu)}
            {later(state, |state| rename::rename(state).into_any())}
            {hint::hint(state)}
            {later(state, |state| offer::offer(state).into_any())}
            {later(state, |state| minimap::minimap(state).into_any())}
            {zoom::zoom(state)}
            {later_with(state, menu, |state, menu| menu::menu(state, menu).into_any())}
        </main>
    }
}

/// The id of the element that shows an entity, for `aria-activedescendant`.
pub(crate) fn element_id(entity: crate::model::EntityRef) -> String {
    format!("on-canvas-{entity}")
}
