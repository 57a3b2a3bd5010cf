//! What a rule found.

use super::RuleInfo;
use crate::{edit::Fix, model::EntityRef};

/// One finding in one design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: &'static RuleInfo,
    /// The thing, the place and the remedy, for this very design.
    pub message: String,
    /// The entity to select and to mark; none where it is about the design as a whole.
    pub at: Option<EntityRef>,
    /// Others that take part, such as the subnet that is overlapped.
    pub related: Vec<EntityRef>,
    /// What can be done about it in one click, the recommended first; empty where only the user can tell.
    pub fixes: Vec<Fix>,
}

/// Where a rule puts its findings.
pub(super) struct Report<'a> {
    rule: &'static RuleInfo,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    pub(super) fn new(rule: &'static RuleInfo, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { rule, diagnostics }
    }

    /// A finding about one entity.
    pub(super) fn at(&mut self, at: impl Into<EntityRef>, message: impl Into<String>) -> Found<'_> {
        self.with(at, [], message)
    }

    /// A finding about an entity, or about the design as a whole.
    pub(super) fn maybe_at(&mut self, at: Option<EntityRef>, message: impl Into<String>) -> Found<'_> {
        self.push(at, Vec::new(), message.into())
    }

    /// A finding in which other entities take part.
    pub(super) fn with(
        &mut self,
        at: impl Into<EntityRef>,
        related: impl IntoIterator<Item = EntityRef>,
        message: impl Into<String>,
    ) -> Found<'_> {
        self.push(Some(at.into()), related.into_iter().collect(), message.into())
    }

    fn push(&mut self, at: Option<EntityRef>, related: Vec<EntityRef>, message: String) -> Found<'_> {
        self.diagnostics.push(Diagnostic { rule: self.rule, message, at, related, fixes: Vec::new() });
        Found(self.diagnostics.last_mut())
    }
}

/// A finding that was just reported, to add fixes to.
pub(super) struct Found<'a>(Option<&'a mut Diagnostic>);

impl Found<'_> {
    /// Offers a fix, after those before it.
    pub(super) fn fix(mut self, fix: Fix) -> Self {
        if let Some(diagnostic) = self.0.as_mut() {
            diagnostic.fixes.push(fix);
        }
        self
    }
}
