//! The names by which clients call a service.

use crate::{
    catalog::{self, Catalog, Partition},
    model::{EntityRef, Service, ServiceRef},
};

/// Which name a client uses. SDKs take the Regional one unless they are told otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The API's own: `sqs.us-east-1.amazonaws.com`.
    Regional,
    /// With IPv4 and IPv6 addresses: `sqs.us-east-1.api.aws`.
    DualStack,
    /// With FIPS-validated cryptography: `sqs-fips.us-east-1.amazonaws.com`.
    Fips,
    /// The old name without a Region, which older SDKs take for AWS STS.
    /// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html>
    Global,
    /// An endpoint's own, which resolves to its private addresses everywhere: `vpce-….sqs.us-east-1.vpce.amazonaws.com`.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    Endpoint(EntityRef),
}

impl NameKind {
    /// For programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Regional => "regional",
            Self::DualStack => "dual-stack",
            Self::Fips => "fips",
            Self::Global => "global",
            Self::Endpoint(_) => "endpoint",
        }
    }

    /// For people: “the … name”.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Regional => "Regional name",
            Self::DualStack => "dual-stack name",
            Self::Fips => "FIPS name",
            Self::Global => "global name",
            Self::Endpoint(_) => "endpoint's own name",
        }
    }
}

/// A name that clients of a service use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientName {
    pub kind: NameKind,
    /// The host; `*.` stands for what the client puts before it. AWS makes up the first part of an endpoint's own name.
    pub host: String,
}

/// The names of a service on the internet, the one SDKs use first. None for an endpoint service of somebody else.
pub(super) fn public_names(service: &Service, catalog: &Catalog) -> Vec<ClientName> {
    let ServiceRef::Aws(key) = &service.target else { return Vec::new() };
    let region = service.region.as_str();
    let hosts = catalog::service(key).map(|service| service.public_hosts(region)).unwrap_or_default();
    let mut names = Vec::new();
    let mut add = |kind, host: Option<String>| {
        names.extend(host.map(|host| ClientName { kind, host }));
    };
    add(NameKind::Regional, hosts.regional);
    if let (Some(region), "sts") = (catalog::region(region), key.as_str())
        && region.partition == Partition::Aws
    {
        add(NameKind::Global, Some("sts.amazonaws.com".to_owned()));
    }
    add(NameKind::DualStack, hosts.dualstack);
    add(NameKind::Fips, hosts.fips);
    if names.is_empty() {
        // Without a known host on the internet, clients use what private DNS is there to answer.
        let private = catalog.private_dns_names(key, region).names.into_iter().next();
        names.extend(private.map(|host| ClientName { kind: NameKind::Regional, host }));
    }
    names
}

/// The name that AWS gives an interface endpoint; its first part is made up on creation.
pub(super) fn own_name(endpoint: EntityRef, service: &ServiceRef, region: &str) -> ClientName {
    let suffix = catalog::region(region).map_or("amazonaws.com", catalog::Region::dns_suffix);
    let host = match service {
        ServiceRef::Aws(key) => format!("vpce-*.{key}.{region}.vpce.{suffix}"),
        ServiceRef::EndpointService(_) => format!("vpce-*.{}.{region}.vpce.{suffix}", service.word()),
        ServiceRef::OwnEndpointService(_) => format!("vpce-*.vpce-svc-*.{region}.vpce.{suffix}"),
        ServiceRef::ResourceConfiguration(_) | ServiceRef::ServiceNetwork(_) => {
            format!("vpce-*.{}.{region}.vpc-lattice-rsc.on.aws", service.word())
        }
    };
    ClientName { kind: NameKind::Endpoint(endpoint), host }
}

/// Whether a private name answers for a host. AWS's zone for `*.s3.us-east-1.amazonaws.com` has the bare name too.
pub(super) fn covers(private: &str, host: &str) -> bool {
    private == host
        || private.strip_prefix("*.").is_some_and(|zone| {
            host == zone || host.strip_suffix(zone).is_some_and(|first| first.ends_with('.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_names_cover_what_is_below_them() {
        assert!(covers("sqs.us-east-1.amazonaws.com", "sqs.us-east-1.amazonaws.com"));
        assert!(covers("*.s3.us-east-1.amazonaws.com", "s3.us-east-1.amazonaws.com"));
        assert!(covers("*.s3.us-east-1.amazonaws.com", "logs.s3.us-east-1.amazonaws.com"));
        assert!(covers("*.dkr.ecr.us-east-1.amazonaws.com", "*.dkr.ecr.us-east-1.amazonaws.com"));
        assert!(!covers("*.s3.us-east-1.amazonaws.com", "xs3.us-east-1.amazonaws.com"));
        assert!(!covers("sqs.us-east-1.amazonaws.com", "sqs.us-east-1.api.aws"));
    }
}
