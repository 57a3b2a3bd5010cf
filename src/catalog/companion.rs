//! Services that only work together, and the services people reach for first.

use std::sync::LazyLock;

use super::{
    EndpointType, Service, service,
    table::{Table, Words},
};

pub(super) const TABLE: Table<6> =
    Table::new(include_str!("data/companions.tsv"), ["key", "companion", "type", "need", "reason", "pages"]);

pub(super) const POPULAR: Table<1> = Table::new(include_str!("data/popular.tsv"), ["key"]);

/// An endpoint that another one needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion {
    /// The service that needs it.
    pub of: &'static str,
    /// The key of the service that is needed.
    pub key: &'static str,
    pub endpoint_type: EndpointType,
    /// The endpoint is of no use without it; otherwise it is needed for the most common use only: `ssm` works alone for
    /// Parameter Store, not for Session Manager.
    pub always: bool,
    /// Why, in one sentence.
    pub reason: &'static str,
    /// AWS documentation pages, as paths: see [`super::page_url`].
    pub pages: Words,
}

static COMPANIONS: LazyLock<Vec<Companion>> = LazyLock::new(|| {
    TABLE
        .rows()
        .map(|[of, key, endpoint_type, need, reason, pages]| Companion {
            of: of.text(),
            key: key.text(),
            endpoint_type: EndpointType::from_api(endpoint_type.text())
                .expect("a test reads the type of every row"),
            always: need.text() == "always",
            reason: reason.text(),
            pages: pages.words(),
        })
        .collect()
});

/// What an endpoint for a service needs beside it to be of use in a VPC without internet, sorted by key.
pub fn companions(key: &str) -> &'static [Companion] {
    let start = COMPANIONS.partition_point(|companion| companion.of < key);
    let end = COMPANIONS.partition_point(|companion| companion.of <= key);
    &COMPANIONS[start..end]
}

static POPULAR_SERVICES: LazyLock<Vec<&'static Service>> =
    LazyLock::new(|| POPULAR.rows().filter_map(|[key]| service(key.text())).collect());

/// The services most designs use, in the order in which to offer them.
pub fn popular() -> &'static [&'static Service] {
    &POPULAR_SERVICES
}
