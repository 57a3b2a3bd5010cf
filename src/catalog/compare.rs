//! What differs between Regions, and what breaks when something moves from one to another.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Availability, Catalog, EndpointType, Filter, MatrixRow, Need, matrix};

/// The services that are not the same in all Regions of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// The services that differ, sorted by key.
    pub rows: Vec<MatrixRow<'a>>,
    /// How many services are the same everywhere.
    pub same: usize,
}

/// Compares Regions: a service differs if a type is offered, weakly known or absent in one and not in another, or if its
/// name takes another form. Unknown Regions are left out.
pub fn compare<'a>(catalog: &'a Catalog, regions: &[&str]) -> Comparison<'a> {
    let filter = Filter { regions: regions.to_vec(), ..Filter::default() };
    let (rows, same): (Vec<_>, Vec<_>) = matrix(catalog, &filter).into_iter().partition(differs);
    Comparison { rows, same: same.len() }
}

fn differs(row: &MatrixRow<'_>) -> bool {
    let faces: BTreeSet<Vec<(EndpointType, u8, Option<String>)>> = row
        .cells
        .iter()
        .map(|cell| {
            cell.types
                .iter()
                .map(|each| {
                    let form =
                        each.evidence.is_possible().then(|| form(&each.service_name, cell.region.code));
                    (each.endpoint_type, presence(each.evidence), form)
                })
                .filter(|(_, presence, _)| *presence > 0)
                .collect()
        })
        .collect();
    faces.len() > 1
}

/// Listed, documented and inferred are the same answer; so are absent and unknown, where nothing can be built.
fn presence(class: Availability) -> u8 {
    match class {
        Availability::Listed | Availability::Documented | Availability::Inferred => 2,
        Availability::Weak => 1,
        Availability::Absent | Availability::Unknown => 0,
    }
}

/// A service name without its Region.
fn form(name: &str, region: &str) -> String {
    name.replace(region, "*")
}

/// What becomes of an endpoint that moves to another Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Not offered there.
    Missing,
    /// Nothing says whether it is offered there.
    Unknown,
    /// One signal only says that it is offered there.
    WeaklyKnown,
    /// Offered there, under a name of another form.
    Renamed,
    /// Offered there.
    Kept,
}

impl Verdict {
    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Missing => "Not offered",
            Self::Unknown => "Unknown",
            Self::WeaklyKnown => "Weakly known",
            Self::Renamed => "Other name",
            Self::Kept => "Same",
        }
    }

    /// Somebody must look at it before the move.
    pub const fn needs_attention(self) -> bool {
        match self {
            Self::Missing | Self::Unknown | Self::WeaklyKnown => true,
            Self::Renamed | Self::Kept => false,
        }
    }
}

/// One endpoint and its fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    pub service: String,
    #[serde(rename = "type")]
    pub endpoint_type: EndpointType,
    pub verdict: Verdict,
    pub evidence: Availability,
    pub from_name: String,
    pub to_name: String,
    /// No source prints the form of the new name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub name_assumed: bool,
    /// Other types that the new Region offers, where this one is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<EndpointType>,
}

/// What becomes of endpoints that move to another Region: worst first, then by key and type. Services that the catalogue
/// does not have are unknown under the same key.
pub fn portability(catalog: &Catalog, needs: &[Need<'_>], from: &str, to: &str) -> Vec<Moved> {
    let wanted: BTreeSet<&Need<'_>> = needs.iter().collect();
    let mut moved: Vec<Moved> = wanted
        .into_iter()
        .map(|need| {
            let name = |region: &str| {
                catalog
                    .service_name(need.key, region, need.endpoint_type)
                    .unwrap_or_else(|| need.key.to_owned())
            };
            let (from_name, to_name) = (name(from), name(to));
            let assumed =
                catalog.name_form(need.key, to, need.endpoint_type).is_some_and(|form| form.assumed);
            let evidence = catalog.availability(need.key, to, need.endpoint_type);
            let verdict = match evidence {
                Availability::Absent => Verdict::Missing,
                Availability::Unknown => Verdict::Unknown,
                Availability::Weak => Verdict::WeaklyKnown,
                Availability::Listed | Availability::Documented | Availability::Inferred => {
                    if form(&from_name, from) == form(&to_name, to) {
                        Verdict::Kept
                    } else {
                        Verdict::Renamed
                    }
                }
            };
            let instead = if evidence.is_offered() {
                Vec::new()
            } else {
                catalog
                    .types_in(need.key, to)
                    .filter(|(other, class)| *other != need.endpoint_type && class.is_offered())
                    .map(|(other, _)| other)
                    .collect()
            };
            Moved {
                service: need.key.to_owned(),
                endpoint_type: need.endpoint_type,
                verdict,
                evidence,
                from_name,
                to_name,
                name_assumed: assumed,
                instead,
            }
        })
        .collect();
    moved.sort_by(|a, b| {
        (a.verdict, &a.service, a.endpoint_type).cmp(&(b.verdict, &b.service, b.endpoint_type))
    });
    moved
}
