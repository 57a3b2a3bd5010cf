//! The address plan of a VPC: which part of its blocks is a subnet's, which is reserved, which is free.
//!
//! Unlike [`set_subnet_block`](super::set_subnet_block), which lets a user pass through overlaps while typing, these
//! operations keep a plan in order: what they place is inside the VPC and touches nothing else.

mod change;
mod csv;
mod map;
mod table;
#[cfg(test)]
mod tests;

pub use change::{
    add_subnet_at, add_vpc_block, block_of, check_place, join, joined, place, release, remove_vpc_block,
    reserve, resized, set_purpose, split,
};
pub use csv::{LineError, check_plan_csv, import_plan_csv, plan_csv};
pub use map::{AddressPlan, Holder, PlannedBlock, Range, address_plan, addresses_taken};

use crate::model::{Id, Subnet, Vpc};
use crate::net::Ipv4Net;

/// Something that holds a block of a VPC and can be moved, resized, split and joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    Subnet(Id<Subnet>),
    /// A reserved block of a VPC.
    Reserved(Id<Vpc>, Ipv4Net),
}
