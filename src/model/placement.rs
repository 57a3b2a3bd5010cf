//! Where things stand on the canvas, in whole canvas units.
//!
//! Integers: they compare and hash, files diff cleanly, and there is no NaN. Camera and pointer stay `f64` (`editor`).

use serde::{Deserialize, Serialize};

/// A position relative to the containing entity's top left corner, or to the canvas origin where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// An extent in canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    pub w: i32,
    pub h: i32,
}

/// The rectangle of a container, relative like [`Point`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Frame {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

impl Point {
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }
}

impl Frame {
    pub const fn new(x: i32, y: i32, w: i32, h: i32) -> Self {
        Self { x, y, w, h }
    }

    pub const fn origin(self) -> Point {
        Point { x: self.x, y: self.y }
    }

    pub const fn size(self) -> Size {
        Size { w: self.w, h: self.h }
    }

    /// The x of the right edge; saturates, since files may hold any number.
    pub const fn right(self) -> i32 {
        self.x.saturating_add(self.w)
    }

    /// The y of the bottom edge; saturates like [`right`](Self::right).
    pub const fn bottom(self) -> i32 {
        self.y.saturating_add(self.h)
    }
}
