//! A text field over a list that it filters: Regions, services.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::app::browser::dom;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) title: String,
    /// In small print at the end.
    pub(crate) side: String,
    /// The heading it stands under; equal ones follow each other.
    pub(crate) group: String,
    /// What else finds it.
    pub(crate) also: String,
}

impl Choice {
    /// Whether every word of the query occurs; the query is in lower case.
    pub(crate) fn matches(&self, query: &str) -> bool {
        query.split_whitespace().all(|word| {
            [&self.title, &self.side, &self.group, &self.also]
                .iter()
                .any(|text| text.to_lowercase().contains(word))
        })
    }

    /// How well it answers: an exact side or value first, then beginnings.
    fn rank(&self, query: &str) -> u8 {
        let (value, title) = (self.value.to_lowercase(), self.title.to_lowercase());
        if value == query {
            0
        } else if value.starts_with(query) || title.starts_with(query) {
            1
        } else if value.contains(query) || title.contains(query) {
            2
        } else {
            3
        }
    }
}

/// The choices that answer a query, best first; all in their own order where there is no query.
pub(crate) fn search(choices: &[Choice], query: &str) -> Vec<Choice> {
    let query = query.trim().to_lowercase();
    let mut found: Vec<Choice> = choices.iter().filter(|choice| choice.matches(&query)).cloned().collect();
    if !query.is_empty() {
        found.sort_by_key(|choice| choice.rank(&query));
    }
    found
}

/// The parts that differ between uses.
pub(crate) struct Combobox {
    /// The id of the field; ids of the options start with it.
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) placeholder: &'static str,
    /// The list is always there, not only while the field has the focus.
    pub(crate) open: bool,
    /// How many rows are shown at most; a line under them tells of the others.
    pub(crate) most: usize,
}

/// A search field with its list. Typing filters, arrows move, Enter and click choose.
pub(crate) fn combobox(
    parts: Combobox,
    choices: Signal<Vec<Choice>>,
    chosen: Signal<Option<String>>,
    choose: impl Fn(String) + Clone + Send + Sync + 'static,
) -> AnyView {
    let Combobox { id, label, placeholder, open: always, most } = parts;
    let query = RwSignal::new(String::new());
    // The row that the keyboard is on; none until it is used.
    let active = RwSignal::new(None::<usize>);
    let open = RwSignal::new(always);
    let found = Memo::new(move |_| choices.with(|choices| query.with(|query| search(choices, query))));

    let take = {
        let choose = choose.clone();
        move |value: String| {
            choose(value);
            active.set(None);
            if !always {
                query.set(String::new());
                open.set(false);
            }
        }
    };
    let keys = {
        let take = take.clone();
        move |event: web_sys::KeyboardEvent| {
            let count = found.with_untracked(Vec::len).min(most);
            let last = count.saturating_sub(1);
            let go = |to: usize| {
                event.prevent_default();
                open.set(true);
                active.set(Some(to));
                if let Some(option) = dom::element::<web_sys::Element>(&format!("{id}-{to}")) {
                    dom::reveal(&option);
                }
            };
            match event.key().as_str() {
                "ArrowDown" => go(active.get_untracked().map_or(0, |at| (at + 1).min(last))),
                "ArrowUp" => go(active.get_untracked().map_or(last, |at| at.saturating_sub(1))),
                "Home" => go(0),
                "End" => go(last),
                "Enter" => {
                    event.prevent_default();
                    let value = found.with_untracked(|found| {
                        found.get(active.get_untracked()?).map(|choice| choice.value.clone())
                    });
                    if let (true, Some(value)) = (open.get_untracked(), value) {
                        take(value);
                    }
                }
                "Escape" if !always && open.get_untracked() => {
                    event.stop_propagation();
                    open.set(false);
                    query.set(String::new());
                }
                _ => {}
            }
        }
    };
    let options = move || {
        let list = found.get();
        if list.is_empty() {
            return view! { <p class="empty">"Nothing matches"</p> }.into_any();
        }
        let grouped = query.with(|query| query.trim().is_empty());
        let mut group = String::new();
        let rest = list.len().saturating_sub(most);
        let rest = (rest > 0)
            .then(|| view! { <p class="empty">{format!("{rest} more; type to narrow the list")}</p> });
        let rows = list.into_iter()
            .take(most)
            .enumerate()
            .map(|(index, choice)| {
                let heading = (grouped && choice.group != group && !choice.group.is_empty()).then(|| {
                    group.clone_from(&choice.group);
                    view! { <div class="group" role="presentation">{choice.group.clone()}</div> }
                });
                let (value, mark) = (choice.value.clone(), choice.value.clone());
                let take = take.clone();
                view! {
                    {heading}
                    <div
                        id=format!("{id}-{index}")
                        role="option"
                        data-value=choice.value.clone()
                        class:active=move || active.get() == Some(index)
                        aria-selected=move || {
                            if chosen.with(|chosen| chosen.as_ref() == Some(&mark)) { "true" } else { "false" }
                        }
                        on:mousedown=|event| event.prevent_default()
                        on:click=move |_| take(value.clone())
                    >
                        <span class="main">{choice.title}</span>
                        <span class="side">{choice.side}</span>
                    </div>
                }
            })
            .collect_view();
        view! { {rows} {rest} }.into_any()
    };
    let list_id = format!("{id}-list");
    let list = {
        let list_id = list_id.clone();
        move || {
            (always || open.get()).then(|| {
                view! {
                    <div
                        class=if always { "options" } else { "options popup" }
                        id=list_id.clone()
                        role="listbox"
                        aria-label=label
                        data-testid=format!("{id}-options")
                    >
                        {options.clone()}
                    </div>
                }
            })
        }
    };
    view! {
        <div class="combo">
            {icon(Icon::Search)}
            <input
                id=id
                class="input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                autofocus=always
                data-testid=id
                placeholder=placeholder
                aria-label=label
                aria-autocomplete="list"
                aria-controls=list_id
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-activedescendant=move || active.get().filter(|_| open.get()).map(|at| format!("{id}-{at}"))
                prop:value=move || query.get()
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    // Enter takes the best answer to what was typed.
                    active.set(query.with_untracked(|query| !query.trim().is_empty()).then_some(0));
                    open.set(true);
                }
                on:focus=move |_| open.set(true)
                on:blur=move |_| open.set(always)
                on:keydown=keys
            />
            {(!always).then_some(list.clone())}
        </div>
        {always.then_some(list)}
    }
    .into_any()
}
