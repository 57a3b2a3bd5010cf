//! The app as a user sees it: the release build of `dist/`, served on loopback, in Chromium by WebDriver with real
//! pointer and key events.
//!
//! `make test-browser` runs it; `make build` makes `dist/`. Screenshots are left in `tests/.work/screenshots/`.

mod bad_input;
mod editing;
mod harness;
mod main_job;
mod screenshots;
mod start;
