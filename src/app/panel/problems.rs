//! What the checks say about the design: filtered by severity, led to, fixed, or suppressed with a reason.

mod finding;
mod omission;
mod suppressed;

use leptos::prelude::*;

use crate::app::{
    browser::dom,
    shell::status::plural,
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::check::Severity;
use crate::editor::Command;
use crate::model::EntityRef;

/// The list takes the focus when the row that had it is gone.
const LIST: &str = "problems-list";
/// Rows that are drawn before the user asks for all: a design of many thousand problems opens at once.
const FIRST: usize = 200;

/// What the panel itself remembers.
#[derive(Clone, Copy)]
struct Panel {
    state: AppState,
    /// The severities that are not shown, in the order of [`Severity::ALL`].
    hidden: RwSignal<[bool; 3]>,
    /// The row whose form for a reason is open.
    asking: RwSignal<Option<(&'static str, Option<EntityRef>)>>,
    all: RwSignal<bool>,
}

impl Panel {
    fn is_shown(self, severity: Severity) -> bool {
        !self.hidden.get()[index(severity)]
    }

    /// Changes the design; the keyboard goes on at the list, since the row it was in may be gone.
    fn apply(self, command: Command) {
        self.asking.set(None);
        self.state.apply(command);
        request_animation_frame(|| {
            if dom::focus_is_lost() {
                dom::focus(LIST);
            }
        });
    }
}

const fn index(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

/// The word for one, the class and the picture of a severity.
const fn face(severity: Severity) -> (&'static str, &'static str, Icon) {
    match severity {
        Severity::Error => ("error", "bad", Icon::Error),
        Severity::Warning => ("warning", "warn", Icon::Warning),
        Severity::Info => ("note", "info", Icon::Info),
    }
}

pub(super) fn problems(state: AppState) -> impl IntoView {
    let panel =
        Panel { state, hidden: RwSignal::default(), asking: RwSignal::default(), all: RwSignal::default() };
    view! {
        {toolbar(panel)}
        <div id=LIST class="problems" data-testid="problems" role="group" aria-label="Problems" tabindex="-1">
            {move || rows(panel)}
            {omission::omissions(state)}
            {suppressed::suppressed(panel)}
        </div>
    }
}

fn toolbar(panel: Panel) -> impl IntoView {
    let filter = Severity::ALL.map(|severity| {
        let (word, class, picture) = face(severity);
        let count = Memo::new(move |_| panel.state.findings.with(|findings| findings.count(severity)));
        view! {
            <button
                type="button"
                class=format!("button small filter {class}")
                data-testid=format!("filter-{word}")
                aria-pressed=move || if panel.is_shown(severity) { "true" } else { "false" }
                title=move || {
                    let verb = if panel.is_shown(severity) { "Hide" } else { "Show" };
                    format!("{verb} {word}s")
                }
                on:click=move |_| panel.hidden.update(|hidden| hidden[index(severity)] ^= true)
            >
                {icon(picture)}
                {move || plural(count.get(), word)}
            </button>
        }
    });
    let fixable = Memo::new(move |_| {
        panel.state.findings.with(|findings| {
            findings.open.iter().filter(|finding| finding.fixes.iter().any(|fix| fix.automatic)).count()
        })
    });
    view! {
        <div class="problems-bar">
            <div role="group" aria-label="Shown severities" class="severities">{filter.collect_view()}</div>
            <button
                type="button"
                class="button small outlined"
                data-testid="fix-all"
                title="Apply every fix that needs no decision, as one step to undo"
                disabled=move || fixable.get() == 0
                on:click=move |_| panel.apply(Command::FixAll)
            >
                {move || match fixable.get() {
                    0 => "Fix all".to_owned(),
                    count => format!("Fix all ({count})"),
                }}
            </button>
            <a class="all-rules" href="rules.html" target="_blank" rel="noopener" data-testid="all-rules">
                "All rules"
            </a>
        </div>
    }
}

fn rows(panel: Panel) -> AnyView {
    let findings = panel.state.findings.get();
    let mut shown: Vec<_> =
        findings.open.iter().filter(|finding| panel.is_shown(finding.rule.severity)).collect();
    // The worst first; within a severity in the order of the rules.
    shown.sort_by_key(|finding| finding.rule.severity);
    if findings.open.is_empty() {
        return view! {
            <div class="empty-state" data-testid="no-problems">
                <p class="note ok">{icon(Icon::Check)} "No problems found"</p>
            </div>
        }
        .into_any();
    }
    if shown.is_empty() {
        return view! {
            <div class="empty-state" data-testid="all-filtered">
                <p>"All problems are of severities that are not shown"</p>
            </div>
        }
        .into_any();
    }
    let cut = if panel.all.get() { shown.len() } else { shown.len().min(FIRST) };
    let more = shown.len() - cut;
    view! {
        {shown.iter().take(cut).map(|diagnostic| finding::finding(panel, diagnostic)).collect_view()}
        {(more > 0).then(|| view! {
            <button
                type="button"
                class="button small"
                data-testid="show-all-problems"
                on:click=move |_| panel.all.set(true)
            >
                {format!("Show {more} more")}
            </button>
        })}
    }
    .into_any()
}

/// The address of a rule on the page of all rules, which is served beside the app.
fn rule_page(code: &str) -> String {
    format!("rules.html#{code}")
}
