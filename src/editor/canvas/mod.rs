//! The canvas as geometry: what is where, what is under the pointer, what snaps to what.
//!
//! Knows the design and whole canvas units; it draws nothing and knows no screen but through the [`Camera`].

mod camera;
pub mod geometry;
mod layout;
pub mod metrics;
mod wire;

pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM, ZOOM_STEP};
pub use geometry::{ScreenPoint, ScreenSize, WorldPoint};
pub use layout::{EniMark, Layout};
pub use wire::{Wire, WireId, left_port, right_port, wires};
