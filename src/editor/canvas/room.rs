//! Finding a free place for a box.

use super::geometry::{bounded, frame_at, inflated, overlaps};
use crate::model::{Frame, Point};

/// How many of the nearest obstacles are tried as neighbours; all of them are kept clear of.
const NEIGHBOURS: usize = 48;

/// The part of a container where a box may go; open to the bottom.
#[derive(Clone, Copy, Debug)]
pub(in crate::editor) struct Room {
    pub(in crate::editor) left: i32,
    pub(in crate::editor) top: i32,
    /// `None`: open to the right.
    pub(in crate::editor) right: Option<i32>,
}

impl Room {
    /// The whole canvas.
    pub(in crate::editor) const CANVAS: Self =
        Self { left: -super::geometry::LIMIT, top: -super::geometry::LIMIT, right: None };

    /// The frame moved into the room; one that is too wide starts at the left.
    pub(in crate::editor) fn clamp(self, frame: Frame) -> Frame {
        let x = self.right.map_or(frame.x, |right| frame.x.min(right.saturating_sub(frame.w)));
        Frame { x: bounded(x).max(self.left), y: bounded(frame.y).max(self.top), ..frame }
    }

    fn holds(self, frame: Frame) -> bool {
        frame.x >= self.left
            && frame.y >= self.top
            && self.right.is_none_or(|right| frame.right() <= right || frame.x == self.left)
    }
}

/// The place nearest to the wanted one where the box lies in the room and keeps `gap` from every obstacle.
pub(in crate::editor) fn nearest_free(wanted: Frame, obstacles: &[Frame], gap: i32, room: Room) -> Frame {
    let wanted = room.clamp(wanted);
    let free = |frame: Frame| {
        let grown = inflated(frame, gap);
        room.holds(frame) && !obstacles.iter().any(|obstacle| overlaps(grown, *obstacle))
    };
    if free(wanted) {
        return wanted;
    }
    let distance = |frame: Frame| {
        let (dx, dy) = (i64::from(frame.x) - i64::from(wanted.x), i64::from(frame.y) - i64::from(wanted.y));
        dx * dx + dy * dy
    };
    let mut nearest: Vec<Frame> = obstacles.to_vec();
    nearest.sort_by_key(|obstacle| (distance(*obstacle), obstacle.y, obstacle.x));
    nearest.truncate(NEIGHBOURS);

    let mut best: Option<Frame> = None;
    let mut offer = |x: i32, y: i32| {
        let frame = room.clamp(frame_at(Point::new(x, y), wanted.size()));
        let key = |f: Frame| (distance(f), f.y, f.x);
        if best.is_none_or(|best| key(frame) < key(best)) && free(frame) {
            best = Some(frame);
        }
    };
    for obstacle in nearest {
        let before_x = obstacle.x.saturating_sub(gap).saturating_sub(wanted.w);
        let before_y = obstacle.y.saturating_sub(gap).saturating_sub(wanted.h);
        let after_x = obstacle.right().saturating_add(gap);
        let after_y = obstacle.bottom().saturating_add(gap);
        for y in [before_y, after_y] {
            for x in [wanted.x, obstacle.x, before_x, after_x, room.left] {
                offer(x, y);
            }
        }
        for x in [before_x, after_x] {
            for y in [wanted.y, obstacle.y, room.top] {
                offer(x, y);
            }
        }
    }
    best.unwrap_or_else(|| {
        let below = obstacles.iter().map(|obstacle| obstacle.bottom()).max().unwrap_or(wanted.y);
        room.clamp(Frame { y: below.saturating_add(gap), ..wanted })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_free_place_is_kept() {
        let wanted = Frame::new(40, 40, 100, 40);
        assert_eq!(nearest_free(wanted, &[Frame::new(300, 0, 10, 10)], 8, Room::CANVAS), wanted);
    }

    #[test]
    fn a_full_row_continues_below() {
        let room = Room { left: 16, top: 48, right: Some(16 + 160) };
        let first = Frame::new(16, 48, 160, 48);
        assert_eq!(nearest_free(first, &[first], 16, room), Frame::new(16, 112, 160, 48));
    }

    proptest! {
        #[test]
        fn the_place_is_clear_and_in_the_room(
            x in -500i32..500, y in -500i32..500,
            obstacles in prop::collection::vec((0i32..600, 0i32..600, 1i32..200, 1i32..200), 0..80),
        ) {
            let obstacles: Vec<Frame> =
                obstacles.into_iter().map(|(x, y, w, h)| Frame::new(x, y, w, h)).collect();
            let room = Room { left: 16, top: 48, right: Some(500) };
            let place = nearest_free(Frame::new(x, y, 160, 48), &obstacles, 16, room);
            prop_assert!(place.x >= 16 && place.y >= 48 && place.right() <= 500);
            prop_assert!(!obstacles.iter().any(|o| overlaps(inflated(place, 16), *o)));
        }
    }
}
