//! What a gesture draws on top: drop target, ghost, marquee, the wire being drawn, hover and handles.

use leptos::prelude::*;

use super::text;
use crate::app::state::AppState;
use crate::editor::canvas::Guide;
use crate::editor::{DropTarget, Ghost, WirePreview};
use crate::model::Frame;

pub(super) fn overlay(state: AppState) -> impl IntoView {
    let hover = Memo::new(move |_| {
        let hovered = state.preview.with(|preview| preview.hover)?;
        state.layout.with(|layout| layout.frame(hovered))
    });
    let target = Memo::new(move |_| state.preview.with(|preview| preview.target.clone()));
    let ghost = Memo::new(move |_| state.preview.with(|preview| preview.ghost.clone()));
    let guides = Memo::new(move |_| state.preview.with(|preview| preview.guides.clone()));
    let marquee = Memo::new(move |_| state.preview.with(|preview| preview.marquee));
    let copies = Memo::new(move |_| state.preview.with(|preview| preview.copies.clone()));
    let drawn = Memo::new(move |_| state.preview.with(|preview| preview.wire.clone()));
    view! {
        <g class="overlay">
            {move || hover.get().map(|frame| outline("hover", frame))}
            {handles(state)}
            {move || target.get().map(drop_target)}
            {move || ghost.get().map(ghost_view)}
            {move || copies.get().into_iter().map(|frame| outline("ghost", frame)).collect_view()}
            {move || guides.get().into_iter().map(guide).collect_view()}
            {move || marquee.get().map(|frame| outline("marquee", frame))}
            {move || drawn.get().map(|wire| drawn_wire(state, wire))}
        </g>
    }
}

fn outline(class: &'static str, frame: Frame) -> impl IntoView {
    view! {
        <rect
            class=class
            x=frame.x.to_string()
            y=frame.y.to_string()
            width=frame.w.to_string()
            height=frame.h.to_string()
            rx="6"
        />
    }
}

/// What a dragged edge lines up with.
fn guide(guide: Guide) -> impl IntoView {
    let d = match guide {
        Guide::Vertical { x, from, to } => format!("M{x} {from}V{to}"),
        Guide::Horizontal { y, from, to } => format!("M{from} {y}H{to}"),
    };
    view! { <path class="guide" d=d /> }
}

fn drop_target(target: DropTarget) -> impl IntoView {
    let class = if target.verdict.allowed { "target allowed" } else { "target refused" };
    target.frame.map(|frame| outline(class, frame))
}

fn ghost_view(ghost: Ghost) -> impl IntoView {
    let title = ghost.item.as_ref().map(|item| item.title()).unwrap_or_default();
    let label = text::fit(&title, f64::from(ghost.frame.w) - 16.0, 12.0);
    view! {
        {outline("ghost", ghost.frame)}
        <text class="ghost-label" x=(ghost.frame.x + 8).to_string() y=(ghost.frame.y + 20).to_string()>
            {label}
        </text>
    }
}

fn drawn_wire(state: AppState, wire: WirePreview) -> impl IntoView {
    let class = match (wire.over, wire.verdict.allowed) {
        (Some(_), true) => "drawn allowed",
        (Some(_), false) => "drawn refused",
        (None, _) => "drawn",
    };
    let over = wire.over.and_then(|entity| state.layout.with_untracked(|layout| layout.frame(entity)));
    let target = over
        .map(|frame| outline(if wire.verdict.allowed { "target allowed" } else { "target refused" }, frame));
    view! {
        {target}
        <path
            class=class
            d=format!("M{} {}L{:.1} {:.1}", wire.start.x, wire.start.y, wire.end.x, wire.end.y)
        />
        <circle class=class cx=format!("{:.1}", wire.end.x) cy=format!("{:.1}", wire.end.y) r="4" />
    }
}

/// The corners of a selected container, to show that it can be resized.
fn handles(state: AppState) -> impl IntoView {
    let frame = Memo::new(move |_| {
        let single = state.selection.with(|selection| selection.single())?;
        if !crate::app::projection::is_container(single)
            || state.preview.with(|p| !p.moved.is_empty() || p.ghost.is_some())
        {
            return None;
        }
        state.layout.with(|layout| layout.frame(single))
    });
    move || {
        frame.get().map(|frame| {
            let size = 8.0 / state.camera.get().zoom.max(0.2);
            [
                (frame.x, frame.y),
                (frame.right(), frame.y),
                (frame.x, frame.bottom()),
                (frame.right(), frame.bottom()),
            ]
            .into_iter()
            .map(|(x, y)| {
                view! {
                    <rect
                        class="handle"
                        x=(f64::from(x) - size / 2.0).to_string()
                        y=(f64::from(y) - size / 2.0).to_string()
                        width=size.to_string()
                        height=size.to_string()
                        rx=(size / 4.0).to_string()
                    />
                }
            })
            .collect_view()
        })
    }
}
