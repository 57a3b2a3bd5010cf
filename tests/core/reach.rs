//! The path verifier.

mod cases;
mod headless;
mod packets;
mod random;
