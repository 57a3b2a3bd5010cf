//! What the side panels and the code panel show.

pub(crate) mod code;
mod code_changes;
mod code_form;
mod code_listing;
pub(crate) mod inspector;
pub(crate) mod outline;
pub(crate) mod palette;
pub(crate) mod paths;
pub(crate) mod problems;
