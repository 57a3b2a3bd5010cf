//! Two fingers at once: a pinch instead of two drags.

use std::cell::RefCell;

use crate::editor::{Input, Phase, Pointer, PointerKind, ScreenPoint};

/// The fingers on the canvas.
pub(super) struct Touches(RefCell<Vec<(i32, ScreenPoint)>>);

impl Touches {
    pub(super) fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// Follows a finger. With two of them down, the event belongs to a pinch: gives the inputs to send in its place.
    pub(super) fn follow(&self, pointer: Pointer) -> Option<Vec<Input>> {
        if pointer.kind != PointerKind::Touch {
            return None;
        }
        let mut fingers = self.0.borrow_mut();
        match pointer.phase {
            Phase::Down => {
                fingers.retain(|(id, _)| *id != pointer.id);
                fingers.push((pointer.id, pointer.at));
                // The first finger may have begun a drag; it is off.
                (fingers.len() > 1).then(|| vec![Input::Interrupted])
            }
            Phase::Move => {
                let two = fingers.len() == 2;
                let before = two.then(|| (middle(&fingers), spread(&fingers)));
                if let Some(finger) = fingers.iter_mut().find(|(id, _)| *id == pointer.id) {
                    finger.1 = pointer.at;
                }
                match before {
                    Some((from, distance)) => {
                        let factor = if distance > 0.0 { spread(&fingers) / distance } else { 1.0 };
                        Some(vec![Input::Pinch { from, to: middle(&fingers), factor }])
                    }
                    None => (fingers.len() > 1).then(Vec::new),
                }
            }
            Phase::Up | Phase::Cancel | Phase::Leave => {
                let pinching = fingers.len() > 1;
                fingers.retain(|(id, _)| *id != pointer.id);
                pinching.then(Vec::new)
            }
        }
    }
}

fn middle(fingers: &[(i32, ScreenPoint)]) -> ScreenPoint {
    let count = fingers.len().max(1) as f64;
    let sum = fingers.iter().fold((0.0, 0.0), |(x, y), (_, at)| (x + at.x, y + at.y));
    ScreenPoint::new(sum.0 / count, sum.1 / count)
}

fn spread(fingers: &[(i32, ScreenPoint)]) -> f64 {
    match fingers {
        [(_, a), (_, b)] => a.distance(*b),
        _ => 0.0,
    }
}
