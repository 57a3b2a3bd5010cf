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
