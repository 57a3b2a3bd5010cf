//! The browser's local storage, with its failures.
//!
//! Not `gloo::storage`: its handle panics where the browser forbids storage, and it has its own idea of a codec.

use super::{BrowserError, exception_text};

fn storage() -> Result<web_sys::Storage, BrowserError> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or_else(|| BrowserError("The browser forbids this page to store anything".to_owned()))
}

pub(crate) fn read(key: &str) -> Result<Option<String>, BrowserError> {
    storage()?.get_item(key).map_err(|error| {
        BrowserError(
            exception_text(&error).unwrap_or_else(|| "The browser's storage cannot be read".to_owned()),
        )
    })
}

pub(crate) fn remove(key: &str) -> Result<(), BrowserError> {
    let refused = || "The browser's storage cannot be changed".to_owned();
    storage()?.remove_item(key).map_err(|error| BrowserError(exception_text(&error).unwrap_or_else(refused)))
}

pub(crate) fn write(key: &str, value: &str) -> Result<(), BrowserError> {
    storage()?.set_item(key, value).map_err(|error| {
        let quota = js_sys::Reflect::get(&error, &"name".into())
            .ok()
            .and_then(|name| name.as_string())
            .is_some_and(|name| name.contains("Quota"));
        BrowserError(if quota {
            "The browser's storage is full".to_owned()
        } else {
            exception_text(&error).unwrap_or_else(|| "The browser refused to store it".to_owned())
        })
    })
}

fn of_tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// What this tab keeps over a reload.
pub(crate) fn read_for_tab(key: &str) -> Option<String> {
    of_tab()?.get_item(key).ok().flatten()
}

pub(crate) fn write_for_tab(key: &str, value: &str) -> Option<()> {
    of_tab()?.set_item(key, value).ok()
}
