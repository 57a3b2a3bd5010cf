//! The menu of what leaves the app: link, pictures, paper, code, designs of this browser.

use leptos::prelude::*;

use crate::app::{
    browser::dom,
    state::AppState,
    widget::{icon::Icon, menu::menu_button},
};
use crate::editor::Action;

/// What the top bar has buttons for where there is room.
const FILES: [Action; 3] = [Action::New, Action::Open, Action::Save];

const ACTIONS: [Action; 7] = [
    Action::CopyLink,
    Action::CopyPicture,
    Action::ExportSvg,
    Action::ExportPng,
    Action::Print,
    Action::DownloadAll,
    Action::Designs,
];

pub(super) fn share_button(state: AppState) -> AnyView {
    let rows = move || {
        FILES
            .into_iter()
            .chain(ACTIONS)
            .map(|action| {
                let shortcut = action.shortcuts().first().map(|shortcut| shortcut.text(dom::is_mac()));
                view! {
                    <button
                        type="button"
                        class=if FILES.contains(&action) { "button small narrow" } else { "button small" }
                        role="menuitem"
                        data-testid=format!("share-{action:?}")
                        title=action.tooltip()
                        on:click=move |_| { state.run(action); }
                    >
                        <span class="main">{action.label()}</span>
                        {shortcut.map(|shortcut| view! { <kbd>{shortcut}</kbd> })}
                    </button>
                }
            })
            .collect_view()
            .into_any()
    };
    menu_button(
        "share-button",
        "Share and export",
        Signal::stored(Icon::Share),
        Some("Share"),
        Box::new(rows),
    )
}
