//! The app as a user sees it: the release build of `dist/`, served on loopback, in Chromium by WebDriver with real
//! pointer and key events.
//!
//! `make test-browser` runs it; `make build` makes `dist/`. Screenshots are left in `tests/.work/screenshots/`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_types,
    reason = "tests: a failure is a panic, tells where it left a picture, and waits by the clock"
)]

mod accessibility;
mod advisor;
mod arranging;
mod bad_input;
mod catalog;
mod checks;
mod clipboard;
mod code;
mod cost;
mod editing;
mod finding;
mod firefox;
mod hand;
mod harness;
mod hosting;
mod interactions;
mod keeping;
mod main_job;
mod networks;
mod overview;
mod payloads;
mod pictures;
mod planner;
mod proxy;
mod reach;
mod rest;
mod screenshots;
mod server;
mod start;
mod tour;
