//! What is selected, in the order in which it was selected.
//!
//! *Invariant:* no entity twice. The last one is the anchor: where the keyboard continues.

use crate::model::{Design, EntityRef};

/// An ordered set of entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Vec<EntityRef>);

impl Selection {
    pub fn contains(&self, entity: impl Into<EntityRef>) -> bool {
        self.0.contains(&entity.into())
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = EntityRef> + ExactSizeIterator + '_ {
        self.0.iter().copied()
    }

    pub fn as_slice(&self) -> &[EntityRef] {
        &self.0
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entity, if exactly one is selected.
    pub fn single(&self) -> Option<EntityRef> {
        match self.0.as_slice() {
            [entity] => Some(*entity),
            _ => None,
        }
    }

    /// The entity selected last.
    pub fn anchor(&self) -> Option<EntityRef> {
        self.0.last().copied()
    }

    /// The selected entities without those that lie in another selected one: moving a container moves its content.
    pub fn roots(&self, design: &Design) -> Vec<EntityRef> {
        let inside = |entity: EntityRef| {
            std::iter::successors(design.parent_of(entity), |parent| design.parent_of(*parent))
                .any(|ancestor| self.contains(ancestor))
        };
        self.iter().filter(|entity| !inside(*entity)).collect()
    }

    pub(super) fn toggle(&mut self, entity: EntityRef) {
        if self.contains(entity) {
            self.0.retain(|other| *other != entity);
        } else {
            self.0.push(entity);
        }
    }
}

impl FromIterator<EntityRef> for Selection {
    fn from_iter<I: IntoIterator<Item = EntityRef>>(entities: I) -> Self {
        let mut selection = Self::default();
        for entity in entities {
            if !selection.contains(entity) {
                selection.0.push(entity);
            }
        }
        selection
    }
}
