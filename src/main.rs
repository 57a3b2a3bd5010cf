//! The browser's entry point: a panel for the worst case, then the app.

use vpc_designer::app::{App, browser::dom};

fn main() {
    std::panic::set_hook(Box::new(|info| {
        // The wasm instance is unusable after a panic; the page says so, by public/start.js.
        console_error_panic_hook::hook(info);
        dom::show_crash(&info.to_string());
    }));
    leptos::mount::mount_to_body(App);
    dom::remove_boot();
}
