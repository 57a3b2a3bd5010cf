//! The clipboard.

use wasm_bindgen::JsValue;

use super::BrowserError;

/// Puts a text on the clipboard. Absent outside secure contexts, and the user may refuse.
pub(crate) async fn copy(text: String) -> Result<(), BrowserError> {
    let refused =
        || BrowserError("The browser did not allow copying; select the text and press Ctrl+C".to_owned());
    let navigator = web_sys::window().ok_or_else(refused)?.navigator();
    let clipboard =
        js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).unwrap_or(JsValue::UNDEFINED);
    if !clipboard.is_object() {
        return Err(refused());
    }
    let promise = navigator.clipboard().write_text(&text);
    wasm_bindgen_futures::JsFuture::from(promise).await.map(drop).map_err(|_| refused())
}
