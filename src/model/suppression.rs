//! What the checks find and somebody has decided to live with.

use serde::{Deserialize, Serialize};

use super::EntityRef;

/// A decision to live with the findings of one rule, with its reason, so that whoever reads the design next knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// The code of the rule, such as `W303`. A code that the designer does not know is kept and reported.
    pub rule: String,
    /// The entity whose findings are meant; without it, all of the rule's findings in the design.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<EntityRef>,
    /// Why; never blank.
    #[cfg_attr(feature = "schema", schemars(pattern(r"\S")))]
    pub reason: String,
}

impl Suppression {
    /// Whether it is about this rule at this place; a place of none is the design as a whole.
    pub fn covers(&self, rule: &str, at: Option<EntityRef>) -> bool {
        self.rule == rule && (self.at.is_none() || self.at == at)
    }
}
