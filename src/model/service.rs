//! A service that workloads call, drawn outside the VPCs.

use serde::{Deserialize, Serialize};

use super::{EndpointService, Entity, Id, Point, RegionCode, ServiceKey};

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
    /// An endpoint service of this design.
    OwnEndpointService(Id<EndpointService>),
    /// A resource that somebody shares, by the ARN of its resource configuration
    /// `arn:aws:vpc-lattice:<region>:<account>:resourceconfiguration/rcfg-…`.
    ResourceConfiguration(String),
    /// What a service network of VPC Lattice holds, by its ARN
    /// `arn:aws:vpc-lattice:<region>:<account>:servicenetwork/sn-…`.
    ServiceNetwork(String),
}

impl ServiceRef {
    /// The short word for names: the key, or the id of the endpoint service.
    pub fn word(&self) -> &str {
        match self {
            Self::Aws(key) => key,
            Self::EndpointService(name) => name.rsplit('.').next().unwrap_or(name),
            Self::OwnEndpointService(_) => "endpoint-service",
            Self::ResourceConfiguration(arn) | Self::ServiceNetwork(arn) => {
                arn.rsplit('/').next().unwrap_or(arn)
            }
        }
    }

    pub fn aws_key(&self) -> Option<&str> {
        match self {
            Self::Aws(key) => Some(key),
            Self::EndpointService(_)
            | Self::OwnEndpointService(_)
            | Self::ResourceConfiguration(_)
            | Self::ServiceNetwork(_) => None,
        }
    }

    /// Reads what a provider gives: the name of an endpoint service, or the ARN of a resource configuration or of a
    /// service network.
    ///
    /// # Errors
    /// Any other text; the message says what is expected.
    pub fn of_provider(text: &str) -> Result<Self, String> {
        if text.starts_with("arn:") {
            if text.contains(":servicenetwork/") {
                let parsed = LatticeArn::service_network(text);
                return parsed.map(|_| Self::ServiceNetwork(text.to_owned())).map_err(|e| e.to_string());
            }
            let parsed = LatticeArn::resource_configuration(text);
            return parsed.map(|_| Self::ResourceConfiguration(text.to_owned())).map_err(|e| e.to_string());
        }
        let parsed = EndpointServiceName::parse(text);
        parsed.map(|_| Self::EndpointService(text.to_owned())).map_err(|error| error.to_string())
    }

    /// The Region that its name or ARN holds.
    pub fn region(&self) -> Option<&str> {
        match self {
            Self::Aws(_) | Self::OwnEndpointService(_) => None,
            Self::EndpointService(name) => EndpointServiceName::parse(name).ok().map(|name| name.region),
            Self::ResourceConfiguration(arn) => {
                LatticeArn::resource_configuration(arn).ok().map(|arn| arn.region)
            }
            Self::ServiceNetwork(arn) => LatticeArn::service_network(arn).ok().map(|arn| arn.region),
        }
    }

    /// The endpoint service of the same design that it means.
    pub const fn own(&self) -> Option<Id<EndpointService>> {
        match self {
            Self::OwnEndpointService(id) => Some(*id),
            Self::Aws(_)
            | Self::EndpointService(_)
            | Self::ResourceConfiguration(_)
            | Self::ServiceNetwork(_) => None,
        }
    }
}

/// The parts of the ARN of a resource configuration or a service network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatticeArn<'a> {
    pub region: &'a str,
    /// `rcfg-0123456789abcdef0`, `sn-0123456789abcdef0`.
    pub id: &'a str,
}

/// A text that is not such an ARN.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{found}” is not the ARN of a {what}; it looks like {example}")]
pub struct LatticeArnError {
    found: String,
    what: &'static str,
    example: &'static str,
}

impl<'a> LatticeArn<'a> {
    /// Reads the ARN of a resource configuration.
    ///
    /// Source: <https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetResourceConfiguration.html>
    ///
    /// # Errors
    /// Any other text.
    pub fn resource_configuration(text: &'a str) -> Result<Self, LatticeArnError> {
        Self::parse(text, "resourceconfiguration/", "rcfg-").ok_or_else(|| LatticeArnError {
            found: text.chars().take(120).collect(),
            what: "resource configuration",
            example: "arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
        })
    }

    /// Reads the ARN of a service network.
    ///
    /// Source: <https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetServiceNetwork.html>
    ///
    /// # Errors
    /// Any other text.
    pub fn service_network(text: &'a str) -> Result<Self, LatticeArnError> {
        Self::parse(text, "servicenetwork/", "sn-").ok_or_else(|| LatticeArnError {
            found: text.chars().take(120).collect(),
            what: "service network",
            example: "arn:aws:vpc-lattice:us-east-1:111122223333:servicenetwork/sn-0123456789abcdef0",
        })
    }

    fn parse(text: &'a str, kind: &str, prefix: &str) -> Option<Self> {
        let mut parts = text.splitn(6, ':');
        let (arn, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
        let (region, account, id) = (parts.next()?, parts.next()?, parts.next()?.strip_prefix(kind)?);
        let word =
            |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let number = id.strip_prefix(prefix)?;
        (arn == "arn"
            && partition.starts_with("aws")
            && word(partition)
            && service == "vpc-lattice"
            && !region.is_empty()
            && word(region)
            && account.len() == 12
            && account.bytes().all(|b| b.is_ascii_digit())
            && number.len() == 17
            && number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()))
        .then_some(Self { region, id })
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
    fn lattice_arns() {
        let arn = "arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0";
        let parsed = LatticeArn::resource_configuration(arn).unwrap();
        assert_eq!((parsed.region, parsed.id), ("eu-west-1", "rcfg-0123456789abcdef0"));
        let arn = "arn:aws-cn:vpc-lattice:cn-north-1:111122223333:servicenetwork/sn-0123456789abcdef0";
        assert_eq!(LatticeArn::service_network(arn).unwrap().region, "cn-north-1");
        assert!(LatticeArn::resource_configuration(arn).is_err());
        for bad in ["", "arn:aws:s3:::bucket", "arn:aws:vpc-lattice::1:servicenetwork/sn-1", "a:b:c:d:e:f"] {
            assert!(LatticeArn::service_network(bad).is_err(), "{bad}");
        }
    }

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
