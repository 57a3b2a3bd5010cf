//! CIDR arithmetic: blocks, free space, AWS's reserved addresses.
//!
//! Knows addresses only; it does not know VPCs or any other AWS resource.

mod cidr;
mod domain;
mod planner;

pub use cidr::{CidrError, MAX_PREFIX, MIN_PREFIX, parse_block, reserved_addresses, usable_addresses};
pub use domain::is_domain_name;
pub use ipnet::{IpNet, Ipv4Net, Ipv6Net};
pub use planner::{
    address_count, block_at, drawn_to, free_blocks, halves, map_cell, next_free_block, other_half, overlap,
};
