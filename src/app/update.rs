//! A newer version of the app: says that it is ready, and changes over when the user wants it.
//!
//! `public/start.js` and the service worker store versions; here is the message. *Invariant:* the page is not reloaded
//! while its work is nowhere but in it, unless the user says so.

use gloo::events::EventListener;
use leptos::prelude::*;

use super::{
    browser::dom,
    session,
    state::{AppState, Saved},
    widget::icon::{Icon, icon},
};

/// What stands in the message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    /// A version waits.
    Ready,
    /// The user wants it, and the browser does not keep the design.
    Unsaved,
}

pub(crate) fn offer(state: AppState) -> AnyView {
    let shown = RwSignal::new(Shown::Nothing);
    let look = move || {
        if dom::root_attribute("data-update").is_some() {
            shown.set(Shown::Ready);
        }
    };
    // It may have been ready before the app was.
    look();
    if let Some(window) = web_sys::window() {
        // As long as the page.
        EventListener::new(&window, "designer-update", move |_| look()).forget();
    }
    let reload = move |_| {
        session::flush(state);
        let kept = !matches!(state.saved.get_untracked(), Saved::Failed(_));
        if kept || shown.get_untracked() == Shown::Unsaved {
            dom::tell_page("designer-reload");
        } else {
            shown.set(Shown::Unsaved);
        }
    };
    let text = move || match shown.get() {
        Shown::Nothing => "",
        Shown::Ready => "A new version is ready. Your work stays",
        Shown::Unsaved => "This browser does not keep your design. Save it to a file first",
    };
    let word = move || if shown.get() == Shown::Unsaved { "Reload without it" } else { "Reload" };
    let hidden = move || (shown.get() == Shown::Nothing).then_some("true");
    view! {
        <div class="update" role="status" data-empty=hidden>
            <p>{text}</p>
            <Show when=move || shown.get() != Shown::Nothing>
                <Show when=move || shown.get() == Shown::Unsaved>
                    <button
                        type="button"
                        class="button small primary"
                        data-testid="update-save"
                        on:click=move |_| session::save_file(state)
                    >
                        "Save"
                    </button>
                </Show>
                <button type="button" class="button small outlined" data-testid="update-now" on:click=reload>
                    {word}
                </button>
                <button
                    type="button"
                    class="button small square"
                    aria-label="Later"
                    title="Later: it comes when all tabs of the app are closed"
                    data-testid="update"
                    on:click=move |_| shown.set(Shown::Nothing)
                >
                    {icon(Icon::Close)}
                </button>
            </Show>
        </div>
    }
    .into_any()
}
