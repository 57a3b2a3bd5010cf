//! Counting against the quotas of an account.

use std::collections::BTreeMap;

use super::diagnostic::Report;
use crate::{
    catalog,
    model::{Design, EntityRef, Id, Vpc},
};

/// A quota of the catalogue, as a limit for counting.
#[derive(Clone, Copy)]
pub(super) struct Quota {
    limit: usize,
}

impl Quota {
    /// The quota with an id. Without one in the catalogue, which a test rules out, nothing is too many.
    pub(super) fn new(id: &str) -> Self {
        let limit = catalog::quota(id).and_then(|quota| usize::try_from(quota.default).ok());
        Self { limit: limit.unwrap_or(usize::MAX) }
    }

    /// Reports one place with too many.
    pub(super) fn check(self, place: &str, count: usize, what: &str, at: EntityRef, report: &mut Report<'_>) {
        if count > self.limit {
            let limit = self.limit;
            report.at(
                at,
                format!(
                    "{place} has {count} {what}; a new account may have {limit}. Ask AWS to raise the quota."
                ),
            );
        }
    }

    /// Counts by VPC, and reports at the VPC.
    pub(super) fn per_vpc(
        self,
        design: &Design,
        homes: impl Iterator<Item = Id<Vpc>>,
        what: &str,
        report: &mut Report<'_>,
    ) {
        let mut counts: BTreeMap<Id<Vpc>, usize> = BTreeMap::new();
        for home in homes {
            *counts.entry(home).or_default() += 1;
        }
        for (vpc, count) in counts {
            self.check(&format!("VPC {}", design.label(vpc.into())), count, what, vpc.into(), report);
        }
    }

    /// Counts by Region or zone, and reports at the first that is too many.
    pub(super) fn per_region<'a>(
        self,
        entities: impl Iterator<Item = (&'a str, EntityRef)>,
        what: &str,
        report: &mut Report<'_>,
    ) {
        let mut places: BTreeMap<&str, Vec<EntityRef>> = BTreeMap::new();
        for (place, entity) in entities {
            places.entry(place).or_default().push(entity);
        }
        for (place, entities) in places {
            if let Some(first) = entities.get(self.limit) {
                self.check(place, entities.len(), what, *first, report);
            }
        }
    }
}
