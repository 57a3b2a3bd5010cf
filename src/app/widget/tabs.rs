//! A row of tabs, with the arrow keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// One tab.
#[derive(Clone)]
pub(crate) struct Tab<T> {
    pub(crate) value: T,
    pub(crate) title: String,
    pub(crate) test_id: String,
    /// A small number beside the title, with its class.
    pub(crate) count: Option<Signal<Option<(usize, &'static str)>>>,
}

/// A row of tabs. The panel they control has the id `panel`.
pub(crate) fn tabs<T: Clone + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    panel: &'static str,
    list: Vec<Tab<T>>,
    current: Signal<T>,
    choose: impl Fn(T) + Clone + Send + Sync + 'static,
) -> AnyView {
    let rows = list
        .into_iter()
        .map(|tab| {
            let (value, choose) = (tab.value.clone(), choose.clone());
            let here = Signal::derive({
                let value = tab.value.clone();
                move || current.with(|current| *current == value)
            });
            let count = tab.count.map(|count| {
                move || {
                    count.get().map(|(number, class)| {
                        view! { <span class=format!("count {class}")>{number}</span> }
                    })
                }
            });
            view! {
                <button
                    type="button"
                    role="tab"
                    data-testid=tab.test_id
                    aria-selected=move || if here.get() { "true" } else { "false" }
                    aria-controls=panel
                    tabindex=move || if here.get() { "0" } else { "-1" }
                    on:click=move |_| choose(value.clone())
                >
                    {tab.title}
                    {count}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=|event| arrow(&event)>
            {rows}
        </div>
    }
    .into_any()
}

/// Left and right go to the neighbouring tab and choose it.
fn arrow(event: &web_sys::KeyboardEvent) {
    let Some(here) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let next = match event.key().as_str() {
        "ArrowRight" => here.next_element_sibling(),
        "ArrowLeft" => here.previous_element_sibling(),
        "Home" => here.parent_element().and_then(|row| row.first_element_child()),
        "End" => here.parent_element().and_then(|row| row.last_element_child()),
        _ => return,
    };
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        event.stop_propagation();
        let _ = next.focus();
        next.click();
    }
}
