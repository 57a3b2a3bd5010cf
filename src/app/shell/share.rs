//! The menu of what leaves the app: link, pictures, paper, code, designs of this browser.

use leptos::prelude::*;

use crate::app::{
    browser::dom,
    state::AppState,
    widget::{icon::Icon, menu::menu_button},
};
use crate::editor::Action;

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
        ACTIONS
            .into_iter()
            .map(|action| {
                let shortcut = action.shortcuts().first().map(|shortcut| shortcut.text(dom::is_mac()));
                view! {
                    <button
                        type="button"
                        class="button small"
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
