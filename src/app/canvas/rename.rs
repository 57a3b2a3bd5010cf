//! The name of a box as a field, in its place on the canvas.

use leptos::{html, prelude::*};

use crate::app::{
    browser::dom,
    state::{AppState, Tone},
};
use crate::editor::{Command, Record};
use crate::model::EntityRef;

/// The least width of the field in pixels: far out, a box is too small to write in.
const LEAST: f64 = 160.0;

/// Whether a thing has a name that can be written on the canvas.
pub(crate) fn has_field(state: AppState, entity: EntityRef) -> bool {
    let named = !matches!(entity, EntityRef::Zone(_) | EntityRef::Connection(_));
    named && state.layout.with_untracked(|layout| layout.frame(entity).is_some())
}

/// The field while something is being renamed.
pub(super) fn rename(state: AppState) -> impl IntoView {
    move || state.renaming.get().map(|entity| field(state, entity))
}

fn field(state: AppState, entity: EntityRef) -> impl IntoView {
    let before = state.design.with_untracked(|design| design.label(entity));
    let text = RwSignal::new(before.clone());
    let input: NodeRef<html::Input> = NodeRef::new();
    let shown = before.clone();
    input.on_load(move |input| {
        // Before it is marked: writing over it is what most people want.
        input.set_value(&shown);
        let _ = input.focus();
        input.select();
    });
    // Enter and leaving the field both come here; what comes second finds nothing to do.
    let finish = move |keep: bool| {
        if state.renaming.get_untracked() != Some(entity) {
            return;
        }
        state.renaming.set(None);
        let name = text.get_untracked();
        if keep
            && name != before
            && let Err(error) = state.try_apply(Command::Rename { entity, name }, Record::Step)
        {
            state.toast(Tone::Warn, error);
        }
    };
    let left = finish.clone();
    let place = Memo::new(move |_| {
        let camera = state.camera.get();
        state.layout.with(|layout| {
            let frame = layout.frame(entity)?;
            let at = camera.to_screen(frame.origin().into());
            Some((at.x, at.y, (f64::from(frame.w) * camera.zoom).max(LEAST)))
        })
    });
    let side =
        move |pick: fn((f64, f64, f64)) -> f64| move || place.get().map(|at| format!("{:.0}px", pick(at)));
    view! {
        <input
            class="input rename"
            type="text"
            data-testid="rename"
            aria-label="Name"
            autocomplete="off"
            spellcheck="false"
            node_ref=input
            style:left=side(|at| at.0)
            style:top=side(|at| at.1)
            style:width=side(|at| at.2)
            on:input=move |event| text.set(event_target_value(&event))
            on:blur=move |_| left(true)
            on:keydown=move |event| {
                let keep = match event.key().as_str() {
                    "Enter" => true,
                    "Escape" => false,
                    _ => return,
                };
                event.prevent_default();
                event.stop_propagation();
                finish(keep);
                dom::focus("canvas");
            }
        />
    }
}
