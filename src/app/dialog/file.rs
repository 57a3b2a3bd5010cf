//! What opening a file had to say.

use leptos::prelude::*;

use super::{close, head};
use crate::app::{
    state::AppState,
    widget::{
        icon::{Icon, icon},
        modal::modal,
    },
};
use crate::editor::Action;

/// The file could not be opened; the present design is untouched.
pub(super) fn not_opened(state: AppState, file: String, message: String) -> impl IntoView {
    modal(
        "",
        "not-opened",
        "not-opened-title",
        move || close(state),
        view! {
            {head(state, "not-opened-title", "The file was not opened".to_owned(), Some(file))}
            <div class="body stack">
                <p class="note bad" data-testid="open-error">
                    {icon(Icon::Error)}
                    <span>{message}</span>
                </p>
                <p>"Your present design is as it was."</p>
            </div>
            <div class="foot">
                <button type="button" class="button outlined" on:click=move |_| { state.run(Action::Open); }>
                    "Open another file…"
                </button>
                <button type="button" class="button primary" data-testid="dialog-ok" on:click=move |_| close(state)>
                    "Close"
                </button>
            </div>
        },
    )
}

/// The file was opened, and something in it was mended.
pub(super) fn notes(state: AppState, file: String, notes: Vec<String>) -> impl IntoView {
    let rows = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    modal(
        "",
        "open-notes",
        "open-notes-title",
        move || close(state),
        view! {
            {head(state, "open-notes-title", "Opened, with changes".to_owned(), Some(file))}
            <div class="body">
                <ul class="notes-list">{rows}</ul>
            </div>
            <div class="foot">
                <button type="button" class="button primary" data-testid="dialog-ok" on:click=move |_| close(state)>
                    "Close"
                </button>
            </div>
        },
    )
}
