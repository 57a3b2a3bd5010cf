//! The core of VPC Endpoint Designer, and (feature `app`) its browser half.
//!
//! Data flows as in a compiler: a [`model::Design`] is checked ([`check`]), lowered to a [`graph::ResourceGraph`]
//! ([`lower`]) and printed by three exporters ([`emit`]). Every phase is a function from one named type to another;
//! only `editor::Editor` and the app's state change over time.
//!
//! Modules in the order in which they may use each other: a module uses those above it, never those below.
//! `tests/core/layering.rs` checks this.
//!
//! 1. [`net`]: CIDR arithmetic
//! 2. [`catalog`]: AWS facts: Regions, endpoint services, availability
//! 3. [`model`]: the design
//! 4. [`file`]: the saved form
//! 5. [`edit`]: the operations that change a design: add, connect, move, remove; the choice of an endpoint; fixes
//! 6. [`check`]: rules, diagnostics and the fixes they offer
//! 7. [`graph`]: the resource graph
//! 8. [`lower`]: design → graph
//! 9. [`reach`]: the path verifier: which workload reaches which service, by which way
//! 10. [`cost`]: what a design costs a month, and other shapes of the same connectivity
//! 11. [`emit`]: graph → Terraform, CloudFormation, AWS CLI
//! 12. [`editor`]: commands, history, canvas geometry, gestures; no browser
//! 13. [`template`]: the built-in designs, made by the operations of `edit`
//! 14. [`help`]: what is to be said of each kind of object, and the tour
//! 15. `headless`: the `vpc-designer` command (feature `cli`)
//! 16. `app`: Leptos views and browser access (feature `app`)
//!
//! *Invariants:* the core has no clock, no random source and reads no environment: same design, same bytes. No panic is
//! reachable from input. Only `app` knows a browser; `app` holds no domain rule.

pub mod catalog;
pub mod check;
pub mod cost;
pub mod edit;
pub mod editor;
pub mod emit;
pub mod file;
pub mod graph;
pub mod help;
pub mod lower;
pub mod model;
pub mod net;
pub mod reach;
pub mod template;

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "cli")]
pub mod headless;
