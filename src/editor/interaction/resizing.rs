//! Changing the size of a container by its edges and corners.

use super::super::canvas::geometry::GRID;
use super::super::canvas::{Handle, ScreenPoint, WorldPoint};
use super::super::input::{Phase, Pointer};
use super::super::perform::resized;
use super::super::{Command, Cursor, Editor, Ghost, Outcome, Preview};
use super::{Interaction, is_drag};
use crate::model::{EntityRef, Frame};

#[derive(Clone, Debug)]
pub(in crate::editor) struct Resizing {
    pub(super) pointer: i32,
    pressed: ScreenPoint,
    /// In canvas units: the wheel may move the camera meanwhile.
    from: WorldPoint,
    entity: EntityRef,
    pub(super) handle: Handle,
    before: Frame,
    /// What the container would be; none until the pointer has moved.
    after: Option<Frame>,
}

impl Resizing {
    pub(super) fn new(editor: &Editor, event: &Pointer, entity: EntityRef, handle: Handle) -> Self {
        let before = editor.layout.frame(entity).unwrap_or_default();
        Self {
            pointer: event.id,
            pressed: event.at,
            from: editor.camera.to_world(event.at),
            entity,
            handle,
            before,
            after: None,
        }
    }

    pub(super) fn pointer(mut self, editor: &mut Editor, event: &Pointer) -> Outcome {
        match event.phase {
            Phase::Down | Phase::Cancel | Phase::Leave => {
                editor.interaction = Interaction::Resizing(self);
                Outcome::handled()
            }
            Phase::Move => {
                self.follow(editor, event);
                editor.interaction = Interaction::Resizing(self);
                Outcome::preview()
            }
            Phase::Up => {
                self.follow(editor, event);
                let Some(frame) = self.after.filter(|after| *after != self.before) else {
                    return Outcome::preview();
                };
                let applied = editor.apply(Command::Resize { entity: self.entity, frame });
                Outcome::preview().and(applied.unwrap_or_else(Outcome::refused))
            }
        }
    }

    fn follow(&mut self, editor: &Editor, event: &Pointer) {
        if self.after.is_none() && !is_drag(self.pressed, event) {
            return;
        }
        let now = editor.camera.to_world(event.at);
        let snap = |edge: i32, delta: f64, moves: bool| {
            let wanted = (f64::from(edge) + delta).round() as i32;
            let grid = if event.modifiers.command || !editor.snapping.grid { 1 } else { GRID };
            if moves { wanted.saturating_add(grid / 2).div_euclid(grid).saturating_mul(grid) } else { edge }
        };
        let (dx, dy) = (now.x - self.from.x, now.y - self.from.y);
        let (h, v) = (self.handle.horizontal(), self.handle.vertical());
        let left = snap(self.before.x, dx, h < 0);
        let right = snap(self.before.right(), dx, h > 0);
        let top = snap(self.before.y, dy, v < 0);
        let bottom = snap(self.before.bottom(), dy, v > 0);
        let wanted = Frame::new(left, top, right.saturating_sub(left), bottom.saturating_sub(top));
        self.after = resized(&editor.design, &editor.layout, self.entity, wanted);
    }

    pub(super) fn preview(&self) -> Preview {
        Preview {
            ghost: self.after.map(|frame| Ghost { frame, item: None, entity: Some(self.entity) }),
            ..Preview::default()
        }
    }
}

/// The pointer's shape over a handle.
pub(super) fn cursor(handle: Handle) -> Cursor {
    match handle {
        Handle::Left | Handle::Right => Cursor::ResizeHorizontal,
        Handle::Top | Handle::Bottom => Cursor::ResizeVertical,
        Handle::TopLeft | Handle::BottomRight => Cursor::ResizeDiagonalDown,
        Handle::TopRight | Handle::BottomLeft => Cursor::ResizeDiagonalUp,
    }
}
