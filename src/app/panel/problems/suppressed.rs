//! What the design's author has decided to live with, and why.

use leptos::prelude::*;

use super::{Panel, rule_page};
use crate::check::Suppressed;
use crate::editor::Command;

pub(super) fn suppressed(panel: Panel) -> impl IntoView {
    let open = RwSignal::new(false);
    move || {
        let findings = panel.state.findings.get();
        (!findings.suppressed.is_empty()).then(|| {
            let rows = findings.suppressed.iter().map(|suppressed| row(panel, suppressed)).collect_view();
            view! {
                <details
                    class="suppressed"
                    data-testid="suppressed"
                    prop:open=open.get_untracked()
                    on:toggle=move |event| {
                        open.set(event_target::<web_sys::HtmlDetailsElement>(&event).open());
                    }
                >
                    <summary>{format!("{} suppressed", findings.suppressed.len())}</summary>
                    {rows}
                </details>
            }
        })
    }
}

fn row(panel: Panel, suppressed: &Suppressed) -> impl IntoView + use<> {
    let code = suppressed.diagnostic.rule.code;
    let (rule, at) = (suppressed.by.rule.clone(), suppressed.by.at);
    let title = match at {
        Some(_) => "Report it again",
        None => "Report it again everywhere",
    };
    view! {
        <div class="problem-row" data-testid="suppressed-row" data-code=code>
            <div class="problem">
                <span>
                    {suppressed.diagnostic.message.clone()}
                    <span class="why">"Reason: " {suppressed.by.reason.clone()}</span>
                </span>
            </div>
            <a class="side" href=rule_page(code) target="_blank" rel="noopener">{code}</a>
            <div class="remedies">
                <button
                    type="button"
                    class="button small outlined"
                    data-testid="unsuppress"
                    title=title
                    on:click=move |_| panel.apply(Command::Unsuppress { rule: rule.clone(), at })
                >
                    "Report again"
                </button>
            </div>
        </div>
    }
}
