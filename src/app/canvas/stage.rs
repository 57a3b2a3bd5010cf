//! Moving the drawing under the camera.
//!
//! While the camera moves, only transforms change: the boxes lie on a layer of their own that the browser's compositor
//! moves, and where they end, or are too small to be boxes, a [`far`] picture moves with them. Nothing is laid out or
//! painted for a frame. When the hand rests, the boxes for the new place are drawn, and all of it sharp.
//!
//! Knows no gesture: it follows the camera, whoever moved it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::far;
use crate::app::{browser::dom, state::AppState};
use crate::editor::{Camera, Editor, canvas::geometry::encloses, canvas::view::widened};
use crate::model::Frame;

/// How long the camera stands still until the hand is taken to rest.
const REST_MS: u32 = 140;
/// How often boxes are drawn while the camera moves on: each time costs a frame or two, so that a fast pan shows the
/// picture of what it passes, and a slow one the boxes.
const LOOK_MS: f64 = 350.0;
/// How far the picture reaches beyond the screen, as a share of it.
const PICTURE_MARGIN: f64 = 0.25;
/// How much the picture may be magnified until it is drawn anew.
const MAGNIFIED: f64 = 2.0;
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
    clipped: Cell<Option<Frame>>,
    /// What the picture shows, and at which zoom it was drawn; none while it is hidden.
    drawn: Cell<Option<(Frame, f64)>>,
    /// When boxes were drawn last, on the page's clock.
    looked: Cell<f64>,
    // Dropping it cancels it.
    rest: RefCell<Option<Timeout>>,
}

/// The elements, from the bottom up.
pub(super) struct Layers {
    pub(super) root: web_sys::HtmlElement,
    pub(super) dots: web_sys::HtmlElement,
    pub(super) picture: web_sys::HtmlCanvasElement,
    pub(super) world: web_sys::HtmlElement,
    /// In `world`, around the drawing: painted only as far as there are boxes.
    pub(super) plate: web_sys::HtmlElement,
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
            clipped: Cell::new(None),
            drawn: Cell::new(None),
            looked: Cell::new(0.0),
            rest: RefCell::new(None),
        });
        stage.place(state.camera.get_untracked());
        stage.settle();
        let follower = Rc::clone(&stage);
        Effect::new(move |before: Option<Camera>| {
            let camera = state.camera.get();
            if before.is_some_and(|before| before != camera) {
                follower.follow(camera);
            }
            camera
        });
        Effect::new(move |before: Option<()>| {
            state.projection.picture.track();
            state.projection.far.track();
            state.prefs.with(|prefs| prefs.theme);
            if before.is_some() && !stage.moving.get() {
                stage.show_picture();
            }
        });
    }

    fn follow(self: &Rc<Self>, camera: Camera) {
        if !self.moving.replace(true) {
            let _ = self.layers.root.set_attribute("data-moving", "true");
        }
        self.place(camera);
        self.fill();
        let stage = Rc::clone(self);
        *self.rest.borrow_mut() = Some(Timeout::new(REST_MS, move || stage.settle()));
    }

    /// Draws what came into sight. The picture stands in for boxes that are not there yet.
    fn fill(&self) {
        let projection = self.state.projection;
        let (covered, camera, visible) = self.state.read(|editor| {
            if !projection.covers(editor) && dom::now() - self.looked.get() > LOOK_MS {
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
            self.draw_picture();
        }
    }

    /// The hand rests: all that is in sight is drawn, sharp.
    fn settle(&self) {
        if self.moving.replace(false) {
            let _ = self.layers.root.remove_attribute("data-moving");
        }
        self.state.read(|editor| self.state.projection.look(editor));
        self.looked.set(dom::now());
        self.show_picture();
        let camera = self.state.read(Editor::camera);
        let small = camera.zoom < THIN;
        if self.small.replace(small) != small {
            let _ = self.layers.root.toggle_attribute_with_force("data-small", small);
        }
        self.place(camera);
    }

    /// Draws the picture where there is one, and takes it away where there is none.
    fn show_picture(&self) {
        if self.state.projection.far.get_untracked() {
            self.draw_picture();
        } else if self.drawn.take().is_some() {
            let _ = self.layers.picture.set_attribute("hidden", "");
            // Its pixels are not kept.
            self.layers.picture.set_width(0);
        }
    }

    fn draw_picture(&self) {
        let drawn = self.state.read(|editor| {
            let cover = widened(visible(editor), PICTURE_MARGIN);
            let zoom = editor.camera().zoom;
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
        let Layers { root, dots, picture, world, plate } = &self.layers;
        let transform = |element: &web_sys::HtmlElement, text: &str| {
            let _ = element.style().set_property("transform", text);
        };
        transform(world, &format!("scale({}) translate({}px, {}px)", camera.zoom, -camera.x, -camera.y));
        let cover = self.state.projection.cover();
        if self.clipped.replace(cover) != cover {
            clip(plate, cover);
        }
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
        let mut apart = DOTS * camera.zoom;
        while apart < DOTS_APART {
            apart *= 2.0;
        }
        if self.dots_apart.replace(apart) != apart {
            let _ = root.style().set_property("--dot-step", &format!("{apart:.2}px"));
        }
        let shift = |at: f64| (-at * camera.zoom).rem_euclid(apart) - apart;
        transform(dots, &format!("translate({:.2}px, {:.2}px)", shift(camera.x), shift(camera.y)));
        let _ = root.set_attribute("data-camera", &format!("{} {} {}", camera.x, camera.y, camera.zoom));
    }
}

/// Cuts the drawing to the part that the boxes are drawn for: a layer as large as the longest wire would be painted for
/// nothing.
fn clip(plate: &web_sys::HtmlElement, cover: Option<Frame>) {
    let set = |name: &str, value: i32| {
        let _ = plate.style().set_property(name, &format!("{value}px"));
    };
    let Frame { x, y, w, h } = cover.unwrap_or_default();
    for (name, value) in [("left", x), ("top", y), ("width", w), ("height", h)] {
        set(name, value);
    }
    if let Some(drawing) =
        plate.first_element_child().and_then(|child| child.dyn_into::<web_sys::SvgElement>().ok())
    {
        let _ = drawing.style().set_property("transform", &format!("translate({}px, {}px)", -x, -y));
    }
    let _ = match cover {
        Some(_) => plate.set_attribute("data-clipped", "true"),
        None => plate.remove_attribute("data-clipped"),
    };
}

fn visible(editor: &Editor) -> Frame {
    editor.camera().visible(editor.screen())
}
