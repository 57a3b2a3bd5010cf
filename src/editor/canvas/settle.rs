//! Keeps the canvas in order after a change: children inside their containers, siblings apart.
//!
//! Containers grow to the right and down as their content needs, take along what was in line with them, and push what
//! they run into. Nothing else moves, and a design in order stays as it is to the last unit.

use std::collections::{BTreeMap, BTreeSet};

use super::boxes::{relative, set_relative};
use super::geometry::{GRID, LIMIT, bounded, overlaps};
use super::layout::eni_footer;
use super::metrics::{
    ENDPOINT_GAP, INTERNET_GATEWAY, LANE_GAP, MIN_SUBNET, NODE_GAP, SERVICE_GAP, SUBNET_GAP, VPC_GAP,
    VPC_HEADER, VPC_PAD, ZONE_GAP, container, stands_beside,
};
use super::room::{Room, nearest_free};
use super::{Layout, flush};
use crate::model::{Design, EntityRef, Frame, Id, Size, Vpc};

/// Puts the content of some VPCs in order, then the VPCs and services among each other.
///
/// `moved` are the entities that the user has just put somewhere: they give way to those that were there before, and
/// the ones they push aside are the fewest.
pub(in crate::editor) fn settle(design: &mut Design, vpcs: &BTreeSet<Id<Vpc>>, moved: &BTreeSet<EntityRef>) {
    let tree = Layout::unfolded(design);
    for vpc in vpcs {
        settle_vpc(design, &tree, *vpc, moved);
    }
    settle_root(design, &tree, moved, false);
}

/// Puts everything in order.
pub(in crate::editor) fn settle_all(design: &mut Design) {
    let (tree, nothing) = (Layout::unfolded(design), BTreeSet::new());
    let vpcs: Vec<Id<Vpc>> = design.vpcs.ids().collect();
    for vpc in vpcs {
        settle_vpc(design, &tree, vpc, &nothing);
    }
    settle_root(design, &tree, &nothing, true);
}

fn settle_vpc(design: &mut Design, tree: &Layout, vpc: Id<Vpc>, moved: &BTreeSet<EntityRef>) {
    let children = tree.children(Some(vpc.into()));
    let of_kind = |wanted: fn(&EntityRef) -> bool| -> Vec<EntityRef> {
        children.iter().copied().filter(wanted).collect()
    };
    let zones = of_kind(|e| matches!(e, EntityRef::Zone(_)));
    let endpoints = of_kind(|e| matches!(e, EntityRef::Endpoint(_)));
    let gateways = of_kind(|e| matches!(e, EntityRef::InternetGateway(_)));

    let subnets_of = |zone: &EntityRef| tree.children(Some(*zone));
    let subnets: Vec<EntityRef> = zones.iter().flat_map(subnets_of).copied().collect();
    for subnet in &subnets {
        let nodes = tree.children(Some(*subnet));
        keep_nodes_apart(design, *subnet, nodes.to_vec(), moved);
        grow(design, *subnet, nodes, footer(design, tree, *subnet));
    }
    flush::keep_rows(design, tree, &subnets);
    for zone in &zones {
        flush::keep_columns(design, tree, subnets_of(zone));
        push_apart(design, *zone, subnets_of(zone), Way::Down, SUBNET_GAP, moved);
        grow(design, *zone, subnets_of(zone), 0);
    }
    flush::keep_rows(design, tree, &zones);
    push_apart(design, vpc.into(), &zones, Way::Right, ZONE_GAP, moved);
    keep_lane(design, &zones, &endpoints, moved);
    let inside: Vec<EntityRef> = zones.iter().chain(&endpoints).copied().collect();
    grow(design, vpc.into(), &inside, 0);
    keep_on_border(design, vpc, &gateways, moved);
}

/// The nodes of a subnet: each at the free place nearest to where it is.
fn keep_nodes_apart(
    design: &mut Design,
    subnet: EntityRef,
    mut nodes: Vec<EntityRef>,
    moved: &BTreeSet<EntityRef>,
) {
    let (Some(kind), Some(frame)) = (container(subnet), relative(design, subnet)) else { return };
    let width = frame.w.clamp(kind.min.w, LIMIT);
    let room = Room { left: kind.pad, top: kind.header, right: Some(width - kind.pad) };
    // A place that the user chose beyond the right edge makes the subnet wider instead.
    let open = Room { right: None, ..room };
    sort_settled_first(design, &mut nodes, moved);
    let mut placed: Vec<Frame> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Some(present) = relative(design, node) else { continue };
        let kept = open.clamp(present);
        let clear = !placed.iter().any(|other| overlaps(kept, *other));
        let frame = if clear { kept } else { nearest_free(kept, &placed, NODE_GAP, room) };
        set_relative(design, node, frame);
        placed.push(frame);
    }
}

#[derive(Clone, Copy)]
enum Way {
    Right,
    Down,
}

/// Containers among each other: from the first to the last, each is pushed on until it is clear of those before.
fn push_apart(
    design: &mut Design,
    parent: EntityRef,
    children: &[EntityRef],
    way: Way,
    gap: i32,
    moved: &BTreeSet<EntityRef>,
) {
    let Some(kind) = container(parent) else { return };
    let room = Room { left: kind.pad, top: kind.header, right: None };
    let mut frames: Vec<(EntityRef, Frame)> = children
        .iter()
        .filter_map(|child| {
            let frame = relative(design, *child)?;
            let min = container(*child)?.min;
            let (w, h) = (bounded(frame.w).max(min.w), bounded(frame.h).max(min.h));
            Some((*child, room.clamp(Frame { w, h, ..frame })))
        })
        .collect();
    // What was just put somewhere goes in front of what it overlaps by more than half, else behind.
    frames.sort_by_key(|(entity, frame)| {
        let (along, across, length) = match way {
            Way::Right => (frame.x, frame.y, frame.w),
            Way::Down => (frame.y, frame.x, frame.h),
        };
        let bias = if moved.contains(entity) { 0 } else { length / 2 };
        (along.saturating_add(bias), across, *entity)
    });
    let mut placed: Vec<Frame> = Vec::with_capacity(frames.len());
    for (entity, mut frame) in frames {
        // Each push goes past one of those placed, so it ends.
        while let Some(other) = placed.iter().find(|other| overlaps(frame, **other)) {
            match way {
                Way::Right => frame.x = bounded(other.right().saturating_add(gap)),
                Way::Down => frame.y = bounded(other.bottom().saturating_add(gap)),
            }
            if frame.x >= LIMIT || frame.y >= LIMIT {
                break;
            }
        }
        set_relative(design, entity, frame);
        placed.push(frame);
    }
}

/// Endpoints stay clear of the zones; when a zone grows into the lane, the lane moves as a whole.
fn keep_lane(design: &mut Design, zones: &[EntityRef], endpoints: &[EntityRef], moved: &BTreeSet<EntityRef>) {
    let room = Room { left: VPC_PAD, top: VPC_HEADER, right: None };
    let mut placed: Vec<Frame> = zones.iter().filter_map(|zone| relative(design, *zone)).collect();
    let mut lane: Vec<(EntityRef, Frame)> = endpoints
        .iter()
        .filter_map(|endpoint| Some((*endpoint, room.clamp(relative(design, *endpoint)?))))
        .collect();
    let hits = |frame: Frame, placed: &[Frame]| placed.iter().any(|zone| overlaps(frame, *zone));
    let zones_end = placed.iter().map(|zone| zone.right()).max().unwrap_or(0);
    let resident = |entity: &EntityRef| !moved.contains(entity);
    let push = lane
        .iter()
        .filter(|(entity, frame)| resident(entity) && hits(*frame, &placed))
        .map(|(_, frame)| zones_end.saturating_add(LANE_GAP).saturating_sub(frame.x))
        .max();
    if let Some(push) = push {
        for (entity, frame) in &mut lane {
            if resident(entity) && frame.right() > zones_end.saturating_sub(push) {
                frame.x = bounded(frame.x.saturating_add(push));
            }
        }
    }
    lane.sort_by_key(|(entity, frame)| (moved.contains(entity), frame.y, frame.x, *entity));
    for (entity, frame) in lane {
        let clear = !hits(frame, &placed);
        let frame = if clear { frame } else { nearest_free(frame, &placed, ENDPOINT_GAP, room) };
        set_relative(design, entity, frame);
        placed.push(frame);
    }
}

/// Internet gateways sit on the top border of their VPC, one beside the other.
fn keep_on_border(design: &mut Design, vpc: Id<Vpc>, gateways: &[EntityRef], moved: &BTreeSet<EntityRef>) {
    let Some(border) = design.vpcs.get(vpc).map(|vpc| vpc.frame) else { return };
    let mut gateways = gateways.to_vec();
    sort_settled_first(design, &mut gateways, moved);
    let mut next_free = VPC_PAD;
    let mut frames: Vec<(EntityRef, Frame)> =
        gateways.iter().filter_map(|gateway| Some((*gateway, relative(design, *gateway)?))).collect();
    frames.sort_by_key(|(entity, frame)| (frame.x, *entity));
    for (gateway, frame) in frames {
        let last = border.w.saturating_sub(VPC_PAD).saturating_sub(INTERNET_GATEWAY.w);
        let x = frame.x.clamp(VPC_PAD, last.max(VPC_PAD)).max(next_free);
        set_relative(design, gateway, Frame { x, y: -INTERNET_GATEWAY.h / 2, ..frame });
        next_free = x.saturating_add(INTERNET_GATEWAY.w + NODE_GAP);
    }
    if next_free - NODE_GAP > border.w.saturating_sub(VPC_PAD) && !gateways.is_empty() {
        let w = bounded(next_free - NODE_GAP + VPC_PAD);
        set_relative(design, vpc.into(), Frame { w, ..border });
    }
}

/// Makes a container large enough for its content and what its foot holds.
fn grow(design: &mut Design, entity: EntityRef, children: &[EntityRef], footer: i32) {
    let (Some(frame), Some(least)) = (relative(design, entity), least_size(design, entity, children, footer))
    else {
        return;
    };
    let grown = Frame {
        x: bounded(frame.x),
        y: bounded(frame.y),
        w: bounded(frame.w).max(least.w),
        h: bounded(frame.h).max(least.h),
    };
    set_relative(design, entity, grown);
}

/// What the foot of a subnet holds.
fn footer(design: &Design, tree: &Layout, entity: EntityRef) -> i32 {
    match entity {
        EntityRef::Subnet(id) => {
            let width = design.subnets.get(id).map_or(0, |subnet| subnet.frame.w.max(MIN_SUBNET.w));
            eni_footer(width, tree.enis_in(id).len())
        }
        _ => 0,
    }
}

/// The least size of a container that holds its content where it is.
fn least_size(design: &Design, entity: EntityRef, children: &[EntityRef], footer: i32) -> Option<Size> {
    let kind = container(entity)?;
    let frames = || children.iter().filter_map(|child| relative(design, *child));
    let right = frames().map(|frame| frame.right()).max().unwrap_or(0).saturating_add(kind.pad);
    let content = frames().map(|frame| frame.bottom()).max().unwrap_or(kind.header);
    let foot = if footer > 0 { footer.saturating_add(GRID) } else { kind.foot };
    Some(Size {
        w: round_up(right).max(kind.min.w),
        h: round_up(content.saturating_add(foot)).max(kind.min.h),
    })
}

/// The least size of a container whose content stays where it is, in the units of its frame.
pub(in crate::editor) fn least(design: &Design, tree: &Layout, entity: EntityRef) -> Size {
    let children: Vec<EntityRef> = tree
        .children(Some(entity))
        .iter()
        .copied()
        .filter(|child| !matches!(child, EntityRef::InternetGateway(_)))
        .collect();
    least_size(design, entity, &children, footer(design, tree, entity)).unwrap_or_default()
}

/// VPCs push each other down or aside, and services out of the way of VPCs that moved or grew.
fn settle_root(design: &mut Design, tree: &Layout, moved: &BTreeSet<EntityRef>, all: bool) {
    let mut vpcs: Vec<EntityRef> = design.vpcs.ids().map(EntityRef::from).collect();
    sort_settled_first(design, &mut vpcs, &BTreeSet::new());
    let mut placed: Vec<Frame> = Vec::with_capacity(vpcs.len());
    let mut restless: Vec<Restless> = Vec::new();
    for vpc in vpcs {
        let Some(mut frame) = relative(design, vpc) else { continue };
        frame = Room::CANVAS.clamp(frame);
        while let Some(other) = placed.iter().find(|other| overlaps(frame, **other)) {
            let right = other.right().saturating_sub(frame.x);
            let down = other.bottom().saturating_sub(frame.y);
            if right < down {
                frame.x = bounded(other.right().saturating_add(VPC_GAP));
            } else {
                frame.y = bounded(other.bottom().saturating_add(VPC_GAP));
            }
            if frame.x >= LIMIT || frame.y >= LIMIT {
                break;
            }
        }
        set_relative(design, vpc, frame);
        placed.push(frame);
        let before = tree.frame(vpc);
        if all || moved.contains(&vpc) || before != Some(frame) {
            // One that grew to the right keeps its distance from its services.
            let grew = before.is_some_and(|before| before.w < frame.w) && !moved.contains(&vpc);
            let reach = if grew { SERVICE_GAP / 2 } else { 0 };
            restless.push(Restless { vpc: frame, w: frame.w.saturating_add(reach) });
        }
    }
    settle_beside(design, tree, placed, &restless, moved, all);
}

/// A VPC that moved or grew, and how wide it is to be for services.
struct Restless {
    vpc: Frame,
    w: i32,
}

impl Restless {
    fn hits(&self, service: Frame) -> bool {
        overlaps(service, Frame { w: self.w, ..self.vpc })
    }
}

/// Services, Transit Gateways and on-premises networks.
fn settle_beside(
    design: &mut Design,
    tree: &Layout,
    mut placed: Vec<Frame>,
    restless: &[Restless],
    moved: &BTreeSet<EntityRef>,
    all: bool,
) {
    // Services in one column are pushed aside together.
    let mut columns: BTreeMap<i32, i32> = BTreeMap::new();
    let beside: Vec<EntityRef> =
        tree.children(None).iter().copied().filter(|entity| stands_beside(*entity)).collect();
    for service in beside.iter().copied().filter(|service| !moved.contains(service)) {
        let Some(frame) = relative(design, service) else { continue };
        for vpc in restless.iter().filter(|vpc| vpc.hits(frame)) {
            let x = columns.entry(frame.x).or_insert(frame.x);
            *x = bounded(vpc.vpc.right().saturating_add(SERVICE_GAP)).max(*x);
        }
    }
    let mut unsettled: Vec<EntityRef> = Vec::new();
    for id in beside {
        let Some(frame) = relative(design, id) else { continue };
        if all || moved.contains(&id) || columns.contains_key(&frame.x) {
            unsettled.push(id);
        } else {
            placed.push(frame);
        }
    }
    sort_settled_first(design, &mut unsettled, moved);
    for service in unsettled {
        let Some(mut frame) = relative(design, service) else { continue };
        if let Some(x) = columns.get(&frame.x).filter(|_| !moved.contains(&service)) {
            frame.x = *x;
        }
        frame = Room::CANVAS.clamp(frame);
        if placed.iter().any(|other| overlaps(frame, *other)) {
            frame = nearest_free(frame, &placed, ENDPOINT_GAP, Room::CANVAS);
        }
        set_relative(design, service, frame);
        placed.push(frame);
    }
}

/// Those that were there before the ones just moved, each from top to bottom.
fn sort_settled_first(design: &Design, entities: &mut [EntityRef], moved: &BTreeSet<EntityRef>) {
    entities.sort_by_key(|entity| {
        let frame = relative(design, *entity).unwrap_or_default();
        (moved.contains(entity), frame.y, frame.x, *entity)
    });
}

/// Up to the next grid line.
pub(super) fn round_up(value: i32) -> i32 {
    bounded(value.saturating_add(GRID - 1).div_euclid(GRID).saturating_mul(GRID))
}
