//! The dialogs.

mod designs;
mod file;
mod finder;
mod shortcuts;
mod welcome;

use leptos::prelude::*;

use super::{
    browser::dom,
    state::{AppState, Dialog},
};

/// The dialog that is open, if one is.
pub(crate) fn dialogs(state: AppState) -> impl IntoView {
    move || {
        state.dialog.get().map(|dialog| match dialog {
            Dialog::Welcome => welcome::welcome(state).into_any(),
            other => later(state, other),
        })
    }
}

/// The dialogs that no visit begins with.
#[inline(never)]
fn later(state: AppState, dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Welcome => welcome::welcome(state).into_any(),
        Dialog::NotOpened { file, message } => file::not_opened(state, file, message).into_any(),
        Dialog::Notes { file, notes } => file::notes(state, file, notes).into_any(),
        Dialog::Designs => designs::designs(state).into_any(),
        Dialog::Conflict { id, name } => designs::conflict(state, id, name).into_any(),
        Dialog::Finder(scope) => finder::finder(state, scope).into_any(),
        Dialog::Policy(id) => super::advisor::policy::builder(state, id),
        Dialog::Planner(vpc) => super::planner::planner(state, vpc),
        Dialog::Shortcuts => shortcuts::shortcuts(state).into_any(),
    }
}

/// Closes the dialog; the keyboard goes on at the canvas.
pub(super) fn close(state: AppState) {
    state.dialog.set(None);
    // While the dialog is there, nothing else takes the focus.
    request_animation_frame(|| dom::focus("canvas"));
}

/// The heading of a dialog with its closing cross.
pub(super) fn head(state: AppState, id: &'static str, title: String, text: Option<String>) -> impl IntoView {
    let text = text.map(|text| view! { <p>{text}</p> }.into_any());
    head_with(state, id, Signal::stored(title), text.unwrap_or_else(|| ().into_any()))
}

/// A heading with something below its title.
pub(super) fn head_with(
    state: AppState,
    id: &'static str,
    title: Signal<String>,
    below: AnyView,
) -> impl IntoView {
    use super::widget::icon::{Icon, icon};
    view! {
        <div class="head">
            <div>
                <h2 id=id>{move || title.get()}</h2>
                {below}
            </div>
            <button
                type="button"
                class="button small square"
                aria-label="Close"
                data-testid="dialog-close"
                on:click=move |_| close(state)
            >
                {icon(Icon::Close)}
            </button>
        </div>
    }
}
