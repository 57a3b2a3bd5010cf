//! Where things are on the screen, for what is put beside them.

use wasm_bindgen::JsCast;

use crate::help::Point;

/// The first of some selectors that leads to an element which is to be seen, with its place on the screen.
pub(crate) fn first_shown(selectors: &[&str]) -> Option<(web_sys::Element, Point)> {
    let document = web_sys::window()?.document()?;
    selectors.iter().find_map(|selector| {
        let found = document.query_selector_all(selector).ok()?;
        (0..found.length())
            .filter_map(|at| found.get(at)?.dyn_into::<web_sys::Element>().ok())
            .map(|element| {
                let at = place(&element);
                (element, at)
            })
            .find(|(_, at)| at.w > 0.0 && at.h > 0.0)
    })
}

/// Where an element is.
pub(crate) fn place(element: &web_sys::Element) -> Point {
    let at = element.get_bounding_client_rect();
    Point { x: at.left(), y: at.top(), w: at.width(), h: at.height() }
}

/// Width and height of the window.
pub(crate) fn screen() -> (f64, f64) {
    let window = web_sys::window();
    let read = |get: fn(&web_sys::Window) -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
        window.as_ref().and_then(|window| get(window).ok()?.as_f64()).unwrap_or_default()
    };
    (read(web_sys::Window::inner_width), read(web_sys::Window::inner_height))
}

/// Moves the keyboard focus to an element, also where it is no HTML element or is not reached by Tab.
pub(crate) fn focus(element: &web_sys::Element) {
    let _ = element.clone().unchecked_into::<web_sys::HtmlElement>().focus();
}
