//! Tests of the core through its public interface.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod arranging;
mod catalog;
mod catalog_page;
mod clipboard;
mod constraints;
mod cost;
mod files;
mod fixes;
mod gestures;
mod headless;
mod help_page;
mod hostile;
mod ipv6;
mod joining;
mod layering;
mod networks;
mod own_list;
mod picture;
mod reach;
mod readme;
mod recipes;
mod rule_page;
mod sarif;
mod schema;
mod sharing;
mod support;
mod suppressions;
mod template_text;
mod template_tree;
