//! The findings of a design, with those set apart that its author has suppressed.

use std::collections::BTreeMap;

use super::{
    Diagnostic, Severity,
    diagnostic::Report,
    members::Members,
    rule::Context,
    rules::{self, suppression_unused},
};
use crate::{
    catalog::Catalog,
    model::{Design, Suppression},
};

/// What the checks say of a design.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What is to be dealt with.
    pub open: Vec<Diagnostic>,
    /// What the design's author has decided to live with, and why.
    pub suppressed: Vec<Suppressed>,
}

/// A finding that a suppression of the design covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    pub diagnostic: Diagnostic,
    pub by: Suppression,
}

impl Findings {
    /// How many open findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.open.iter().filter(|diagnostic| diagnostic.rule.severity == severity).count()
    }
}

/// Checks a design against every rule, and sets apart what it suppresses. A suppression that covers nothing is a
/// finding itself.
///
/// ```
/// use vpc_designer::{catalog::Catalog, check::findings, model::Design};
/// assert!(findings(&Design::new("empty", "us-east-1"), &Catalog::embedded()).open.is_empty());
/// ```
pub fn findings(design: &Design, catalog: &Catalog) -> Findings {
    let mut all = Vec::new();
    let context = Context { design, catalog, members: &Members::of(design) };
    for rule in rules::RULES {
        (rule.check)(&context, &mut Report::new(&rule.info, &mut all));
    }
    let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, suppression) in design.suppressions.iter().enumerate() {
        by_rule.entry(&suppression.rule).or_default().push(index);
    }
    let mut used = vec![false; design.suppressions.len()];
    let mut findings = Findings::default();
    for diagnostic in all {
        let candidates = by_rule.get(diagnostic.rule.code).map_or(&[][..], Vec::as_slice);
        let mut covering = candidates
            .iter()
            .filter(|index| design.suppressions[**index].covers(diagnostic.rule.code, diagnostic.at));
        match covering.next() {
            Some(first) => {
                used[*first] = true;
                covering.for_each(|other| used[*other] = true);
                let by = design.suppressions[*first].clone();
                findings.suppressed.push(Suppressed { diagnostic, by });
            }
            None => findings.open.push(diagnostic),
        }
    }
    let unused =
        design.suppressions.iter().zip(&used).filter(|(_, used)| !**used).map(|(suppression, _)| suppression);
    let report = &mut Report::new(&suppression_unused::RULE.info, &mut findings.open);
    unused.for_each(|suppression| suppression_unused::report(suppression, design, report));
    findings
}
