//! Views that a first visit does not wait for.

use leptos::prelude::*;

use super::state::AppState;

/// A view of the rest of the app ([`super::browser::rest`]), in its place once that is here. The view is a pointer, so
/// that its code is not made a part of whoever shows it.
pub(crate) fn later(state: AppState, view: fn(AppState) -> AnyView) -> impl IntoView {
    move || state.rest.get().then(|| view(state))
}

/// The same for a view that shares something with its surroundings.
pub(crate) fn later_with<T: Copy + Send + Sync + 'static>(
    state: AppState,
    shared: T,
    view: fn(AppState, T) -> AnyView,
) -> impl IntoView {
    move || state.rest.get().then(|| view(state, shared))
}
