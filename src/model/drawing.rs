//! What the user settled about the drawing itself, beside where things stand.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{EntityRef, Id, Vpc};

/// What is locked and what is collapsed. Says nothing about the network: the exports do not read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// Entities that stay where they are, with their content: the hand does not move, resize or remove them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub locked: BTreeSet<EntityRef>,
    /// VPCs of which only the heading and the lines to the outside are drawn.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub collapsed: BTreeSet<Id<Vpc>>,
}

impl Drawing {
    pub fn is_default(&self) -> bool {
        self.locked.is_empty() && self.collapsed.is_empty()
    }

    /// Keeps what is said of the entities that pass the test.
    pub fn retain(&mut self, keep: impl Fn(EntityRef) -> bool) {
        self.locked.retain(|entity| keep(*entity));
        self.collapsed.retain(|vpc| keep((*vpc).into()));
    }
}
