//! The clipboard.

use wasm_bindgen::{JsCast, JsValue};

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

/// Puts a picture on the clipboard, where the browser takes pictures.
pub(crate) async fn copy_png(bytes: &[u8]) -> Result<(), BrowserError> {
    put_png(bytes).await.map_err(|_| {
        BrowserError("The browser did not take the picture; export it as PNG instead".to_owned())
    })
}

/// `navigator.clipboard.write([new ClipboardItem({"image/png": blob})])`, by name: not every browser has it.
async fn put_png(bytes: &[u8]) -> Result<(), JsValue> {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name));
    let window: JsValue = web_sys::window().ok_or(JsValue::NULL)?.into();
    let clipboard = get(&get(&window, "navigator")?, "clipboard")?;
    let parts = js_sys::Object::new();
    let blob = gloo::file::Blob::new_with_options(bytes, Some("image/png"));
    let blob: web_sys::Blob = blob.into();
    js_sys::Reflect::set(&parts, &JsValue::from_str("image/png"), &blob)?;
    let make: js_sys::Function = get(&window, "ClipboardItem")?.dyn_into()?;
    let item = js_sys::Reflect::construct(&make, &js_sys::Array::of1(&parts))?;
    let write: js_sys::Function = get(&clipboard, "write")?.dyn_into()?;
    let promise: js_sys::Promise = write.call1(&clipboard, &js_sys::Array::of1(&item))?.dyn_into()?;
    wasm_bindgen_futures::JsFuture::from(promise).await.map(drop)
}

/// The text on the clipboard. Browsers ask the user, or refuse; the key for "paste" always works.
pub(crate) async fn read() -> Result<String, BrowserError> {
    let refused = || {
        BrowserError("The browser did not let the page read the clipboard; press Ctrl+V instead".to_owned())
    };
    let navigator = web_sys::window().ok_or_else(refused)?.navigator();
    let clipboard =
        js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).unwrap_or(JsValue::UNDEFINED);
    // Absent outside secure contexts, and in some browsers altogether.
    let read = js_sys::Reflect::get(&clipboard, &JsValue::from_str("readText")).map_err(|_| refused())?;
    if !read.is_function() {
        return Err(refused());
    }
    let text = wasm_bindgen_futures::JsFuture::from(navigator.clipboard().read_text()).await;
    text.ok().and_then(|text| text.as_string()).ok_or_else(refused)
}

/// The text that a paste event brings.
pub(crate) fn pasted(event: &web_sys::Event) -> Option<String> {
    let event = event.dyn_ref::<web_sys::ClipboardEvent>()?;
    event.clipboard_data()?.get_data("text/plain").ok()
}

/// Gives a copy or cut event its text; says whether the browser took it.
pub(crate) fn give(event: &web_sys::Event, text: &str) -> bool {
    let data = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data);
    let given = data.is_some_and(|data| data.set_data("text/plain", text).is_ok());
    if given {
        event.prevent_default();
    }
    given
}
