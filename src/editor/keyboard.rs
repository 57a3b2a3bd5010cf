//! Keys that act on the canvas directly: nudging, resizing, panning. The others are shortcuts of actions.

use super::canvas::geometry::{GRID, add, bounded};
use super::input::{Key, KeyPress, Modifiers};
use super::interaction::{self, Interaction};
use super::{Action, Command, Editor, Move, Outcome, Record, shortcut};
use crate::model::{EntityRef, Frame, Point};

/// How far an arrow key moves; with Shift further.
const STEP: i32 = GRID;
const LARGE_STEP: i32 = 5 * GRID;
/// How far an arrow key pans while nothing is selected, in pixels.
const PAN: f64 = 64.0;

pub(super) fn press(editor: &mut Editor, press: KeyPress) -> Outcome {
    let direction = match press.key {
        Key::ArrowLeft => Some((-1, 0)),
        Key::ArrowRight => Some((1, 0)),
        Key::ArrowUp => Some((0, -1)),
        Key::ArrowDown => Some((0, 1)),
        Key::Space if press.modifiers == Modifiers::NONE => {
            editor.space_held = true;
            return Outcome::preview();
        }
        Key::Space
        | Key::Char(_)
        | Key::Enter
        | Key::Escape
        | Key::Tab
        | Key::Delete
        | Key::Backspace
        | Key::Home
        | Key::End
        | Key::F2 => None,
    };
    if editor.busy() {
        // Keys other than Escape wait until the hand is done.
        return match press.key {
            Key::Escape => interaction::cancel(editor),
            _ => Outcome::handled(),
        };
    }
    match direction {
        Some(direction) if !press.modifiers.command => arrow(editor, direction, press.modifiers),
        Some(_) | None => shortcut(press).map_or_else(Outcome::default, |action| act(editor, action)),
    }
}

fn act(editor: &mut Editor, action: Action) -> Outcome {
    if action.enabled(editor) { editor.run(action) } else { Outcome::default() }
}

pub(super) fn release(editor: &mut Editor, key: Key) -> Outcome {
    if key == Key::Space && editor.space_held {
        editor.space_held = false;
        if matches!(editor.interaction, Interaction::Idle) {
            return Outcome::preview();
        }
    }
    Outcome::default()
}

fn arrow(editor: &mut Editor, (x, y): (i32, i32), modifiers: Modifiers) -> Outcome {
    if editor.selection.is_empty() {
        let far = if modifiers.shift { 4.0 } else { 1.0 };
        editor.camera = editor.camera.panned(-f64::from(x) * PAN * far, -f64::from(y) * PAN * far);
        return Outcome::camera();
    }
    let step = if modifiers.shift { LARGE_STEP } else { STEP };
    let by = Point::new(x * step, y * step);
    let outcome = if modifiers.alt { grow(editor, by) } else { nudge(editor, by) };
    let Some(anchor) = editor.selection.anchor() else { return outcome };
    outcome.and(editor.bring_into_view(anchor))
}

/// Moves the selection within its containers; repeated presses are one step of undo.
fn nudge(editor: &mut Editor, by: Point) -> Outcome {
    let roots = editor.selection.roots(&editor.design);
    let moves: Vec<Move> = roots
        .iter()
        .filter_map(|entity| {
            let frame = editor.layout.frame(*entity)?;
            Some(Move { entity: *entity, to: add(frame.origin(), by), into: None })
        })
        .collect();
    if moves.is_empty() {
        return Outcome::handled();
    }
    let key = format!("nudge {}", names(&roots));
    editor.apply_as(Command::Move(moves), Record::Amend(key)).unwrap_or_else(Outcome::refused)
}

/// Moves the right and bottom edges of the selected container.
fn grow(editor: &mut Editor, by: Point) -> Outcome {
    let Some(entity) = editor.selection.single() else { return Outcome::handled() };
    let Some(frame) = editor.layout.frame(entity) else { return Outcome::handled() };
    let (w, h) = (bounded(frame.w.saturating_add(by.x)), bounded(frame.h.saturating_add(by.y)));
    let command = Command::Resize { entity, frame: Frame { w, h, ..frame } };
    let key = format!("resize {entity}");
    editor.apply_as(command, Record::Amend(key)).unwrap_or_else(Outcome::refused)
}

fn names(entities: &[EntityRef]) -> String {
    entities.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
