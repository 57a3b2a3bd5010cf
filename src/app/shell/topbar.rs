//! The top bar: what design this is, and what one does with all of it.

use leptos::{html, prelude::*};

use super::{region, share, theme};
use crate::app::{
    session,
    state::AppState,
    widget::{
        button::{action_button, tooltip},
        icon::{Icon, icon},
    },
};
use crate::editor::{Action, Command, DesignField, Field, Record};

pub(crate) fn topbar(state: AppState) -> impl IntoView {
    view! {
        <header class="topbar">
            <div class="product">
                {mark()}
                <h1 class="word">"VPC Endpoint Designer"</h1>
            </div>
            <span class="divider wide"></span>
            {name(state)}
            {region::region_button(state)}
            <span class="divider roomy"></span>
            {text_button(state, Action::New, Icon::New, "New")}
            {text_button(state, Action::Open, Icon::Open, "Open")}
            {text_button(state, Action::Save, Icon::Save, "Save")}
            {share::share_button(state)}
            {picker(state)}
            <span class="divider"></span>
            {catalog_button(state)}
            {action_button(state, Action::Undo, Icon::Undo)}
            {action_button(state, Action::Redo, Icon::Redo)}
            <span class="gap"></span>
            {action_button(state, Action::CommandPalette, Icon::Search)}
            <button
                type="button"
                class="button small square roomy"
                data-testid="shortcuts"
                title=tooltip(Action::Shortcuts)
                aria-label="Keyboard shortcuts"
                on:click=move |_| { state.run(Action::Shortcuts); }
            >
                {icon(Icon::Keyboard)}
            </button>
            {theme::theme_button(state)}
            {panel_buttons(state)}
        </header>
    }
}

/// The product's mark: a network with a door.
pub(crate) fn mark() -> impl IntoView {
    view! {
        <svg class="brand" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <rect class="brand-tile" x="1" y="1" width="22" height="22" rx="6" />
            <path class="brand-ink" d="M6 8.5V6.5h12v11H6v-2M3.8 12h9M10 9l3 3-3 3" />
        </svg>
    }
}

fn text_button(state: AppState, action: Action, picture: Icon, word: &'static str) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button small file"
            data-testid=format!("{}-file", word.to_lowercase())
            title=tooltip(action)
            aria-label=action.label().trim_end_matches('…')
            on:click=move |_| { state.run(action); }
        >
            {icon(picture)}
            <span class="wide">{word}</span>
        </button>
    }
}

/// Opens the service catalogue.
fn catalog_button(state: AppState) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button small"
            data-testid="catalog-button"
            title=tooltip(Action::Catalog)
            aria-label="Service catalogue"
            on:click=move |_| { state.run(Action::Catalog); }
        >
            {icon(Icon::Table)}
            <span class="wide">"Catalogue"</span>
            {move || {
                let own = state.catalog.with(|catalog| catalog.overlay().is_some());
                own.then(|| view! { <span class="own-dot" title="Your own list is in use"></span> })
            }}
        </button>
    }
}

fn name(state: AppState) -> impl IntoView {
    let commit = move |event| {
        let name = DesignField::Name(event_target_value(&event));
        let result =
            state.try_apply(Command::Set(Field::Design(name)), Record::Amend("design.name".to_owned()));
        if let Err(error) = result {
            state.announce(error);
        }
    };
    view! {
        <input
            class="design-name"
            type="text"
            data-testid="design-name"
            aria-label="Name of the design"
            title="Name of the design"
            spellcheck="false"
            autocomplete="off"
            prop:value=move || state.design.with(|design| design.name.clone())
            on:input=commit
            on:blur=move |_| state.seal()
        />
    }
}

/// The browser's file picker, kept out of sight; "Open" clicks it.
fn picker(state: AppState) -> impl IntoView {
    let input: NodeRef<html::Input> = NodeRef::new();
    view! {
        <input
            id="open-file"
            class="visually-hidden"
            type="file"
            accept=".json,.svg,.yaml,.yml,application/json,image/svg+xml"
            tabindex="-1"
            aria-label="Design file"
            data-testid="file-input"
            node_ref=input
            on:change=move |_| {
                let Some(input) = input.get_untracked() else { return };
                if let Some(file) = input.files().and_then(|files| files.get(0)) {
                    session::open_file(state, &file);
                }
                // The same file again must be a change again.
                input.set_value("");
            }
        />
    }
}

fn panel_buttons(state: AppState) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button small square roomy"
            data-testid="toggle-left"
            title="Left panel"
            aria-label="Left panel"
            aria-pressed=move || if state.prefs.with(|prefs| prefs.left_open) { "true" } else { "false" }
            on:click=move |_| state.prefer(|prefs| prefs.left_open = !prefs.left_open)
        >
            {icon(Icon::PanelLeft)}
        </button>
        <button
            type="button"
            class="button small square roomy"
            data-testid="toggle-right"
            title="Inspector"
            aria-label="Inspector"
            aria-pressed=move || if state.prefs.with(|prefs| prefs.right_open) { "true" } else { "false" }
            on:click=move |_| state.prefer(|prefs| prefs.right_open = !prefs.right_open)
        >
            {icon(Icon::PanelRight)}
        </button>
    }
}
