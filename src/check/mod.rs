//! Rules: what AWS would refuse in a design, and what would not work as its author means it.
//!
//! A rule is one file in `rules/`: its explanation as a doc comment (which the app and `vpc-designer rule` show), the
//! check, and fixtures that fail and pass. One line in `rules/mod.rs` registers it.
//!
//! The module reads a design and the catalogue. It changes nothing, and it knows no canvas and no export.
//!
//! *Invariant:* diagnostics come in a fixed order, by rule and then by entity, so that the same design gives the same
//! list.

mod access;
mod acls;
mod aws_buckets;
mod companions;
mod diagnostic;
mod endpoints;
mod findings;
mod fix_all;
#[cfg(test)]
mod fixture;
mod links;
mod members;
mod policy;
mod quota;
mod routes;
mod rule;
mod rules;
mod tags;

pub use diagnostic::Diagnostic;
pub use findings::{Findings, Suppressed, findings};
pub use fix_all::fix_all;
pub use rule::{RuleInfo, Severity};

use crate::{catalog::Catalog, model::Design};

/// Checks a design against every rule, with the facts of a catalogue: the findings that the design does not suppress.
///
/// ```
/// use vpc_designer::{catalog::Catalog, check::check, model::Design};
/// assert!(check(&Design::new("empty", "us-east-1"), &Catalog::embedded()).is_empty());
/// ```
pub fn check(design: &Design, catalog: &Catalog) -> Vec<Diagnostic> {
    findings(design, catalog).open
}

/// The rule with a code.
pub fn rule(code: &str) -> Option<&'static RuleInfo> {
    rules().find(|rule| rule.code == code)
}

/// Every rule, sorted by the number of its code.
pub fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    rules::RULES.iter().map(|rule| &rule.info)
}
