//! A service that workloads call, drawn outside the VPCs.

use serde::{Deserialize, Serialize};

use super::{Entity, Point, RegionCode, ServiceKey};

/// A service node of the diagram: an AWS service in a Region, or somebody's endpoint service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub target: ServiceRef,
    /// The Region whose service is meant.
    pub region: RegionCode,
    pub name: String,
    pub at: Point,
}

impl Entity for Service {
    const PREFIX: &'static str = "service";
}

/// Which service an endpoint or a service node means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceRef {
    /// An AWS service, by its catalogue key (`s3`, `ecr.api`). Its service name is looked up, never concatenated.
    Aws(ServiceKey),
    /// A third-party or own endpoint service, by its full name `com.amazonaws.vpce.<region>.vpce-svc-…`.
    EndpointService(String),
}

impl ServiceRef {
    /// The short word for names: the key, or the id of the endpoint service.
    pub fn word(&self) -> &str {
        match self {
            Self::Aws(key) => key,
            Self::EndpointService(name) => name.rsplit('.').next().unwrap_or(name),
        }
    }

    pub fn aws_key(&self) -> Option<&str> {
        match self {
            Self::Aws(key) => Some(key),
            Self::EndpointService(_) => None,
        }
    }
}

/// The parts of an endpoint service's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndpointServiceName<'a> {
    pub region: &'a str,
    /// `vpce-svc-0123456789abcdef0`.
    pub service_id: &'a str,
}

/// A text that is not the name of an endpoint service.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not the name of an endpoint service; copy it from the provider, it looks like \
     com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
)]
pub struct EndpointServiceNameError(String);

impl<'a> EndpointServiceName<'a> {
    /// Reads `com.amazonaws.vpce.<region>.vpce-svc-<hex>`; partitions put their own domain before `.vpce.`.
    ///
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html>
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &'a str) -> Result<Self, EndpointServiceNameError> {
        let parse = || {
            let (domain, rest) = text.split_once(".vpce.")?;
            let (region, service_id) = rest.split_once('.')?;
            let plain = |part: &str| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.')
            };
            let hex = service_id.strip_prefix("vpce-svc-")?;
            let id = (8..=17).contains(&hex.len())
                && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            (plain(domain) && plain(region) && !region.contains('.') && id)
                .then_some(Self { region, service_id })
        };
        parse().ok_or_else(|| EndpointServiceNameError(text.chars().take(120).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoint_service_names() {
        let name =
            EndpointServiceName::parse("com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0").unwrap();
        assert_eq!((name.region, name.service_id), ("eu-west-1", "vpce-svc-0123456789abcdef0"));
        assert!(
            EndpointServiceName::parse("cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0").is_ok()
        );
        for bad in [
            "com.amazonaws.eu-west-1.s3",
            "com.amazonaws.vpce.eu-west-1.vpce-svc-",
            "com.amazonaws.vpce..vpce-svc-0123456789abcdef0",
            "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789ABCDEF0",
            "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0; rm -rf /",
        ] {
            assert!(EndpointServiceName::parse(bad).is_err(), "{bad}");
        }
    }
}
