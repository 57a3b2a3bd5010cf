//! What a kind of object is: the "?" by its name, and the text that it opens.

use leptos::prelude::*;

use super::common::kind_title;
use crate::app::{
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::help;
use crate::model::EntityRef;

const ID: &str = "object-help";

/// The button that shows the text and takes it away.
pub(super) fn button(state: AppState, entity: EntityRef) -> AnyView {
    let label = format!("Help: {}", kind_title(entity));
    let open = move || state.explained.get() == Some(entity);
    view! {
        <button
            type="button"
            class="button small square"
            data-testid="object-help-button"
            title=label.clone()
            aria-label=label
            aria-expanded=move || if open() { "true" } else { "false" }
            aria-controls=ID
            on:click=move |_| {
                let shown = state.explained.get_untracked() == Some(entity);
                state.explained.set((!shown).then_some(entity));
            }
        >
            {icon(Icon::Help)}
        </button>
    }
    .into_any()
}

/// The text, while it is wanted.
pub(super) fn text(state: AppState, entity: EntityRef) -> AnyView {
    let text = move || {
        (state.explained.get() == Some(entity)).then(|| {
            let topic = state.design.with_untracked(|design| help::about(design, entity));
            let mistakes = topic.mistakes.iter().map(|mistake| view! { <li>{*mistake}</li> }).collect_view();
            // Shown as it is, so that it is of use without a network too.
            let address = topic.page.trim_start_matches("https://");
            view! {
                <section aria-label=format!("Help: {}", topic.title) data-testid="object-help" data-topic=topic.anchor>
                    <p>{topic.what}</p>
                    <h3>"Cost"</h3>
                    <p>{topic.cost}</p>
                    <h3>"Usual mistakes"</h3>
                    <ul>{mistakes}</ul>
                    <p class="links-out">
                        <a href=topic.page target="_blank" rel="noopener noreferrer">{address}</a>
                        <a href=format!("./help.html#{}", topic.anchor) target="_blank" rel="noopener">
                            "Help for all objects"
                        </a>
                    </p>
                </section>
            }
        })
    };
    view! { <div id=ID class="object-help">{text}</div> }.into_any()
}
