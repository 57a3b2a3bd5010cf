//! What breaks when a design moves to another Region.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{self, Catalog, EndpointType, Moved, Need},
    model::{Design, ServiceRef},
};

/// The fate of what a design has in one of its Regions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Move {
    pub from: String,
    /// The AWS services that its endpoints lead to: worst first.
    pub services: Vec<Moved>,
    /// Endpoint services of other accounts, whose provider must have them in the new Region: their names.
    pub third_parties: Vec<String>,
    /// The letters of zones that accounts do not usually see in the new Region; unknown where its zones are.
    pub zones_missing: Option<Vec<String>>,
}

/// What becomes of a design's endpoints and zones in another Region, by the Region they are in now.
pub fn portability(design: &Design, catalog: &Catalog, to: &str) -> Vec<Move> {
    let mut needs: BTreeMap<&str, BTreeSet<(&str, EndpointType)>> = BTreeMap::new();
    let mut others: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut zones: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for vpc in design.vpcs.values().filter(|vpc| vpc.region != to) {
        needs.entry(&vpc.region).or_default();
    }
    for endpoint in design.endpoints.values() {
        let Some(vpc) = design.vpcs.get(endpoint.vpc).filter(|vpc| vpc.region != to) else { continue };
        // Its service stays where it is.
        if endpoint.kind.service_region().is_some() {
            continue;
        }
        match &endpoint.service {
            ServiceRef::Aws(key) => {
                needs.entry(&vpc.region).or_default().insert((key, endpoint.kind.endpoint_type()));
            }
            ServiceRef::EndpointService(name)
            | ServiceRef::ResourceConfiguration(name)
            | ServiceRef::ServiceNetwork(name) => {
                others.entry(&vpc.region).or_default().insert(name.clone());
            }
            // Moves with the design.
            ServiceRef::OwnEndpointService(_) => {}
        }
    }
    for zone in design.zones.values() {
        if let Some(vpc) = design.vpcs.get(zone.vpc) {
            zones.entry(&vpc.region).or_default().insert(zone.suffix.as_str().to_owned());
        }
    }
    let there = catalog.zone_names(to);
    needs
        .into_iter()
        .map(|(from, services)| {
            let services: Vec<Need<'_>> =
                services.into_iter().map(|(key, endpoint_type)| Need { key, endpoint_type }).collect();
            let used = zones.remove(from).unwrap_or_default();
            let missing =
                used.into_iter().filter(|suffix| !there.contains(&format!("{to}{suffix}"))).collect();
            Move {
                from: from.to_owned(),
                services: catalog::portability(catalog, &services, from, to),
                third_parties: others.remove(from).unwrap_or_default().into_iter().collect(),
                zones_missing: (!there.is_empty()).then_some(missing),
            }
        })
        .collect()
}
