//! The browser's own compressor, for links: nothing of it is in the download.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::BrowserError;

fn failed() -> BrowserError {
    BrowserError("This browser cannot pack or unpack links; use a design file instead".to_owned())
}

/// A `CompressionStream` or `DecompressionStream`. By name: web-sys counts them among what may still change.
fn stream(name: &str) -> Result<(web_sys::ReadableStream, web_sys::WritableStream), BrowserError> {
    let class = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str(name)).map_err(|_| failed())?;
    let class: js_sys::Function = class.dyn_into().map_err(|_| failed())?;
    let made = js_sys::Reflect::construct(&class, &Array::of1(&JsValue::from_str("deflate-raw")));
    let made = made.map_err(|_| failed())?;
    let end = |name: &str| js_sys::Reflect::get(&made, &JsValue::from_str(name)).map_err(|_| failed());
    Ok((end("readable")?.unchecked_into(), end("writable")?.unchecked_into()))
}

/// Raw DEFLATE.
pub(crate) async fn pack(bytes: &[u8]) -> Result<Vec<u8>, BrowserError> {
    let packed = through(bytes, &stream("CompressionStream")?, usize::MAX).await?;
    packed.ok_or_else(failed)
}

/// The bytes that were packed; none if they are more than `limit`, which are then not held.
///
/// # Errors
/// The bytes are damaged.
pub(crate) async fn unpack(bytes: &[u8], limit: usize) -> Result<Option<Vec<u8>>, BrowserError> {
    through(bytes, &stream("DecompressionStream")?, limit).await
}

/// Sends bytes through a stream and gathers what comes out.
async fn through(
    bytes: &[u8],
    (readable, writable): &(web_sys::ReadableStream, web_sys::WritableStream),
    limit: usize,
) -> Result<Option<Vec<u8>>, BrowserError> {
    let parts = Array::of1(&Uint8Array::from(bytes).into());
    let source = web_sys::Blob::new_with_u8_array_sequence(&parts).map_err(|_| failed())?.stream();
    // The outcome of writing shows when reading; a promise that nobody looks at would be an error in the console.
    let written = source.pipe_to(writable);
    wasm_bindgen_futures::spawn_local(async move {
        let _ = JsFuture::from(written).await;
    });
    let reader: web_sys::ReadableStreamDefaultReader =
        readable.get_reader().dyn_into().map_err(|_| failed())?;
    let mut out = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(|_| failed())?;
        let get =
            |name: &str| js_sys::Reflect::get(&step, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
        if get("done").is_truthy() {
            return Ok(Some(out));
        }
        let part = Uint8Array::new(&get("value"));
        if out.len().saturating_add(part.length() as usize) > limit {
            let _ = JsFuture::from(reader.cancel()).await;
            return Ok(None);
        }
        out.extend(part.to_vec());
    }
}
