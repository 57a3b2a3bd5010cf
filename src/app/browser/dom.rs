//! Small reads and writes of the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;

/// Sets an attribute of the root element: theme.
pub(crate) fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
        // Fails only for a name that is no attribute name; ours are literals.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// An attribute of the root element.
pub(crate) fn root_attribute(name: &str) -> Option<String> {
    web_sys::window()?.document()?.document_element()?.get_attribute(name)
}

/// Tells the scripts of the page something: an event of the window.
pub(crate) fn tell_page(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Puts the size of a resizable panel where the style sheet reads it.
pub(crate) fn set_length(element: &web_sys::HtmlElement, property: &str, pixels: i32) {
    let _ = element.style().set_property(property, &format!("{pixels}px"));
}

/// Moves the keyboard focus; nothing happens where the element is gone.
pub(crate) fn focus(id: &str) {
    // Not only HTML elements: the canvas is an SVG element, which takes the focus by a method of the same name.
    if let Some(element) = element::<web_sys::Element>(id) {
        let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

pub(crate) fn element<T: JsCast>(id: &str) -> Option<T> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Shows the static panel of index.html that says what happened and gives the work back; the app is gone. Once: what
/// goes wrong after that is a consequence.
pub fn show_crash(what: &str) {
    let Some(panel) = element::<web_sys::Element>("crash").filter(|panel| panel.has_attribute("hidden"))
    else {
        return;
    };
    if let Some(place) = element::<web_sys::Element>("crash-what") {
        place.set_text_content(Some(what));
    }
    let _ = panel.remove_attribute("hidden");
    focus("crash");
}

/// Removes the loading text of index.html.
pub fn remove_boot() {
    if let Some(boot) = element::<web_sys::Element>("boot") {
        boot.remove();
    }
}

/// Whether the event happened in a place where keys write text.
pub(crate) fn is_typing(event: &web_sys::Event) -> bool {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        || target.closest("[contenteditable=true]").ok().flatten().is_some()
}

/// Whether the event happened inside an element that matches.
pub(crate) fn is_within(event: &web_sys::Event, selector: &str) -> bool {
    closest(event, selector).is_some()
}

/// The nearest ancestor of the event's target that matches.
pub(crate) fn closest(event: &web_sys::Event, selector: &str) -> Option<web_sys::Element> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.closest(selector).ok().flatten()
}

/// Listens until dropped; `prevent_default` works, also for wheel and touch.
pub(crate) fn listen(
    target: &web_sys::EventTarget,
    name: &'static str,
    act: impl FnMut(&web_sys::Event) + 'static,
) -> EventListener {
    EventListener::new_with_options(target, name, EventListenerOptions::enable_prevent_default(), act)
}

/// Scrolls an element into view within its scrolling ancestors, no further than needed.
pub(crate) fn reveal(element: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Clicks a control that the page keeps out of sight, such as the file picker.
pub(crate) fn click(id: &str) {
    if let Some(element) = element::<web_sys::HtmlElement>(id) {
        element.click();
    }
}

/// Whether the keyboard has a Command key.
pub(crate) fn is_mac() -> bool {
    web_sys::window()
        .and_then(|window| window.navigator().platform().ok())
        .is_some_and(|name| name.starts_with("Mac"))
}

/// Whether the user has marked text.
pub(crate) fn has_text_selection() -> bool {
    web_sys::window()
        .and_then(|window| window.get_selection().ok().flatten())
        .is_some_and(|selection| !selection.is_collapsed())
}

/// Scrolls an element so far that the first of its descendants that matches is near the top; not at all if it is in
/// view.
pub(crate) fn reveal_within(id: &str, selector: &str) {
    let Some(scroller) = element::<web_sys::HtmlElement>(id) else { return };
    let Some(target) = scroller.query_selector(selector).ok().flatten() else { return };
    let (outer, inner) = (scroller.get_bounding_client_rect(), target.get_bounding_client_rect());
    if inner.top() < outer.top() || inner.bottom() + inner.height() * 3.0 > outer.bottom() {
        let distance = inner.top() - outer.top() - inner.height() * 2.0;
        scroller.set_scroll_top(scroller.scroll_top() + distance.round() as i32);
    }
}

/// Scrolls the box with an id so far that what lies in it from `top` on, `height` pixels of it, is in view.
pub(crate) fn scroll_into_box(id: &str, top: f64, height: f64) {
    let Some(scroller) = element::<web_sys::HtmlElement>(id) else { return };
    let (from, room) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
    if top < from {
        scroller.set_scroll_top(top as i32);
    } else if top + height > from + room {
        scroller.set_scroll_top((top + height - room).ceil() as i32);
    }
}

/// Moves the keyboard focus to the first element that matches and is to be seen.
pub(crate) fn focus_first_shown(selector: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(all) = document.and_then(|document| document.query_selector_all(selector).ok()) else { return };
    let mut elements =
        (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) =
        elements.find(|element| element.offset_parent().is_some() || element.offset_width() > 0)
    {
        let _ = element.focus();
    }
}

/// Moves the keyboard focus to the first element that matches, and marks the text of a field.
pub(crate) fn focus_matching(selector: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
        if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
            input.select();
        }
    }
}

/// The part of the address behind `#`, with it; empty where there is none.
pub(crate) fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Changes the part of the address behind `#`: a step for the browser's back button.
pub(crate) fn set_fragment(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // Fails only where the page has no address at all.
        let _ = window.location().set_hash(fragment);
    }
}

pub(crate) fn encode_uri(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// None for a malformed text.
pub(crate) fn decode_uri(text: &str) -> Option<String> {
    js_sys::decode_uri_component(text).ok().map(Into::into)
}

/// Whether the event comes from a field for one line of text that has some.
pub(crate) fn has_typed_text(event: &web_sys::Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        .is_some_and(|input| input.type_() == "search" && !input.value().is_empty())
}

/// The text that a paste event brings.
pub(crate) fn pasted_text(event: &web_sys::ClipboardEvent) -> Option<String> {
    event.clipboard_data()?.get_data("text/plain").ok()
}

/// The day, by the user's clock: `2026-11-23`.
pub(crate) fn today() -> String {
    let date = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Whether nothing has the keyboard focus, as after the focused element was removed.
pub(crate) fn focus_is_lost() -> bool {
    focused().is_none_or(|element| matches!(element.tag_name().as_str(), "BODY" | "DIALOG"))
}

/// Whether the focus is inside an element that matches.
pub(crate) fn has_focus_within(selector: &str) -> bool {
    focused().is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

fn focused() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.active_element()
}

/// Whether the main pointer is a mouse or the like; on others a focused field covers half of the screen with keys.
pub(crate) fn has_fine_pointer() -> bool {
    matches_media("(pointer: fine)")
}

/// Whether a media query holds now.
pub(crate) fn matches_media(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|query| query.matches())
}

/// The address of the page without its fragment.
pub(crate) fn page_address() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// The fragment of the page's address, with its `#`.
pub(crate) fn address_fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Shows another address of this page, without a step in the browser's history.
pub(crate) fn show_address(address: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

/// Adds an SVG picture to the page. As an image: a picture in an image loads nothing and runs nothing.
pub(crate) fn put_picture(id: &str, svg: &str) {
    take_away(id);
    let put = || {
        let document = web_sys::window()?.document()?;
        let image = document.create_element("img").ok()?;
        image.set_id(id);
        let address = format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(svg)));
        image.set_attribute("src", &address).ok()?;
        image.set_attribute("alt", "").ok()?;
        document.body()?.append_child(&image).ok()
    };
    let _ = put();
}

/// Takes an element off the page.
pub(crate) fn take_away(id: &str) {
    if let Some(element) = element::<web_sys::Element>(id) {
        element.remove();
    }
}

/// The page's clock, in milliseconds; 0 where it has none.
pub(crate) fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Device pixels per pixel of the page.
pub(crate) fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// Colours of the style sheet, resolved for the present theme.
pub(crate) struct Colours(std::collections::BTreeMap<&'static str, String>);

impl Colours {
    /// The colour behind a custom property, `--vpc`; black for one that there is not.
    pub(crate) fn get(&self, name: &'static str) -> &str {
        self.0.get(name).map_or("#000", String::as_str)
    }
}

/// The colours that the canvas is drawn in, where an element stands. A custom property is read as it is written, with
/// both themes in it; only a property that takes a colour resolves it.
pub(crate) fn colours(element: &web_sys::HtmlElement) -> Colours {
    let window = web_sys::window();
    let style = window.and_then(|window| window.get_computed_style(element).ok().flatten());
    let mut colours = std::collections::BTreeMap::new();
    if let Some(style) = style {
        for name in COLOURS {
            let _ = element.style().set_property("color", &format!("var({name})"));
            colours.insert(name, style.get_property_value("color").unwrap_or_default());
        }
        let _ = element.style().remove_property("color");
    }
    Colours(colours)
}

const COLOURS: [&str; 22] = [
    "--accent",
    "--danger-solid",
    "--endpoint",
    "--endpoint-fill",
    "--gateway",
    "--gateway-fill",
    "--isolated",
    "--isolated-fill",
    "--line-control",
    "--link",
    "--private",
    "--private-fill",
    "--public",
    "--public-fill",
    "--surface-raised",
    "--vpc",
    "--vpc-fill",
    "--warn-solid",
    "--wire-missing",
    "--wire-ok",
    "--workload",
    "--zone",
];
