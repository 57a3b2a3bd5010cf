//! What a rule is made of.

use super::{diagnostic::Report, members::Members};
use crate::{
    catalog::Catalog,
    edit::FixStep,
    model::{Design, Id, Vpc},
};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// AWS refuses it, or it cannot work.
    Error,
    /// It deploys, and probably does not do what is meant.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    pub const fn plural(self) -> &'static str {
        match self {
            Self::Error => "errors",
            Self::Warning => "warnings",
            Self::Info => "infos",
        }
    }

    /// The letter that codes of this severity begin with.
    pub const fn letter(self) -> char {
        match self {
            Self::Error => 'E',
            Self::Warning => 'W',
            Self::Info => 'I',
        }
    }
}

/// A rule's identity and explanation.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// A letter for the severity and a number, the hundreds of which tell the area: 1 VPCs, 2 subnets and routes,
    /// 3 endpoints, 4 services, 5 policies, 6 security groups, 7 links
    /// between networks, 8 quotas and tags, 9 the design file itself.
    pub code: &'static str,
    /// Kebab case; the name of the rule's file.
    pub name: &'static str,
    pub severity: Severity,
    /// The doc comment: a title, then sections with `## ` headings.
    pub(super) text: &'static str,
}

/// A rule: who it is and what it does.
pub(super) struct Rule {
    pub(super) info: RuleInfo,
    pub(super) check: fn(&Context<'_>, &mut Report<'_>),
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) design: &'a Design,
    /// The table of AWS's services, or the table with the user's own answers of AWS over it.
    pub(super) catalog: &'a Catalog,
    /// What is in the VPCs of the design.
    pub(super) members: &'a Members<'a>,
}

impl Context<'_> {
    /// The step that goes before a new endpoint where the VPC's DNS attributes are not both on: private DNS needs them.
    pub(super) fn dns_on(&self, vpc: Id<Vpc>) -> Option<FixStep> {
        self.design.vpcs.get(vpc)?.dns_off().map(|_| FixStep::EnableDns { vpc })
    }
}

impl RuleInfo {
    /// The rule in one sentence, without a period.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim().trim_end_matches('.')
    }

    /// The whole explanation as Markdown.
    pub fn doc(&self) -> String {
        let lines: Vec<&str> = self.text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n").trim().to_owned()
    }

    /// One section of the explanation; empty if there is none of that heading. Every rule has `Why`, `Example`, `Fix`
    /// and `Source`.
    pub fn section(&self, heading: &str) -> String {
        let doc = self.doc();
        let mut lines = doc.lines().skip_while(|line| line.strip_prefix("## ") != Some(heading)).skip(1);
        let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("## ")).collect();
        body.join("\n").trim().to_owned()
    }

    /// The page of AWS's documentation that the rule follows.
    pub fn source(&self) -> String {
        self.section("Source").trim_matches(['<', '>']).to_owned()
    }
}

/// Declares a rule: its doc comment is what users read, so it needs a title and the sections Why, Example, Fix, Source.
///
/// The function `check` of the same file does the work.
macro_rules! declare_rule {
    ($(#[doc = $line:literal])+ $code:literal, $name:literal, $severity:ident) => {
        $(#[doc = $line])+
        pub(in crate::check) const RULE: $crate::check::rule::Rule = $crate::check::rule::Rule {
            info: $crate::check::RuleInfo {
                code: $code,
                name: $name,
                severity: $crate::check::Severity::$severity,
                text: concat!($($line, "\n"),+),
            },
            check,
        };
    };
}

pub(super) use declare_rule;
