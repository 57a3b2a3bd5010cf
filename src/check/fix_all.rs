//! Every fix that needs no decision, until none is left.
//!
//! *Invariant:* every round leaves fewer findings than the one before, the worst counting most; so it ends, whatever
//! the rules and their fixes do, and fixes that undo each other are never taken.

use super::{Diagnostic, Severity, diagnostic::Report, findings, members::Members, rule::Context, rules};
use crate::{catalog::Catalog, edit::Fix, model::Design};

/// Applies the first automatic fix of every open finding, again and again until none of them helps. Returns what was
/// applied, in order.
///
/// A fix that leaves the design with as many or worse findings is not taken. What is suppressed stays as it is.
pub fn fix_all(design: &mut Design, catalog: &Catalog) -> Vec<Fix> {
    let mut applied = Vec::new();
    let mut open = findings(design, catalog).open;
    loop {
        let round = together(design, &open, catalog).or_else(|| one_of(design, &open, catalog));
        let Some(round) = round else { return applied };
        *design = round.design;
        open = round.open;
        applied.extend(round.applied);
    }
}

/// A better design, what is still open in it, and how it came about.
struct Round {
    design: Design,
    open: Vec<Diagnostic>,
    applied: Vec<Fix>,
}

/// All fixes of a round at once, each only if its finding still stands when its turn comes; none if that is no better.
fn together(design: &Design, open: &[Diagnostic], catalog: &Catalog) -> Option<Round> {
    let mut next = design.clone();
    let mut applied = Vec::new();
    for diagnostic in open {
        let Some(fix) = automatic(diagnostic) else { continue };
        if (applied.is_empty() || stands(diagnostic, &next, catalog)) && changes(fix, &mut next, catalog) {
            applied.push(fix.clone());
        }
    }
    better(design, next, applied, open, catalog)
}

/// The first fix that makes the design better by itself.
fn one_of(design: &Design, open: &[Diagnostic], catalog: &Catalog) -> Option<Round> {
    open.iter().filter_map(automatic).find_map(|fix| {
        let mut next = design.clone();
        changes(fix, &mut next, catalog).then_some(())?;
        better(design, next, vec![fix.clone()], open, catalog)
    })
}

fn better(
    before: &Design,
    next: Design,
    applied: Vec<Fix>,
    open: &[Diagnostic],
    catalog: &Catalog,
) -> Option<Round> {
    if applied.is_empty() || next == *before {
        return None;
    }
    let left = findings(&next, catalog).open;
    (weight(&left) < weight(open)).then_some(Round { design: next, open: left, applied })
}

fn automatic(diagnostic: &Diagnostic) -> Option<&Fix> {
    diagnostic.fixes.iter().find(|fix| fix.automatic)
}

/// Applies a fix; false if it was refused or had nothing to do.
fn changes(fix: &Fix, design: &mut Design, catalog: &Catalog) -> bool {
    let before = design.clone();
    fix.apply(design, catalog).is_ok() && *design != before
}

/// Whether the rule would say the same of this design.
fn stands(diagnostic: &Diagnostic, design: &Design, catalog: &Catalog) -> bool {
    let rule = rules::RULES.iter().find(|rule| rule.info == *diagnostic.rule);
    // Those about suppressions are not told by the design alone; their fixes say themselves when they come too late.
    let Some(rule) = rule.filter(|rule| rule.info != rules::suppression_unused::RULE.info) else {
        return true;
    };
    let mut found = Vec::new();
    (rule.check)(
        &Context { design, catalog, members: &Members::of(design) },
        &mut Report::new(&rule.info, &mut found),
    );
    found.iter().any(|other| other.at == diagnostic.at && other.message == diagnostic.message)
}

/// Errors, warnings, notes: the first that differs decides.
fn weight(open: &[Diagnostic]) -> [usize; 3] {
    Severity::ALL.map(|severity| open.iter().filter(|d| d.rule.severity == severity).count())
}
