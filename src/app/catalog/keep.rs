//! The user's own answers of AWS, kept in this browser.

use leptos::prelude::*;

use crate::app::{
    browser::storage,
    state::{AppState, Tone},
};
use crate::catalog::{Catalog, Overlay, overlay::ReadOptions};

/// Where the browser keeps them, in the form in which they are exported.
const KEY: &str = "vpc-designer.overlay";

/// Whether an earlier session left answers.
pub(crate) fn left_something() -> bool {
    matches!(storage::read(KEY), Ok(Some(_)))
}

/// Takes up the answers of an earlier session. Where storage is forbidden there are none.
pub(crate) fn restore(state: AppState) {
    let Ok(Some(text)) = storage::read(KEY) else { return };
    match Overlay::read(text.as_bytes(), ReadOptions::default()) {
        Ok(read) => state.set_catalog(Catalog::with_overlay(read.overlay)),
        Err(error) => {
            let text =
                format!("Your own list of endpoint services could not be read from this browser: {error}");
            state.toast(Tone::Bad, text);
        }
    }
}

/// Uses these answers from now on, and keeps them; if the browser does not keep them, they are used until the page is
/// left, and the reason comes back.
pub(super) fn take(state: AppState, overlay: Overlay) -> Result<(), String> {
    let text = (!overlay.is_empty()).then(|| overlay.to_json());
    state.set_catalog(Catalog::with_overlay(overlay));
    match &text {
        Some(text) => storage::write(KEY, text).map_err(|error| {
            format!("{error}. Your list is in use until you leave the page; export it to keep it.")
        }),
        None => storage::remove(KEY).map_err(|error| {
            format!("{error}. If a list was kept in this browser, it is back at the next visit.")
        }),
    }
}

/// The answers in use.
pub(super) fn overlay(state: AppState) -> Overlay {
    state.catalog.with_untracked(|catalog| catalog.overlay().cloned().unwrap_or_default())
}
