//! Which part of the canvas the screen shows.
//!
//! *Invariant:* `zoom` lies within [`MIN_ZOOM`] and [`MAX_ZOOM`], and all three numbers are finite.

use super::geometry::{LIMIT, ScreenPoint, ScreenSize, WorldPoint};
use crate::model::Frame;

/// Far enough out to see 100 VPCs at once.
pub const MIN_ZOOM: f64 = 0.02;
pub const MAX_ZOOM: f64 = 4.0;
/// The factor of one "zoom in".
pub const ZOOM_STEP: f64 = 1.25;
/// What stays free around the content at "zoom to fit", in pixels; less on a small screen, where the content needs it.
const FIT_MARGIN: f64 = 48.0;
const FIT_SHARE: f64 = 0.05;

/// The canvas place in the screen's top left corner, and the pixels per canvas unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    pub x: f64,
    pub y: f64,
    pub zoom: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self { x: -FIT_MARGIN, y: -FIT_MARGIN, zoom: 1.0 }
    }
}

impl Camera {
    /// A camera within the bounds; numbers that are not finite become the default's.
    pub fn new(x: f64, y: f64, zoom: f64) -> Self {
        let fallback = Self::default();
        let place = |v: f64, or: f64| {
            if v.is_finite() { v.clamp(-4.0 * f64::from(LIMIT), 4.0 * f64::from(LIMIT)) } else { or }
        };
        Self {
            x: place(x, fallback.x),
            y: place(y, fallback.y),
            zoom: if zoom.is_finite() { zoom.clamp(MIN_ZOOM, MAX_ZOOM) } else { fallback.zoom },
        }
    }

    pub fn to_world(self, at: ScreenPoint) -> WorldPoint {
        WorldPoint::new(self.x + at.x / self.zoom, self.y + at.y / self.zoom)
    }

    pub fn to_screen(self, at: WorldPoint) -> ScreenPoint {
        ScreenPoint::new((at.x - self.x) * self.zoom, (at.y - self.y) * self.zoom)
    }

    /// The canvas units that `pixels` pixels cover.
    pub fn units(self, pixels: f64) -> f64 {
        pixels / self.zoom
    }

    /// Moved so that what was seen at the origin is seen `(dx, dy)` pixels further right and down.
    pub fn panned(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x - dx / self.zoom, self.y - dy / self.zoom, self.zoom)
    }

    /// Zoomed by a factor; the place under `at` stays there.
    pub fn zoomed(self, at: ScreenPoint, factor: f64) -> Self {
        self.zoomed_to(at, self.zoom * factor)
    }

    /// Zoomed to a level; the place under `at` stays there.
    pub fn zoomed_to(self, at: ScreenPoint, zoom: f64) -> Self {
        let fixed = self.to_world(at);
        let zoom = Self::new(self.x, self.y, zoom).zoom;
        Self::new(fixed.x - at.x / zoom, fixed.y - at.y / zoom, zoom)
    }

    /// Shows all of a frame, in the middle, at 100 % at most.
    pub fn fit(frame: Frame, screen: ScreenSize) -> Self {
        let (w, h) = (f64::from(frame.w.max(1)), f64::from(frame.h.max(1)));
        let room = |side: f64| (side - 2.0 * FIT_MARGIN.min(side * FIT_SHARE)).max(1.0);
        let zoom = (room(screen.w) / w).min(room(screen.h) / h).clamp(MIN_ZOOM, 1.0);
        Self::new(
            f64::from(frame.x) + w / 2.0 - screen.w / 2.0 / zoom,
            f64::from(frame.y) + h / 2.0 - screen.h / 2.0 / zoom,
            zoom,
        )
    }

    /// The least pan that brings a frame into view; the top left corner wins where it does not fit.
    pub fn revealing(self, frame: Frame, screen: ScreenSize) -> Self {
        let shift = |low: f64, high: f64, at: f64, extent: f64| {
            let margin = (FIT_MARGIN / self.zoom).min(extent / 4.0);
            if low < at + margin || high - low > extent - 2.0 * margin {
                low - margin
            } else if high > at + extent - margin {
                high + margin - extent
            } else {
                at
            }
        };
        let visible = self.visible(screen);
        if super::geometry::encloses(visible, frame) {
            return self;
        }
        Self::new(
            shift(f64::from(frame.x), f64::from(frame.right()), self.x, screen.w / self.zoom),
            shift(f64::from(frame.y), f64::from(frame.bottom()), self.y, screen.h / self.zoom),
            self.zoom,
        )
    }

    /// The part of the canvas that the screen shows.
    pub fn visible(self, screen: ScreenSize) -> Frame {
        super::geometry::between(
            self.to_world(ScreenPoint::default()),
            self.to_world(ScreenPoint::new(screen.w, screen.h)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn zooming_keeps_the_place_under_the_pointer(
            x in -1e5f64..1e5, y in -1e5f64..1e5, zoom in 0.02f64..4.0, px in 0f64..2000.0, py in 0f64..2000.0,
            factor in 0.01f64..100.0,
        ) {
            let camera = Camera::new(x, y, zoom);
            let at = ScreenPoint::new(px, py);
            let before = camera.to_world(at);
            let after = camera.zoomed(at, factor).to_world(at);
            prop_assert!((before.x - after.x).abs() < 1e-6 && (before.y - after.y).abs() < 1e-6);
        }

        #[test]
        fn screen_and_world_are_inverse(x in -1e5f64..1e5, zoom in 0.02f64..4.0, px in -2000f64..2000.0) {
            let camera = Camera::new(x, -x, zoom);
            let back = camera.to_screen(camera.to_world(ScreenPoint::new(px, px)));
            prop_assert!((back.x - px).abs() < 1e-6 && (back.y - px).abs() < 1e-6);
        }
    }

    #[test]
    fn fit_shows_all_of_the_frame() {
        let frame = Frame::new(-300, 40, 5000, 700);
        let screen = ScreenSize::new(1440.0, 900.0);
        assert!(super::super::geometry::encloses(Camera::fit(frame, screen).visible(screen), frame));
    }

    #[test]
    fn numbers_that_are_not_finite_do_not_get_in() {
        let camera = Camera::new(f64::NAN, f64::INFINITY, f64::NAN);
        assert_eq!(camera, Camera::default());
    }
}
