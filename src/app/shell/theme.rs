//! Light, dark, or as the system says.

use leptos::prelude::*;

use crate::app::{
    browser::dom,
    prefs::Theme,
    state::AppState,
    widget::{
        icon::{Icon, icon},
        menu::menu_button,
    },
};

const fn picture(theme: Theme) -> Icon {
    match theme {
        Theme::System => Icon::Screen,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    }
}

pub(super) fn theme_button(state: AppState) -> AnyView {
    let theme = Memo::new(move |_| state.prefs.with(|prefs| prefs.theme));
    let rows = move || {
        Theme::ALL
            .into_iter()
            .map(|option| {
                view! {
                    <button
                        type="button"
                        class="button small"
                        role="menuitemradio"
                        data-testid=format!("theme-{}", option.title().to_lowercase())
                        aria-checked=if theme.get() == option { "true" } else { "false" }
                        on:click=move |_| choose(state, option)
                    >
                        {icon(picture(option))}
                        {option.title()}
                        {(theme.get() == option).then(|| icon(Icon::Check))}
                    </button>
                }
            })
            .collect_view()
            .into_any()
    };
    menu_button("theme-button", "Theme", Signal::derive(move || picture(theme.get())), None, Box::new(rows))
}

fn choose(state: AppState, theme: Theme) {
    state.prefer(|prefs| prefs.theme = theme);
    theme.show();
}

/// From light to dark and back: what the system says counts as what it is now.
pub(crate) fn toggle(state: AppState) {
    let dark = match state.prefs.with_untracked(|prefs| prefs.theme) {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => dom::matches_media("(prefers-color-scheme: dark)"),
    };
    let theme = if dark { Theme::Light } else { Theme::Dark };
    choose(state, theme);
    state.announce(format!("{} theme", theme.title()));
}
