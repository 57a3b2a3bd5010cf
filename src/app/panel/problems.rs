//! What the checks say about the design.

use leptos::prelude::*;

use crate::app::{
    state::AppState,
    widget::icon::{Icon, icon, tinted},
};
use crate::check::{Diagnostic, Severity};
use crate::graph::Note;

pub(super) fn problems(state: AppState) -> impl IntoView {
    move || {
        let list = state.diagnostics.get();
        let left_out = state.graph.with(|graph| graph.notes.clone());
        if list.is_empty() && left_out.is_empty() {
            return view! {
                <div class="empty-state" data-testid="no-problems">
                    <p class="note ok">{icon(Icon::Check)} "No problems found"</p>
                </div>
            }
            .into_any();
        }
        view! {
            <div class="problems" data-testid="problems">
                {list.iter().map(|diagnostic| problem(state, diagnostic)).collect_view()}
                {left_out.into_iter().map(|note| omission(state, note)).collect_view()}
            </div>
        }
        .into_any()
    }
}

fn problem(state: AppState, diagnostic: &Diagnostic) -> impl IntoView + use<> {
    let (class, picture, word) = match diagnostic.rule.severity {
        Severity::Error => ("bad", Icon::Error, "Error"),
        Severity::Warning => ("warn", Icon::Warning, "Warning"),
        Severity::Info => ("info", Icon::Info, "Note"),
    };
    let at = diagnostic.at;
    let place = state.design.with_untracked(|design| match at {
        Some(at) => design.label(at),
        None => design.name.clone(),
    });
    view! {
        <button
            type="button"
            class="problem"
            data-testid="problem"
            data-code=diagnostic.rule.code
            title=diagnostic.rule.title()
            on:click=move |_| {
                if let Some(at) = at {
                    state.show(at);
                }
            }
        >
            {tinted(picture, class)}
            <span>
                <span class="visually-hidden">{word} ": "</span>
                {diagnostic.message.clone()}
                <span class="why">{place}</span>
            </span>
            <span class="side">{diagnostic.rule.code}</span>
        </button>
    }
}

/// Something the code leaves out.
fn omission(state: AppState, note: Note) -> impl IntoView {
    let at = note.origin;
    let place = state.design.with_untracked(|design| design.label(at));
    view! {
        <button type="button" class="problem" data-testid="omission" on:click=move |_| state.show(at)>
            {tinted(Icon::Warning, "warn")}
            <span>
                "Not in the code: "
                {note.message}
                <span class="why">{place}</span>
            </span>
        </button>
    }
}
