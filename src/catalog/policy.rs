//! What endpoint policies are made of: what services are used for, and what AWS itself owns behind them.

use std::sync::LazyLock;

use super::{
    region,
    table::{Table, Words},
};

pub(super) const USES: Table<5> =
    Table::new(include_str!("data/policy_uses.tsv"), ["key", "use", "title", "actions", "pages"]);

pub(super) const OWNED: Table<10> = Table::new(
    include_str!("data/owned_resources.tsv"),
    ["key", "sid", "title", "when", "principal", "actions", "resources", "values", "reason", "pages"],
);

/// One thing that a service is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyUse {
    /// The service's key.
    pub key: &'static str,
    /// `pull`.
    pub id: &'static str,
    /// What one may do, as the rest of a sentence: "sign in and pull images".
    pub title: &'static str,
    /// IAM actions.
    pub actions: Words,
    /// AWS documentation pages, as paths: see [`super::page_url`].
    pub pages: Words,
}

/// Something that AWS owns and workloads need through an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnedResource {
    /// The key of the endpoint's service.
    pub key: &'static str,
    /// The id of its statement.
    pub sid: &'static str,
    pub title: &'static str,
    /// Who needs it: keys of services that the clients call too, `recipe:ecs-fargate`, `kind:ec2`.
    pub when: Words,
    /// `*`, or a service principal.
    pub principal: &'static str,
    /// IAM actions.
    pub actions: Words,
    resources: Words,
    values: Words,
    pub reason: &'static str,
    /// AWS documentation pages, as paths: see [`super::page_url`].
    pub pages: Words,
}

impl OwnedResource {
    /// The ARNs in a Region; none where it is not known what they are there.
    pub fn resources(&self, region_code: &str) -> Option<Vec<String>> {
        let known = region(region_code)?;
        let value = self.values.iter().find_map(|word| word.strip_prefix(region_code)?.strip_prefix('='));
        if !self.values.is_empty() && value.is_none() {
            return None;
        }
        let fill = |template: &str| {
            template
                .replace("{partition}", known.partition.id())
                .replace("{region}", region_code)
                .replace("{plain}", &region_code.replace('-', ""))
                .replace("{dns}", known.partition.dns_suffix())
                .replace("{value}", value.unwrap_or_default())
        };
        Some(self.resources.iter().map(fill).collect())
    }
}

static USE_LIST: LazyLock<Vec<PolicyUse>> = LazyLock::new(|| {
    USES.rows()
        .map(|[key, id, title, actions, pages]| PolicyUse {
            key: key.text(),
            id: id.text(),
            title: title.text(),
            actions: actions.words(),
            pages: pages.words(),
        })
        .collect()
});

static OWNED_LIST: LazyLock<Vec<OwnedResource>> = LazyLock::new(|| {
    OWNED
        .rows()
        .map(|[key, sid, title, when, principal, actions, resources, values, reason, pages]| OwnedResource {
            key: key.text(),
            sid: sid.text(),
            title: title.text(),
            when: when.words(),
            principal: principal.text(),
            actions: actions.words(),
            resources: resources.words(),
            values: values.words(),
            reason: reason.text(),
            pages: pages.words(),
        })
        .collect()
});

/// What a service is used for, the usual use first.
pub fn policy_uses(key: &str) -> impl Iterator<Item = &'static PolicyUse> {
    USE_LIST.iter().filter(move |each| each.key == key)
}

/// What AWS owns behind the endpoint of a service.
pub fn owned_resources(key: &str) -> impl Iterator<Item = &'static OwnedResource> {
    OWNED_LIST.iter().filter(move |each| each.key == key)
}

/// How many rows the two tables have: a test compares it with what can be asked for by key.
#[cfg(test)]
pub(crate) fn policy_counts() -> (usize, usize) {
    (USE_LIST.len(), OWNED_LIST.len())
}
