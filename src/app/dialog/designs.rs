//! The designs of this browser, and what to do when two tabs changed one of them.

use leptos::prelude::*;

use super::{close, head};
use crate::app::{
    browser::dom,
    keeping, session,
    state::{AppState, Tone},
    widget::{
        icon::{Icon, icon},
        modal::modal,
    },
};

pub(super) fn designs(state: AppState) -> impl IntoView {
    let list = RwSignal::new(keeping::list());
    // What is about to be deleted waits for a second word: nothing brings it back.
    let doubtful = RwSignal::new(None::<u32>);
    let row = move |id: u32, name: String, saved: u64| {
        let name = if name.is_empty() { "Untitled".to_owned() } else { name };
        let here = keeping::is_open(id);
        let label = name.clone();
        view! {
            <li>
                <button
                    type="button"
                    class="main"
                    data-testid=format!("kept-{id}")
                    aria-current=here.then_some("true")
                    on:click=move |_| {
                        session::open_kept(state, id);
                        close(state);
                    }
                >
                    <span>{name}</span>
                    <small>{if here { "open in this tab".to_owned() } else { when(saved) }}</small>
                </button>
                {move || if doubtful.get() == Some(id) {
                    view! {
                        <button
                            type="button"
                            class="button small outlined danger"
                            data-testid=format!("forget-{id}-sure")
                            on:click=move |_| {
                                keeping::delete(id);
                                doubtful.set(None);
                                list.set(keeping::list());
                            }
                        >
                            "Delete for good"
                        </button>
                        <button
                            type="button"
                            class="button small outlined"
                            data-testid=format!("forget-{id}-keep")
                            on:click=move |_| doubtful.set(None)
                        >
                            "Keep"
                        </button>
                    }.into_any()
                } else {
                    view! {
                        <button
                            type="button"
                            class="button small square danger"
                            data-testid=format!("forget-{id}")
                            aria-label=format!("Delete {label} from this browser")
                            title="Delete from this browser"
                            on:click=move |_| {
                                doubtful.set(Some(id));
                                request_animation_frame(move || {
                                    dom::focus_matching(&format!("[data-testid=forget-{id}-keep]"));
                                });
                            }
                        >
                            {icon(Icon::Trash)}
                        </button>
                    }.into_any()
                }}
            </li>
        }
    };
    modal(
        "",
        "designs-dialog",
        "designs-title",
        move || close(state),
        view! {
            {head(
                state,
                "designs-title",
                "Designs in this browser".to_owned(),
                Some("Kept on this computer only; save to a file what you want to keep for long".to_owned()),
            )}
            <div class="body">
                <ul class="kept-list">
                    {move || {
                        list.get().into_iter().map(|kept| row(kept.id, kept.name, kept.saved)).collect_view()
                    }}
                </ul>
                {move || list.with(Vec::is_empty).then(|| view! { <p>"Nothing is kept yet"</p> })}
            </div>
        },
    )
}

/// A day and time in the user's own way of writing.
fn when(saved: u64) -> String {
    let date = js_sys::Date::new(&(saved as f64).into());
    String::from(date.to_locale_string("default", &wasm_bindgen::JsValue::UNDEFINED))
}

/// Two tabs changed one design.
pub(super) fn conflict(state: AppState, id: u32, name: String) -> impl IntoView {
    let choice =
        move |class: &'static str, test_id: &'static str, text: &'static str, act: fn(AppState, u32)| {
            view! {
                <button
                    type="button"
                    class=class
                    data-testid=test_id
                    on:click=move |_| {
                        act(state, id);
                        close(state);
                    }
                >
                    {text}
                </button>
            }
        };
    modal(
        "",
        "conflict-dialog",
        "conflict-title",
        move || close(state),
        view! {
            {head(state, "conflict-title", "Changed in another tab".to_owned(), Some(name))}
            <div class="body stack">
                <p>"This design was changed in another tab as well. Nothing was overwritten; which one is to stay?"</p>
            </div>
            <div class="foot">
                {choice("button outlined", "conflict-theirs", "Take the other one", session::take_theirs)}
                {choice("button outlined", "conflict-mine", "Keep this one", |state, _| session::keep_mine(state))}
                {choice("button primary", "conflict-both", "Keep both", |state, _| {
                    session::keep_both(state);
                    state.toast(Tone::Ok, "This tab goes on with a copy");
                })}
            </div>
        },
    )
}
