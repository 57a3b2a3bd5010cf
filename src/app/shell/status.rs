//! The status bar: what just happened, what is wrong, whether the work is kept.

use leptos::prelude::*;

use crate::app::{
    prefs::{CodeTab, Panel},
    state::{AppState, Saved},
    widget::icon::{Icon, icon},
};
use crate::check::Severity;

pub(crate) fn status(state: AppState) -> impl IntoView {
    let count = move |severity: Severity| {
        Memo::new(move |_| state.findings.with(|findings| findings.count(severity)))
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let show_problems = move |_| {
        state.prefer(|prefs| {
            prefs.code_open = true;
            prefs.tab = CodeTab::Problems;
        });
        state.panel.set(Panel::Code);
    };
    let saved = move || match state.saved.get() {
        Saved::Yes => view! {
            <span class="saved" data-testid="saved" data-state="saved" title="Kept in this browser">
                {icon(Icon::Check)}
                "Saved in this browser"
            </span>
        }
        .into_any(),
        Saved::Pending => {
            view! { <span class="saved" data-testid="saved" data-state="pending">"Saving…"</span> }.into_any()
        }
        Saved::Failed(why) => view! {
            <span class="saved bad" data-testid="saved" data-state="failed" title=why>
                {icon(Icon::Warning)}
                "Not saved in this browser"
            </span>
        }
        .into_any(),
    };
    view! {
        <footer class="status">
            <span class="message" data-testid="status-message" aria-hidden="true">
                {move || state.announcement.get()}
            </span>
            {crate::app::catalog::in_use(state)}
            <button
                type="button"
                data-testid="status-problems"
                class:bad=move || { errors.get() > 0 }
                class:warn=move || { errors.get() == 0 && warnings.get() > 0 }
                title="Show the problems"
                on:click=show_problems
            >
                {icon(Icon::Error)}
                {move || plural(errors.get(), "error")}
                ", "
                {move || plural(warnings.get(), "warning")}
            </button>
            {saved}
        </footer>
        <div class="visually-hidden" role="status" aria-live="polite" data-testid="live">
            {move || state.announcement.get()}
        </div>
    }
}

/// `1 error`, `2 errors`.
pub(crate) fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
