//! The tour: a card beside the control that a step is about, and a ring around that control.
//!
//! Nothing is covered or held up: the user works in the app as always, and the tour sees that a step was done. Its texts
//! and what counts as done are in [`crate::help`].
//!
//! Names for tests (`data-testid`): `tour`, `tour-title`, `tour-text`, `tour-ring`, `tour-go`, `tour-back`, `tour-next`,
//! `tour-close`.

mod follow;

use leptos::{html, prelude::*};

use super::{
    browser::dom,
    prefs::CodeTab,
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::help::{Place, Step, Watched};

/// Begins the tour; where it is under way, the keyboard goes to its card.
pub(crate) fn start(state: AppState) {
    if state.tour.with_untracked(Option::is_some) {
        // After the dialog that asked for it has given the focus back.
        request_animation_frame(|| dom::focus("tour"));
    } else {
        state.tour.set(Some(Step::Network));
    }
}

/// Ends it, and remembers that it need not be offered again.
fn end(state: AppState) {
    state.tour.set(None);
    state.prefer(|prefs| prefs.toured = true);
    state.announce("The tour is closed; the command palette has it");
    dom::focus("canvas");
}

/// The card, while the tour is under way.
pub(crate) fn tour(state: AppState) -> AnyView {
    let running = Memo::new(move |_| state.tour.with(Option::is_some));
    (move || running.get().then(|| card(state))).into_any()
}

fn watched(state: AppState) -> Watched {
    let place = match state.prefs.with(|prefs| prefs.tab) {
        CodeTab::Problems => Place::Problems,
        CodeTab::Paths => Place::Paths,
        CodeTab::Cost => Place::Cost,
        CodeTab::Cli | CodeTab::Terraform | CodeTab::CloudFormation => Place::Code,
    };
    let explained = state.explained.get();
    state.design.with(|design| Watched::new(design, explained, place))
}

fn card(state: AppState) -> AnyView {
    let step = Signal::derive(move || state.tour.get().unwrap_or(Step::Network));
    // What was there when the step began; another step looks anew.
    Effect::new(move |began: Option<(Step, Watched)>| {
        let (now, at) = (watched(state), step.get());
        match began {
            Some((before, was)) if before == at => {
                if at.is_done(&was, &now) {
                    state.tour.set(at.next());
                }
                (at, was)
            }
            Some(_) | None => (at, now),
        }
    });
    follow::begin(state, step, end);
    let root: NodeRef<html::Section> = NodeRef::new();
    root.on_load(|_| {
        request_animation_frame(|| dom::focus("tour"));
    });
    on_cleanup(follow::end);
    let leave = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            // Not the selection's, which Escape would clear.
            event.stop_propagation();
            end(state);
        }
    };
    let last = move || step.get().next().is_none();
    view! {
        <div class="tour-ring" id="tour-ring" data-testid="tour-ring" aria-hidden="true"></div>
        <section
            id="tour"
            class="tour"
            data-testid="tour"
            tabindex="-1"
            aria-label="Tour"
            aria-describedby="tour-says"
            node_ref=root
            on:keydown=leave
        >
            <div id="tour-says" aria-live="polite" aria-atomic="true">
                <p class="step">{move || format!("Step {} of {}", step.get().number(), Step::ALL.len())}</p>
                <h2 data-testid="tour-title">{move || step.get().title()}</h2>
                <p data-testid="tour-text">{move || step.get().text()}</p>
            </div>
            <div class="row">
                <button
                    type="button"
                    class="button small outlined"
                    data-testid="tour-go"
                    title="Move the keyboard to the control"
                    on:click=move |_| follow::go(step.get_untracked())
                >
                    "Go there"
                </button>
                <span class="gap"></span>
                <button
                    type="button"
                    class="button small"
                    data-testid="tour-back"
                    aria-disabled=move || step.get().back().is_none().then_some("true")
                    on:click=move |_| {
                        if let Some(back) = step.get_untracked().back() {
                            state.tour.set(Some(back));
                        }
                    }
                >
                    "Back"
                </button>
                <button
                    type="button"
                    class="button small primary"
                    data-testid="tour-next"
                    on:click=move |_| match step.get_untracked().next() {
                        Some(next) => state.tour.set(Some(next)),
                        None => end(state),
                    }
                >
                    {move || if last() { "Done" } else { "Next" }}
                </button>
            </div>
            <button
                type="button"
                class="button small square close"
                aria-label="Close the tour"
                title="Close the tour (Esc)"
                data-testid="tour-close"
                on:click=move |_| end(state)
            >
                {icon(Icon::Close)}
            </button>
        </section>
    }
    .into_any()
}
