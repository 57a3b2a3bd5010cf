//! Glyphs on the page; what they are is said in [`crate::editor::glyph`].

use leptos::prelude::*;

pub(crate) use crate::editor::glyph::{Glyph, outline_path};

/// A glyph as a picture of its own, for lists and buttons.
pub(crate) fn glyph(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class=format!("glyph {}", glyph.class) viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path class="outline" d=outline_path(glyph.outline) />
            <path class="ink" d=glyph.ink />
        </svg>
    }
}
