//! All keys and gestures, from the actions themselves.

use leptos::prelude::*;

use super::{close, head};
use crate::app::{browser::dom, state::AppState, widget::modal::modal};
use crate::editor::Action;

const GESTURES: [(&str, &str); 8] = [
    ("Move", "drag, or arrow keys (Shift: further)"),
    ("Connect", "drag from a workload's + to a service"),
    ("Resize", "drag the corner of a selected container"),
    ("Select several", "Shift+click, or drag on the bare canvas"),
    ("Copy", "Alt+drag"),
    ("Pan", "wheel, Space+drag, middle button"),
    ("Zoom", "Ctrl+wheel, pinch"),
    ("Out of the canvas", "Esc, then Tab"),
];

pub(super) fn shortcuts(state: AppState) -> impl IntoView {
    let mac = dom::is_mac();
    let keys = Action::ALL
        .into_iter()
        .filter(|action| !action.shortcuts().is_empty())
        .map(|action| {
            let keys: Vec<String> =
                action.shortcuts().iter().take(2).map(|shortcut| shortcut.text(mac)).collect();
            view! {
                <div>
                    <span>{action.label().trim_end_matches('…')}</span>
                    <span>{keys.into_iter().map(|key| view! { <kbd>{key}</kbd> " " }).collect_view()}</span>
                </div>
            }
        })
        .collect_view();
    let gestures = GESTURES
        .into_iter()
        .map(|(what, how)| view! { <div><span>{what}</span><span class="hint">{how}</span></div> })
        .collect_view();
    modal(
        "wide",
        "shortcuts-dialog",
        "shortcuts-title",
        move || close(state),
        view! {
            {head(state, "shortcuts-title", "Keyboard and gestures".to_owned(), None)}
            <div class="body stack">
                <div class="shortcuts">{keys}</div>
                <div class="shortcuts">{gestures}</div>
            </div>
        },
    )
}
