//! Nothing is under way: hovering, and the press that begins a gesture.

use super::super::canvas::{Hit, hit};
use super::super::input::{Button, Phase, Pointer, PointerKind};
use super::super::{Cursor, Editor, Outcome};
use super::{Connecting, Interaction, Panning, Pointing, Resizing, resizing};

pub(super) fn pointer(editor: &mut Editor, event: &Pointer) -> Outcome {
    match event.phase {
        Phase::Down => press(editor, event),
        Phase::Move | Phase::Leave => {
            let hit = editor.pointer_at.and_then(|at| editor.hit(at));
            if hit == editor.hover {
                return Outcome::default();
            }
            editor.hover = hit;
            Outcome { preview: true, ..Outcome::default() }
        }
        Phase::Up | Phase::Cancel => Outcome::default(),
    }
}

fn press(editor: &mut Editor, event: &Pointer) -> Outcome {
    editor.history.seal();
    let hit = editor.hit(event.at);
    match event.button {
        Button::Middle => return Panning::start(editor, event, None),
        Button::Primary if editor.space_held => return Panning::start(editor, event, None),
        Button::Secondary => {
            // A context menu is about what it is opened on.
            return match hit.and_then(|hit| editor.entity_of(hit)) {
                Some(entity) if editor.selection.contains(entity) => Outcome::handled(),
                Some(entity) => Outcome::handled().and(editor.select([entity])),
                None => Outcome::handled().and(editor.select([])),
            };
        }
        Button::Primary => {}
    }
    match hit {
        Some(Hit::Handle(entity, handle)) => {
            editor.interaction = Interaction::Resizing(Resizing::new(editor, event, entity, handle));
            Outcome::preview()
        }
        Some(Hit::Port(from)) => {
            editor.interaction = Interaction::Connecting(Connecting::new(event, from));
            Outcome::preview()
        }
        Some(hit @ (Hit::Entity(_) | Hit::Interface(..) | Hit::Wire(_))) => {
            let Some(entity) = editor.entity_of(hit) else { return Outcome::default() };
            // A finger on a large container wants to look around, until the container is selected.
            let pans = event.kind == PointerKind::Touch && hit::resizable(entity);
            if pans && !editor.selection.contains(entity) {
                return Panning::start(editor, event, Some(entity));
            }
            let on_box = !matches!(hit, Hit::Wire(_));
            Pointing::start(editor, event, Some(entity), event.clicks >= 2 && on_box, !on_box)
        }
        None if event.kind == PointerKind::Touch => Panning::start(editor, event, None),
        None => Pointing::start(editor, event, None, false, false),
    }
}

pub(super) fn cursor(editor: &Editor) -> Cursor {
    match editor.hover {
        None => Cursor::Default,
        Some(Hit::Handle(_, handle)) => resizing::cursor(handle),
        Some(Hit::Port(_)) => Cursor::Crosshair,
        Some(Hit::Wire(_)) => Cursor::Default,
        Some(hit @ (Hit::Entity(_) | Hit::Interface(..))) => match editor.entity_of(hit) {
            Some(entity) if editor.selection.contains(entity) => Cursor::Move,
            _ => Cursor::Default,
        },
    }
}
