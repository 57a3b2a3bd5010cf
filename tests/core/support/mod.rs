//! What several topics need.

pub(crate) mod damaged;
pub(crate) mod designs;
pub(crate) mod hand;
pub(crate) mod notation;
