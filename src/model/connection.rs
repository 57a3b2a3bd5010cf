//! "This workload calls that service".

use serde::{Deserialize, Serialize};

use super::{Entity, Id, Service, Workload};

/// A call from a workload to a service. Which endpoint carries it follows from the workload's VPC and the service
/// ([`Design::endpoints_for`](super::Design::endpoints_for)); it is not stored twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Connection {
    pub workload: Id<Workload>,
    pub service: Id<Service>,
}

impl Entity for Connection {
    const PREFIX: &'static str = "connection";
}
