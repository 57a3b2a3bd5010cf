//! Passing messages.

use leptos::prelude::*;

use crate::app::{
    state::{AppState, Tone},
    widget::icon::{Icon, icon},
};

pub(crate) fn toasts(state: AppState) -> impl IntoView {
    view! {
        <div class="toasts" role="alert" aria-live="assertive">
            <For each=move || state.toasts.get() key=|toast| toast.id let:toast>
                <div class=format!("toast {}", toast.tone.class()) data-testid="toast">
                    {icon(match toast.tone {
                        Tone::Ok => Icon::Check,
                        Tone::Warn => Icon::Warning,
                        Tone::Bad => Icon::Error,
                    })}
                    <p>{toast.text.clone()}</p>
                    <button
                        type="button"
                        class="button small square"
                        aria-label="Dismiss"
                        on:click=move |_| state.dismiss(toast.id)
                    >
                        {icon(Icon::Close)}
                    </button>
                </div>
            </For>
        </div>
    }
}
