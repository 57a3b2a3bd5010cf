//! The user's own answers of AWS, kept in this browser.

use crate::app::{
    browser::storage,
    state::{AppState, Tone},
};
use crate::catalog::{Catalog, Overlay, overlay::ReadOptions};

/// Where the browser keeps them, in the form in which they are exported.
const KEY: &str = "vpc-designer.overlay";

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
