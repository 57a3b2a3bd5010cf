//! What of a layout is worth an element of its own, for a camera: culling, and how much detail.
//!
//! A small design is drawn whole. A large one is drawn box by box only near the part that the screen shows, and only
//! while its boxes are large enough to read and few enough to draw; else it is a still picture. The boxes come from
//! the tree of containers, which serves as the spatial index: a container out of sight hides all it holds.
//!
//! Knows no element: it says what to draw, the views draw it.

use super::geometry::{inflated, overlaps, union};
use super::{Camera, Layout, ScreenSize, Wire, WireId};
use crate::model::{EntityRef, Frame};

/// A design of at most so many boxes and wires is always drawn whole.
pub const WHOLE: usize = 400;
/// At most so many boxes and wires are drawn one by one.
pub const MOST: usize = 600;
/// The zoom below which a large design is a picture: titles are 4 pixels high.
pub const LEGIBLE: f64 = 0.3;
/// How far beyond the screen boxes are drawn, so that a pan finds them there, as a share of the screen's extent: as far
/// as their number allows.
const MARGINS: [f64; 4] = [0.5, 0.35, 0.2, 0.1];
/// How far names, marks and outlines reach beyond their boxes and wires, in canvas units.
const FRINGE: i32 = 120;

/// What to draw box by box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The part of the canvas for which it holds; none: all of it.
    pub cover: Option<Frame>,
    /// The part beyond which nothing need be painted until the camera rests somewhere else.
    pub plate: Frame,
    /// In paint order.
    pub boxes: Vec<EntityRef>,
    pub wires: Vec<WireId>,
    /// There is more to see than the boxes: the part is to be drawn as a picture.
    pub picture: bool,
}

impl View {
    /// The view of a camera.
    pub fn of(layout: &Layout, wires: &[Wire], camera: Camera, screen: ScreenSize) -> Self {
        if layout.len() + wires.len() <= WHOLE {
            let near = widened(camera.visible(screen), MARGINS[0]);
            let drawn = layout.bounds().into_iter().chain(wires.iter().map(|wire| wire.bounds));
            return Self {
                cover: None,
                plate: drawn.fold(near, |all, each| union(all, inflated(each, FRINGE))),
                boxes: layout.paint_order(),
                wires: wires.iter().map(|wire| wire.id).collect(),
                picture: false,
            };
        }
        if camera.zoom >= LEGIBLE {
            for margin in MARGINS {
                let cover = widened(camera.visible(screen), margin);
                let boxes = layout.within(cover);
                let near: Vec<WireId> =
                    wires.iter().filter(|wire| touches(wire.bounds, cover)).map(|wire| wire.id).collect();
                if boxes.len() + near.len() <= MOST {
                    return Self { cover: Some(cover), plate: cover, boxes, wires: near, picture: false };
                }
            }
        }
        let cover = widened(camera.visible(screen), MARGINS[0]);
        Self { cover: Some(cover), plate: cover, boxes: Vec::new(), wires: Vec::new(), picture: true }
    }

    /// Whether a part of the canvas lies in the cover.
    pub fn covers(&self, part: Frame) -> bool {
        self.cover.is_none_or(|cover| super::geometry::encloses(cover, part))
    }
}

/// A wire without width touches what it runs along.
fn touches(bounds: Frame, part: Frame) -> bool {
    overlaps(inflated(bounds, 1), part)
}

/// The frame grown on every side by a share of its extent.
pub fn widened(frame: Frame, share: f64) -> Frame {
    let by = f64::from(frame.w.max(frame.h)) * share;
    inflated(frame, by.round() as i32)
}

#[cfg(test)]
mod tests {
    use super::super::geometry::encloses;
    use super::*;
    use crate::edit;
    use crate::model::{Design, Point};

    const SCREEN: ScreenSize = ScreenSize { w: 1440.0, h: 900.0 };

    /// A row of empty VPCs.
    fn row(count: usize) -> Layout {
        let mut design = Design::new("row", "us-east-1");
        for _ in 0..count {
            edit::add_vpc(&mut design, "us-east-1");
        }
        super::super::tidy(&mut design);
        Layout::of(&design)
    }

    #[test]
    fn a_small_design_is_drawn_whole_wherever_the_camera_is() {
        let layout = row(20);
        let far = Camera::new(1e6, 1e6, 0.02);
        let view = View::of(&layout, &[], far, SCREEN);
        assert_eq!((view.boxes.len(), view.picture, view.cover), (20, false, None));
        assert!(view.covers(Frame::new(0, 0, 10, 10)));
        assert!(encloses(view.plate, layout.bounds().unwrap()), "all of it is painted");
        assert!(encloses(view.plate, far.visible(SCREEN)), "and so is where the hand may drag");
    }

    #[test]
    fn of_a_large_design_only_what_is_near_is_drawn() {
        let layout = row(WHOLE + 100);
        let first = layout.frame(layout.paint_order()[0]).unwrap();
        let camera = Camera::new(f64::from(first.x), f64::from(first.y), 1.0);
        let view = View::of(&layout, &[], camera, SCREEN);
        assert!(!view.picture && !view.boxes.is_empty() && view.boxes.len() < 60, "{}", view.boxes.len());
        assert!(view.covers(camera.visible(SCREEN)));
        let aside = camera.panned(-5_000.0, 0.0).visible(SCREEN);
        assert!(!view.covers(aside), "a pan of some screens needs another view");
    }

    #[test]
    fn far_out_a_large_design_is_a_picture() {
        let layout = row(WHOLE + 100);
        let camera = Camera::fit(layout.bounds().unwrap(), SCREEN);
        let view = View::of(&layout, &[], camera, SCREEN);
        assert!(view.picture && view.boxes.is_empty());
    }

    #[test]
    fn too_many_wires_make_a_picture_too() {
        let layout = row(WHOLE + 100);
        let wire = |number| Wire {
            id: WireId::Direct(crate::model::Id::new(number)),
            from: EntityRef::Vpc(crate::model::Id::new(1)),
            to: EntityRef::Vpc(crate::model::Id::new(2)),
            points: [Point::new(0, 0), Point::new(100, 0)].into(),
            connections: [].into(),
            joint: None,
            bounds: Frame::new(0, 0, 100, 0),
        };
        let wires: Vec<Wire> = (0..2_000).map(wire).collect();
        let camera = Camera::new(0.0, 0.0, 1.0);
        assert!(View::of(&layout, &wires, camera, SCREEN).picture);
        assert!(!View::of(&layout, &wires[..100], camera, SCREEN).wires.is_empty());
    }
}
