//! The left and the right panel.

use leptos::prelude::*;

use super::grip::{Edge, grip};
use crate::app::{
    canvas::palette_drag::Carried,
    later::{later, later_with},
    panel::{inspector, outline, palette},
    prefs::{LeftTab, Panel},
    state::AppState,
    widget::tabs::{Tab, tabs},
};

/// Palette and outline.
pub(crate) fn left(state: AppState, carried: RwSignal<Option<Carried>>) -> impl IntoView {
    let tab = Memo::new(move |_| state.prefs.with(|prefs| prefs.left_tab));
    let list = vec![
        Tab {
            value: LeftTab::Palette,
            title: "Add".to_owned(),
            test_id: "tab-palette".to_owned(),
            count: None,
        },
        Tab {
            value: LeftTab::Outline,
            title: "Outline".to_owned(),
            test_id: "tab-outline".to_owned(),
            count: None,
        },
    ];
    view! {
        <aside class="flank left" aria-label="Palette and outline">
            <div class="head">
                {tabs("Left panel", "left-body", list, tab.into(), move |tab| {
                    state.prefer(|prefs| prefs.left_tab = tab);
                })}
            </div>
            <div class="body" id="left-body" role="tabpanel">
                {later_with(state, (tab, carried), |state, (tab, carried)| {
                    // The outline of a large design is long: nothing of it where nobody sees it.
                    let open = Memo::new(move |_| {
                        state.prefs.with(|prefs| prefs.left_open) || state.panel.get() == Panel::Left
                    });
                    let shown = move || match tab.get() {
                        LeftTab::Palette => palette::palette(state, carried).into_any(),
                        LeftTab::Outline if open.get() => outline::outline(state).into_any(),
                        LeftTab::Outline => ().into_any(),
                    };
                    shown.into_any()
                })}
            </div>
            {grip(state, Edge::Left)}
        </aside>
    }
}

/// The inspector.
pub(crate) fn right(state: AppState) -> impl IntoView {
    view! {
        <aside class="flank right" aria-label="Inspector" data-testid="inspector">
            <div class="body">{later(state, |state| inspector::inspector(state).into_any())}</div>
            {grip(state, Edge::Right)}
        </aside>
    }
}
