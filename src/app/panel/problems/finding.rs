//! One finding: where it is, what to do about it.

use leptos::prelude::*;

use super::{Panel, face, rule_page};
use crate::app::widget::icon::tinted;
use crate::check::Diagnostic;
use crate::edit::Fix;
use crate::editor::Command;
use crate::model::{EntityRef, Suppression};

pub(super) fn finding(panel: Panel, diagnostic: &Diagnostic) -> impl IntoView + use<> {
    let state = panel.state;
    let rule = diagnostic.rule;
    let code = rule.code;
    let at = diagnostic.at;
    let (word, class, picture) = face(rule.severity);
    let place = state.design.with_untracked(|design| match at {
        Some(at) => design.label(at),
        None => "The design".to_owned(),
    });
    let mut title = word.to_owned();
    title[..1].make_ascii_uppercase();
    let fixes = diagnostic.fixes.iter().map(|fix| fix_button(panel, fix)).collect_view();
    let asked = move || panel.asking.get() == Some((code, at));
    let form_place = place.clone();
    view! {
        <div class="problem-row" data-testid="problem-row" data-code=code>
            <button
                type="button"
                class="problem"
                data-testid="problem"
                data-code=code
                on:click=move |_| {
                    if let Some(at) = at {
                        state.show(at);
                    }
                }
            >
                {tinted(picture, class)}
                <span>
                    <span class="visually-hidden">{title} ": "</span>
                    {diagnostic.message.clone()}
                    <span class="why">{place}</span>
                </span>
            </button>
            <a
                class="side"
                href=rule_page(code)
                target="_blank"
                rel="noopener"
                data-testid="rule-link"
                title=rule.title()
                aria-label=format!("Rule {code}: {}", rule.title())
            >
                {code}
            </a>
            <div class="remedies">
                {fixes}
                <button
                    type="button"
                    class="button small quiet"
                    data-testid="suppress"
                    aria-expanded=move || if asked() { "true" } else { "false" }
                    title="Leave it as it is, with a reason that is kept in the design"
                    on:click=move |_| {
                        panel.asking.update(|asking| {
                            *asking = (*asking != Some((code, at))).then_some((code, at));
                        });
                    }
                >
                    "Suppress…"
                </button>
            </div>
            {move || asked().then(|| reason_form(panel, code, at, &form_place))}
        </div>
    }
}

fn fix_button(panel: Panel, fix: &Fix) -> impl IntoView + use<> {
    let label = format!("Fix: {}", fix.label);
    let fix = fix.clone();
    view! {
        <button
            type="button"
            class="button small outlined"
            data-testid="fix"
            on:click=move |_| panel.apply(Command::Fix(fix.clone()))
        >
            {label}
        </button>
    }
}

/// Asks for the reason, and whether it holds here or everywhere.
fn reason_form(
    panel: Panel,
    code: &'static str,
    at: Option<EntityRef>,
    place: &str,
) -> impl IntoView + use<> {
    let reason = RwSignal::new(String::new());
    let everywhere = RwSignal::new(at.is_none());
    let refused = RwSignal::new(false);
    let suppress = move || {
        let text = reason.get_untracked();
        if text.trim().is_empty() {
            refused.set(true);
            return;
        }
        let at = at.filter(|_| !everywhere.get_untracked());
        panel.apply(Command::Suppress(Suppression { rule: code.to_owned(), at, reason: text }));
    };
    let input: NodeRef<leptos::html::Input> = NodeRef::new();
    input.on_load(|input| {
        let _ = input.focus();
    });
    let close = move || panel.asking.set(None);
    let id = format!("reason-{code}-{}", at.map_or_else(|| "design".to_owned(), |at| at.to_string()));
    let error = format!("{id}-error");
    view! {
        <form
            class="reason"
            data-testid="reason-form"
            on:submit=move |event| {
                event.prevent_default();
                suppress();
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    close();
                }
            }
        >
            <label for=id.clone()>"Reason"</label>
            <input
                id=id
                class="input"
                type="text"
                autocomplete="off"
                data-testid="reason"
                placeholder="Why this is right as it is"
                aria-invalid=move || refused.get().then_some("true")
                aria-describedby=error.clone()
                node_ref=input
                prop:value=move || reason.get()
                on:input=move |event| {
                    reason.set(event_target_value(&event));
                    refused.set(false);
                }
            />
            <p id=error class="error" role="alert">
                {move || refused.get().then_some("Say why; the reason is kept in the design")}
            </p>
            <div class="row">
                {at.map(|_| view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            data-testid="everywhere"
                            prop:checked=move || everywhere.get()
                            on:change=move |event| everywhere.set(event_target_checked(&event))
                        />
                        {format!("Everywhere, not just for {place}")}
                    </label>
                })}
                <button type="button" class="button small" on:click=move |_| close()>"Cancel"</button>
                <button type="submit" class="button small primary" data-testid="suppress-confirm">"Suppress"</button>
            </div>
        </form>
    }
}
