//! A menu that drops down from a button, and the keys of menus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::{Icon, icon};
use crate::app::browser::dom;

/// A button with a menu below it. `rows` are buttons with the role of a menu item; the menu closes itself when one is
/// pressed.
pub(crate) fn menu_button(
    test_id: &'static str,
    label: &'static str,
    picture: Signal<Icon>,
    word: Option<&'static str>,
    rows: Box<dyn Fn() -> AnyView + Send + Sync>,
) -> AnyView {
    let open = RwSignal::new(false);
    let close = move || {
        open.set(false);
        dom::focus(test_id);
    };
    let class = if word.is_some() { "button small" } else { "button small square" };
    let list = move || {
        open.get().then(|| {
            view! {
                <div class="backdrop" on:click=move |_| open.set(false)></div>
                <div
                    class="popover right menu"
                    role="menu"
                    aria-label=label
                    on:click=move |_| close()
                    on:keydown=move |event| keys(&event, &close)
                >
                    {rows()}
                </div>
            }
        })
    };
    view! {
        <div class="popover-anchor">
            <button
                type="button"
                id=test_id
                class=class
                data-testid=test_id
                title=label
                aria-label=label
                aria-haspopup="menu"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| {
                    open.update(|open| *open = !*open);
                    request_animation_frame(|| dom::focus_first_shown(".popover.menu .button"));
                }
            >
                {move || icon(picture.get())}
                {word.map(|word| view! { <span class="wide">{word}</span> })}
            </button>
            {list}
        </div>
    }
    .into_any()
}

/// Arrow keys go through a menu's buttons, Escape and Tab close it.
pub(crate) fn keys(event: &web_sys::KeyboardEvent, close: &dyn Fn()) {
    let here = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let next = match event.key().as_str() {
        "Escape" | "Tab" => {
            event.prevent_default();
            event.stop_propagation();
            close();
            return;
        }
        "ArrowDown" => here.and_then(|here| here.next_element_sibling()),
        "ArrowUp" => here.and_then(|here| here.previous_element_sibling()),
        "Home" => here.and_then(|here| here.parent_element()?.first_element_child()),
        "End" => here.and_then(|here| here.parent_element()?.last_element_child()),
        // Enter and Space press the button.
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
