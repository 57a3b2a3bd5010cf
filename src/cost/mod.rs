//! What a design costs a month: exact sums of integers, from the price book of the catalogue.
//!
//! [`Usage`] is what is used of what AWS charges for, object by object: hours of what the [graph](crate::graph) makes, and
//! the objects that the traffic of each connection passes, as the [path verifier](crate::reach) tells. [`Usage::estimate`]
//! puts figures of traffic and prices to it. [`compare`] does the same for other shapes of the same connectivity.
//!
//! *Invariants:* no floating point. What has no price is listed and counted, and is never zero: a sum beside such items is
//! the least that the design costs. Sums are those of their items.
//!
//! It does not know discounts, free tiers of an account, taxes, what services charge for their calls, or DNS queries;
//! [`ASSUMPTIONS`] says so on screen.

mod curve;
mod estimate;
mod money;
mod rows;
mod shapes;
mod tiers;
mod traffic;
mod usage;

pub use curve::{Curve, MOST_GB, cheapest, crossings};
pub use estimate::{Estimate, Item, Source, Total};
pub use money::Money;
pub use rows::{Row, csv, rows};
pub use shapes::{Comparison, Offer, ShapeCost, compare};
pub use usage::{Flow, HOURS_A_MONTH, Leg, Standing, Usage};

/// What every estimate takes for granted, a sentence each.
pub const ASSUMPTIONS: [&str; 9] = [
    "A month has 730 hours, as in AWS's calculator",
    "List prices on demand, without tax, discounts and free tiers",
    "A connection without a figure of its own, from an on-premises network too, carries 100 GB a month, both directions together",
    "Traffic to an interface endpoint or over a Transit Gateway is not charged for crossing Availability Zones",
    "Over a peering connection, traffic is spread evenly over the zones of the endpoint; what crosses zones is charged in both directions",
    "Traffic to a NAT gateway in another Availability Zone is charged in both directions",
    "Calls to services of the same Region are not charged as traffic to the internet; over a VPN all traffic counts as leaving AWS",
    "Route 53 Profiles are charged once for each Region that has VPCs associated, up to a hundred of them",
    "One public IPv4 address for each workload that gets one; DNS queries, requests and the workloads themselves are left out",
];
