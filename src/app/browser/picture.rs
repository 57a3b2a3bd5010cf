//! An SVG text as pixels, by the browser itself.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::BrowserError;

/// The longest side of a picture in pixels; beyond it browsers give up without a word.
const MAX_SIDE: f64 = 8_000.0;

fn failed() -> BrowserError {
    BrowserError("The browser could not draw the picture; export it as SVG instead".to_owned())
}

/// The bytes of a PNG file at twice the size, for screens with fine pixels; less where that would be too large.
pub(crate) async fn png(svg: &str) -> Result<Vec<u8>, BrowserError> {
    draw(svg).await.map_err(|_| failed())
}

async fn draw(svg: &str) -> Result<Vec<u8>, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let blob = gloo::file::Blob::new_with_options(svg, Some("image/svg+xml"));
    let url = gloo::file::ObjectUrl::from(blob);
    let image = web_sys::HtmlImageElement::new()?;
    image.set_src(&url);
    JsFuture::from(image.decode()).await?;
    let (w, h) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = (MAX_SIDE / w.max(h).max(1.0)).min(2.0);
    let canvas: web_sys::HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width((w * scale).round() as u32);
    canvas.set_height((h * scale).round() as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: web_sys::CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, w * scale, h * scale)?;
    let promise = Promise::new(&mut |done, _| {
        let give = Closure::once_into_js(move |blob: JsValue| {
            let _ = done.call1(&JsValue::NULL, &blob);
        });
        let _ = canvas.to_blob(give.unchecked_ref());
    });
    let blob: web_sys::Blob = JsFuture::from(promise).await?.dyn_into()?;
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
