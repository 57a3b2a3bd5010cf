//! Gestures: what the hand is in the middle of.
//!
//! One state at a time, a file each. A state never changes the design; when its gesture ends well it asks for one
//! command, and when it is cancelled it leaves no trace.

mod connecting;
mod dragging;
mod idle;
mod inserting;
mod marquee;
mod panning;
mod pointing;
mod resizing;

use crate::edit::EditError;
use crate::model::EntityRef;

use super::canvas::ScreenPoint;
use super::input::{Phase, Pointer, PointerKind};
use super::{Cursor, Editor, Outcome, Preview, Verdict};

pub(super) use connecting::Connecting;
pub(super) use dragging::Dragging;
pub(super) use inserting::Inserting;
pub(super) use marquee::Marquee;
pub(super) use panning::Panning;
pub(super) use pointing::Pointing;
pub(super) use resizing::Resizing;

/// A press that moves less than this many pixels is a click; a finger is less steady than a mouse.
const CLICK_RADIUS: f64 = 4.0;
const TOUCH_CLICK_RADIUS: f64 = 10.0;

/// What the hand is in the middle of.
#[derive(Clone, Debug, Default)]
pub(super) enum Interaction {
    #[default]
    Idle,
    /// Pressed, and not yet clear whether it will be a click or a drag.
    Pointing(Pointing),
    Dragging(Dragging),
    Connecting(Connecting),
    Resizing(Resizing),
    Panning(Panning),
    Marquee(Marquee),
    /// Dragging something in from the palette.
    Inserting(Inserting),
}

impl Interaction {
    /// The pointer whose gesture it is.
    fn pointer(&self) -> Option<i32> {
        match self {
            Self::Idle | Self::Inserting(_) => None,
            Self::Pointing(state) => Some(state.pointer),
            Self::Dragging(state) => Some(state.pointer),
            Self::Connecting(state) => Some(state.pointer),
            Self::Resizing(state) => Some(state.pointer),
            Self::Panning(state) => Some(state.pointer),
            Self::Marquee(state) => Some(state.pointer),
        }
    }
}

/// Takes a pointer event in whatever state the editor is.
pub(super) fn pointer(editor: &mut Editor, event: &Pointer) -> Outcome {
    let holder = editor.interaction.pointer();
    if holder.is_some_and(|id| id != event.id) {
        // A second finger is part of a pinch, which arrives as such.
        return Outcome::default();
    }
    editor.pointer_at = (event.phase != Phase::Leave).then_some(event.at);
    if event.phase == Phase::Cancel {
        return cancel(editor);
    }
    match std::mem::take(&mut editor.interaction) {
        Interaction::Idle => idle::pointer(editor, event),
        Interaction::Pointing(state) => state.pointer(editor, event),
        Interaction::Dragging(state) => state.pointer(editor, event),
        Interaction::Connecting(state) => state.pointer(editor, event),
        Interaction::Resizing(state) => state.pointer(editor, event),
        Interaction::Panning(state) => state.pointer(editor, event),
        Interaction::Marquee(state) => state.pointer(editor, event),
        Interaction::Inserting(state) => {
            editor.interaction = Interaction::Inserting(state);
            Outcome::default()
        }
    }
}

pub(super) use inserting::palette_drag;

/// Ends whatever is under way as if it had not begun.
pub(super) fn cancel(editor: &mut Editor) -> Outcome {
    match std::mem::take(&mut editor.interaction) {
        Interaction::Idle => Outcome::default(),
        // The selection that a press made stays: it was seen to happen.
        Interaction::Pointing(_) | Interaction::Panning(_) => Outcome::preview(),
        Interaction::Dragging(_)
        | Interaction::Connecting(_)
        | Interaction::Resizing(_)
        | Interaction::Inserting(_) => {
            Outcome { announcement: Some("Cancelled".to_owned()), ..Outcome::preview() }
        }
        Interaction::Marquee(state) => {
            let outcome = editor.select(state.before);
            Outcome::preview().and(outcome)
        }
    }
}

/// The overlay of the state.
pub(super) fn preview(editor: &Editor) -> Preview {
    match &editor.interaction {
        Interaction::Idle => Preview {
            hover: editor.hover_entity(),
            interface: editor.hover_interface(),
            ..Preview::default()
        },
        Interaction::Pointing(_) | Interaction::Panning(_) => Preview::default(),
        Interaction::Dragging(state) => state.preview(editor),
        Interaction::Connecting(state) => state.preview(editor),
        Interaction::Resizing(state) => state.preview(),
        Interaction::Marquee(state) => state.preview(editor),
        Interaction::Inserting(state) => state.preview(),
    }
}

/// The pointer's shape in the state.
pub(super) fn cursor(editor: &Editor) -> Cursor {
    match &editor.interaction {
        Interaction::Idle if editor.space_held => Cursor::Grab,
        Interaction::Idle => idle::cursor(editor),
        Interaction::Pointing(_) | Interaction::Marquee(_) => Cursor::Default,
        Interaction::Dragging(state) => {
            if state.refused() {
                Cursor::NotAllowed
            } else {
                Cursor::Move
            }
        }
        Interaction::Connecting(_) => Cursor::Crosshair,
        Interaction::Resizing(state) => resizing::cursor(state.handle),
        Interaction::Panning(_) => Cursor::Grabbing,
        Interaction::Inserting(state) => {
            if state.refused() {
                Cursor::NotAllowed
            } else {
                Cursor::Default
            }
        }
    }
}

/// Whether the pointer went far enough for a drag.
fn is_drag(from: ScreenPoint, event: &Pointer) -> bool {
    let radius = match event.kind {
        PointerKind::Mouse | PointerKind::Pen => CLICK_RADIUS,
        PointerKind::Touch => TOUCH_CLICK_RADIUS,
    };
    from.distance(event.at) >= radius
}

fn verdict(result: Result<String, EditError>) -> Verdict {
    match result {
        Ok(text) => Verdict { allowed: true, text },
        Err(error) => Verdict { allowed: false, text: error.to_string() },
    }
}

/// Whether one of the selected entities holds another one's place in the drag.
fn dragged_together(editor: &Editor, entity: EntityRef) -> Vec<EntityRef> {
    let roots = editor.selection.roots(&editor.design);
    if editor.layout.is_in(entity, &roots) {
        roots.into_iter().filter(|root| editor.layout.frame(*root).is_some()).collect()
    } else {
        vec![entity]
    }
}
