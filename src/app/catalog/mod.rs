//! The catalogue on screen.

pub(super) mod keep;
