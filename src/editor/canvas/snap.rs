//! Where a dragged box comes to rest: on the grid, or in line with its neighbours.

use super::geometry::{GRID, bounded};
use crate::model::{Frame, Point};

/// The grid point nearest to a place.
pub(in crate::editor) fn to_grid(at: Point) -> Point {
    let round = |v: i32| bounded(v.saturating_add(GRID / 2).div_euclid(GRID).saturating_mul(GRID));
    Point::new(round(at.x), round(at.y))
}

/// How far in canvas units a dragged box is drawn to a neighbour's line.
const REACH: i32 = GRID;

/// What a dragged box is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapping {
    pub grid: bool,
    /// The edges and middles of neighbours.
    pub objects: bool,
}

impl Default for Snapping {
    fn default() -> Self {
        Self { grid: true, objects: true }
    }
}

/// A line that a dragged box is held to, to be drawn while it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guide {
    /// At an x, between two ys.
    Vertical { x: i32, from: i32, to: i32 },
    /// At a y, between two xs.
    Horizontal { y: i32, from: i32, to: i32 },
}

/// Where a box at `wanted` comes to rest among its neighbours, all in the same coordinates, and the lines it is held
/// to. Edges and middles attract within [`REACH`]; where nothing does, the grid does.
pub(in crate::editor) fn snap(
    wanted: Frame,
    neighbours: &[Frame],
    snapping: Snapping,
) -> (Point, Vec<Guide>) {
    let grid = if snapping.grid { to_grid(wanted.origin()) } else { wanted.origin() };
    let neighbours = if snapping.objects { neighbours } else { &[] };
    let thirds = |low: i32, extent: i32| [low, low.saturating_add(extent / 2), low.saturating_add(extent)];
    let pull = |own: [i32; 3], others: &mut dyn Iterator<Item = [i32; 3]>| -> Option<i32> {
        others
            .flat_map(|theirs| {
                own.into_iter().zip(theirs).map(|(mine, line)| line.saturating_sub(mine)).collect::<Vec<_>>()
            })
            .filter(|delta| delta.abs() <= REACH)
            .min_by_key(|delta| (delta.abs(), *delta))
    };
    let dx = pull(thirds(wanted.x, wanted.w), &mut neighbours.iter().map(|n| thirds(n.x, n.w)));
    let dy = pull(thirds(wanted.y, wanted.h), &mut neighbours.iter().map(|n| thirds(n.y, n.h)));
    let at = Point::new(
        dx.map_or(grid.x, |dx| bounded(wanted.x.saturating_add(dx))),
        dy.map_or(grid.y, |dy| bounded(wanted.y.saturating_add(dy))),
    );
    let rest = super::geometry::frame_at(at, wanted.size());
    let mut guides = Vec::new();
    if dx.is_some() {
        let own = thirds(rest.x, rest.w);
        for (index, x) in own.into_iter().enumerate() {
            let on_line = neighbours.iter().filter(|n| thirds(n.x, n.w)[index] == x);
            let span = on_line.fold(None, |span, n| Some(span.map_or(*n, |s| super::geometry::union(s, *n))));
            if let Some(span) = span.map(|s| super::geometry::union(s, rest)) {
                guides.push(Guide::Vertical { x, from: span.y, to: span.bottom() });
            }
        }
    }
    if dy.is_some() {
        let own = thirds(rest.y, rest.h);
        for (index, y) in own.into_iter().enumerate() {
            let on_line = neighbours.iter().filter(|n| thirds(n.y, n.h)[index] == y);
            let span = on_line.fold(None, |span, n| Some(span.map_or(*n, |s| super::geometry::union(s, *n))));
            if let Some(span) = span.map(|s| super::geometry::union(s, rest)) {
                guides.push(Guide::Horizontal { y, from: span.x, to: span.right() });
            }
        }
    }
    (at, guides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_attract_more_than_the_grid() {
        let (at, guides) =
            snap(Frame::new(103, 61, 160, 48), &[Frame::new(101, 300, 160, 48)], Snapping::default());
        assert_eq!(at, Point::new(101, 64));
        assert_eq!(guides.len(), 3, "left, middle and right");
    }

    #[test]
    fn what_is_off_does_not_hold() {
        let neighbours = [Frame::new(101, 300, 160, 48)];
        let rest =
            |grid, objects| snap(Frame::new(103, 61, 160, 48), &neighbours, Snapping { grid, objects }).0;
        assert_eq!(rest(false, true), Point::new(101, 61));
        assert_eq!(rest(true, false), Point::new(104, 64));
        assert_eq!(rest(false, false), Point::new(103, 61));
    }

    #[test]
    fn the_grid_takes_what_nothing_else_attracts() {
        let (at, guides) =
            snap(Frame::new(-3, 61, 160, 48), &[Frame::new(500, 300, 10, 10)], Snapping::default());
        assert_eq!((at, guides), (Point::new(0, 64), vec![]));
    }
}
