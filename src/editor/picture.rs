//! The design as a picture: an SVG file that needs nothing beside itself, and that opens again as the design.
//!
//! Drawn from the same layout and wires as the canvas, always whole, in the light colours, for a white page.

use std::fmt::Write as _;

use super::canvas::geometry::inflated;
use super::canvas::text::{fit, fit_bold};
use super::glyph::{self, Glyph, outline_path};
use super::{Editor, Wire, WireId};
use crate::file;
use crate::model::{Design, EndpointKind, EntityRef, Frame, Point, SubnetKind};

/// What stays free around the drawing, in canvas units.
const MARGIN: i32 = 32;
/// The size of an empty picture.
const EMPTY: Frame = Frame::new(0, 0, 480, 240);

/// The colours and lines of what is drawn. No font is embedded: any sans-serif does, and labels are cut for one.
const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;fill:#182031}\
.t{font-weight:600;font-size:13px}.d{font-size:11px;fill:#4a556b}.z{font-weight:600;font-size:12px;fill:#4a556b}\
.vpc{fill:#fff;stroke:#1c7f45;stroke-width:1.5}.zone{fill:none;stroke:#65728a;stroke-dasharray:5 4}\
.public{fill:#f2f8e6;stroke:#527a10}.private{fill:#e9f4fb;stroke:#0f6c9e}.isolated{fill:#f0f2f5;stroke:#626c7e}\
.workload{fill:#fff6ee;stroke:#b4540a}.gateway{fill:#f4eeff;stroke:#6b35c9}\
.gw{fill:#f6edff;stroke:#7d2fd0;stroke-width:1.5;stroke-dasharray:5 4}.if{fill:#f6edff;stroke:#7d2fd0;stroke-width:1.5}\
.service{fill:#fff;stroke:#65728a}\
.link{fill:none;stroke:#2f5aa8;stroke-width:2}.far{stroke-dasharray:8 4}\
.names{stroke:#65728a;stroke-width:1.5;stroke-dasharray:1 4;stroke-linecap:round}\
.wire{fill:none;stroke:#7d2fd0;stroke-width:1.5;stroke-opacity:.75}.onward{stroke-dasharray:2 3}.bare{stroke:#b3261e}";

impl Editor {
    /// The whole design as an SVG file with the design inside ([`file::open`] opens it).
    pub fn picture(&self) -> String {
        let design = self.design();
        let bounds = self.wires().iter().map(|wire| wire.bounds).chain(self.layout().bounds());
        let whole = bounds.reduce(super::canvas::geometry::union).map_or(EMPTY, |all| inflated(all, MARGIN));
        let mut svg = String::new();
        // A String takes every write.
        let _ = writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"{x} {y} {w} {h}\" role=\"img\" aria-labelledby=\"title\">",
            x = whole.x,
            y = whole.y,
            w = whole.w,
            h = whole.h
        );
        let _ = writeln!(svg, "<title id=\"title\">{}</title>", escape(&design.name));
        let _ = writeln!(svg, "{}", file::embedded_in_svg(design));
        let _ = writeln!(svg, "<style>{STYLE}{}</style>", glyph::STYLE);
        let Frame { x, y, w, h } = whole;
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"#fff\"/>");
        let order = self.layout().paint_order();
        let is_container = |entity: &EntityRef| super::canvas::metrics::container(*entity).is_some();
        for entity in order.iter().filter(|entity| is_container(entity)) {
            self.draw(*entity, &mut svg);
        }
        for wire in self.wires().iter() {
            draw_wire(wire, &mut svg);
        }
        for entity in order.iter().filter(|entity| !is_container(entity)) {
            self.draw(*entity, &mut svg);
        }
        svg.push_str("</svg>\n");
        svg
    }

    fn draw(&self, entity: EntityRef, svg: &mut String) {
        let Some(frame) = self.layout().frame(entity) else { return };
        let design = self.design();
        let name = design.label(entity);
        let detail = self.detail(entity);
        let _ = write!(svg, "<g><title>{}</title>", escape(&self.describe(entity)));
        let class = class(design, entity);
        let round = match class {
            "if" => frame.h / 2,
            _ => 6,
        };
        let Frame { x, y, w, h } = frame;
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{round}\"/>"
        );
        let mut text = |class: &str, x: i32, y: i32, anchor: &str, words: &str| {
            let _ =
                write!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{}</text>", escape(words));
        };
        let room = f64::from(w);
        match entity {
            EntityRef::Zone(_) => {
                let middle = x.saturating_add(w / 2);
                text(
                    "z",
                    middle,
                    y.saturating_add(21),
                    " text-anchor=\"middle\"",
                    &fit_bold(&name, room - 24.0, 12.0),
                );
            }
            EntityRef::Vpc(_) | EntityRef::Subnet(_) => {
                text("t", x + 40, y + 22, "", &fit_bold(&name, room - 54.0, 13.0));
                text("d", x + 40, y + 38, "", &fit(&detail, room - 54.0, 11.0));
                draw_glyph(Glyph::of(design, entity), Frame::new(x + 10, y + 12, 24, 24), svg);
            }
            _ => {
                let middle = y.saturating_add(h / 2);
                text("t", x + 44, middle - 2, "", &fit_bold(&name, room - 58.0, 13.0));
                text("d", x + 44, middle + 13, "", &fit(&detail, room - 58.0, 11.0));
                draw_glyph(
                    Glyph::of(design, entity),
                    Frame::new(x + 10, middle.saturating_sub(13), 26, 26),
                    svg,
                );
            }
        }
        svg.push_str("</g>\n");
    }

    /// The second line of a box.
    fn detail(&self, entity: EntityRef) -> String {
        let design = self.design();
        match entity {
            EntityRef::Vpc(id) => design.vpcs.get(id).map(|vpc| {
                let blocks: Vec<String> = vpc.cidr_blocks.iter().map(ToString::to_string).collect();
                format!("{} · {}", vpc.region, blocks.join(", "))
            }),
            EntityRef::Subnet(id) => {
                design.subnets.get(id).map(|subnet| format!("{} · {}", subnet.cidr_block, subnet.kind.word()))
            }
            EntityRef::Service(id) => design
                .services
                .get(id)
                .map(|service| format!("{} · {}", service.target.word(), service.region)),
            _ => {
                // What it is, without its name again.
                let (all, name) = (self.describe(entity), design.label(entity));
                Some(all.strip_suffix(&name).map_or(all.clone(), |kind| kind.trim_end().to_owned()))
            }
        }
        .unwrap_or_default()
    }
}

fn class(design: &Design, entity: EntityRef) -> &'static str {
    match entity {
        EntityRef::Vpc(_) => "vpc",
        EntityRef::Zone(_) => "zone",
        EntityRef::Subnet(id) => match design.subnets.get(id).map(|subnet| subnet.kind) {
            Some(SubnetKind::Public) => "public",
            Some(SubnetKind::Private) => "private",
            Some(SubnetKind::Isolated) | None => "isolated",
        },
        EntityRef::Workload(_) => "workload",
        EntityRef::Service(_) => "service",
        EntityRef::Endpoint(id) => match design.endpoints.get(id).map(|endpoint| &endpoint.kind) {
            Some(EndpointKind::Gateway(_)) => "gw",
            _ => "if",
        },
        _ => "gateway",
    }
}

/// Draws a glyph into a square.
fn draw_glyph(glyph: Glyph, at: Frame, svg: &mut String) {
    let _ = write!(
        svg,
        "<g class=\"{}\" transform=\"translate({} {}) scale({})\">",
        glyph.class,
        at.x,
        at.y,
        f64::from(at.w) / 24.0
    );
    for (class, path) in [("o", outline_path(glyph.outline)), ("i", glyph.ink)] {
        if !path.is_empty() {
            let _ = write!(svg, "<path class=\"{class}\" d=\"{path}\"/>");
        }
    }
    svg.push_str("</g>");
}

fn draw_wire(wire: &Wire, svg: &mut String) {
    let class = match wire.id {
        WireId::ToEndpoint(_) => "wire",
        WireId::FromEndpoint(..) => "wire onward",
        WireId::Direct(_) => "wire bare",
        WireId::Peering(_) | WireId::Attachment(_) => "link",
        WireId::OnPremises(..) => "link far",
        WireId::Shared(..) | WireId::Resolver(..) => "link names",
    };
    let Some(joint) = &wire.joint else {
        let _ = writeln!(svg, "<path class=\"{class}\" d=\"{}\"/>", wire.path());
        return;
    };
    let _ = write!(
        svg,
        "<g><title>{}</title><path class=\"{class}\" d=\"{}\"/>",
        escape(&joint.spoken),
        wire.path()
    );
    let Point { x, y } = joint.at;
    draw_glyph(joint.glyph, Frame::new(x.saturating_sub(10), y.saturating_sub(10), 20, 20), svg);
    if !joint.label.is_empty() {
        let y = y.saturating_sub(15);
        let _ = write!(
            svg,
            "<text class=\"d\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{}</text>",
            joint.label
        );
    }
    svg.push_str("</g>\n");
}

/// A text as XML: with references for its marks, and without the characters that XML cannot hold.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
