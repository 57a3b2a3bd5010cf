//! The zoom buttons in the corner of the canvas, and the verdict of a gesture under way.

use leptos::prelude::*;

use crate::app::{
    state::AppState,
    widget::{
        button::action_button,
        icon::{Icon, icon},
    },
};
use crate::editor::Action;

pub(super) fn zoom(state: AppState) -> impl IntoView {
    let percent = move || format!("{:.0} %", state.camera.get().zoom * 100.0);
    view! {
        <div class="zoom-buttons" role="group" aria-label="Zoom">
            {action_button(state, Action::ZoomOut, Icon::Minus)}
            <button
                type="button"
                class="button small zoom"
                data-testid="zoom-reset"
                title="Zoom to 100 % (0)"
                on:click=move |_| { state.run(Action::ZoomToActualSize); }
            >
                {percent}
            </button>
            {action_button(state, Action::ZoomIn, Icon::Plus)}
            {action_button(state, Action::ZoomToFit, Icon::Fit)}
        </div>
        {verdict(state)}
    }
}

/// What letting go would do, or why it would do nothing.
fn verdict(state: AppState) -> impl IntoView {
    let verdict = Memo::new(move |_| {
        state.preview.with(|preview| {
            let drop = preview.target.as_ref().map(|target| target.verdict.clone());
            drop.or_else(|| preview.wire.as_ref().map(|wire| wire.verdict.clone()))
        })
    });
    move || {
        verdict.get().filter(|verdict| !verdict.text.is_empty()).map(|verdict| {
            let class = if verdict.allowed { "verdict allowed" } else { "verdict refused" };
            let mark = if verdict.allowed { Icon::Check } else { Icon::Close };
            view! {
                <p class=class data-testid="verdict">
                    {icon(mark)}
                    {verdict.text}
                </p>
            }
        })
    }
}
