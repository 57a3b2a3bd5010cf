//! Suppressions: of something that exists, once, and with a reason.

use super::Log;
use crate::model::Design;

/// Leaves out what suppresses nothing that can be named. Codes that no rule has stay: a newer designer may know them,
/// and the checks report them.
pub(super) fn repair(design: &mut Design, log: &mut Log<'_>) {
    let all = std::mem::take(&mut design.suppressions);
    let mut kept = Vec::with_capacity(all.len());
    let mut seen = std::collections::BTreeSet::new();
    for (index, suppression) in all.into_iter().enumerate() {
        let reason = if suppression.at.is_some_and(|at| !design.exists(at)) {
            "what it is about is not in the file"
        } else if suppression.reason.trim().is_empty() {
            "it has no reason"
        } else if !seen.insert((suppression.rule.clone(), suppression.at)) {
            "another one has the same rule and place"
        } else {
            kept.push(suppression);
            continue;
        };
        let rule: String = suppression.rule.chars().take(40).collect();
        log.design(
            &format!("suppressions[{index}]"),
            format!("the one of {rule} was left out, because {reason}"),
        );
    }
    design.suppressions = kept;
}
