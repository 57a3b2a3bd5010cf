//! The policy of an endpoint: JSON text with a word on its validity.

use leptos::prelude::*;

use super::common::{Present, part, put};
use crate::app::{
    state::{AppState, Dialog},
    widget::{
        field::segments,
        icon::{Icon, icon},
    },
};
use crate::edit;
use crate::editor::{EndpointField, Field};
use crate::model::{Endpoint, Id};

/// What is wrong with a policy text, if anything.
fn fault(text: &str) -> Option<String> {
    match serde_json::from_str::<serde_json::Value>(text) {
        Err(error) => Some(format!("Not JSON, line {}, column {}: {error}", error.line(), error.column())),
        Ok(serde_json::Value::Object(object)) if object.contains_key("Statement") => None,
        Ok(serde_json::Value::Object(_)) => Some("A policy needs a \"Statement\" list".to_owned()),
        Ok(_) => Some("A policy is a JSON object: { \"Version\": …, \"Statement\": [ … ] }".to_owned()),
    }
}

pub(super) fn policy(state: AppState, id: Id<Endpoint>, endpoint: Present<Endpoint>) -> AnyView {
    let own = Memo::new(move |_| {
        endpoint.with(|endpoint| endpoint.as_ref().is_some_and(|endpoint| endpoint.policy.is_some()))
    });
    let kept = part(endpoint, |endpoint| endpoint.policy.clone().unwrap_or_default());
    let draft = RwSignal::new(None::<String>);
    let text = Memo::new(move |_| draft.get().unwrap_or_else(|| kept.get()));
    let fault = Memo::new(move |_| text.with(|text| fault(text)));
    let kind = segments(
        "Access",
        vec![(false, "Full access", "policy-full"), (true, "Own policy", "policy-own")],
        Signal::derive(move || Some(own.get())),
        |_| true,
        move |wanted| {
            draft.set(None);
            if wanted != own.get_untracked() {
                put(
                    state,
                    Field::Endpoint(id, EndpointField::Policy(wanted.then(|| edit::FULL_ACCESS.to_owned()))),
                );
            }
        },
    );
    // A text that is not yet a policy stays in the editor; the design keeps the last one that was.
    let commit = move || {
        if let Some(text) = draft.get_untracked()
            && fault.get_untracked().is_none()
        {
            put(state, Field::Endpoint(id, EndpointField::Policy(Some(text))));
            draft.set(None);
        }
    };
    let editor = move || {
        own.get().then(|| {
            view! {
                <textarea
                    class="input mono"
                    rows="10"
                    spellcheck="false"
                    aria-label="Policy"
                    data-testid="policy"
                    prop:value=move || text.get()
                    aria-invalid=move || fault.with(Option::is_some).then_some("true")
                    on:input=move |event| draft.set(Some(event_target_value(&event)))
                    on:blur=move |_| commit()
                ></textarea>
                <p
                    class=move || if fault.with(Option::is_some) { "note bad" } else { "note ok" }
                    data-testid="policy-message"
                    role="status"
                >
                    {move || icon(if fault.with(Option::is_some) { Icon::Error } else { Icon::Check })}
                    <span>
                        {move || {
                            fault.get().unwrap_or_else(|| match draft.with(Option::is_some) {
                                true => "Valid; taken when you leave the field".to_owned(),
                                false => "A policy AWS can read".to_owned(),
                            })
                        }}
                    </span>
                </p>
            }
        })
    };
    let takes_policy = Memo::new(move |_| {
        endpoint.with(|endpoint| {
            let place = state.design.with(|design| edit::policy_place(design, endpoint.as_ref()?))?;
            state.catalog.with(|catalog| catalog.policy_support(&place.key, &place.region, place.kind))
        })
    });
    let build = move || match takes_policy.get() {
        Some(false) => view! { <p class="hint">"This service takes no endpoint policy"</p> }.into_any(),
        Some(true) | None => view! {
            <button
                type="button"
                class="button small outlined"
                data-testid="policy-build"
                on:click=move |_| state.dialog.set(Some(Dialog::Policy(id)))
            >
                "Build a policy…"
            </button>
        }
        .into_any(),
    };
    view! { {kind} {editor} {build} }.into_any()
}
