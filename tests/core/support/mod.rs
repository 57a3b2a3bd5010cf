//! What several topics need.

pub mod designs;
