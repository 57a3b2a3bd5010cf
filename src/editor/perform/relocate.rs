//! Moving and resizing.

use crate::edit::{self, EditError};
use crate::model::{Design, EntityRef, Frame, Point, SubnetKind, WorkloadKind};

use super::super::canvas::boxes::{absolute, relative, set_relative};
use super::super::canvas::geometry::{LIMIT, bounded};
use super::super::canvas::{Layout, metrics, settle};
use super::super::{Move, PaletteItem, Place};
use super::add::Host;
use super::{Context, Performed, gone, list};

pub(super) fn relocate(
    design: &mut Design,
    moves: &[Move],
    context: Context<'_>,
) -> Result<Performed, EditError> {
    let entities: Vec<EntityRef> = moves.iter().map(|m| m.entity).collect();
    let mut homes: Vec<EntityRef> = Vec::new();
    let mut performed = Performed::default();
    for each in moves {
        let size = relative(design, each.entity).ok_or_else(|| gone(each.entity))?.size();
        if let Some(into) = each.into {
            let before = design.parent_of(each.entity);
            let middle =
                Point::new(each.to.x.saturating_add(size.w / 2), each.to.y.saturating_add(size.h / 2));
            rehome(design, each.entity, into, middle, context)?;
            let after = design.parent_of(each.entity);
            if after != before {
                homes.extend(after);
            }
        }
        performed.places.push((each.entity, each.to));
        performed.moved.insert(each.entity);
    }
    let what = list(design, &entities);
    homes.sort_unstable();
    homes.dedup();
    let whither = match homes.as_slice() {
        [home] => format!(" to {}", design.label(*home)),
        _ => String::new(),
    };
    performed.label = format!("Move {what}{whither}");
    performed.announcement = format!("Moved {what}{whither}");
    Ok(performed)
}

/// Puts an entity into another container, which may be one that holds the right one.
fn rehome(
    design: &mut Design,
    entity: EntityRef,
    into: EntityRef,
    at: Point,
    context: Context<'_>,
) -> Result<(), EditError> {
    let place = Place { into: Some(into), at: Some(at) };
    match entity {
        EntityRef::Vpc(_)
        | EntityRef::Service(_)
        | EntityRef::TransitGateway(_)
        | EntityRef::OnPremisesNetwork(_) => Ok(()),
        EntityRef::Subnet(id) => {
            let kind = design.subnets.get(id).ok_or_else(|| gone(entity))?.kind;
            let zone =
                Host::of(design, &PaletteItem::Subnet(kind), place, context).zone(design, Some(kind))?;
            edit::move_subnet(design, context.catalog, id, zone)
        }
        EntityRef::Workload(id) => {
            let item = PaletteItem::Workload(WorkloadKind::Generic);
            let subnet = Host::of(design, &item, place, context).subnet(design, SubnetKind::Private)?;
            edit::move_workload(design, context.catalog, id, subnet)
        }
        EntityRef::NatGateway(id) => {
            let subnet = Host::of(design, &PaletteItem::NatGateway, place, context)
                .subnet(design, SubnetKind::Public)?;
            edit::move_nat_gateway(design, id, subnet)
        }
        EntityRef::Zone(_) => {
            stays(design, entity, into, "An Availability Zone stays in its VPC; move its subnets instead")
        }
        EntityRef::InternetGateway(_) => stays(
            design,
            entity,
            into,
            "An internet gateway stays with its VPC, whose routes lead there; add one to the other VPC instead",
        ),
        EntityRef::Endpoint(_) => stays(
            design,
            entity,
            into,
            "An endpoint stays in its VPC; add one for the service to the other VPC instead",
        ),
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
        | EntityRef::EndpointService(_) => Err(gone(entity)),
    }
}

fn stays(design: &Design, entity: EntityRef, into: EntityRef, why: &str) -> Result<(), EditError> {
    if design.vpc_of(entity) == design.vpc_of(into) { Ok(()) } else { Err(EditError(why.to_owned())) }
}

pub(super) fn resize(
    design: &mut Design,
    entity: EntityRef,
    frame: Frame,
    context: Context<'_>,
) -> Result<Performed, EditError> {
    let before = absolute(design, entity).ok_or_else(|| gone(entity))?;
    let after = resized(design, context.layout, entity, frame)
        .ok_or_else(|| EditError(format!("{} has no size of its own", design.label(entity))))?;
    let (dx, dy) = (bounded(after.x.saturating_sub(before.x)), bounded(after.y.saturating_sub(before.y)));
    let own = relative(design, entity).unwrap_or_default();
    set_relative(
        design,
        entity,
        Frame::new(bounded(own.x.saturating_add(dx)), bounded(own.y.saturating_add(dy)), after.w, after.h),
    );
    // The content stays where it is on the canvas.
    if (dx, dy) != (0, 0) {
        for child in context.layout.children(Some(entity)) {
            if let Some(frame) = relative(design, *child) {
                let (x, y) = (bounded(frame.x.saturating_sub(dx)), bounded(frame.y.saturating_sub(dy)));
                set_relative(design, *child, Frame { x, y, ..frame });
            }
        }
    }
    let name = design.label(entity);
    let mut performed =
        Performed::new(format!("Resize {name}"), format!("Resized {name} to {} by {}", after.w, after.h));
    performed.moved.insert(entity);
    Ok(performed)
}

/// The frame that a container takes when the user wants it to have `wanted`, both on the canvas: it holds its content,
/// which stays where it is, and begins within its own container. None for what has no size of its own.
pub(in crate::editor) fn resized(
    design: &Design,
    layout: &Layout,
    entity: EntityRef,
    wanted: Frame,
) -> Option<Frame> {
    let kind = metrics::container(entity)?;
    let before = layout.frame(entity)?;
    let least = settle::least(design, layout, entity);
    let mut slack = Point::new(LIMIT, LIMIT);
    for child in layout.children(Some(entity)) {
        if matches!(child, EntityRef::InternetGateway(_)) {
            continue;
        }
        let frame = relative(design, *child)?;
        slack.x = slack.x.min(frame.x.saturating_sub(kind.pad)).max(0);
        slack.y = slack.y.min(frame.y.saturating_sub(kind.header)).max(0);
    }
    let floor = layout.holder(entity).and_then(|holder| {
        let (outer, frame) = (metrics::container(holder)?, layout.frame(holder)?);
        Some(Point::new(frame.x.saturating_add(outer.pad), frame.y.saturating_add(outer.header)))
    });
    let floor = floor.unwrap_or(Point::new(-LIMIT, -LIMIT));
    let span = |low: i32,
                high: i32,
                before_low: i32,
                before_high: i32,
                min: i32,
                slack: i32,
                floor: i32,
                content: i32| {
        // The content, measured from the old corner, bounds how far each edge goes in.
        let start = low.min(before_low.saturating_add(slack)).max(floor);
        let end = high.max(before_low.saturating_add(content));
        if end.saturating_sub(start) >= min {
            (start, end)
        } else if end == before_high {
            (end.saturating_sub(min).max(floor), end.max(floor.saturating_add(min)))
        } else {
            (start, start.saturating_add(min))
        }
    };
    // A container without content may shrink from either side to its least size.
    let holds = layout.children(Some(entity)).iter().any(|c| !matches!(c, EntityRef::InternetGateway(_)));
    let (content_w, content_h) = if holds { (least.w, least.h) } else { (0, 0) };
    let (x, right) = span(
        bounded(wanted.x),
        bounded(wanted.right()),
        before.x,
        before.right(),
        kind.min.w,
        slack.x,
        floor.x,
        content_w,
    );
    let (y, bottom) = span(
        bounded(wanted.y),
        bounded(wanted.bottom()),
        before.y,
        before.bottom(),
        kind.min.h,
        slack.y,
        floor.y,
        content_h,
    );
    Some(Frame::new(x, y, bounded(right.saturating_sub(x)), bounded(bottom.saturating_sub(y))))
}
