//! Access to the browser: one file per API, and every call that can fail says so.
//!
//! Storage may be full or forbidden, the clipboard may be refused, a file may be unreadable: all ordinary, none a panic.

pub(crate) mod archive;
pub(crate) mod clipboard;
pub(crate) mod deflate;
pub mod dom;
pub(crate) mod files;
pub(crate) mod frame;
pub(crate) mod picture;
pub(crate) mod pointer;
pub(crate) mod rest;
pub(crate) mod spot;
pub(crate) mod storage;

use wasm_bindgen::JsValue;

/// What the browser refused, in words for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BrowserError(pub(crate) String);

impl std::fmt::Display for BrowserError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text of a JavaScript exception, or nothing.
pub(crate) fn exception_text(value: &JsValue) -> Option<String> {
    let text = js_sys::Reflect::get(value, &JsValue::from_str("message")).ok()?.as_string()?;
    (!text.is_empty()).then_some(text)
}
