//! What undo returns to.
//!
//! Whole designs, which share their unchanged entities, and not inverse commands: there is one user, and an inverse
//! that is almost right is the classic undo bug.
//!
//! *Invariant:* the entry on top of `past` leads back to the state before the latest change.

use std::sync::Arc;

use super::Selection;
use crate::model::Design;

/// How many steps undo goes back; the oldest step goes first.
pub const HISTORY_CAP: usize = 500;

/// Whether a change is a step of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A step of its own.
    Step,
    /// Joins the step before if that has the same key: keystrokes in one field, positions of one slider.
    Amend(String),
}

/// A state to return to.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) design: Arc<Design>,
    pub(super) selection: Selection,
    /// What the step between this state and the next did: "Move web to private-b".
    pub(super) label: String,
    key: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct History {
    past: Vec<Entry>,
    future: Vec<Entry>,
}

impl History {
    /// Notes that a change labelled `label` leads away from `design` and `selection`.
    pub(super) fn record(
        &mut self,
        design: Arc<Design>,
        selection: Selection,
        label: String,
        record: Record,
    ) {
        let key = match record {
            Record::Step => None,
            Record::Amend(key) => Some(key),
        };
        let joins = key.as_deref().is_some_and(|key| self.start_of_run(key).is_some());
        self.future.clear();
        match self.past.last_mut().filter(|_| joins) {
            Some(entry) => entry.label = label,
            None => self.past.push(Entry { design, selection, label, key }),
        }
        if self.past.len() > HISTORY_CAP {
            self.past.drain(..self.past.len() - HISTORY_CAP);
        }
    }

    /// The design before the run of amending changes that one more change with this key would join.
    pub(super) fn start_of_run(&self, key: &str) -> Option<&Arc<Design>> {
        let entry = self.past.last().filter(|_| self.future.is_empty())?;
        (entry.key.as_deref() == Some(key)).then_some(&entry.design)
    }

    /// Ends a run of amending changes: the next one is a step of its own.
    pub(super) fn seal(&mut self) {
        if let Some(entry) = self.past.last_mut() {
            entry.key = None;
        }
    }

    /// Swaps the present for the state before it.
    pub(super) fn undo(&mut self, design: &Arc<Design>, selection: &Selection) -> Option<Entry> {
        swap(&mut self.past, &mut self.future, design, selection)
    }

    /// Swaps the present for the state after it.
    pub(super) fn redo(&mut self, design: &Arc<Design>, selection: &Selection) -> Option<Entry> {
        swap(&mut self.future, &mut self.past, design, selection)
    }

    pub(super) fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|entry| entry.label.as_str())
    }

    pub(super) fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|entry| entry.label.as_str())
    }
}

fn swap(
    from: &mut Vec<Entry>,
    to: &mut Vec<Entry>,
    design: &Arc<Design>,
    selection: &Selection,
) -> Option<Entry> {
    let entry = from.pop()?;
    to.push(Entry {
        design: design.clone(),
        selection: selection.clone(),
        label: entry.label.clone(),
        key: None,
    });
    Some(entry)
}
