//! From the services of an answer to listings by catalogue key.

use std::collections::BTreeMap;

use super::{Listing, RegionAnswer, page::Detail};
use crate::catalog::{EndpointType, Service, by_service_name, key_of_name, service};

/// An answer with fewer services than this was filtered. The smallest Region of 2023 had 121.
const SMALLEST_COMPLETE: usize = 40;

/// The listings of one Region, by catalogue key.
#[derive(Default)]
pub(super) struct Listings {
    services: BTreeMap<String, Vec<Listing>>,
    /// Endpoint services of other accounts, which are not kept.
    pub(super) third_parties: usize,
    /// Gateway Load Balancer services, which are not kept.
    pub(super) balancers: usize,
}

impl Listings {
    pub(super) fn add_detail(&mut self, detail: Detail) {
        if is_third_party(&detail.service_name, detail.owner.as_deref()) {
            self.third_parties += 1;
            return;
        }
        let key = key(known(&detail.service_name), &detail.service_name);
        let mut private_dns_names: Vec<String> = detail
            .private_dns_names
            .into_iter()
            .map(|name| name.private_dns_name)
            .chain(detail.private_dns_name)
            .filter(|name| !name.is_empty())
            .collect();
        private_dns_names.sort_unstable();
        private_dns_names.dedup();
        for each in &detail.service_type {
            let Some(endpoint_type) = EndpointType::from_api(&each.service_type) else {
                self.balancers += 1;
                continue;
            };
            let listing = Listing {
                endpoint_type,
                name: detail.service_name.clone(),
                name_only: false,
                zones: sorted(&detail.availability_zones),
                zone_ids: sorted(&detail.availability_zone_ids),
                private_dns_names: private_dns_names.clone(),
                policy: detail.vpc_endpoint_policy_supported,
                ip_address_types: sorted(&detail.supported_ip_address_types),
                owner: detail.owner.clone(),
            };
            self.put(key.clone(), listing);
        }
        if detail.service_type.is_empty() {
            self.add_name(&detail.service_name);
        }
    }

    /// A name without details: of the types that the table gives the service.
    pub(super) fn add_name(&mut self, name: &str) {
        if is_third_party(name, None) {
            return;
        }
        let known = known(name);
        let key = key(known, name);
        if self.services.get(&key).is_some_and(|listed| listed.iter().any(|listing| listing.name == name)) {
            return;
        }
        let types: Vec<EndpointType> =
            known.map_or_else(|| vec![EndpointType::Interface], |service| service.types().collect());
        for endpoint_type in types {
            let listing = Listing {
                endpoint_type,
                name: name.to_owned(),
                name_only: true,
                zones: Vec::new(),
                zone_ids: Vec::new(),
                private_dns_names: Vec::new(),
                policy: None,
                ip_address_types: Vec::new(),
                owner: None,
            };
            self.put(key.clone(), listing);
        }
    }

    fn put(&mut self, key: String, listing: Listing) {
        let listed = self.services.entry(key).or_default();
        // The same service twice: what has details wins, else the later one.
        let known = listed.iter().position(|each| each.endpoint_type == listing.endpoint_type);
        match known {
            Some(at) if listing.name_only && !listed[at].name_only => {}
            Some(at) => listed[at] = listing,
            None => listed.push(listing),
        }
        listed.sort_by_key(|each| each.endpoint_type);
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (key, listings) in other.services {
            for listing in listings {
                self.put(key.clone(), listing);
            }
        }
    }

    pub(super) fn count(&self) -> usize {
        self.services.values().map(Vec::len).sum()
    }

    pub(super) fn answer(self, taken: &str, ends: bool) -> RegionAnswer {
        let has = |endpoint_type| {
            self.services.values().flatten().filter(|listing| listing.endpoint_type == endpoint_type).count()
        };
        let interfaces = has(EndpointType::Interface);
        let mut complete = Vec::new();
        if ends && interfaces >= SMALLEST_COMPLETE {
            if has(EndpointType::Gateway) > 0 {
                complete.push(EndpointType::Gateway);
            }
            complete.push(EndpointType::Interface);
        }
        RegionAnswer { taken: taken.to_owned(), complete, services: self.services }
    }
}

/// The table's service of a name, even if the table has another form of the name.
fn known(name: &str) -> Option<&'static Service> {
    by_service_name(name).map(|found| found.service).or_else(|| service(&key_of_name(name)))
}

/// The key of a listing.
fn key(known: Option<&'static Service>, name: &str) -> String {
    known.map_or_else(|| key_of_name(name), |service| service.key.to_owned())
}

fn is_third_party(name: &str, owner: Option<&str>) -> bool {
    name.contains(".vpce.") || owner.is_some_and(|owner| owner != "amazon")
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.dedup();
    words
}
