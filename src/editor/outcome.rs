//! What an input or a command brought about, for who draws it and reads it out.

use std::sync::Arc;

use crate::edit::EditError;
use crate::model::{Design, EntityRef};

use super::action::Action;

/// What changed. Everything that is not mentioned is as it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The design before and after.
    pub change: Option<Change>,
    pub selection: bool,
    pub camera: bool,
    /// [`Editor::preview`](super::Editor::preview) shows something else.
    pub preview: bool,
    /// What assistive technology should say: "Moved web to private-b".
    pub announcement: Option<String>,
    /// Why nothing happened although the user asked for something.
    pub refused: Option<EditError>,
    /// An action for the shell around the canvas: save, open, rename in place.
    pub request: Option<Action>,
    /// New entities, containers before their content.
    pub created: Vec<EntityRef>,
    /// The input meant something to the editor: the browser's own behaviour must not follow.
    pub handled: bool,
}

/// Two versions of the design; unchanged entities are the same `Arc` in both.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub before: Arc<Design>,
    pub after: Arc<Design>,
}

impl Outcome {
    pub(super) fn handled() -> Self {
        Self { handled: true, ..Self::default() }
    }

    pub(super) fn preview() -> Self {
        Self { preview: true, ..Self::handled() }
    }

    pub(super) fn camera() -> Self {
        Self { camera: true, ..Self::handled() }
    }

    pub(super) fn refused(error: EditError) -> Self {
        Self { announcement: Some(error.to_string()), refused: Some(error), ..Self::handled() }
    }

    /// Adds what happened next.
    pub(super) fn and(mut self, next: Self) -> Self {
        self.change = match (self.change.take(), next.change) {
            (Some(first), Some(second)) => Some(Change { before: first.before, after: second.after }),
            (first, second) => first.or(second),
        };
        self.selection |= next.selection;
        self.camera |= next.camera;
        self.preview |= next.preview;
        self.announcement = next.announcement.or(self.announcement);
        self.refused = next.refused.or(self.refused);
        self.request = next.request.or(self.request);
        self.created.extend(next.created);
        self.handled |= next.handled;
        self
    }
}
