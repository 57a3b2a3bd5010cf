//! Selecting by a rectangle: nodes that it touches, containers that it encloses.

use super::super::canvas::geometry::{between, encloses};
use super::super::canvas::{ScreenPoint, WorldPoint, hit};
use super::super::input::{Phase, Pointer};
use super::super::{Editor, Outcome, Preview};
use super::Interaction;
use crate::model::EntityRef;

#[derive(Clone, Debug)]
pub(in crate::editor) struct Marquee {
    pub(super) pointer: i32,
    /// In canvas units: panning by wheel meanwhile makes it larger.
    from: WorldPoint,
    to: ScreenPoint,
    /// What was selected before, in case of cancel.
    pub(super) before: Vec<EntityRef>,
    /// What stays selected.
    base: Vec<EntityRef>,
}

impl Marquee {
    pub(super) fn new(editor: &Editor, pointer: i32, at: ScreenPoint, add: bool) -> Self {
        let before: Vec<EntityRef> = editor.selection.iter().collect();
        let base = if add { before.clone() } else { Vec::new() };
        Self { pointer, from: editor.camera.to_world(at), to: at, before, base }
    }

    pub(super) fn pointer(mut self, editor: &mut Editor, event: &Pointer) -> Outcome {
        match event.phase {
            Phase::Down | Phase::Cancel | Phase::Leave => {
                editor.interaction = Interaction::Marquee(self);
                Outcome::handled()
            }
            Phase::Move => {
                self.to = event.at;
                let selected = self.select(editor);
                editor.interaction = Interaction::Marquee(self);
                Outcome::preview().and(selected)
            }
            Phase::Up => {
                self.to = event.at;
                let selected = self.select(editor);
                let count = editor.selection.len();
                let announcement = Some(format!("{count} selected"));
                Outcome { announcement, ..Outcome::preview() }.and(selected)
            }
        }
    }

    fn select(&self, editor: &mut Editor) -> Outcome {
        let part = between(self.from, editor.camera.to_world(self.to));
        let touched = editor.layout.within(part).into_iter().filter(|entity| {
            let Some(frame) = editor.layout.frame(*entity) else { return false };
            if hit::resizable(*entity) {
                encloses(part, frame)
            } else {
                super::super::canvas::geometry::overlaps(part, frame)
            }
        });
        let all: Vec<EntityRef> = self.base.iter().copied().chain(touched).collect();
        editor.select(all)
    }

    pub(super) fn preview(&self, editor: &Editor) -> Preview {
        Preview { marquee: Some(between(self.from, editor.camera.to_world(self.to))), ..Preview::default() }
    }
}
