//! Quotas of an AWS account.

use std::sync::LazyLock;

use super::table::{Table, Words};

pub(super) const TABLE: Table<7> = Table::new(
    include_str!("data/quotas.tsv"),
    ["id", "title", "per", "default", "adjustable", "max", "pages"],
);

/// A quota: the most that a new account may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// `interface-endpoints`.
    pub id: &'static str,
    /// What is counted.
    pub title: &'static str,
    /// In what it is counted: `VPC`, `Region`.
    pub per: &'static str,
    /// The value without a request.
    pub default: u32,
    /// AWS raises it on request.
    pub adjustable: bool,
    /// The highest value AWS grants, where documented.
    pub max: Option<u32>,
    /// AWS documentation pages, as paths: see [`super::page_url`].
    pub pages: Words,
}

static QUOTAS: LazyLock<Vec<Quota>> = LazyLock::new(|| {
    TABLE
        .rows()
        .map(|[id, title, per, default, adjustable, max, pages]| Quota {
            id: id.text(),
            title: title.text(),
            per: per.text(),
            default: default.number().expect("a test reads the value of every row"),
            adjustable: adjustable.answer() == Some(true),
            max: max.number(),
            pages: pages.words(),
        })
        .collect()
});

/// All quotas, sorted by id.
pub fn quotas() -> &'static [Quota] {
    &QUOTAS
}

/// The quota with an id.
pub fn quota(id: &str) -> Option<&'static Quota> {
    QUOTAS.binary_search_by(|quota| quota.id.cmp(id)).ok().map(|index| &QUOTAS[index])
}
