//! Labelled controls of forms. They know no design; what a change means is the caller's.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use leptos::prelude::*;

use super::icon::{Icon, icon};

/// Takes a new value; the error says what to do about it.
pub(crate) type Commit<T> = Arc<dyn Fn(T) -> Result<(), String> + Send + Sync>;

/// When a text is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// With every keystroke.
    Typing,
    /// When the field is left, or at Enter.
    Leaving,
}

/// What describes a text field.
#[derive(Clone)]
pub(crate) struct TextField {
    pub(crate) label: &'static str,
    pub(crate) test_id: &'static str,
    pub(crate) placeholder: &'static str,
    pub(crate) hint: Option<Signal<String>>,
    pub(crate) mono: bool,
    /// Several lines.
    pub(crate) rows: Option<u8>,
    pub(crate) when: When,
}

impl TextField {
    pub(crate) const fn new(label: &'static str, test_id: &'static str) -> Self {
        Self { label, test_id, placeholder: "", hint: None, mono: false, rows: None, when: When::Leaving }
    }

    pub(crate) const fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    pub(crate) const fn live(mut self) -> Self {
        self.when = When::Typing;
        self
    }

    pub(crate) const fn rows(mut self, rows: u8) -> Self {
        self.rows = Some(rows);
        self
    }

    pub(crate) const fn placeholder(mut self, text: &'static str) -> Self {
        self.placeholder = text;
        self
    }

    pub(crate) fn hint(mut self, hint: Signal<String>) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// A text field. What is not taken stays in the field with the reason below it; Escape brings the old value back.
pub(crate) fn text_field(
    parts: TextField,
    value: Signal<String>,
    commit: Commit<String>,
    left: impl Fn() + Clone + Send + Sync + 'static,
) -> AnyView {
    let draft: RwSignal<Option<String>> = RwSignal::new(None);
    let error: RwSignal<Option<String>> = RwSignal::new(None);
    let shown = move || draft.get().unwrap_or_else(|| value.get());
    let id = unique_id(parts.test_id);
    let error_id = format!("{id}-error");
    let when = parts.when;

    let typed = {
        let commit = Arc::clone(&commit);
        move |event: web_sys::Event| {
            let text = event_target_value(&event);
            draft.set(Some(text.clone()));
            match when {
                When::Typing => error.set(commit(text).err()),
                When::Leaving => error.set(None),
            }
        }
    };
    let finish = {
        let (commit, left) = (Arc::clone(&commit), left.clone());
        move || {
            // A change may make the form anew; the field that goes is left with a last event.
            if let Some(text) = draft.try_get_untracked().flatten() {
                if when == When::Leaving {
                    error.try_set(commit(text).err());
                }
                if error.try_with_untracked(Option::is_none) == Some(true) {
                    draft.try_set(None);
                }
                left();
            }
        }
    };
    let keys = {
        let finish = finish.clone();
        let many = parts.rows.is_some();
        move |event: web_sys::KeyboardEvent| match event.key().as_str() {
            "Enter" if !many => finish(),
            "Escape" if draft.with_untracked(Option::is_some) => {
                event.stop_propagation();
                draft.set(None);
                error.set(None);
            }
            _ => {}
        }
    };
    let class = if parts.mono { "input mono" } else { "input" };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let described = {
        let error_id = error_id.clone();
        move || error.with(Option::is_some).then(|| error_id.clone())
    };
    let control = match parts.rows {
        None => view! {
            <input
                id=id.clone()
                class=class
                type="text"
                autocomplete="off"
                spellcheck="false"
                data-testid=parts.test_id
                placeholder=parts.placeholder
                prop:value=shown
                aria-invalid=invalid
                aria-describedby=described
                on:input=typed
                on:blur=move |_| finish()
                on:keydown=keys
            />
        }
        .into_any(),
        Some(rows) => view! {
            <textarea
                id=id.clone()
                class=class
                rows=rows.to_string()
                spellcheck="false"
                data-testid=parts.test_id
                placeholder=parts.placeholder
                prop:value=shown
                aria-invalid=invalid
                aria-describedby=described
                on:input=typed
                on:blur=move |_| finish()
                on:keydown=keys
            ></textarea>
        }
        .into_any(),
    };
    let hint = parts.hint;
    view! {
        <div class="field">
            <label for=id>{parts.label}</label>
            {control}
            {move || error.get().map(|text| error_text(error_id.clone(), text))}
            {hint.map(|hint| view! { <p class="hint">{move || hint.get()}</p> })}
        </div>
    }
    .into_any()
}

/// An id for a control and its label; the same field may be there several times.
fn unique_id(stem: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn error_text(id: String, text: String) -> impl IntoView {
    view! {
        <p class="error" id=id role="alert">
            {icon(Icon::Error)}
            <span>{text}</span>
        </p>
    }
}

/// A box to tick, with a line of explanation.
pub(crate) fn check_box(
    label: impl Into<String>,
    hint: impl Into<String>,
    test_id: impl Into<String>,
    checked: Signal<bool>,
    commit: impl Fn(bool) + Send + Sync + 'static,
) -> AnyView {
    let hint = hint.into();
    view! {
        <label class="check">
            <input
                type="checkbox"
                data-testid=test_id.into()
                prop:checked=move || checked.get()
                on:change=move |event| {
                    commit(event_target_checked(&event));
                    // A refused change must not look done.
                    restore_checked(&event, checked);
                }
            />
            <span>
                {label.into()}
                {(!hint.is_empty()).then(|| view! { <small>{hint}</small> })}
            </span>
        </label>
    }
    .into_any()
}

fn restore_checked(event: &web_sys::Event, checked: Signal<bool>) {
    use wasm_bindgen::JsCast;
    if let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
        && let Some(checked) = checked.try_get_untracked()
    {
        input.set_checked(checked);
    }
}

/// A choice among a few; `(value, title)`.
pub(crate) fn select_field(
    label: &'static str,
    test_id: &'static str,
    options: Signal<Vec<(String, String)>>,
    value: Signal<String>,
    commit: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let id = unique_id(test_id);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {select(id, test_id, label, options, value, commit)}
        </div>
    }
    .into_any()
}

/// The bare list of a [`select_field`].
pub(crate) fn select(
    id: String,
    test_id: &'static str,
    label: &'static str,
    options: Signal<Vec<(String, String)>>,
    value: Signal<String>,
    commit: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let rows = move || {
        let current = value.get();
        options
            .get()
            .into_iter()
            .map(|(value, title)| {
                let selected = value == current;
                view! { <option value=value selected=selected>{title}</option> }
            })
            .collect_view()
    };
    view! {
        <select
            id=id
            class="input"
            data-testid=test_id
            aria-label=label
            prop:value=move || value.get()
            on:change=move |event| commit(event_target_value(&event))
        >
            {rows}
        </select>
    }
    .into_any()
}

/// Exclusive choices side by side; `(value, title, test id)`.
pub(crate) fn segments<T: Clone + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    options: Vec<(T, &'static str, &'static str)>,
    value: Signal<Option<T>>,
    possible: impl Fn(&T) -> bool + Clone + Send + Sync + 'static,
    commit: impl Fn(T) + Clone + Send + Sync + 'static,
) -> AnyView {
    let rows = options
        .into_iter()
        .map(|(option, title, test_id)| {
            let here = {
                let option = option.clone();
                move || if value.with(|value| value.as_ref() == Some(&option)) { "true" } else { "false" }
            };
            let commit = commit.clone();
            let off = {
                let (option, possible) = (option.clone(), possible.clone());
                move || !possible(&option)
            };
            view! {
                <button
                    type="button"
                    role="radio"
                    disabled=off
                    data-testid=test_id
                    aria-checked=here
                    on:click=move |_| commit(option.clone())
                >
                    {title}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <span class="label">{label}</span>
            <div class="segments" role="radiogroup" aria-label=label>
                {rows}
            </div>
        </div>
    }
    .into_any()
}
