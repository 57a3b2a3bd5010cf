//! All keys and gestures, from the actions themselves.

use leptos::prelude::*;

use super::{close, head};
use crate::app::{browser::dom, state::AppState, tour, widget::modal::modal};
use crate::editor::{Action, GESTURES, Group};

pub(super) fn shortcuts(state: AppState) -> impl IntoView {
    let mac = dom::is_mac();
    let groups = Group::ALL
        .into_iter()
        .map(|group| {
            let rows = Action::ALL
                .into_iter()
                .filter(|action| action.group() == group && !action.shortcuts().is_empty())
                .map(|action| {
                    let keys: Vec<String> =
                        action.shortcuts().iter().take(3).map(|shortcut| shortcut.text(mac)).collect();
                    view! {
                        <div data-action=format!("{action:?}")>
                            <span>{action.label().trim_end_matches('…')}</span>
                            <span>{keys.into_iter().map(|key| view! { <kbd>{key}</kbd> " " }).collect_view()}</span>
                        </div>
                    }
                })
                .collect::<Vec<_>>();
            (!rows.is_empty()).then(|| view! { <h3>{group.title()}</h3> <div class="shortcuts">{rows}</div> })
        })
        .collect_view();
    let gestures = GESTURES
        .into_iter()
        .map(|(how, what)| view! { <div><span>{what}</span><span class="hint">{how}</span></div> })
        .collect_view();
    modal(
        "wide",
        "shortcuts-dialog",
        "shortcuts-title",
        move || close(state),
        view! {
            {head(state, "shortcuts-title", "Keyboard and gestures".to_owned(), None)}
            <div class="body stack" tabindex="0" role="group" aria-labelledby="shortcuts-title">
                <div class="help-row">
                    <button
                        type="button"
                        class="button small outlined"
                        data-testid="take-tour"
                        on:click=move |_| {
                            close(state);
                            tour::start(state);
                        }
                    >
                        {Action::Tour.label()}
                    </button>
                    <a href="./help.html" target="_blank" rel="noopener" data-testid="help-link">
                        "Help: what the objects are, what they cost, usual mistakes"
                    </a>
                    <a href="./help.html#data" target="_blank" rel="noopener">
                        "What data leaves this page: none"
                    </a>
                </div>
                {groups}
                <h3>"Pointer and fingers"</h3>
                <div class="shortcuts">{gestures}</div>
            </div>
        },
    )
}
