//! Commands of the address planner.

use crate::edit::Held;
use crate::model::{Id, Subnet, SubnetKind, Vpc, Zone};
use crate::net::Ipv4Net;

/// What the address planner does; see [`crate::edit`] for what each means.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanCommand {
    /// Puts a subnet or reserved block at another block, of the same or another size.
    Place {
        held: Held,
        block: Ipv4Net,
    },
    /// Halves it.
    Split(Held),
    /// Joins it with the other half of the block twice as large.
    Join(Held),
    AddSubnet {
        zone: Id<Zone>,
        kind: SubnetKind,
        block: Ipv4Net,
    },
    Reserve {
        vpc: Id<Vpc>,
        block: Ipv4Net,
        purpose: String,
    },
    Release {
        vpc: Id<Vpc>,
        block: Ipv4Net,
    },
    /// Says what a reserved block is kept for.
    SetPurpose {
        vpc: Id<Vpc>,
        block: Ipv4Net,
        purpose: String,
    },
    /// Which /64 of the VPC's IPv6 block a subnet has, or that it has none.
    SetIpv6Index {
        subnet: Id<Subnet>,
        index: Option<u8>,
    },
    AddBlock {
        vpc: Id<Vpc>,
        block: Ipv4Net,
    },
    RemoveBlock {
        vpc: Id<Vpc>,
        block: Ipv4Net,
    },
    /// Takes the plan from CSV.
    Import {
        vpc: Id<Vpc>,
        text: String,
    },
}
