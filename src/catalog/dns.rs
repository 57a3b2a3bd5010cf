//! Host names: the public endpoints of a service's API, and the names that private DNS covers.
//!
//! In the tables a name is a template: `{region}`, `{dns}` and `{dualstack}` stand for the Region's code and the two DNS
//! suffixes of its partition, `=` for `<key>.{region}.{dns}`, and `…@us-east-1` limits a name to one Region. A name
//! without a suffix in braces is known for the standard partition only.

use std::sync::LazyLock;

use super::{EndpointType, Partition, Region, Service, region, source, table::Table};

pub(super) const TABLE: Table<4> =
    Table::new(include_str!("data/hosts.tsv"), ["key", "kind", "host", "regions"]);

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

/// A row of the table of hosts.
struct Row {
    key: &'static str,
    kind: &'static str,
    host: &'static str,
    /// A sign per Region.
    regions: &'static str,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    TABLE
        .rows()
        .map(|[key, kind, host, regions]| Row {
            key: key.text(),
            kind: kind.text(),
            host: host.text(),
            regions: regions.text(),
        })
        .collect()
});

impl Service {
    /// The names that private DNS covers in a Region. Empty when none is known, or the service has no private DNS.
    pub fn private_dns_names(&self, region_code: &str) -> PrivateNames {
        let Some(region) = region(region_code) else { return PrivateNames::default() };
        let names: Vec<String> =
            self.private_names.iter().filter_map(|template| self.host(template, region)).collect();
        let fact = self.private_dns_fact();
        let known = fact.value == Some(true) && fact.source.split('+').any(|name| source(name).is_some());
        PrivateNames { confirmed: known && region.partition == Partition::Aws && !names.is_empty(), names }
    }

    /// The hosts of the API on the internet; none where there is no sign of the service in the Region.
    pub fn public_hosts(&self, region_code: &str) -> PublicHosts {
        let hosts = self.hosts_by_pattern(region_code);
        let here = self.types_in(region_code).next().is_some();
        let listed = |kind| region(region_code).and_then(|region| self.listed_host(kind, region)).is_some();
        PublicHosts {
            regional: hosts.regional.filter(|_| here || listed("regional")),
            dualstack: hosts.dualstack.filter(|_| here || listed("dualstack")),
            fips: hosts.fips.filter(|_| here || listed("fips")),
        }
    }

    /// The hosts that the API has in a Region, if it is there.
    pub(super) fn hosts_by_pattern(&self, region_code: &str) -> PublicHosts {
        let Some(region) = region(region_code) else { return PublicHosts::default() };
        let own = self
            .listed_host("regional", region)
            .or_else(|| self.api_host.and_then(|template| self.host(template, region)));
        let dualstack = self.listed_host("dualstack", region).or_else(|| {
            self.private_names
                .iter()
                .filter(|template| template.contains("{dualstack}") && !template.starts_with('*'))
                .find_map(|template| self.host(template, region))
        });
        if self.is_fips() {
            return PublicHosts { regional: None, dualstack, fips: own };
        }
        let fips = self.listed_host("fips", region).or_else(|| {
            let twin = self
                .fips_twin()
                .filter(|twin| twin.availability(region_code, EndpointType::Interface).is_offered())?;
            twin.host(twin.api_host?, region)
        });
        match own {
            // Some APIs have a dual-stack host only.
            Some(host) if host.ends_with(region.dualstack_suffix()) => {
                PublicHosts { regional: None, dualstack: Some(host), fips }
            }
            regional => PublicHosts { regional, dualstack, fips },
        }
    }

    /// A host from the table of hosts.
    fn listed_host(&self, kind: &str, region: &Region) -> Option<String> {
        let start = ROWS.partition_point(|row| row.key < self.key);
        let row = ROWS[start..]
            .iter()
            .take_while(|row| row.key == self.key)
            .find(|row| row.kind == kind && row.regions.as_bytes().get(region.index) == Some(&b'+'))?;
        Some(fill(row.host, region))
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
        (general || region.partition == Partition::Aws).then(|| fill(template, region))
    }
}

fn fill(template: &str, region: &Region) -> String {
    template
        .replace("{region}", region.code)
        .replace("{dns}", region.dns_suffix())
        .replace("{dualstack}", region.dualstack_suffix())
}
