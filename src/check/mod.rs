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
mod diagnostic;
mod endpoints;
#[cfg(test)]
mod fixture;
mod policy;
mod routes;
mod rule;
mod rules;

pub use diagnostic::Diagnostic;
pub use rule::{RuleInfo, Severity};

use crate::{catalog::Catalog, model::Design};
use diagnostic::Report;
use rule::Context;

/// Checks a design against every rule, with the facts of a catalogue.
///
/// ```
/// use vpc_designer::{catalog::Catalog, check::check, model::Design};
/// assert!(check(&Design::new("empty", "us-east-1"), &Catalog::embedded()).is_empty());
/// ```
pub fn check(design: &Design, catalog: &Catalog) -> Vec<Diagnostic> {
    let context = Context { design, catalog };
    let mut diagnostics = Vec::new();
    for rule in rules::RULES {
        (rule.check)(&context, &mut Report::new(&rule.info, &mut diagnostics));
    }
    diagnostics
}

/// Every rule, by its code.
pub fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    rules::RULES.iter().map(|rule| &rule.info)
}
