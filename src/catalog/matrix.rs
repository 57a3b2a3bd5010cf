//! The support matrix: services × Regions, with names, types and evidence, and its two export forms.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Availability, Catalog, EndpointType, Entry, Region, Service, name::NameForm, search};

/// Which part of the matrix is wanted. The default is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter<'a> {
    /// The columns; empty means all Regions.
    pub regions: Vec<&'a str>,
    /// Only services of these categories; empty means any.
    pub categories: Vec<&'a str>,
    /// Only services with this endpoint type; cells then hold this type alone.
    pub endpoint_type: Option<EndpointType>,
    /// Only services with one of these classes in one of the Regions; empty means any.
    pub classes: Vec<Availability>,
    /// Only services that [`search`] finds, in its order.
    pub query: &'a str,
    /// Only these services; empty means any.
    pub keys: Vec<&'a str>,
    /// Leave FIPS twins out.
    pub without_fips: bool,
}

/// One service in all wanted Regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow<'a> {
    pub key: &'a str,
    pub title: &'a str,
    pub category: &'static str,
    /// None for services that only the overlay has.
    pub service: Option<&'static Service>,
    /// One per Region of the filter, in its order.
    pub cells: Vec<MatrixCell<'a>>,
}

/// One service in one Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixCell<'a> {
    pub region: &'static Region,
    /// The types the service has anywhere, Gateway first.
    pub types: Vec<TypeCell<'a>>,
}

/// One service and type in one Region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TypeCell<'a> {
    #[serde(rename = "type")]
    pub endpoint_type: EndpointType,
    pub evidence: Availability,
    /// What `create-vpc-endpoint` takes.
    pub service_name: String,
    /// No source printed this form of the name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub name_assumed: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub date: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub source: &'a str,
}

impl MatrixCell<'_> {
    /// The strongest class among the types.
    pub fn class(&self) -> Availability {
        self.types.iter().map(|each| each.evidence).min().unwrap_or(Availability::Unknown)
    }
}

/// The columns of a filter. Its unknown Regions are left out.
fn columns(filter: &Filter<'_>) -> Vec<&'static Region> {
    if filter.regions.is_empty() {
        super::regions().iter().collect()
    } else {
        filter.regions.iter().filter_map(|code| super::region(code)).collect()
    }
}

/// The services that a filter leaves, without their cells: for views that ask for a cell when it is seen.
pub fn matrix_rows<'a>(catalog: &'a Catalog, filter: &Filter<'_>) -> Vec<Entry<'a>> {
    let regions = columns(filter);
    let types = || {
        EndpointType::OF_AWS.into_iter().filter(|each| filter.endpoint_type.is_none_or(|only| only == *each))
    };
    // As a cell has it: the type exists, or something is known of it in the Region.
    let has = |key: &str, each: EndpointType| {
        super::service(key).is_some_and(|service| service.has_type(each))
            || regions
                .iter()
                .any(|region| catalog.availability(key, region.code, each) != Availability::Unknown)
    };
    let mut rows: Vec<Entry<'a>> = catalog
        .entries()
        .into_iter()
        .filter(|entry| filter.keys.is_empty() || filter.keys.contains(&entry.key))
        .filter(|entry| filter.categories.is_empty() || filter.categories.contains(&entry.category()))
        .filter(|entry| !(filter.without_fips && entry.service.is_some_and(Service::is_fips)))
        .filter(|entry| filter.endpoint_type.is_none_or(|only| has(entry.key, only)))
        .filter(|entry| {
            filter.classes.is_empty()
                || types().filter(|each| has(entry.key, *each)).any(|each| {
                    regions.iter().any(|region| {
                        filter.classes.contains(&catalog.availability(entry.key, region.code, each))
                    })
                })
        })
        .collect();
    if !filter.query.trim().is_empty() {
        let hits = search(filter.query).hits;
        let places: BTreeMap<&str, usize> =
            hits.iter().enumerate().map(|(place, hit)| (hit.service.key, place)).collect();
        let place = |row: &Entry<'_>| places.get(row.key).copied();
        let text = filter.query.trim().to_lowercase();
        // Services of the overlay alone are not in the index.
        rows.retain(|row| place(row).is_some() || (row.service.is_none() && row.key.contains(&text)));
        rows.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
    }
    rows
}

/// The rows that a filter leaves, with all cells.
pub fn matrix<'a>(catalog: &'a Catalog, filter: &Filter<'_>) -> Vec<MatrixRow<'a>> {
    let regions = columns(filter);
    matrix_rows(catalog, filter)
        .into_iter()
        .map(|entry| MatrixRow {
            key: entry.key,
            title: entry.title(),
            category: entry.category(),
            service: entry.service,
            cells: regions
                .iter()
                .map(|region| cell(catalog, entry.key, region, filter.endpoint_type))
                .collect(),
        })
        .collect()
}

fn cell<'a>(
    catalog: &'a Catalog,
    key: &str,
    region: &'static Region,
    only: Option<EndpointType>,
) -> MatrixCell<'a> {
    let types = EndpointType::OF_AWS
        .into_iter()
        .filter(|endpoint_type| only.is_none_or(|only| only == *endpoint_type))
        .filter_map(|endpoint_type| {
            let evidence = catalog.evidence(key, region.code, endpoint_type);
            let has_type = super::service(key).is_some_and(|service| service.has_type(endpoint_type));
            if !has_type && evidence.class == Availability::Unknown {
                return None;
            }
            let NameForm { name, assumed } = catalog.name_form(key, region.code, endpoint_type)?;
            Some(TypeCell {
                endpoint_type,
                evidence: evidence.class,
                service_name: name,
                name_assumed: assumed,
                date: evidence.date,
                source: evidence.source,
            })
        })
        .collect();
    MatrixCell { region, types }
}

/// The matrix as JSON: one object per service and Region.
pub fn matrix_json(rows: &[MatrixRow<'_>]) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        service: &'a str,
        title: &'a str,
        category: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<&'static str>,
        region: &'static str,
        /// The strongest class among the types.
        evidence: Availability,
        types: &'a [TypeCell<'a>],
    }
    let lines: Vec<Line<'_>> = rows
        .iter()
        .flat_map(|row| {
            row.cells.iter().map(|cell| Line {
                service: row.key,
                title: row.title,
                category: row.category,
                status: row.service.map(|service| service.status.word()),
                region: cell.region.code,
                evidence: cell.class(),
                types: &cell.types,
            })
        })
        .collect();
    // Texts and lists always serialise.
    let mut text = serde_json::to_string_pretty(&lines).unwrap_or_default();
    text.push('\n');
    text
}

/// The matrix as CSV (RFC 4180): one line per service, Region and type.
pub fn matrix_csv(rows: &[MatrixRow<'_>]) -> String {
    let header = [
        "service",
        "title",
        "category",
        "region",
        "type",
        "evidence",
        "service_name",
        "name_assumed",
        "date",
        "source",
    ];
    let lines = rows.iter().flat_map(|row| {
        row.cells.iter().flat_map(|cell| {
            cell.types.iter().map(|each| {
                vec![
                    row.key.to_owned(),
                    row.title.to_owned(),
                    row.category.to_owned(),
                    cell.region.code.to_owned(),
                    each.endpoint_type.api().to_owned(),
                    each.evidence.word().to_owned(),
                    each.service_name.clone(),
                    if each.name_assumed { "yes" } else { "no" }.to_owned(),
                    each.date.to_owned(),
                    each.source.to_owned(),
                ]
            })
        })
    });
    csv(&header, lines)
}

/// Lines of CSV (RFC 4180) with a header.
pub fn csv(header: &[&str], lines: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = header.join(",");
    text.push_str("\r\n");
    for line in lines {
        for (at, field) in line.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            if field.contains([',', '"', '\r', '\n']) {
                text.push('"');
                text.push_str(&field.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(field);
            }
        }
        text.push_str("\r\n");
    }
    text
}
