//! What is under the pointer.

use super::geometry::{WorldPoint, contains, inflated};
use super::metrics::VPC_HEADER;
use super::wire::{Wire, WireId, right_port};
use super::{Camera, Layout};
use crate::model::{Endpoint, EntityRef, Frame, Id, Point, Subnet};

/// How near, in pixels, counts as "on" a handle, a port or a wire.
const HANDLE_REACH: f64 = 8.0;
const PORT_REACH: f64 = 10.0;
const WIRE_REACH: f64 = 5.0;
/// How far a port reaches at most, in canvas units.
const MAX_PORT_REACH: f64 = 14.0;

/// The thing under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    Entity(EntityRef),
    /// The place at the right side of a workload, from which connections are drawn, or of a network, to join it with
    /// another.
    Port(EntityRef),
    Handle(EntityRef, Handle),
    Wire(WireId),
    /// The mark of an endpoint's network interface in a subnet.
    Interface(Id<Subnet>, Id<Endpoint>),
}

/// Where a container is held to be resized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Handle {
    TopLeft,
    Top,
    TopRight,
    Left,
    Right,
    BottomLeft,
    Bottom,
    BottomRight,
}

impl Handle {
    pub const ALL: [Self; 8] = [
        Self::TopLeft,
        Self::Top,
        Self::TopRight,
        Self::Left,
        Self::Right,
        Self::BottomLeft,
        Self::Bottom,
        Self::BottomRight,
    ];

    /// Which vertical edge it moves: −1 the left, 1 the right, 0 none.
    pub const fn horizontal(self) -> i32 {
        match self {
            Self::TopLeft | Self::Left | Self::BottomLeft => -1,
            Self::Top | Self::Bottom => 0,
            Self::TopRight | Self::Right | Self::BottomRight => 1,
        }
    }

    /// Which horizontal edge it moves: −1 the top, 1 the bottom, 0 none.
    pub const fn vertical(self) -> i32 {
        match self {
            Self::TopLeft | Self::Top | Self::TopRight => -1,
            Self::Left | Self::Right => 0,
            Self::BottomLeft | Self::Bottom | Self::BottomRight => 1,
        }
    }

    /// Its place on a frame.
    pub fn at(self, frame: Frame) -> Point {
        let along = |start: i32, extent: i32, side: i32| start.saturating_add(extent / 2 * (side + 1));
        let right =
            if self.horizontal() == 1 { frame.right() } else { along(frame.x, frame.w, self.horizontal()) };
        let bottom =
            if self.vertical() == 1 { frame.bottom() } else { along(frame.y, frame.h, self.vertical()) };
        Point::new(right, bottom)
    }
}

/// Whether the user can change the size of an entity.
pub(in crate::editor) const fn resizable(entity: EntityRef) -> bool {
    super::metrics::container(entity).is_some()
}

/// What to look at besides the boxes.
pub(in crate::editor) struct Scene<'a> {
    pub(in crate::editor) layout: &'a Layout,
    pub(in crate::editor) wires: &'a [Wire],
    pub(in crate::editor) camera: Camera,
    /// The one entity that shows its handles.
    pub(in crate::editor) selected: Option<EntityRef>,
}

impl Scene<'_> {
    /// The topmost thing at a place: ports, nodes, handles of the selected container, wires, containers.
    pub(in crate::editor) fn hit(&self, at: WorldPoint) -> Option<Hit> {
        if let Some(from) = self.port_at(at) {
            return Some(Hit::Port(from));
        }
        let entity = self.layout.topmost(at, &|_| true);
        if let Some(node) = entity.filter(|entity| !resizable(*entity)) {
            return Some(Hit::Entity(node));
        }
        let folded = |entity| matches!(entity, EntityRef::Vpc(vpc) if self.layout.is_folded(vpc));
        let selected = self.selected.filter(|entity| resizable(*entity) && !folded(*entity));
        if let Some((entity, frame)) = selected.and_then(|entity| Some((entity, self.layout.frame(entity)?)))
            && let Some(handle) = grip(frame, at, self.camera.units(HANDLE_REACH))
        {
            return Some(Hit::Handle(entity, handle));
        }
        let wire = self.wire_at(at, self.camera.units(WIRE_REACH)).map(Hit::Wire);
        wire.or_else(|| self.interface_at(entity, at)).or(entity.map(Hit::Entity))
    }

    fn interface_at(&self, entity: Option<EntityRef>, at: WorldPoint) -> Option<Hit> {
        let Some(EntityRef::Subnet(subnet)) = entity else { return None };
        let mark = self.layout.enis_in(subnet).iter().find(|mark| contains(mark.frame, at))?;
        Some(Hit::Interface(subnet, mark.endpoint))
    }

    fn port_at(&self, at: WorldPoint) -> Option<EntityRef> {
        // Zoomed out, a card stays a card to be dragged.
        let reach = self.camera.units(PORT_REACH).min(MAX_PORT_REACH);
        let near = |place: Point| (at.x - f64::from(place.x)).hypot(at.y - f64::from(place.y)) <= reach;
        let margin = reach.ceil() as i32;
        // A port reaches beyond its box, so look a little around the pointer.
        let around = Frame::new(at.round().x - margin, at.round().y - margin, 2 * margin, 2 * margin);
        self.layout.within(around).into_iter().rev().find(|entity| {
            has_port(*entity) && self.layout.frame(*entity).is_some_and(|frame| near(port(*entity, frame)))
        })
    }

    fn wire_at(&self, at: WorldPoint, reach: f64) -> Option<WireId> {
        let margin = reach.ceil() as i32 + 1;
        self.wires
            .iter()
            .filter(|wire| contains(inflated(wire.bounds, margin), at))
            .map(|wire| (wire.distance(at), wire.id))
            .filter(|(distance, _)| *distance <= reach)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, id)| id)
    }

    /// The innermost container at a place, not counting some entities and their content.
    pub(in crate::editor) fn container_at(&self, at: WorldPoint, except: &[EntityRef]) -> Option<EntityRef> {
        self.layout.topmost(at, &|entity| resizable(entity) && !self.layout.is_in(entity, except))
    }
}

/// Whether lines are drawn from it.
pub(in crate::editor) const fn has_port(entity: EntityRef) -> bool {
    matches!(entity, EntityRef::Workload(_)) || super::super::join::joins(entity)
}

/// Where lines are drawn from; beside the heading of a VPC.
pub(in crate::editor) fn port(entity: EntityRef, frame: Frame) -> Point {
    match entity {
        EntityRef::Vpc(_) => Point::new(frame.right(), frame.y.saturating_add(VPC_HEADER / 2)),
        _ => right_port(frame),
    }
}

/// The handle at a place: corners first, then the whole length of each edge.
fn grip(frame: Frame, at: WorldPoint, reach: f64) -> Option<Handle> {
    let (left, top) = (f64::from(frame.x), f64::from(frame.y));
    let (right, bottom) = (f64::from(frame.right()), f64::from(frame.bottom()));
    if at.x < left - reach || at.x > right + reach || at.y < top - reach || at.y > bottom + reach {
        return None;
    }
    // Small containers keep a middle to be dragged by.
    let reach_x = reach.min((right - left) / 6.0);
    let reach_y = reach.min((bottom - top) / 6.0);
    let horizontal = if at.x <= left + reach_x { -1 } else { i32::from(at.x >= right - reach_x) };
    let vertical = if at.y <= top + reach_y { -1 } else { i32::from(at.y >= bottom - reach_y) };
    Handle::ALL.into_iter().find(|handle| handle.horizontal() == horizontal && handle.vertical() == vertical)
}
