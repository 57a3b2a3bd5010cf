//! Moving the camera by hand.

use super::super::canvas::ScreenPoint;
use super::super::input::{Button, Phase, Pointer};
use super::super::{Editor, Outcome};
use super::{Interaction, is_drag};
use crate::model::EntityRef;

#[derive(Clone, Debug)]
pub(in crate::editor) struct Panning {
    pub(super) pointer: i32,
    from: ScreenPoint,
    at: ScreenPoint,
    /// Whether it ever became more than a tap.
    moved: bool,
    /// What a tap selects.
    tapped: Option<EntityRef>,
}

impl Panning {
    pub(super) fn start(editor: &mut Editor, event: &Pointer, tapped: Option<EntityRef>) -> Outcome {
        let state = Self { pointer: event.id, from: event.at, at: event.at, moved: false, tapped };
        editor.interaction = Interaction::Panning(state);
        Outcome::preview()
    }

    pub(super) fn pointer(mut self, editor: &mut Editor, event: &Pointer) -> Outcome {
        match event.phase {
            Phase::Down | Phase::Cancel | Phase::Leave => {
                editor.interaction = Interaction::Panning(self);
                Outcome::handled()
            }
            Phase::Move => {
                self.moved |= is_drag(self.from, event);
                if self.moved {
                    editor.camera = editor.camera.panned(event.at.x - self.at.x, event.at.y - self.at.y);
                    self.at = event.at;
                }
                editor.interaction = Interaction::Panning(self);
                Outcome::camera()
            }
            Phase::Up if self.moved || editor.space_held || event.button == Button::Middle => {
                Outcome::preview()
            }
            Phase::Up => Outcome::preview().and(editor.select(self.tapped)),
        }
    }
}
