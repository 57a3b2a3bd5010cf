//! The fields of what is selected; of the whole design where nothing is.

use leptos::prelude::*;

use crate::app::state::AppState;

pub(crate) fn inspector(state: AppState) -> impl IntoView {
    let single = Memo::new(move |_| state.selection.with(|selection| selection.single()));
    move || format!("{:?}", single.get())
}
