//! Tests of the core through its public interface.

mod catalog;
mod files;
mod gestures;
mod schema;
mod support;
mod template_text;
mod template_tree;
