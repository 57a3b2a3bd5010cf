//! Points and rectangles of the canvas and of the screen.
//!
//! The document's coordinates are whole canvas units ([`Point`], [`Frame`]); camera and pointer are `f64`, since a
//! zoomed pointer falls between units.

use crate::model::{Frame, Point, Size};

/// The side of the grid that positions snap to, in canvas units.
pub const GRID: i32 = 8;
/// Positions and extents stay within ± this many canvas units, so that sums never leave `i32`.
pub const LIMIT: i32 = 1_000_000;

/// A place on the screen, in CSS pixels from the canvas element's top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScreenPoint {
    pub x: f64,
    pub y: f64,
}

/// The extent of the canvas element in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenSize {
    pub w: f64,
    pub h: f64,
}

/// A place on the canvas, in canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WorldPoint {
    pub x: f64,
    pub y: f64,
}

/// One of the four sides to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    /// How far `to` lies from `from` on this side, and how far off the straight line; none if it is not on this side.
    pub fn measure(self, from: Point, to: Point) -> Option<(i64, i64)> {
        let (dx, dy) = (i64::from(to.x) - i64::from(from.x), i64::from(to.y) - i64::from(from.y));
        let (along, across) = match self {
            Self::Left => (-dx, dy),
            Self::Right => (dx, dy),
            Self::Up => (-dy, dx),
            Self::Down => (dy, dx),
        };
        (along > 0).then_some((along, across.abs()))
    }
}

impl ScreenPoint {
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The distance to another place in pixels.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

impl ScreenSize {
    pub const fn new(w: f64, h: f64) -> Self {
        Self { w, h }
    }

    pub fn center(self) -> ScreenPoint {
        ScreenPoint::new(self.w / 2.0, self.h / 2.0)
    }
}

impl WorldPoint {
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The nearest whole canvas unit, within [`LIMIT`].
    pub fn round(self) -> Point {
        // A float-to-int cast saturates and takes NaN to 0, so any pointer position is fine.
        Point::new(bounded(self.x.round() as i32), bounded(self.y.round() as i32))
    }
}

impl From<Point> for WorldPoint {
    fn from(point: Point) -> Self {
        Self::new(f64::from(point.x), f64::from(point.y))
    }
}

/// `value` within ± [`LIMIT`].
pub fn bounded(value: i32) -> i32 {
    value.clamp(-LIMIT, LIMIT)
}

/// The sum of two points, within [`LIMIT`].
pub fn add(a: Point, b: Point) -> Point {
    Point::new(bounded(a.x.saturating_add(b.x)), bounded(a.y.saturating_add(b.y)))
}

/// `a` as seen from `b`, within [`LIMIT`].
pub fn sub(a: Point, b: Point) -> Point {
    Point::new(bounded(a.x.saturating_sub(b.x)), bounded(a.y.saturating_sub(b.y)))
}

/// The frame at a place.
pub fn frame_at(at: Point, size: Size) -> Frame {
    Frame::new(at.x, at.y, size.w, size.h)
}

/// The frame moved by a distance.
pub fn shifted(frame: Frame, by: Point) -> Frame {
    frame_at(add(frame.origin(), by), frame.size())
}

/// The frame grown by `by` units on every side.
pub fn inflated(frame: Frame, by: i32) -> Frame {
    Frame::new(
        frame.x.saturating_sub(by),
        frame.y.saturating_sub(by),
        frame.w.saturating_add(by.saturating_mul(2)).max(0),
        frame.h.saturating_add(by.saturating_mul(2)).max(0),
    )
}

/// The middle of a frame.
pub fn center(frame: Frame) -> Point {
    Point::new(frame.x.saturating_add(frame.w / 2), frame.y.saturating_add(frame.h / 2))
}

/// Whether the frames share an area; touching edges do not count.
pub fn overlaps(a: Frame, b: Frame) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// Whether `outer` holds all of `inner`.
pub fn encloses(outer: Frame, inner: Frame) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && outer.right() >= inner.right()
        && outer.bottom() >= inner.bottom()
}

/// Whether a place lies in a frame; the left and top edges belong to it.
pub fn contains(frame: Frame, at: WorldPoint) -> bool {
    at.x >= f64::from(frame.x)
        && at.y >= f64::from(frame.y)
        && at.x < f64::from(frame.right())
        && at.y < f64::from(frame.bottom())
}

/// The smallest frame around both.
pub fn union(a: Frame, b: Frame) -> Frame {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Frame::new(x, y, a.right().max(b.right()).saturating_sub(x), a.bottom().max(b.bottom()).saturating_sub(y))
}

/// The frame between two opposite corners.
pub fn between(a: WorldPoint, b: WorldPoint) -> Frame {
    let (a, b) = (a.round(), b.round());
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Frame::new(x, y, a.x.max(b.x) - x, a.y.max(b.y) - y)
}
