//! Places on the canvas that sums and zooming can handle.

use super::Log;
use crate::model::{Design, Frame, Point};

/// The farthest a coordinate may be from its origin.
const FAR: i32 = 1_000_000;

/// The smallest side of a container that can be seen and grabbed.
const SMALLEST: i32 = 24;

pub(super) fn repair(design: &mut Design, log: &mut Log<'_>) {
    let mut moved = |changed: bool, entity: crate::model::EntityRef, member: &str| {
        if changed {
            log.changed(entity, member, "too far out, too large or too small; it was brought back");
        }
        changed
    };
    design.vpcs.update_each(|id, e| moved(frame(&mut e.frame), id.into(), "frame"));
    design.zones.update_each(|id, e| moved(frame(&mut e.frame), id.into(), "frame"));
    design.subnets.update_each(|id, e| moved(frame(&mut e.frame), id.into(), "frame"));
    design.internet_gateways.update_each(|id, e| moved(point(&mut e.at), id.into(), "at"));
    design.nat_gateways.update_each(|id, e| moved(point(&mut e.at), id.into(), "at"));
    design.workloads.update_each(|id, e| moved(point(&mut e.at), id.into(), "at"));
    design.services.update_each(|id, e| moved(point(&mut e.at), id.into(), "at"));
    design.endpoints.update_each(|id, e| moved(point(&mut e.at), id.into(), "at"));
    design.transit_gateways.update_each(|id, e| moved(point(&mut e.at), id.into(), "at"));
    design.on_premises_networks.update_each(|id, e| moved(point(&mut e.at), id.into(), "at"));
}

fn point(at: &mut Point) -> bool {
    let old = *at;
    *at = Point::new(at.x.clamp(-FAR, FAR), at.y.clamp(-FAR, FAR));
    *at != old
}

/// A frame without any size has not been laid out yet, which is the editor's to do.
fn frame(frame: &mut Frame) -> bool {
    let old = *frame;
    let side = |side: i32| side.clamp(SMALLEST, FAR);
    let (w, h) = if (frame.w, frame.h) == (0, 0) { (0, 0) } else { (side(frame.w), side(frame.h)) };
    *frame = Frame::new(frame.x.clamp(-FAR, FAR), frame.y.clamp(-FAR, FAR), w, h);
    *frame != old
}
