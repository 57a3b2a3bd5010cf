//! Light, dark, or as the system says.

use leptos::prelude::*;

use crate::app::{
    prefs::Theme,
    state::AppState,
    widget::icon::{Icon, icon},
};

const fn picture(theme: Theme) -> Icon {
    match theme {
        Theme::System => Icon::Screen,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    }
}

pub(super) fn theme_button(state: AppState) -> impl IntoView {
    let open = RwSignal::new(false);
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
                        on:click=move |_| {
                            state.prefer(|prefs| prefs.theme = option);
                            option.show();
                            open.set(false);
                        }
                    >
                        {icon(picture(option))}
                        {option.title()}
                        {(theme.get() == option).then(|| icon(Icon::Check))}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div
            class="popover-anchor"
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    event.stop_propagation();
                    open.set(false);
                }
            }
        >
            <button
                type="button"
                class="button small square"
                data-testid="theme-button"
                title="Theme"
                aria-label="Theme"
                aria-haspopup="menu"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || icon(picture(theme.get()))}
            </button>
            {move || {
                open.get().then(|| {
                    view! {
                        <div class="backdrop" on:click=move |_| open.set(false)></div>
                        <div class="popover right menu" role="menu" aria-label="Theme">
                            {rows}
                        </div>
                    }
                })
            }}
        </div>
    }
}
