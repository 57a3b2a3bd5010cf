//! Tags as rows of key and value.

use std::sync::Arc;

use leptos::prelude::*;

use super::common::{remove_button, section};
use crate::app::widget::icon::{Icon, icon};
use crate::model::Tags;

/// Sets all tags of something.
pub(super) type SetTags = Arc<dyn Fn(Tags) -> Result<(), String> + Send + Sync>;

pub(super) fn tags(title: &'static str, tags: Signal<Tags>, set: SetTags) -> AnyView {
    let key = RwSignal::new(String::new());
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let rows = {
        let set = Arc::clone(&set);
        move |key: String| row(tags, key, Arc::clone(&set), error)
    };
    let add = move || {
        let name = key.with_untracked(|key| key.trim().to_owned());
        if name.is_empty() {
            error.set(Some("Give the tag a key first".to_owned()));
            return;
        }
        if tags.with_untracked(|tags| tags.contains_key(&name)) {
            error.set(Some(format!("There is a tag “{name}” already; change its value above")));
            return;
        }
        let mut next = tags.get_untracked();
        next.insert(name, value.get_untracked());
        error.set(set(next).err());
        if error.with_untracked(Option::is_none) {
            key.set(String::new());
            value.set(String::new());
        }
    };
    let (on_enter, on_click) = (add.clone(), add);
    let body = view! {
        <For each=move || tags.with(|tags| tags.keys().cloned().collect::<Vec<_>>()) key=Clone::clone let:key>
            {rows(key)}
        </For>
        <div
            class="row"
            on:keydown=move |event| {
                if event.key() == "Enter" {
                    on_enter();
                }
            }
        >
            <input
                class="input"
                type="text"
                placeholder="Key"
                aria-label="Key of a new tag"
                data-testid="tag-key"
                prop:value=move || key.get()
                on:input=move |event| {
                    key.set(event_target_value(&event));
                    error.set(None);
                }
            />
            <input
                class="input"
                type="text"
                placeholder="Value"
                aria-label="Value of a new tag"
                data-testid="tag-value"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <button
                type="button"
                class="button small square"
                title="Add the tag"
                aria-label="Add the tag"
                data-testid="tag-add"
                on:click=move |_| on_click()
            >
                {icon(Icon::Plus)}
            </button>
        </div>
        {move || error.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
    };
    section(title, ().into_any(), body.into_any())
}

fn row(tags: Signal<Tags>, key: String, set: SetTags, error: RwSignal<Option<String>>) -> impl IntoView {
    let value = {
        let key = key.clone();
        move || tags.with(|tags| tags.get(&key).cloned().unwrap_or_default())
    };
    let change = {
        let (key, set) = (key.clone(), Arc::clone(&set));
        move |event: web_sys::Event| {
            let mut next = tags.get_untracked();
            next.insert(key.clone(), event_target_value(&event));
            error.set(set(next).err());
        }
    };
    let remove = {
        let key = key.clone();
        move || {
            let mut next = tags.get_untracked();
            next.remove(&key);
            error.set(set(next).err());
        }
    };
    view! {
        <div class="row">
            <span class="tag-key" title=key.clone()>{key.clone()}</span>
            <input
                class="input"
                type="text"
                aria-label=format!("Value of the tag {key}")
                prop:value=value
                on:change=change
            />
            {remove_button(format!("Remove the tag {key}"), "tag-remove", remove)}
        </div>
    }
}
