//! The operations that change a design: what a click, a drop or a template does, as functions on [`Design`].
//!
//! They keep the design whole (no dangling reference) and make the choices a user expects: the next free block, the
//! route table that suits the kind of subnet, the endpoint that suits the service. They place nothing on the canvas:
//! new entities have default frames, and `editor` sets them.
//!
//! *Invariant:* an operation that returns an error has left the design as it was.

use thiserror::Error;

use crate::model::{
    Connection, Design, Endpoint, EntityRef, Id, InternetGateway, NatGateway, RouteTable, SecurityGroup,
    Service, ServiceRef, Subnet, SubnetKind, Vpc, Workload, WorkloadKind, Zone, ZoneSuffix,
};

/// Why an operation was refused: names the thing and the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct EditError(pub String);
