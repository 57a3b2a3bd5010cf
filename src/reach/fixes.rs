//! Remedies for what a path lacks.
//!
//! The main one is found by doing: the change that answers the first lack is tried on a copy of the design, which is then
//! lowered and walked again, until the call arrives privately. So a fix that is offered is one that works.

mod change;
mod choice;

use super::{
    path::Way,
    verifier::{Reachability, Verifier},
};
use crate::{
    catalog::Catalog,
    edit::{Fix, FixStep},
    lower::lower,
    model::Design,
};
use change::Change;

/// More changes than a path has steps are going round in circles.
const MOST_CHANGES: usize = 16;

impl Verifier<'_> {
    /// What would make the call arrive, and arrive privately: first the whole remedy, then single changes that are a
    /// choice. Empty for a connection that needs nothing.
    pub fn fixes(&self, reachability: &Reachability) -> Vec<Fix> {
        let mut fixes: Vec<Fix> = self.remedy(reachability).into_iter().collect();
        for fix in self.choices(reachability) {
            if fixes.iter().all(|other| other.steps != fix.steps) && self.helps(reachability, &fix) {
                fixes.push(fix);
            }
        }
        fixes
    }

    /// The changes after which the connection is sound, if there are any.
    fn remedy(&self, reachability: &Reachability) -> Option<Fix> {
        if reachability.path().is_sound() {
            return None;
        }
        let catalog = self.cx.catalog;
        let mut design = self.design.clone();
        let mut changes: Vec<Change> = Vec::new();
        for _ in 0..MOST_CHANGES {
            let graph = lower(&design, catalog);
            let verifier = Verifier::new(&design, &graph, catalog);
            let now = verifier.reach(reachability.source, reachability.service)?;
            if now.path().is_sound() {
                return self.join(reachability, changes);
            }
            let (next, change) = verifier
                .changes(&now)
                .into_iter()
                .find_map(|change| Some((tried(&design, &change.steps, catalog)?, change)))?;
            design = next;
            changes.push(change);
        }
        None
    }

    fn join(&self, reachability: &Reachability, changes: Vec<Change>) -> Option<Fix> {
        let automatic = changes.iter().all(|change| change.automatic);
        let labels: Vec<String> = changes.iter().map(|change| change.label.clone()).collect();
        let steps: Vec<FixStep> = changes.into_iter().flat_map(|change| change.steps).collect();
        let label = match labels.as_slice() {
            [] => return None,
            [label] => label.clone(),
            several => format!(
                "Let {} reach {} privately: {}",
                self.label(reachability.source),
                self.label(reachability.service.into()),
                several.join("; ")
            ),
        };
        Some(Fix { automatic, ..Fix::new(label, steps) })
    }

    /// The call arrives after it, by a better way than before or by the same with fewer lacks.
    fn helps(&self, reachability: &Reachability, fix: &Fix) -> bool {
        let catalog = self.cx.catalog;
        let Some(design) = tried(self.design, &fix.steps, catalog) else { return false };
        let graph = lower(&design, catalog);
        let after = Verifier::new(&design, &graph, catalog);
        let Some(after) = after.reach(reachability.source, reachability.service) else { return false };
        after.way() != Way::Unreachable && *after.path() != *reachability.path()
    }
}

/// The design after some steps; none if they are refused or change nothing.
fn tried(design: &Design, steps: &[FixStep], catalog: &Catalog) -> Option<Design> {
    let mut copy = design.clone();
    Fix::new("", steps.to_vec()).apply(&mut copy, catalog).ok()?;
    (copy != *design).then_some(copy)
}
