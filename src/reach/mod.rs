//! The path verifier: can this workload reach that service, privately, and by which way?
//!
//! It walks the [`ResourceGraph`](crate::graph::ResourceGraph), so what it says is true of what the exports deploy; the
//! design only tells where a workload is and which node of the graph it drew. Every step of a packet is one small file:
//! the name a client uses (`name`), the DNS answer (`dns`), security groups, network ACLs, the route table, the way
//! out, the endpoint and its policy. Where Reachability Analyzer has a word for what blocks, it is used ([`Code`]).
//!
//! Addresses of workloads and of endpoints are those of their whole subnet, since nobody knows them before deployment;
//! what holds for some of them only is never called reachable. What the design cannot tell (the calls a policy is asked
//! about, the public addresses of a service) is a [`Caveat`] and not a guess.
//!
//! *Invariant:* the verifier changes nothing and needs no account: same design, same answer.

mod acl;
mod address;
mod calls;
mod caveat;
mod client;
mod code;
mod dns;
mod fixes;
mod interface;
mod join;
mod name;
mod network;
mod outside;
mod path;
mod policy;
mod public;
mod route;
mod security_group;
mod survey;
mod text;
mod verifier;
mod walk;

pub use calls::Call;
pub use caveat::{Bypass, Caveat};
pub use code::Code;
pub use name::{ClientName, NameKind};
pub use path::{Hop, Obstacle, Path, Reason, Step, Way};
pub use policy::Permission;
pub use route::Destination;
pub use survey::{Pair, Survey};
pub use verifier::{Reachability, Verifier};
