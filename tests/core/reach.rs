//! The path verifier.

mod cases;
