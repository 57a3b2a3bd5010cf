//! Tests of the core through its public interface.

mod catalog;
mod template_text;
mod template_tree;
