//! The canvas from afar: a picture of boxes without words, drawn at once.
//!
//! Rectangles are filled one by one and never stroked: a filled rectangle is the cheapest thing to draw. A border is a
//! rectangle under the smaller one that it surrounds. Colours are those of the style sheet.

use std::collections::{BTreeMap, BTreeSet};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::text;
use crate::app::{browser::dom, projection::Projection};
use crate::check::Severity;
use crate::editor::{
    Editor,
    canvas::{Wire, WireId, geometry::overlaps},
};
use crate::model::{Design, EntityRef, Frame, SubnetKind};

/// The most pixels of the picture; beyond, it is drawn coarser.
const MOST_PIXELS: f64 = 12_000_000.0;
/// A VPC's name is written where the VPC is at least so many pixels wide.
const NAMED: f64 = 56.0;
const NAME_SIZE: f64 = 11.0;

/// Draws a part of the canvas at a zoom. False where the browser has no drawing context to give.
pub(super) fn draw(
    canvas: &HtmlCanvasElement,
    editor: &Editor,
    projection: Projection,
    cover: Frame,
    zoom: f64,
) -> bool {
    let (w, h) = (f64::from(cover.w) * zoom, f64::from(cover.h) * zoom);
    let scale = dom::pixel_ratio().min((MOST_PIXELS / (w * h).max(1.0)).sqrt());
    // Setting the size clears it, and lets the old pixels go.
    canvas.set_width((w * scale).ceil() as u32);
    canvas.set_height((h * scale).ceil() as u32);
    let _ = canvas.style().set_property("width", &format!("{w}px"));
    let _ = canvas.style().set_property("height", &format!("{h}px"));
    let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into().ok());
    let Some(context): Option<CanvasRenderingContext2d> = context else { return false };
    let ratio = zoom * scale;
    let paint = Paint {
        context,
        origin: (f64::from(cover.x), f64::from(cover.y)),
        ratio,
        pixel: scale,
        colours: dom::colours(canvas),
    };
    projection.with_marks(|hidden, selected, worst| {
        paint.everything(editor, cover, hidden, selected, worst);
    });
    true
}

/// A picture being drawn.
struct Paint {
    context: CanvasRenderingContext2d,
    origin: (f64, f64),
    /// Device pixels per canvas unit, and per pixel of the page.
    ratio: f64,
    pixel: f64,
    colours: dom::Colours,
}

/// How a box is filled; in the order in which they are painted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    layer: u8,
    line: &'static str,
    fill: &'static str,
}

impl Paint {
    fn everything(
        &self,
        editor: &Editor,
        cover: Frame,
        hidden: &BTreeSet<EntityRef>,
        selected: &BTreeSet<EntityRef>,
        worst: &BTreeMap<EntityRef, Severity>,
    ) {
        let layout = editor.layout();
        let mut groups: BTreeMap<Look, Vec<Frame>> = BTreeMap::new();
        let (mut marked, mut picked, mut vpcs) = (Vec::new(), Vec::new(), Vec::new());
        for entity in layout.within(cover) {
            let Some(frame) = layout.frame(entity).filter(|_| !hidden.contains(&entity)) else { continue };
            if let Some(look) = look(editor.design(), entity) {
                groups.entry(look).or_default().push(frame);
            }
            if selected.contains(&entity) {
                picked.push(frame);
            }
            if let Some(severity) = worst.get(&entity) {
                marked.push((*severity, frame));
            }
            if let EntityRef::Vpc(id) = entity {
                vpcs.push((id, frame));
            }
        }
        for (look, frames) in groups.iter().filter(|(look, _)| look.layer < WIRES) {
            self.boxes(*look, frames);
        }
        self.wires(editor.wires(), cover, hidden);
        for (look, frames) in groups.iter().filter(|(look, _)| look.layer > WIRES) {
            self.boxes(*look, frames);
        }
        self.faults(&marked);
        self.colour("--accent");
        for frame in picked {
            self.border(frame, 2.0);
        }
        for (id, frame) in vpcs {
            if let Some(vpc) = editor.design().vpcs.get(id) {
                self.name(&vpc.name, frame);
            }
        }
    }

    fn colour(&self, name: &'static str) {
        self.context.set_fill_style_str(self.colours.get(name));
    }

    /// Where a frame lies in the picture.
    fn at(&self, frame: Frame) -> (f64, f64, f64, f64) {
        let (x, y) = self.origin;
        (
            (f64::from(frame.x) - x) * self.ratio,
            (f64::from(frame.y) - y) * self.ratio,
            f64::from(frame.w) * self.ratio,
            f64::from(frame.h) * self.ratio,
        )
    }

    fn boxes(&self, look: Look, frames: &[Frame]) {
        let line = self.pixel.max(1.25 * self.ratio);
        self.colour(look.line);
        for frame in frames {
            let (x, y, w, h) = self.at(*frame);
            self.context.fill_rect(x, y, w, h);
        }
        self.colour(look.fill);
        for frame in frames {
            let (x, y, w, h) = self.at(*frame);
            // What is smaller than its border is all border.
            if w > 3.0 * line && h > 3.0 * line {
                self.context.fill_rect(x + line, y + line, w - 2.0 * line, h - 2.0 * line);
            }
        }
    }

    /// Four rectangles around a frame.
    fn border(&self, frame: Frame, pixels: f64) {
        let (x, y, w, h) = self.at(frame);
        let line = pixels * self.pixel;
        self.context.fill_rect(x - line, y - line, w + 2.0 * line, line);
        self.context.fill_rect(x - line, y + h, w + 2.0 * line, line);
        self.context.fill_rect(x - line, y, line, h);
        self.context.fill_rect(x + w, y, line, h);
    }

    fn wires(&self, wires: &[Wire], cover: Frame, hidden: &BTreeSet<EntityRef>) {
        let context = &self.context;
        context.set_line_width(self.pixel.max(1.5 * self.ratio) * 0.75);
        context.set_global_alpha(0.6);
        for colour in ["--wire-ok", "--wire-missing", "--link"] {
            context.set_stroke_style_str(self.colours.get(colour));
            context.begin_path();
            for wire in wires {
                let bounds = Frame { w: wire.bounds.w.max(1), h: wire.bounds.h.max(1), ..wire.bounds };
                let moved = hidden.contains(&wire.from) || hidden.contains(&wire.to);
                if of(wire.id) != colour || moved || !overlaps(bounds, cover) {
                    continue;
                }
                for (index, point) in wire.points.iter().enumerate() {
                    let (x, y, ..) = self.at(Frame::new(point.x, point.y, 0, 0));
                    if index == 0 {
                        context.move_to(x, y);
                    } else {
                        context.line_to(x, y);
                    }
                }
            }
            context.stroke();
        }
        context.set_global_alpha(1.0);
    }

    /// A square at the corner of what the checks complain of.
    fn faults(&self, marked: &[(Severity, Frame)]) {
        let side = 4.0 * self.pixel;
        for (severity, frame) in marked {
            self.colour(match severity {
                Severity::Error => "--danger-solid",
                Severity::Warning | Severity::Info => "--warn-solid",
            });
            let (x, y, w, _) = self.at(*frame);
            self.context.fill_rect(x + w - side, y, side, side);
        }
    }

    /// A VPC's name, at a size that is read at every zoom.
    fn name(&self, name: &str, frame: Frame) {
        let (x, y, w, _) = self.at(frame);
        if w < NAMED * self.pixel {
            return;
        }
        let label = text::fit_bold(name, w / self.pixel - 10.0, NAME_SIZE);
        let width = text::width(&label) * NAME_SIZE * self.pixel + 6.0 * self.pixel;
        self.colour("--vpc");
        self.context.fill_rect(x, y, width.min(w), 15.0 * self.pixel);
        self.colour("--vpc-fill");
        self.context.set_font(&format!("600 {}px system-ui, sans-serif", NAME_SIZE * self.pixel));
        // Fails only for coordinates that are no numbers.
        let _: Result<(), JsValue> =
            self.context.fill_text(&label, x + 3.0 * self.pixel, y + 11.0 * self.pixel);
    }
}

/// The colour of a line.
const fn of(id: WireId) -> &'static str {
    match id {
        WireId::ToEndpoint(_) | WireId::FromEndpoint(..) => "--wire-ok",
        WireId::Direct(_) => "--wire-missing",
        WireId::Peering(_)
        | WireId::Attachment(_)
        | WireId::OnPremises(..)
        | WireId::Shared(..)
        | WireId::Resolver(..) => "--link",
    }
}

/// The layer that the wires are in.
const WIRES: u8 = 4;

fn look(design: &Design, entity: EntityRef) -> Option<Look> {
    let (layer, line, fill) = match entity {
        EntityRef::Vpc(_) => (0, "--vpc", "--vpc-fill"),
        EntityRef::Zone(_) => (1, "--zone", "--vpc-fill"),
        EntityRef::Subnet(id) => match design.subnets.get(id)?.kind {
            SubnetKind::Public => (2, "--public", "--public-fill"),
            SubnetKind::Private => (2, "--private", "--private-fill"),
            SubnetKind::Isolated => (2, "--isolated", "--isolated-fill"),
        },
        EntityRef::InternetGateway(_) | EntityRef::NatGateway(_) => (5, "--gateway", "--gateway-fill"),
        EntityRef::Workload(_) => (5, "--workload", "--surface-raised"),
        EntityRef::Endpoint(_) => (5, "--endpoint", "--endpoint-fill"),
        EntityRef::Service(_) | EntityRef::TransitGateway(_) | EntityRef::OnPremisesNetwork(_) => {
            (5, "--line-control", "--surface-raised")
        }
        EntityRef::RouteTable(_)
        | EntityRef::SecurityGroup(_)
        | EntityRef::Connection(_)
        | EntityRef::NetworkAcl(_)
        | EntityRef::PeeringConnection(_)
        | EntityRef::TransitGatewayAttachment(_)
        | EntityRef::VpnGateway(_)
        | EntityRef::HostedZone(_)
        | EntityRef::Profile(_)
        | EntityRef::ResolverEndpoint(_)
        | EntityRef::EndpointService(_) => return None,
    };
    Some(Look { layer, line, fill })
}
