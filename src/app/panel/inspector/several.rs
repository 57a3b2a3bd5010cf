//! What is selected together: what one can do with it, and the fields that all of it has.

use std::sync::Arc;

use leptos::prelude::*;

use super::tags::tags;
use crate::app::{
    shell::status::plural,
    state::AppState,
    widget::{
        field::select_field,
        icon::{Icon, icon},
    },
};
use crate::editor::{Action, Command, CommonField, Record};

/// Buttons below the heading: those that are possible.
const ACTIONS: [Action; 4] = [Action::Duplicate, Action::Copy, Action::ToggleLock, Action::Delete];

pub(super) fn several(state: AppState, count: usize) -> AnyView {
    let buttons = ACTIONS
        .map(|action| {
            let test_id = if action == Action::Delete { "delete" } else { "several-action" };
            view! {
                <button
                    type="button"
                    class=if action == Action::Delete { "button small danger" } else { "button small outlined" }
                    data-testid=test_id
                    title=action.tooltip()
                    on:click=move |_| { state.run(action); }
                >
                    {action.label()}
                </button>
            }
        })
        .collect_view();
    let arrange = crate::editor::Arrange::ALL
        .into_iter()
        .filter(|how| count >= how.least())
        .map(|how| {
            view! {
                <button
                    type="button"
                    class="button small outlined"
                    data-testid=format!("arrange-{}", format!("{how:?}").to_lowercase())
                    on:click=move |_| { state.run(Action::Arrange(how)); }
                >
                    {how.title()}
                </button>
            }
        })
        .collect_view();
    let fields = Memo::new(move |_| {
        state.design.track();
        state.read(|editor| editor.common_fields())
    });
    let tagged = state.read(|editor| editor.common_tags().is_some());
    let common = Signal::derive(move || {
        state.design.track();
        state.read(|editor| editor.common_tags()).unwrap_or_default()
    });
    let set = Arc::new(move |next| apply(state, state.read(|editor| editor.set_common_tags(&next))));
    // The fields stay the same ones while their values change.
    let names: Vec<_> = fields.get_untracked().iter().map(|field| field.what).collect();
    let controls = names.into_iter().map(|what| control(state, what, fields)).collect_view();
    view! {
        <div class="inspector" data-testid="inspector-several">
            <div class="title">
                {icon(Icon::Canvas)}
                <div>
                    <h2>{plural(count, "item")}</h2>
                    <p>"selected together"</p>
                </div>
            </div>
            <section><div class="row wrap">{buttons}</div></section>
            <section><h3>"Arrange"</h3><div class="row wrap">{arrange}</div></section>
            {(!fields.get_untracked().is_empty()).then(|| view! { <section><h3>"In common"</h3>{controls}</section> })}
            {tagged.then(|| tags("Tags in common", common, set))}
        </div>
    }
    .into_any()
}

/// One field of all of them; where they differ, that is the choice shown.
fn control(state: AppState, what: crate::editor::Common, fields: Memo<Vec<CommonField>>) -> AnyView {
    let value = Memo::new(move |_| {
        fields.with(|fields| fields.iter().find(|field| field.what == what).and_then(|field| field.value))
    });
    let options = Signal::derive(move || {
        let mixed = value.get().is_none().then(|| (String::new(), "Different".to_owned()));
        let words = what.options();
        let words = words.into_iter().enumerate().map(|(index, word)| (index.to_string(), word.to_owned()));
        mixed.into_iter().chain(words).collect::<Vec<_>>()
    });
    let shown = Signal::derive(move || value.get().map(|value| value.to_string()).unwrap_or_default());
    select_field(what.title(), "common-field", options, shown, move |chosen| {
        if let Ok(chosen) = chosen.parse() {
            let result = apply(state, state.read(|editor| editor.set_common(what, chosen)));
            if let Err(error) = result {
                state.toast(crate::app::state::Tone::Warn, error);
            }
        }
    })
}

fn apply(state: AppState, command: Result<Command, crate::edit::EditError>) -> Result<(), String> {
    command.map_err(|error| error.to_string()).and_then(|command| state.try_apply(command, Record::Step))
}
