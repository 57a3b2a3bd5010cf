//! Moving the drawing under the camera.
//!
//! While the camera moves, only transforms change: the boxes lie on a layer of their own that the browser's compositor
//! moves, and where they end, or are too small to be boxes, a [`far`] picture moves with them. Nothing is laid out or
//! painted for a frame. When the hand rests, the boxes for the new place are drawn, and all of it sharp.
//!
//! The boxes are painted at the zoom of the last rest, and their layer magnifies them from there: at rest by nothing, so
//! that they are sharp. Were the zoom the layer's alone, browsers would paint it anew as the zoom changes, or at full size
//! however small it is shown.
//!
//! The boxes lie on a ground that hides what is below them. It is not there for the eye: on a ground that may be seen
//! through, Chromium keeps the words of each box in a layer of their own, to smooth their edges by the colours of the
//! screen's pixels, and every frame of a pan then pays for dozens of layers.
//!
//! Knows no gesture: it follows the camera, whoever moved it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::{
    render::{AnimationFrame, request_animation_frame},
    timers::callback::Timeout,
};
use leptos::prelude::*;

use super::far;
use crate::app::{browser::dom, state::AppState};
use crate::editor::{
    Camera, Editor, ScreenSize,
    canvas::geometry::{encloses, overlaps},
    canvas::view::widened,
};
use crate::model::Frame;

/// How long the camera stands still until the hand is taken to rest.
const REST_MS: u32 = 140;
/// The frames before that.
const REST_FRAMES: u8 = 2;
/// How often boxes are drawn while the camera moves on: each time costs a frame or two, so that a fast pan shows the
/// picture of what it passes, and a slow one the boxes.
const LOOK_MS: f64 = 350.0;
/// How far the picture reaches beyond the screen, as a share of it.
const PICTURE_MARGIN: f64 = 0.25;
/// The same for the picture of who zooms out, which is drawn coarser: it is seen smaller soon.
const WIDE_MARGIN: f64 = 1.0;
/// How much the picture may be magnified until it is drawn anew.
const MAGNIFIED: f64 = 2.0;
/// To what share of their sharp size boxes shrink until no more are drawn beside them while the hand zooms on.
const SHRUNK: f64 = 0.8;
/// The dots of the background: so many canvas units apart, and on the screen never closer than so many pixels.
const DOTS: f64 = 24.0;
const DOTS_APART: f64 = 14.0;
/// Below this zoom the lines of boxes and wires are drawn thicker: at their own width they would be less than a pixel,
/// and some would be lost.
const THIN: f64 = 0.55;

/// The layers of the canvas.
pub(super) struct Stage {
    state: AppState,
    layers: Layers,
    moving: Cell<bool>,
    small: Cell<bool>,
    dots_apart: Cell<f64>,
    plated: Cell<Option<Plated>>,
    /// The zoom at which the boxes are painted.
    sharp: Cell<f64>,
    /// What the picture shows, and at which zoom it was drawn; none while it is hidden.
    drawn: Cell<Option<(Frame, f64)>>,
    /// When boxes were drawn last, on the page's clock.
    looked: Cell<f64>,
    /// Two places in turn: what runs must not drop itself.
    rest: RefCell<[Option<Rest>; 2]>,
}

/// What the stage waits for; dropping it cancels it.
#[allow(dead_code, reason = "held for its end")]
enum Rest {
    Frame(AnimationFrame),
    Timer(Timeout),
}

/// The elements, from the bottom up.
pub(super) struct Layers {
    pub(super) root: web_sys::HtmlElement,
    pub(super) dots: web_sys::HtmlElement,
    pub(super) picture: web_sys::HtmlCanvasElement,
    pub(super) world: web_sys::HtmlElement,
    /// In `world`, around the drawing: painted only as far as there are boxes.
    pub(super) plate: web_sys::HtmlElement,
    /// The dots on what lies under the drawing.
    pub(super) ground: web_sys::HtmlElement,
    pub(super) drawing: web_sys::SvgElement,
    /// In `world`, above the plate: what is dragged, moved by the compositor as well.
    pub(super) lifted: web_sys::HtmlElement,
    /// In `lifted`.
    pub(super) raised: web_sys::SvgElement,
    /// In `world`, on top: what a gesture draws.
    pub(super) gesture: web_sys::SvgElement,
}

/// How the boxes are painted.
#[derive(Clone, Copy, PartialEq)]
struct Plated {
    frame: Frame,
    zoom: f64,
    /// Whether the ground is under them; it would hide the picture.
    ground: bool,
}

impl Stage {
    /// Follows the camera from now on; the layers live as long as the page.
    pub(super) fn set(state: AppState, layers: Layers) {
        let stage = Rc::new(Self {
            state,
            layers,
            moving: Cell::new(false),
            small: Cell::new(false),
            dots_apart: Cell::new(0.0),
            plated: Cell::new(None),
            sharp: Cell::new(1.0),
            drawn: Cell::new(None),
            looked: Cell::new(0.0),
            rest: RefCell::new([None, None]),
        });
        stage.place(state.camera.get_untracked());
        stage.settle();
        let follower = Rc::clone(&stage);
        Effect::new(move |before: Option<Camera>| {
            let camera = state.camera.get();
            if let Some(before) = before.filter(|before| *before != camera) {
                follower.follow(before, camera);
            }
            camera
        });
        let lifter = Rc::clone(&stage);
        Effect::new(move |_: Option<()>| {
            state.projection.offset.track();
            lifter.lift();
        });
        Effect::new(move |before: Option<()>| {
            state.projection.picture.track();
            state.projection.far.track();
            state.prefs.with(|prefs| prefs.theme);
            if before.is_some() {
                stage.lay_plate();
                if !stage.moving.get() {
                    stage.show_picture();
                }
            }
        });
    }

    fn follow(self: &Rc<Self>, before: Camera, camera: Camera) {
        if self.state.read(|editor| is_jump(before, camera, editor.screen())) {
            self.rest.take();
            self.settle();
            return;
        }
        self.moving.set(true);
        self.place(camera);
        self.fill();
        self.rest.take();
        self.await_rest(REST_FRAMES);
    }

    /// Waits until nothing has moved for some frames, and a while after them: where frames are slow, time alone would
    /// take the middle of a gesture for its end.
    fn await_rest(self: &Rc<Self>, frames: u8) {
        let stage = Rc::clone(self);
        let rest = match frames.checked_sub(1) {
            Some(left) => Rest::Frame(request_animation_frame(move |_| stage.await_rest(left))),
            None => Rest::Timer(Timeout::new(REST_MS, move || stage.settle())),
        };
        let place = usize::from(frames) % 2;
        if let Some(place) = self.rest.borrow_mut().get_mut(place) {
            *place = Some(rest);
        }
    }

    /// Draws what came into sight. The picture stands in for boxes that are not there yet.
    fn fill(&self) {
        let projection = self.state.projection;
        let (covered, camera, visible) = self.state.read(|editor| {
            // What comes into sight of who zooms out is more than a frame can draw, and small: the picture shows it.
            let near = editor.camera().zoom >= self.sharp.get() * SHRUNK;
            if near && !projection.covers(editor) && dom::now() - self.looked.get() > LOOK_MS {
                self.looked.set(dom::now());
                projection.look_ahead(editor);
            }
            (projection.covers(editor), editor.camera(), visible(editor))
        });
        if covered && !projection.far.get_untracked() {
            return;
        }
        let fits = self
            .drawn
            .get()
            .is_some_and(|(cover, zoom)| encloses(cover, visible) && camera.zoom <= zoom * MAGNIFIED);
        if !fits {
            let wide = camera.zoom < self.sharp.get() * SHRUNK;
            self.draw_picture(wide);
        }
    }

    /// The hand rests: all that is in sight is drawn, sharp.
    fn settle(&self) {
        self.moving.set(false);
        self.state.read(|editor| self.state.projection.look(editor));
        self.looked.set(dom::now());
        self.show_picture();
        let camera = self.state.read(Editor::camera);
        self.sharp.set(camera.zoom);
        let small = camera.zoom < THIN;
        if self.small.replace(small) != small {
            let _ = self.layers.root.toggle_attribute_with_force("data-small", small);
        }
        self.place(camera);
    }

    /// Draws the picture where there is one, and takes it away where there is none.
    fn show_picture(&self) {
        if self.state.projection.far.get_untracked() {
            self.draw_picture(false);
        } else if self.drawn.take().is_some() {
            let _ = self.layers.picture.set_attribute("hidden", "");
            // Its pixels are not kept.
            self.layers.picture.set_width(0);
        }
    }

    fn draw_picture(&self, wide: bool) {
        let (margin, coarse) = if wide { (WIDE_MARGIN, MAGNIFIED) } else { (PICTURE_MARGIN, 1.0) };
        let drawn = self.state.read(|editor| {
            let cover = widened(visible(editor), margin);
            let zoom = editor.camera().zoom / coarse;
            far::draw(&self.layers.picture, editor, self.state.projection, cover, zoom)
                .then_some((cover, zoom))
        });
        if drawn.is_some() {
            let _ = self.layers.picture.remove_attribute("hidden");
        }
        self.drawn.set(drawn);
        self.place(self.state.read(Editor::camera));
    }

    /// Moves the layers to where the camera has them.
    fn place(&self, camera: Camera) {
        let Layers { root, dots, picture, world, .. } = &self.layers;
        self.lay_plate();
        let sharp = self.sharp.get();
        let (mut x, mut y) = (-camera.x * camera.zoom, -camera.y * camera.zoom);
        if camera.zoom == sharp {
            // What is not magnified lies on the pixels of the screen; between them it would be blurred.
            let ratio = dom::pixel_ratio();
            (x, y) = ((x * ratio).round() / ratio, (y * ratio).round() / ratio);
        }
        transform(world, &format!("translate({x}px, {y}px) scale({})", camera.zoom / sharp));
        if let Some((cover, zoom)) = self.drawn.get() {
            let (x, y) = (f64::from(cover.x) - camera.x, f64::from(cover.y) - camera.y);
            transform(
                picture,
                &format!(
                    "translate({}px, {}px) scale({})",
                    x * camera.zoom,
                    y * camera.zoom,
                    camera.zoom / zoom
                ),
            );
        }
        let apart = dots_apart(camera.zoom);
        if self.dots_apart.replace(apart) != apart {
            // On the root all that is drawn would inherit it, and would be looked through at every step of a zoom.
            let _ = dots.style().set_property("--dot-step", &format!("{apart:.2}px"));
        }
        let shift = |at: f64| (-at * camera.zoom).rem_euclid(apart) - apart;
        transform(dots, &format!("translate({:.2}px, {:.2}px)", shift(camera.x), shift(camera.y)));
        let _ = root.set_attribute("data-camera", &format!("{} {} {}", camera.x, camera.y, camera.zoom));
    }

    /// Moves what is dragged by its offset.
    fn lift(&self) {
        let (offset, zoom) = (self.state.projection.offset.get_untracked(), self.sharp.get());
        let (x, y) = (f64::from(offset.x) * zoom, f64::from(offset.y) * zoom);
        transform(&self.layers.lifted, &format!("translate({x}px, {y}px)"));
    }

    /// Cuts the drawing to the part that the boxes are drawn for: a layer as large as the longest wire would be painted
    /// for nothing.
    fn lay_plate(&self) {
        let (projection, zoom) = (self.state.projection, self.sharp.get());
        let plated = Plated { frame: projection.plate(), zoom, ground: !projection.far.get_untracked() };
        if self.plated.replace(Some(plated)) == Some(plated) {
            return;
        }
        let Layers { plate, ground, drawing, raised, gesture, .. } = &self.layers;
        let set = |element: &web_sys::HtmlElement, name: &str, value: &str| {
            let _ = element.style().set_property(name, value);
        };
        // Whole pixels, and the drawing in the plate where it belongs on the canvas.
        let Frame { x, y, w, h } = plated.frame;
        let (left, top) = ((f64::from(x) * zoom).floor(), (f64::from(y) * zoom).floor());
        let (width, height) = ((f64::from(w) * zoom).ceil() + 1.0, (f64::from(h) * zoom).ceil() + 1.0);
        for (name, value) in [("left", left), ("top", top), ("width", width), ("height", height)] {
            set(plate, name, &format!("{value}px"));
        }
        let inner = format!("translate({}px, {}px) scale({zoom})", -left, -top);
        let _ = drawing.style().set_property("transform", &inner);
        for over in [raised, gesture] {
            let _ = over.style().set_property("transform", &format!("scale({zoom})"));
        }
        self.lift();
        let apart = dots_apart(zoom);
        let from = |edge: f64| (-edge - apart / 2.0).rem_euclid(apart);
        set(ground, "background-position", &format!("{:.2}px {:.2}px", from(left), from(top)));
        set(ground, "background-size", &format!("{apart:.2}px {apart:.2}px"));
        let _ = plate.toggle_attribute_with_force("data-ground", plated.ground);
    }
}

/// Whether the camera went somewhere else at once, and not by the hand's steps: nothing of what it showed is of use.
fn is_jump(before: Camera, now: Camera, screen: ScreenSize) -> bool {
    let ratio = now.zoom / before.zoom;
    !overlaps(before.visible(screen), now.visible(screen)) || !(0.5..=2.0).contains(&ratio)
}

/// Moves a layer.
fn transform(element: &web_sys::HtmlElement, text: &str) {
    let _ = element.style().set_property("transform", text);
}

/// How far the dots of the background are from each other on the screen.
fn dots_apart(zoom: f64) -> f64 {
    let mut apart = DOTS * zoom;
    while apart < DOTS_APART {
        apart *= 2.0;
    }
    apart
}

fn visible(editor: &Editor) -> Frame {
    editor.camera().visible(editor.screen())
}
