//! What the generated code leaves out.

use leptos::prelude::*;

use crate::app::{
    state::AppState,
    widget::icon::{Icon, tinted},
};
use crate::graph::Note;

pub(super) fn omissions(state: AppState) -> impl IntoView {
    move || {
        let notes = state.graph.with(|graph| graph.notes.clone());
        notes.into_iter().map(|note| omission(state, note)).collect_view()
    }
}

fn omission(state: AppState, note: Note) -> impl IntoView {
    let at = note.origin;
    let place = state.design.with_untracked(|design| design.label(at));
    view! {
        <div class="problem-row">
            <button type="button" class="problem" data-testid="omission" on:click=move |_| state.show(at)>
                {tinted(Icon::Warning, "warn")}
                <span>
                    "Not in the code: "
                    {note.message}
                    <span class="why">{place}</span>
                </span>
            </button>
        </div>
    }
}
