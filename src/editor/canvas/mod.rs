//! The canvas as geometry: what is where, what is under the pointer, what snaps to what.
//!
//! Knows the design and whole canvas units; it draws nothing and knows no screen but through the [`Camera`].

pub(in crate::editor) mod arrive;
pub(in crate::editor) mod boxes;
mod camera;
mod flush;
pub mod geometry;
pub(in crate::editor) mod hit;
mod layout;
mod link;
pub mod metrics;
pub(in crate::editor) mod room;
mod route;
pub(in crate::editor) mod settle;
pub(in crate::editor) mod snap;
pub mod table;
pub mod text;
mod tidy;
mod trail;
pub mod view;
pub(in crate::editor) mod wire;

pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM, ZOOM_STEP};
pub use geometry::{Direction, ScreenPoint, ScreenSize, WorldPoint};
pub use hit::{Handle, Hit};
pub use layout::{EniMark, Layout};
pub use link::Joint;
pub use snap::{Guide, Snapping};
pub use tidy::tidy;
pub use trail::{Mark, MarkKind, Stretch, Trail, trail};
pub use view::View;
pub use wire::{Wire, WireId, left_port, right_port, wires};
