//! Facts about AWS: Regions, endpoint services, where they exist and how that is known.
//!
//! The facts are the tables in `data/`, part of the program's text; `data/README.md` tells where they are from and how to
//! extend them. This module reads each table once, on first use, without copying a cell. It knows no design: designs
//! keep keys and Region codes as text, and the catalogue says what it knows about them.
//!
//! *Invariant:* a missing fact is missing. Nothing here turns "unknown" into a yes or a no.

mod companion;
mod compare;
mod dns;
mod evidence;
mod matrix;
mod name;
pub mod overlay;
mod page;
mod partition;
mod policy;
mod price;
mod quota;
mod recipe;
mod region;
mod search;
mod service;
mod table;
#[cfg(test)]
mod tests;
mod view;

pub use companion::{Companion, companions, popular};
pub use compare::{Comparison, Moved, Verdict, compare, portability};
pub use dns::{PrivateNames, PublicHosts};
pub use evidence::{Availability, Evidence, PartialZones, Source, source, sources};
pub use matrix::{
    Filter, MatrixCell, MatrixRow, TypeCell, csv, matrix, matrix_csv, matrix_json, matrix_rows,
};
pub use name::{
    NameForm, NameMatch, by_service_name, key_of_name, region_in_name, similar_regions, similar_services,
};
pub use overlay::{Listing, Overlay, OverlayError, RegionAnswer};
pub use page::{Basis, Page, PageFact, Section, Value};
pub use partition::Partition;
#[cfg(test)]
pub(crate) use policy::policy_counts;
pub use policy::{OwnedResource, PolicyUse, owned_resources, policy_uses};
pub use price::{Charge, Price, Prices, prices};
pub use quota::{Quota, quota, quotas};
pub use recipe::{Need, Needed, Recipe, RecipeOption, RecipeValue, recipe, recipes};
pub use region::{Region, region, regions};
pub use search::{Hit, MatchedBy, Search, region_of_query, search};
pub use service::{EndpointType, Fact, Ipv6, PortRange, Service, Status, Transport, service, services};
pub use table::Words;
pub use view::{Catalog, Entry, ServiceZones};

/// The address of a page of AWS's documentation that the tables name by its path.
pub fn page_url(path: &str) -> String {
    format!("https://docs.aws.amazon.com/{path}")
}

/// The categories of services, sorted.
pub fn categories() -> Vec<&'static str> {
    let mut categories: Vec<&'static str> = services().iter().map(|service| service.category).collect();
    categories.sort_unstable();
    categories.dedup();
    categories
}
