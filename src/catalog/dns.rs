//! Host names: the public endpoints of a service's API, and the names that private DNS covers.
//!
//! In the table a name is a template: `{region}`, `{dns}` and `{dualstack}` stand for the Region's code and the two DNS
//! suffixes of its partition, `=` for `<key>.{region}.{dns}`, and `…@us-east-1` limits a name to one Region. A name
//! without a suffix in braces is known for the standard partition only.

use super::{Partition, Region, Service, region, source};

/// The names that resolve to an interface endpoint when private DNS is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivateNames {
    pub names: Vec<String>,
    /// AWS lists or documents them for this Region's partition; otherwise they are inferred from the API's host.
    pub confirmed: bool,
}

/// The public hosts of a service's API in a Region. What is not known is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicHosts {
    /// IPv4 only.
    pub regional: Option<String>,
    /// IPv4 and IPv6.
    pub dualstack: Option<String>,
    /// With FIPS-validated cryptography.
    pub fips: Option<String>,
}

impl Service {
    /// The names that private DNS covers in a Region. Empty when none is known, or the service has no private DNS.
    pub fn private_dns_names(&self, region_code: &str) -> PrivateNames {
        let Some(region) = region(region_code) else { return PrivateNames::default() };
        let names: Vec<String> =
            self.private_names.iter().filter_map(|template| self.host(template, region)).collect();
        let fact = self.private_dns_fact();
        let known = fact.source.split('+').any(|name| name == "docs" || source(name).is_some())
            && fact.value == Some(true);
        PrivateNames { confirmed: known && region.partition == Partition::Aws && !names.is_empty(), names }
    }

    /// The hosts of the API on the internet.
    pub fn public_hosts(&self, region_code: &str) -> PublicHosts {
        let Some(region) = region(region_code) else { return PublicHosts::default() };
        let own = self.api_host.and_then(|template| self.host(template, region));
        let dualstack = self
            .private_names
            .iter()
            .filter(|template| template.contains("{dualstack}") && !template.starts_with('*'))
            .find_map(|template| self.host(template, region));
        if self.is_fips() {
            return PublicHosts { regional: None, dualstack, fips: own };
        }
        let fips = self.fips_twin().and_then(|twin| {
            let offered = twin.availability(region_code, super::EndpointType::Interface).is_offered();
            offered.then(|| twin.api_host.and_then(|template| twin.host(template, region))).flatten()
        });
        let (regional, dualstack) = match own {
            Some(host) if host.ends_with(region.dualstack_suffix()) => (None, Some(host)),
            other => (other, dualstack),
        };
        PublicHosts { regional, dualstack, fips }
    }

    fn host(&self, template: &str, region: &Region) -> Option<String> {
        let template = match template.split_once('@') {
            Some((template, code)) if code == region.code => template,
            Some(_) => return None,
            None => template,
        };
        if template == "=" {
            return Some(format!("{}.{}.{}", self.key, region.code, region.dns_suffix()));
        }
        let general = template.contains("{dns}") || template.contains("{dualstack}");
        (general || region.partition == Partition::Aws).then(|| {
            template
                .replace("{region}", region.code)
                .replace("{dns}", region.dns_suffix())
                .replace("{dualstack}", region.dualstack_suffix())
        })
    }
}
