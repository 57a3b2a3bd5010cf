//! Buttons of the editor's actions: label, tooltip, shortcut and state come from the action.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::app::state::AppState;
use crate::editor::Action;

/// The tooltip of an action with its first shortcut.
pub(crate) fn tooltip(action: Action) -> String {
    match action.shortcuts().first() {
        Some(shortcut) => {
            format!("{} ({})", action.label(), shortcut.text(crate::app::browser::dom::is_mac()))
        }
        None => action.label().to_owned(),
    }
}

/// A square button for an action.
pub(crate) fn action_button(state: AppState, action: Action, picture: Icon) -> impl IntoView {
    let enabled = Memo::new(move |_| {
        // What `enabled` reads of the editor changes with these.
        state.design.track();
        state.selection.track();
        state.camera.track();
        state.undo.track();
        state.redo.track();
        state.read(|editor| action.enabled(editor))
    });
    let title = move || {
        let what = match action {
            Action::Undo => state.undo.get(),
            Action::Redo => state.redo.get(),
            _ => None,
        };
        match what {
            Some(what) => format!("{}: {what}", tooltip(action)),
            None => tooltip(action),
        }
    };
    view! {
        <button
            type="button"
            class="button small square"
            data-testid=test_id(action)
            title=title
            aria-label=action.label().trim_end_matches('…')
            aria-disabled=move || (!enabled.get()).then_some("true")
            on:click=move |_| {
                if enabled.get_untracked() {
                    state.run(action);
                }
            }
        >
            {icon(picture)}
        </button>
    }
}

/// The name of an action for tests: `undo`, `zoom-to-fit`.
fn test_id(action: Action) -> String {
    let mut id = String::new();
    for c in format!("{action:?}").chars() {
        if c.is_ascii_uppercase() && !id.is_empty() {
            id.push('-');
        }
        id.push(c.to_ascii_lowercase());
    }
    id
}
