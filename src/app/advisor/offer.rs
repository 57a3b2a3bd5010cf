//! What a workload that was just put down needs, offered beside the canvas: add it, look at it, or leave it.

use leptos::prelude::*;

use super::needs::of_workload;
use crate::app::{
    browser::dom,
    prefs::Panel,
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::editor::Command;

pub(crate) fn offer(state: AppState) -> impl IntoView {
    let offered = Memo::new(move |_| {
        let needs = of_workload(state, state.offer.get()?)?;
        let fix = needs.usual_fix()?;
        let name = state.design.with(|design| design.label(needs.workload.into()));
        let wanted = needs.endpoints.iter().filter(|need| need.is_usual()).map(|need| need.key);
        let keys: Vec<&str> = wanted.collect();
        Some((needs.workload, format!("{name}: {}", needs.recipe.title), keys.join(", "), fix))
    });
    let close = move || {
        state.offer.set(None);
        dom::focus("canvas");
    };
    let review = move |workload| {
        state.offer.set(None);
        state.show(crate::model::EntityRef::from(workload));
        state.prefer(|prefs| prefs.right_open = true);
        state.panel.set(Panel::Right);
        request_animation_frame(|| dom::focus_matching("[data-testid=needs] input"));
    };
    move || {
        offered.get().map(|(workload, title, keys, fix)| {
            let label = fix.label.clone();
            view! {
                <div class="offer" role="region" aria-label="What the workload needs" data-testid="offer">
                    <div role="status">
                        <strong>{title}</strong>
                        <p>"Needs " <span class="mono">{keys}</span></p>
                    </div>
                    <div class="row">
                        <button
                            type="button"
                            class="button primary"
                            data-testid="offer-add"
                            on:click=move |_| {
                                state.apply(Command::Fix(fix.clone()));
                                close();
                            }
                        >
                            {icon(Icon::Plus)}
                            {label}
                        </button>
                        <button
                            type="button"
                            class="button outlined"
                            data-testid="offer-review"
                            on:click=move |_| review(workload)
                        >
                            "Review…"
                        </button>
                        <button
                            type="button"
                            class="button small square"
                            aria-label="Not now"
                            title="Not now"
                            data-testid="offer-close"
                            on:click=move |_| close()
                        >
                            {icon(Icon::Close)}
                        </button>
                    </div>
                </div>
            }
        })
    }
}
