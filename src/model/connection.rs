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
    /// The traffic of a month in GB, both directions together; absent means [`Connection::USUAL_MONTHLY_GB`]. Only the
    /// estimate of the cost reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monthly_gb: Option<u32>,
}

impl Connection {
    /// The monthly traffic that is assumed of a connection of which none is given, in GB.
    pub const USUAL_MONTHLY_GB: u32 = 100;

    /// A call with the usual traffic.
    pub const fn new(workload: Id<Workload>, service: Id<Service>) -> Self {
        Self { workload, service, monthly_gb: None }
    }
}

impl Entity for Connection {
    const PREFIX: &'static str = "connection";
}
