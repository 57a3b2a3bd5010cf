//! The command palette and the search on the canvas: one field over one list.

use leptos::prelude::*;

use super::close;
use crate::app::{
    browser::dom,
    state::{AppState, Tone},
    widget::{
        combobox::{Choice, Combobox, combobox},
        modal::modal,
    },
};
use crate::editor::{Command, Find, Place, Scope};

pub(super) fn finder(state: AppState, scope: Scope) -> impl IntoView {
    let mac = dom::is_mac();
    let (label, placeholder) = match scope {
        Scope::Everything => ("Command palette", "Type a command, something to add, or a name"),
        Scope::Canvas => ("Find on the canvas", "Type a name, address, tag or kind"),
    };
    let finds = state.read(|editor| editor.finds(scope));
    let choices: Vec<Choice> = finds
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let (group, keys) = match &entry.find {
                Find::Act(action) => {
                    ("Commands", action.shortcuts().first().map(|shortcut| shortcut.text(mac)))
                }
                Find::Add(_) => ("Add", None),
                Find::Go(_) => ("On the canvas", None),
                Find::Join(_) => ("Join", None),
            };
            Choice {
                value: index.to_string(),
                title: entry.title.clone(),
                side: keys.unwrap_or_else(|| entry.detail.clone()),
                group: group.to_owned(),
                also: entry.also.clone(),
            }
        })
        .collect();
    let finds = StoredValue::new(finds);
    let choose = move |value: String| {
        let find = finds.with_value(|finds| Some(finds.get(value.parse::<usize>().ok()?)?.find.clone()));
        close(state);
        match find {
            Some(Find::Act(action)) if state.read(|editor| action.enabled(editor)) => {
                state.run(action);
            }
            Some(Find::Act(action)) => {
                let label = action.label().trim_end_matches('…');
                state.toast(
                    Tone::Warn,
                    format!("“{label}” has nothing to act on now; select something first"),
                );
            }
            Some(Find::Add(item)) => state.apply(Command::Add { item, place: Place::ANYWHERE }),
            Some(Find::Go(entity)) => state.show(entity),
            Some(Find::Join(command)) => {
                state.apply(command);
            }
            None => {}
        }
    };
    modal(
        "finder",
        "finder-dialog",
        "finder-title",
        move || close(state),
        view! {
            <h2 id="finder-title" class="visually-hidden">{label}</h2>
            {combobox(
                Combobox { id: "finder", label, placeholder, open: true, most: 60 },
                Signal::stored(choices),
                Signal::stored(None),
                choose,
            )}
        },
    )
}
