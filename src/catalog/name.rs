//! Service names: what `create-vpc-endpoint --service-name` takes.
//!
//! Most read `com.amazonaws.<region>.<key>`, but which ones do is a fact of each service, Region and endpoint type, kept
//! in the table: China, the European Sovereign Cloud and isolated Regions have other prefixes for some services, some
//! names are global or live in one Region, some begin with `aws.api` or `aws.sagemaker`.

use super::{EndpointType, Region, Service, region, regions, service, services};

impl Service {
    /// The full service name in a Region, for an endpoint of a type. The type matters: in China the gateway endpoint of
    /// S3 is `com.amazonaws.cn-north-1.s3`, the interface endpoint `cn.com.amazonaws.cn-north-1.s3`.
    ///
    /// An unknown Region gives the usual form. Where [`Self::name_placeholder`] is some, the text in braces is to be
    /// replaced by the user's own.
    pub fn service_name(&self, region: &str, endpoint_type: EndpointType) -> String {
        let template = self.name_override(region, endpoint_type).unwrap_or(match self.name {
            "=" => "com.amazonaws.*",
            other => other,
        });
        match template.split_once('*') {
            Some((before, after)) => format!("{before}{region}.{}{after}", self.key),
            None => template.replace("{region}", region),
        }
    }

    /// The form that one Region has instead of the usual one.
    fn name_override(&self, region: &str, endpoint_type: EndpointType) -> Option<&'static str> {
        self.name_overrides.iter().find_map(|word| {
            let (template, regions) = word.split_once('=')?;
            let template = match template.split_once(':') {
                Some((only, _)) if only != endpoint_type.api() => return None,
                Some((_, template)) => template,
                None => template,
            };
            regions.split(',').any(|code| code == region).then_some(template)
        })
    }

    /// Whether the table knows the name in this Region, or only the usual form is assumed: outside the standard and
    /// GovCloud partitions the prefix of a service is known only where a source printed it.
    pub fn name_is_assumed(&self, region_code: &str, endpoint_type: EndpointType) -> bool {
        let Some(region) = region(region_code) else { return true };
        let listed = matches!(
            self.availability(region_code, endpoint_type),
            super::Availability::Listed | super::Availability::Documented
        );
        region.partition.name_prefix().is_some()
            && !listed
            && self.name == "="
            && self.name_override(region_code, endpoint_type).is_none()
    }

    /// The part of the name that the user must fill in, with its braces: `{cell}`.
    pub fn name_placeholder(&self) -> Option<&'static str> {
        let start = self.key.find('{')?;
        let end = self.key[start..].find('}')?;
        Some(&self.key[start..=start + end])
    }

    /// The name is the same in every Region.
    pub fn has_global_name(&self) -> bool {
        self.name != "=" && !self.name.contains("{region}") && self.fixed_region().is_none()
    }

    /// The Region that is part of the name wherever it is used from.
    pub fn fixed_region(&self) -> Option<&'static Region> {
        self.name.split('.').find_map(region)
    }
}

/// A full service name, and how sure its form is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameForm {
    pub name: String,
    /// No source printed this form: see [`Service::name_is_assumed`].
    pub assumed: bool,
}

/// A full service name, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameMatch {
    pub service: &'static Service,
    /// None for a global name.
    pub region: Option<&'static Region>,
}

/// The service and Region of a full service name. Not found: names of services the table does not have, and names that no
/// Region has.
pub fn by_service_name(full: &str) -> Option<NameMatch> {
    let matches = |service: &'static Service, code: &str| {
        service.types().any(|endpoint_type| service.service_name(code, endpoint_type) == full)
    };
    if let Some(found) = region_in_name(full) {
        let usual = full.split_once(found.code).and_then(|(_, rest)| service(rest.strip_prefix('.')?));
        let last = full.rsplit('.').next().unwrap_or_default();
        let own_form =
            |service: &&'static Service| service.name.ends_with(last) && matches(service, found.code);
        let overridden =
            |service: &&'static Service| !service.name_overrides.is_empty() && matches(service, found.code);
        let service = usual
            .filter(|service| matches(service, found.code))
            .or_else(|| services().iter().find(own_form))
            // No Region's own form begins like the usual one.
            .or_else(|| services().iter().filter(|_| !full.starts_with("com.amazonaws.")).find(overridden))?;
        return Some(NameMatch { service, region: Some(found) });
    }
    let service = services().iter().find(|service| service.has_global_name() && service.name == full)?;
    Some(NameMatch { service, region: None })
}

/// The first part of a dotted name that is a Region's code.
pub fn region_in_name(name: &str) -> Option<&'static Region> {
    name.split('.').find_map(region)
}

/// The part of a service name that a Region does not change: `sqs`, `aws.api.freetier`. For services that the table does
/// not have.
pub fn key_of_name(full: &str) -> String {
    let Some(found) = region_in_name(full) else {
        return full.strip_prefix("com.amazonaws.").unwrap_or(full).to_owned();
    };
    let parts: Vec<&str> = full.split('.').collect();
    let at = parts.iter().position(|part| *part == found.code).unwrap_or(0);
    let prefix = parts[..at].join(".");
    let rest = parts[at + 1..].join(".");
    if prefix == "com.amazonaws" || Some(prefix.as_str()) == found.partition.name_prefix() {
        rest
    } else if rest.is_empty() {
        prefix
    } else {
        format!("{prefix}.{rest}")
    }
}

/// The Regions whose code or name is near a text, for “did you mean”.
pub fn similar_regions(text: &str) -> Vec<&'static str> {
    super::search::nearest(text, regions().iter().map(|region| region.code))
}

/// The services whose key is near a text, for “did you mean”.
pub fn similar_services(text: &str) -> Vec<&'static str> {
    super::search::nearest(text, services().iter().map(|service| service.key))
}
