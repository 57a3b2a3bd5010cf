//! Tests of the core through its public interface.

mod template_text;
mod template_tree;
