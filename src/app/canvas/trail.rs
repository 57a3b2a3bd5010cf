//! The path that is looked at, over the drawing: a line from box to box, and a mark per hop.

use leptos::prelude::*;

use crate::app::state::AppState;
use crate::editor::canvas::{Mark, MarkKind, Stretch};
use crate::model::Frame;

/// The line and its marks; nothing while no path is looked at.
pub(super) fn trail(state: AppState) -> impl IntoView {
    let trail = state.paths.trail;
    // Marks keep their size on the screen down to a distance at which they would hide the boxes.
    let size = Memo::new(move |_| (1.0 / state.camera.with(|camera| camera.zoom)).clamp(0.6, 2.5));
    move || {
        let trail = trail.get();
        (!trail.marks.is_empty()).then(|| {
            view! {
                <g class="trail" data-testid="trail" aria-hidden="true">
                    {trail.rings.into_iter().map(ring).collect_view()}
                    {trail.stretches.into_iter().map(stretch).collect_view()}
                    {trail.marks.into_iter().map(|each| mark(each, size)).collect_view()}
                </g>
            }
        })
    }
}

fn stretch(stretch: Stretch) -> impl IntoView {
    let points: Vec<String> =
        stretch.points.iter().map(|point| format!("{:.1} {:.1}", point.x, point.y)).collect();
    let d = format!("M{}", points.join("L"));
    view! { <path class=if stretch.reached { "stretch" } else { "stretch beyond" } d=d /> }
}

fn ring(frame: Frame) -> impl IntoView {
    view! {
        <rect
            class="ring"
            x=(frame.x - 3).to_string()
            y=(frame.y - 3).to_string()
            width=(frame.w + 6).to_string()
            height=(frame.h + 6).to_string()
            rx="5"
        />
    }
}

fn mark(mark: Mark, size: Memo<f64>) -> impl IntoView {
    let Mark { at, entity, kind } = mark;
    let (class, text) = match kind {
        MarkKind::Passed(number) => ("mark", number.to_string()),
        MarkKind::Blocked => ("mark blocked", "✕".to_owned()),
        MarkKind::Beyond => ("mark beyond", String::new()),
    };
    let place = move || format!("translate({:.1} {:.1}) scale({:.3})", at.x, at.y, size.get());
    view! {
        <g class=class transform=place data-entity=entity.to_string()>
            <circle r=if kind == MarkKind::Beyond { "4" } else { "9" } />
            <text y="3.5" text-anchor="middle">{text}</text>
        </g>
    }
}
