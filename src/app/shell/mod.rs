//! The frame around the canvas: top bar, side panels, status bar, and the dock of small screens.

pub(crate) mod dock;
pub(crate) mod grip;
pub(crate) mod region;
mod share;
pub(crate) mod side;
pub(crate) mod status;
pub(crate) mod theme;
pub(crate) mod toasts;
pub(crate) mod topbar;
