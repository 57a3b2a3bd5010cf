//! The catalogue as one user sees it: the table, with the user's own answers of AWS laid over it.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Availability, EndpointType, Evidence, Ipv6, Listing, NameForm, Overlay, PrivateNames, RegionAnswer,
    Service, Words, service, services,
};

/// The table, or the table with an overlay. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    overlay: Option<Arc<Overlay>>,
}

/// A service as a row of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    pub key: &'a str,
    /// None for services that only the overlay has.
    pub service: Option<&'static Service>,
}

/// The zones in which a service can be reached, as the user's account was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceZones {
    /// Names, which are those of the account.
    pub names: Vec<String>,
    /// Ids, which are the same for everybody.
    pub ids: Vec<String>,
}

impl<'a> Entry<'a> {
    /// The title of the table, or the key.
    pub fn title(&self) -> &'a str {
        self.service.map_or(self.key, |service| service.title)
    }

    /// The category of the table, or `Other`.
    pub fn category(&self) -> &'static str {
        self.service.map_or("Other", |service| service.category)
    }
}

impl Catalog {
    /// The source named by answers from an overlay.
    pub const YOUR_LIST: &'static str = "Your answer of DescribeVpcEndpointServices";

    /// The table alone.
    pub const fn embedded() -> Self {
        Self { overlay: None }
    }

    /// The table with an overlay; an empty overlay is the table alone.
    pub fn with_overlay(overlay: Overlay) -> Self {
        Self { overlay: (!overlay.is_empty()).then(|| Arc::new(overlay)) }
    }

    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_deref()
    }

    /// All services: those of the table and those only the overlay has, sorted by key.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry<'_>> =
            services().iter().map(|service| Entry { key: service.key, service: Some(service) }).collect();
        if let Some(overlay) = self.overlay() {
            let extra = overlay.regions().flat_map(|(_, answer)| answer.services.keys());
            entries.extend(
                extra
                    .filter(|key| service(key).is_none())
                    .map(|key| Entry { key: key.as_str(), service: None }),
            );
            entries.sort_unstable_by_key(|entry| entry.key);
            entries.dedup_by_key(|entry| entry.key);
        }
        entries
    }

    /// One service, if the table or the overlay has it.
    pub fn entry<'a>(&self, key: &'a str) -> Option<Entry<'a>> {
        let found = service(key);
        let listed = self
            .overlay()
            .is_some_and(|overlay| overlay.regions().any(|(_, answer)| answer.services.contains_key(key)));
        (found.is_some() || listed).then_some(Entry { key, service: found })
    }

    /// The title of a service; the key where nobody knows the service.
    pub fn title<'a>(&self, key: &'a str) -> &'a str {
        service(key).map_or(key, |service| service.title)
    }

    /// The types a service has anywhere, Gateway first; none for a service that neither the table nor the overlay has.
    pub fn types(&self, key: &str) -> impl Iterator<Item = EndpointType> {
        EndpointType::OF_AWS.into_iter().filter(move |endpoint_type| self.has_type(key, *endpoint_type))
    }

    /// Whether a service has a type anywhere.
    pub fn has_type(&self, key: &str, endpoint_type: EndpointType) -> bool {
        service(key).is_some_and(|service| service.has_type(endpoint_type))
            || self.overlay().is_some_and(|overlay| {
                overlay.regions().any(|(_, answer)| answer.listing(key, endpoint_type).is_some())
            })
    }

    /// Whether a service can be reached by an endpoint of a type in a Region.
    pub fn availability(&self, key: &str, region: &str, endpoint_type: EndpointType) -> Availability {
        self.evidence(key, region, endpoint_type).class
    }

    /// [`Self::availability`] with source, date and pages.
    pub fn evidence(&self, key: &str, region: &str, endpoint_type: EndpointType) -> Evidence<'_> {
        if let Some(answer) = self.answer(region) {
            let class = match answer.listing(key, endpoint_type) {
                Some(_) => Some(Availability::Listed),
                None if answer.is_complete(endpoint_type) => Some(Availability::Absent),
                None => None,
            };
            if let Some(class) = class {
                return Evidence {
                    class,
                    source: Self::YOUR_LIST,
                    date: &answer.taken,
                    pages: Words::default(),
                };
            }
        }
        service(key).map_or(Evidence::UNKNOWN, |service| service.evidence(region, endpoint_type))
    }

    /// The types a Region has, or may have, in the order Gateway, Interface.
    pub fn types_in<'a>(
        &'a self,
        key: &'a str,
        region: &'a str,
    ) -> impl Iterator<Item = (EndpointType, Availability)> + 'a {
        EndpointType::OF_AWS.into_iter().filter_map(move |endpoint_type| {
            let class = self.availability(key, region, endpoint_type);
            class.is_possible().then_some((endpoint_type, class))
        })
    }

    /// The full service name; none for a service that neither the table nor the overlay has.
    pub fn service_name(&self, key: &str, region: &str, endpoint_type: EndpointType) -> Option<String> {
        self.name_form(key, region, endpoint_type).map(|form| form.name)
    }

    /// [`Self::service_name`] with how sure its form is.
    pub fn name_form(&self, key: &str, region: &str, endpoint_type: EndpointType) -> Option<NameForm> {
        if let Some(listing) = self.listing(key, region, endpoint_type) {
            return Some(NameForm { name: listing.name.clone(), assumed: false });
        }
        match service(key) {
            Some(service) => Some(NameForm {
                name: service.service_name(region, endpoint_type),
                assumed: service.name_is_assumed(region, endpoint_type),
            }),
            // Another Region listed it: the same form with this Region is the best guess.
            None => self.overlay()?.regions().find_map(|(code, answer)| {
                let listing = answer.services.get(key)?.first()?;
                Some(NameForm { name: listing.name.replace(code, region), assumed: true })
            }),
        }
    }

    /// Whether an endpoint policy can be attached.
    pub fn policy_support(&self, key: &str, region: &str, endpoint_type: EndpointType) -> Option<bool> {
        self.listing(key, region, endpoint_type)
            .and_then(|listing| listing.policy)
            .or_else(|| service(key)?.policy_support())
    }

    /// Whether private DNS can be switched on for an interface endpoint.
    pub fn private_dns_support(&self, key: &str, region: &str) -> Option<bool> {
        match self.detailed(key, region) {
            Some(listing) => Some(!listing.private_dns_names.is_empty()),
            None => service(key)?.private_dns_support(),
        }
    }

    /// The names that private DNS covers.
    pub fn private_dns_names(&self, key: &str, region: &str) -> PrivateNames {
        match self.detailed(key, region) {
            Some(listing) => PrivateNames { names: listing.private_dns_names.clone(), confirmed: true },
            None => service(key).map(|service| service.private_dns_names(region)).unwrap_or_default(),
        }
    }

    /// Whether the endpoint can have IPv6 addresses.
    pub fn ipv6(&self, key: &str, region: &str, endpoint_type: EndpointType) -> Ipv6 {
        match self.listing(key, region, endpoint_type).and_then(Listing::ipv6) {
            Some(true) => Ipv6::Yes,
            Some(false) => Ipv6::No,
            None => service(key).map_or(Ipv6::Unknown, Service::ipv6),
        }
    }

    /// The zones of a service, where the overlay tells them.
    pub fn zones(&self, key: &str, region: &str) -> Option<ServiceZones> {
        let listing = self.detailed(key, region)?;
        let zones = ServiceZones { names: listing.zones.clone(), ids: listing.zone_ids.clone() };
        (zones != ServiceZones::default()).then_some(zones)
    }

    /// Whether a service can be reached in a zone of the account (`eu-central-1a`); unknown without the user's answer.
    pub fn is_in_zone(&self, key: &str, region: &str, zone: &str) -> Option<bool> {
        let zones = self.zones(key, region)?;
        (!zones.names.is_empty()).then(|| zones.names.iter().any(|name| name == zone))
    }

    /// The names of a Region's zones: those of the user's account where the overlay tells them, else those most
    /// accounts see. Empty for Regions of which neither is known.
    pub fn zone_names(&self, region: &str) -> Vec<String> {
        let yours: BTreeSet<&String> = self
            .answer(region)
            .into_iter()
            .flat_map(RegionAnswer::listings)
            .flat_map(|each| &each.zones)
            .collect();
        if yours.is_empty() {
            super::region(region).map(|region| region.zone_names().collect()).unwrap_or_default()
        } else {
            yours.into_iter().cloned().collect()
        }
    }

    fn answer(&self, region: &str) -> Option<&RegionAnswer> {
        self.overlay()?.region(region)
    }

    fn listing(&self, key: &str, region: &str, endpoint_type: EndpointType) -> Option<&Listing> {
        self.answer(region)?.listing(key, endpoint_type)
    }

    /// When the user's own answer with the details of an interface endpoint was taken.
    pub(super) fn detail_date(&self, key: &str, region: &str) -> Option<&str> {
        self.detailed(key, region)?;
        Some(self.answer(region)?.taken.as_str())
    }

    /// The user's own listing, with the date of the answer.
    pub(super) fn own_listing(
        &self,
        key: &str,
        region: &str,
        endpoint_type: EndpointType,
    ) -> Option<(&str, &Listing)> {
        let answer = self.answer(region)?;
        Some((answer.taken.as_str(), answer.listing(key, endpoint_type)?))
    }

    fn detailed(&self, key: &str, region: &str) -> Option<&Listing> {
        self.listing(key, region, EndpointType::Interface).filter(|listing| !listing.name_only)
    }
}
