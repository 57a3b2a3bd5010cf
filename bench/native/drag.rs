//! A drag: what the core does between two frames.

#![allow(clippy::disallowed_types, reason = "a benchmark needs a clock; the core it measures has none")]

use vpc_designer::editor::{
    Button, Camera, Editor, Input, Modifiers, Phase, Pointer, PointerKind, ScreenPoint, ScreenSize,
};

use crate::{designs, measure, report::Report};

const TOPIC: &str = "drag";
const STEPS: i32 = 60;
const RUNS: usize = 5;
/// A part of a frame: the browser needs the rest.
const MOVE_LIMIT: f64 = 4.0;

pub(crate) fn run(report: &mut Report) {
    for elements in [1_000, 10_000] {
        let design = designs::estate(elements);
        let mut editor = Editor::new(design.clone());
        editor.set_screen(ScreenSize::new(1_440.0, 900.0));
        let workload =
            design.workloads.ids().nth(design.workloads.len() / 2).expect("the design has workloads");
        let frame = editor.layout().frame(workload).expect("it is drawn");
        let (x, y) = (f64::from(frame.x + frame.w / 2), f64::from(frame.y + frame.h / 2));
        editor.set_camera(Camera::new(x - 700.0, y - 420.0, 1.0));
        editor.wires();
        let from = ScreenPoint::new(700.0, 420.0);
        let along =
            |step: i32| ScreenPoint::new(from.x + f64::from(step) * 3.0, from.y + f64::from(step) * 2.0);
        let mut moves = Vec::new();
        let (mut grips, mut drops) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let mut editor = editor.clone();
            let (ms, _) = measure::once(|| {
                editor.handle(&pointer(Phase::Down, from));
                editor.handle(&pointer(Phase::Move, along(1)));
                editor.preview()
            });
            grips.push(ms);
            for step in 2..=STEPS {
                let (ms, preview) = measure::once(|| {
                    editor.handle(&pointer(Phase::Move, along(step)));
                    editor.preview()
                });
                assert!(!preview.moved.is_empty(), "something is dragged");
                moves.push(ms);
            }
            let (ms, _) = measure::once(|| {
                editor.handle(&pointer(Phase::Up, along(STEPS)));
                editor.wires().len()
            });
            drops.push(ms);
        }
        let name = |what: &str| format!("{elements} elements: {what}");
        report.time(TOPIC, name("take up a workload"), share(&mut grips, 0.5), None);
        report.time(TOPIC, name("a step of the drag"), share(&mut moves, 0.5), Some(MOVE_LIMIT));
        report.time(TOPIC, name("a step of the drag, p95"), share(&mut moves, 0.95), Some(MOVE_LIMIT));
        report.time(TOPIC, name("put it down"), share(&mut drops, 0.5), None);
    }
}

/// What a share of the times stays below.
fn share(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len() as f64 * share) as usize;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}

fn pointer(phase: Phase, at: ScreenPoint) -> Input {
    Input::Pointer(Pointer {
        phase,
        at,
        button: Button::Primary,
        modifiers: Modifiers::NONE,
        id: 1,
        kind: PointerKind::Mouse,
        clicks: 1,
    })
}
