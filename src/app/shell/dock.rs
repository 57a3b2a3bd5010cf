//! On a small screen, one panel at a time: the bar that switches them.

use leptos::prelude::*;

use crate::app::{
    prefs::{CodeTab, LeftTab, Panel},
    state::AppState,
    widget::icon::{Icon, icon},
};

pub(crate) fn dock(state: AppState) -> impl IntoView {
    let problems =
        Memo::new(move |_| state.findings.with(|findings| findings.count(crate::check::Severity::Error)));
    let code_tab = Memo::new(move |_| state.prefs.with(|prefs| prefs.tab));
    let button = move |panel: Panel,
                       picture: Icon,
                       word: &'static str,
                       here: Signal<bool>,
                       prepare: fn(AppState)| {
        view! {
            <button
                type="button"
                data-testid=format!("dock-{}", word.to_lowercase())
                aria-pressed=move || if here.get() { "true" } else { "false" }
                on:click=move |_| {
                    prepare(state);
                    state.panel.set(panel);
                }
            >
                {icon(picture)}
                {word}
                {(word == "Problems").then_some(move || {
                    (problems.get() > 0).then(|| view! { <span class="count bad">{problems.get()}</span> })
                })}
            </button>
        }
    };
    let on = move |panel: Panel| Signal::derive(move || state.panel.get() == panel);
    let code = move |problems: bool| {
        Signal::derive(move || {
            state.panel.get() == Panel::Code && (code_tab.get() == CodeTab::Problems) == problems
        })
    };
    view! {
        <nav class="dock" aria-label="Panels">
            {button(Panel::Left, Icon::Palette, "Add", on(Panel::Left), |state| {
                state.prefer(|prefs| prefs.left_tab = LeftTab::Palette);
            })}
            {button(Panel::Canvas, Icon::Canvas, "Canvas", on(Panel::Canvas), |_| {})}
            {button(Panel::Right, Icon::Sliders, "Inspect", on(Panel::Right), |_| {})}
            {button(Panel::Code, Icon::Code, "Code", code(false), |state| {
                state.prefer(|prefs| {
                    prefs.code_open = true;
                    if prefs.tab == CodeTab::Problems {
                        prefs.tab = CodeTab::Terraform;
                    }
                });
            })}
            {button(Panel::Code, Icon::Warning, "Problems", code(true), |state| {
                state.prefer(|prefs| {
                    prefs.code_open = true;
                    prefs.tab = CodeTab::Problems;
                });
            })}
        </nav>
    }
}
