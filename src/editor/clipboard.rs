//! Copy, cut and paste by text. Who owns the clipboard gives and takes the text; here is what it means.

use std::sync::Arc;

use super::canvas::{ScreenPoint, hit};
use super::{Command, Editor, Outcome, Place};
use crate::edit::EditError;
use crate::file::{Fragment, OpenError, open_fragment, save_fragment};
use crate::model::EntityRef;

impl Editor {
    /// The selection as text for the clipboard; none where nothing is selected.
    pub fn copy(&self) -> Option<String> {
        let roots = self.selection.roots(&self.design);
        (!roots.is_empty()).then(|| save_fragment(&Fragment::of(&self.design, &roots)))
    }

    /// Removes the selection, as one step named "Cut …". Call it once the text of [`copy`](Self::copy) is kept.
    pub fn cut(&mut self) -> Outcome {
        let selected = self.selection.iter().collect();
        self.apply(Command::Cut(selected)).unwrap_or_else(Outcome::refused)
    }

    /// Adds what a text from the clipboard holds. It goes to `at` if that is told; else into the selected container
    /// where it fits there; else to where the pointer is over the canvas; else to where it suits.
    pub fn paste(&mut self, text: &str, at: Option<ScreenPoint>) -> Outcome {
        let fragment = match open_fragment(text) {
            Ok(fragment) => Arc::new(fragment),
            Err(error) => return Outcome::refused(EditError(explain(&error))),
        };
        let at_place = |at: ScreenPoint| Place::at(self.camera.to_world(at).round());
        let container = self.selection.single().filter(|entity| hit::resizable(*entity));
        // A container that was just copied is not meant to hold its own copy.
        let container = container.filter(|entity| !fragment.roots.iter().any(|root| kin(*root, *entity)));
        let places: Vec<Place> = match (at, container) {
            (Some(at), _) => vec![at_place(at)],
            (None, Some(container)) => vec![Place::into(container)],
            (None, None) => self.pointer_at.map(at_place).into_iter().chain([Place::ANYWHERE]).collect(),
        };
        let mut refused = None;
        for place in places {
            let command = Command::Paste { fragment: Arc::clone(&fragment), place };
            match self.apply(command) {
                Ok(outcome) => return outcome,
                // The first reason is about the place that the user meant.
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        refused.map_or_else(Outcome::handled, Outcome::refused)
    }
}

/// Whether two entities are of one kind.
fn kin(a: EntityRef, b: EntityRef) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

fn explain(error: &OpenError) -> String {
    match error {
        OpenError::NotADesign | OpenError::Foreign { .. } => {
            "The clipboard holds no part of a design. Select something on the canvas and copy it first"
                .to_owned()
        }
        other => format!("The clipboard's text cannot be pasted. {other}"),
    }
}
