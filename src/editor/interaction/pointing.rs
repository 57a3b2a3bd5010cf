//! Pressed: a click, or the beginning of a drag.

use super::super::canvas::ScreenPoint;
use super::super::input::{Phase, Pointer};
use super::super::{Action, Editor, Outcome};
use super::{Dragging, Interaction, Marquee, dragged_together, is_drag};
use crate::model::EntityRef;

#[derive(Clone, Debug)]
pub(in crate::editor) struct Pointing {
    pub(super) pointer: i32,
    at: ScreenPoint,
    /// What was pressed; none is the bare canvas.
    entity: Option<EntityRef>,
    /// Select just this one if it turns out to be a click: it was one of several selected.
    narrow: bool,
    /// Shift is held: a click adds to the selection or takes from it.
    add: bool,
    /// Ctrl or Cmd is held: a click selects what lies beneath what is selected.
    beneath: bool,
    /// It is the second press of a double click: unless it becomes a drag, its release asks for the name.
    renames: bool,
    /// It is a line that was pressed: that stays where its ends are.
    stays: bool,
}

impl Pointing {
    pub(super) fn start(
        editor: &mut Editor,
        event: &Pointer,
        entity: Option<EntityRef>,
        renames: bool,
        stays: bool,
    ) -> Outcome {
        let add = event.modifiers.shift;
        let beneath = event.modifiers.command && !add;
        let mut narrow = false;
        let outcome = match entity {
            // With Shift a click adds and a drag draws a marquee: which one it is shows later.
            Some(_) if add || beneath => Outcome::default(),
            Some(entity) if editor.selection.contains(entity) => {
                narrow = true;
                Outcome::default()
            }
            Some(entity) => editor.select([entity]),
            None => Outcome::default(),
        };
        let state = Self {
            pointer: event.id,
            at: event.at,
            entity,
            narrow,
            add,
            beneath,
            renames: renames && !add && !beneath,
            stays,
        };
        editor.interaction = Interaction::Pointing(state);
        Outcome::preview().and(outcome)
    }

    pub(super) fn pointer(self, editor: &mut Editor, event: &Pointer) -> Outcome {
        match event.phase {
            Phase::Move if is_drag(self.at, event) => self.drag(editor, event),
            Phase::Down | Phase::Move | Phase::Leave | Phase::Cancel => {
                editor.interaction = Interaction::Pointing(self);
                Outcome::handled()
            }
            Phase::Up => Outcome::preview().and(self.click(editor)),
        }
    }

    fn click(self, editor: &mut Editor) -> Outcome {
        match self.entity {
            Some(entity) if self.add => {
                let mut selection = editor.selection.clone();
                selection.toggle(entity);
                editor.select(selection.iter())
            }
            Some(entity) if self.renames => {
                let selected = editor.select([entity]);
                Outcome { request: Some(Action::Rename), ..Outcome::handled() }.and(selected)
            }
            Some(entity) if self.beneath => {
                let next = beneath(editor, entity);
                editor.select([next])
            }
            Some(entity) if self.narrow => editor.select([entity]),
            Some(_) => Outcome::default(),
            None if self.add => Outcome::default(),
            None => editor.select([]),
        }
    }

    fn drag(self, editor: &mut Editor, event: &Pointer) -> Outcome {
        match self.entity {
            Some(entity) if !self.add && !self.stays && editor.layout.frame(entity).is_some() => {
                let selected: Vec<EntityRef> = editor.selection.iter().collect();
                let unselected = self.beneath && !editor.layout.is_in(entity, &selected);
                let outcome = if unselected { editor.select([entity]) } else { Outcome::default() };
                let entities = dragged_together(editor, entity);
                let from = editor.camera.to_world(self.at);
                let dragging = Dragging::new(editor, self.pointer, from, entity, entities);
                outcome.and(dragging.pointer(editor, event))
            }
            Some(_) if !self.add => {
                editor.interaction = Interaction::Pointing(self);
                Outcome::handled()
            }
            Some(_) | None => Marquee::new(editor, self.pointer, self.at, self.add).pointer(editor, event),
        }
    }
}

/// The next one further out at the place of `topmost`: its container, that one's container, and from there again the
/// topmost.
fn beneath(editor: &Editor, topmost: EntityRef) -> EntityRef {
    let chain = || std::iter::successors(Some(topmost), |inner| editor.layout.holder(*inner));
    let selected = editor.selection.single().filter(|selected| chain().any(|outer| outer == *selected));
    selected.and_then(|selected| editor.layout.holder(selected)).unwrap_or(topmost)
}
