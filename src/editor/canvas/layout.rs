//! Where every entity is on the canvas, from the relative frames of the design.
//!
//! Made anew for each version of the design and never changed: a drag moves what the view draws, not the layout.

use std::collections::{BTreeMap, BTreeSet};

use super::geometry::{WorldPoint, add, bounded, contains, frame_at, overlaps, union};
use super::metrics::{self, ENI, ENI_MARGIN, ENI_ROW, SUBNET_PAD};
use super::table::Table;
use crate::model::{Design, Endpoint, EntityRef, Frame, Id, Point, Subnet, Vpc};

/// Absolute frames of all that is drawn as a box, with the tree of containers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    frames: Table<EntityRef, Frame>,
    /// What lies directly in a container, bottom first; `None` holds VPCs and services.
    children: Table<Option<EntityRef>, Vec<EntityRef>>,
    holders: Table<EntityRef, EntityRef>,
    enis: BTreeMap<Id<Subnet>, Vec<EniMark>>,
    bounds: Option<Frame>,
    /// VPCs of which only the heading is drawn: their content has no frames.
    folded: BTreeSet<Id<Vpc>>,
}

/// The mark of an endpoint's network interface in one of its subnets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EniMark {
    pub endpoint: Id<Endpoint>,
    pub subnet: Id<Subnet>,
    pub frame: Frame,
}

impl Layout {
    /// Lays out a design. An entity whose container does not exist has no frame.
    pub fn of(design: &Design) -> Self {
        Self::with_folds(design, design.drawing.collapsed.clone())
    }

    /// Lays out a design as if nothing were collapsed: what is not drawn is kept in order too.
    pub(in crate::editor) fn unfolded(design: &Design) -> Self {
        Self::with_folds(design, BTreeSet::new())
    }

    fn with_folds(design: &Design, folded: BTreeSet<Id<Vpc>>) -> Self {
        let mut layout = Self { folded, ..Self::default() };
        for (id, vpc) in design.vpcs.iter() {
            layout.put_vpc(id, vpc);
        }
        layout.put_inside(design, |_| true);
        layout.put_beside(design);
        layout
    }

    fn put_vpc(&mut self, id: Id<Vpc>, vpc: &Vpc) {
        let h = if self.folded.contains(&id) { metrics::FOLDED_VPC } else { vpc.frame.h };
        self.put(id.into(), None, Frame { h: h.min(vpc.frame.h), ..vpc.frame });
    }

    /// Puts what lies in some of the VPCs.
    fn put_inside(&mut self, design: &Design, wanted: impl Fn(Id<Vpc>) -> bool) {
        let mut zones = BTreeSet::new();
        for (id, zone) in design.zones.iter().filter(|(_, zone)| wanted(zone.vpc)) {
            zones.insert(id);
            self.put(id.into(), Some(zone.vpc.into()), zone.frame);
        }
        let mut subnets = BTreeSet::new();
        for (id, subnet) in design.subnets.iter().filter(|(_, subnet)| zones.contains(&subnet.zone)) {
            subnets.insert(id);
            self.put(id.into(), Some(subnet.zone.into()), subnet.frame);
        }
        for (id, endpoint) in design.endpoints.iter().filter(|(_, endpoint)| wanted(endpoint.vpc)) {
            self.put(id.into(), Some(endpoint.vpc.into()), frame_at(endpoint.at, metrics::ENDPOINT));
        }
        for (id, gateway) in design.internet_gateways.iter().filter(|(_, gateway)| wanted(gateway.vpc)) {
            self.put(id.into(), Some(gateway.vpc.into()), frame_at(gateway.at, metrics::INTERNET_GATEWAY));
        }
        for (id, nat) in design.nat_gateways.iter().filter(|(_, nat)| subnets.contains(&nat.subnet)) {
            self.put(id.into(), Some(nat.subnet.into()), frame_at(nat.at, metrics::NODE));
        }
        for (id, workload) in
            design.workloads.iter().filter(|(_, workload)| subnets.contains(&workload.subnet))
        {
            self.put(id.into(), Some(workload.subnet.into()), frame_at(workload.at, metrics::NODE));
        }
        self.mark_interfaces(design, &subnets);
    }

    /// Puts what stands beside the VPCs.
    fn put_beside(&mut self, design: &Design) {
        for (id, service) in design.services.iter() {
            self.put(id.into(), None, frame_at(service.at, metrics::SERVICE));
        }
        for (id, gateway) in design.transit_gateways.iter() {
            self.put(id.into(), None, frame_at(gateway.at, metrics::SERVICE));
        }
        for (id, network) in design.on_premises_networks.iter() {
            self.put(id.into(), None, frame_at(network.at, metrics::SERVICE));
        }
    }

    /// The layout of a later version of a design, from that of an earlier one: only VPCs in which something changed are
    /// laid out anew. With these VPCs; in all others everything is where it was.
    pub(in crate::editor) fn after(&self, before: &Design, after: &Design) -> (Self, BTreeSet<Id<Vpc>>) {
        let changed = changed_vpcs(before, after);
        // Of most of a design it is quicker from the start.
        if changed.len() * 3 > after.vpcs.len() {
            return (Self::of(after), changed);
        }
        let mut layout = self.clone();
        let beside = self.children(None).iter().copied().filter(|root| match root {
            EntityRef::Vpc(vpc) => changed.contains(vpc),
            _beside => true,
        });
        for root in beside {
            layout.take_away(root);
        }
        layout.folded.clone_from(&after.drawing.collapsed);
        layout.children.remove(&None);
        for (id, vpc) in after.vpcs.iter() {
            if changed.contains(&id) {
                layout.put_vpc(id, vpc);
            } else {
                layout.children.entry(None).push(id.into());
            }
        }
        layout.put_inside(after, |vpc| changed.contains(&vpc));
        layout.put_beside(after);
        layout.bounds = layout.frames.values().copied().reduce(union);
        (layout, changed)
    }

    /// Takes an entity off the canvas with all that lies in it.
    fn take_away(&mut self, entity: EntityRef) {
        self.frames.remove(&entity);
        self.holders.remove(&entity);
        if let EntityRef::Subnet(subnet) = entity {
            self.enis.remove(&subnet);
        }
        for child in self.children.remove(&Some(entity)).unwrap_or_default() {
            self.take_away(child);
        }
    }

    fn put(&mut self, entity: EntityRef, parent: Option<EntityRef>, relative: Frame) {
        let origin = match parent {
            None => Point::default(),
            Some(EntityRef::Vpc(vpc)) if self.folded.contains(&vpc) => return,
            Some(parent) => match self.frames.get(&parent) {
                Some(frame) => frame.origin(),
                None => return,
            },
        };
        let at = add(origin, relative.origin());
        let frame = Frame::new(at.x, at.y, bounded(relative.w).max(0), bounded(relative.h).max(0));
        self.frames.insert(entity, frame);
        self.children.entry(parent).push(entity);
        if let Some(parent) = parent {
            self.holders.insert(entity, parent);
        }
        self.bounds = Some(self.bounds.map_or(frame, |bounds| union(bounds, frame)));
    }

    fn mark_interfaces(&mut self, design: &Design, wanted: &BTreeSet<Id<Subnet>>) {
        let mut in_subnet: BTreeMap<Id<Subnet>, Vec<Id<Endpoint>>> = BTreeMap::new();
        for (id, endpoint) in design.endpoints.iter() {
            for subnet in endpoint.kind.subnets().iter().filter(|subnet| wanted.contains(subnet)) {
                in_subnet.entry(*subnet).or_default().push(id);
            }
        }
        for (subnet, endpoints) in in_subnet {
            let Some(frame) = self.frames.get(&subnet.into()) else { continue };
            let columns = eni_columns(frame.w);
            let top = frame.bottom().saturating_sub(eni_footer(frame.w, endpoints.len()));
            let marks = (0i32..).zip(endpoints).map(|(index, endpoint)| {
                let (row, column) = (index / columns, index % columns);
                let x = frame.x.saturating_add(SUBNET_PAD).saturating_add(column * ENI_ROW);
                let at = Point::new(x, top.saturating_add(row * ENI_ROW));
                EniMark { endpoint, subnet, frame: frame_at(at, ENI) }
            });
            self.enis.insert(subnet, marks.collect());
        }
    }

    /// The absolute frame of an entity; none for what has no box, such as a route table.
    pub fn frame(&self, entity: impl Into<EntityRef>) -> Option<Frame> {
        self.frames.get(&entity.into()).copied()
    }

    /// What lies directly in a container, bottom first; `None` asks for VPCs and services.
    pub fn children(&self, of: Option<EntityRef>) -> &[EntityRef] {
        self.children.get(&of).map_or(&[], Vec::as_slice)
    }

    /// The container that an entity lies in.
    pub fn holder(&self, entity: EntityRef) -> Option<EntityRef> {
        self.holders.get(&entity).copied()
    }

    /// Whether an entity is, or lies in, one of some entities.
    pub fn is_in(&self, entity: EntityRef, any: &[EntityRef]) -> bool {
        std::iter::successors(Some(entity), |inner| self.holder(*inner)).any(|outer| any.contains(&outer))
    }

    /// The number of boxes.
    pub fn len(&self) -> usize {
        self.frames.len()
    }

    /// Whether the canvas is bare.
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// Every box, containers before their content: the order in which to paint.
    pub fn paint_order(&self) -> Vec<EntityRef> {
        let mut order = Vec::with_capacity(self.frames.len());
        self.walk(None, &mut order, &|_| true);
        order
    }

    /// The boxes that reach into a part of the canvas, in paint order. Skips the content of containers outside it.
    pub fn within(&self, part: Frame) -> Vec<EntityRef> {
        let mut found = Vec::new();
        // A gateway sits on its VPC's border, so a VPC counts a little beyond it.
        let margin = metrics::INTERNET_GATEWAY.h;
        let part = super::geometry::inflated(part, margin);
        self.walk(None, &mut found, &|frame| overlaps(part, frame));
        found
    }

    fn walk(&self, parent: Option<EntityRef>, out: &mut Vec<EntityRef>, wanted: &impl Fn(Frame) -> bool) {
        for child in self.children(parent) {
            if self.frame(*child).is_some_and(wanted) {
                out.push(*child);
                self.walk(Some(*child), out, wanted);
            }
        }
    }

    /// The topmost box at a place that `wanted` accepts, content before container.
    pub fn topmost(&self, at: WorldPoint, wanted: &impl Fn(EntityRef) -> bool) -> Option<EntityRef> {
        self.topmost_in(None, at, wanted)
    }

    fn topmost_in(
        &self,
        parent: Option<EntityRef>,
        at: WorldPoint,
        wanted: &impl Fn(EntityRef) -> bool,
    ) -> Option<EntityRef> {
        let margin = metrics::INTERNET_GATEWAY.h;
        self.children(parent).iter().rev().find_map(|child| {
            let frame = self.frame(*child)?;
            if !contains(super::geometry::inflated(frame, margin), at) {
                return None;
            }
            self.topmost_in(Some(*child), at, wanted)
                .or_else(|| (contains(frame, at) && wanted(*child)).then_some(*child))
        })
    }

    /// The marks of the network interfaces in a subnet.
    pub fn enis_in(&self, subnet: Id<Subnet>) -> &[EniMark] {
        self.enis.get(&subnet).map_or(&[], Vec::as_slice)
    }

    /// The marks of all network interfaces.
    pub fn enis(&self) -> impl Iterator<Item = &EniMark> {
        self.enis.values().flatten()
    }

    /// The lane of a VPC's endpoints, a little larger than they are; none where it has none.
    pub fn lane(&self, vpc: Id<Vpc>) -> Option<Frame> {
        let endpoints = self.children(Some(vpc.into())).iter();
        endpoints
            .filter(|child| matches!(child, EntityRef::Endpoint(_)))
            .filter_map(|endpoint| self.frame(*endpoint))
            .reduce(union)
            .map(|frame| super::geometry::inflated(frame, metrics::ENDPOINT_GAP / 2))
    }

    /// Whether only the heading of a VPC is drawn.
    pub fn is_folded(&self, vpc: Id<Vpc>) -> bool {
        self.folded.contains(&vpc)
    }

    /// The frame around everything; none for an empty canvas.
    pub fn bounds(&self) -> Option<Frame> {
        self.bounds
    }
}

/// The VPCs in which something is not as it was, or was not there, or is no more.
fn changed_vpcs(before: &Design, after: &Design) -> BTreeSet<Id<Vpc>> {
    let mut changed: BTreeSet<Id<Vpc>> = before.vpcs.differing(&after.vpcs);
    changed.extend(before.drawing.collapsed.symmetric_difference(&after.drawing.collapsed));
    let zones = before.zones.differing(&after.zones);
    let subnets = before.subnets.differing(&after.subnets);
    let endpoints = before.endpoints.differing(&after.endpoints);
    let internet_gateways = before.internet_gateways.differing(&after.internet_gateways);
    let nat_gateways = before.nat_gateways.differing(&after.nat_gateways);
    let workloads = before.workloads.differing(&after.workloads);
    for design in [before, after] {
        let vpc_of_subnet = |subnet: Id<Subnet>| design.vpc_of_subnet(subnet);
        changed.extend(zones.iter().filter_map(|id| design.zones.get(*id)).map(|zone| zone.vpc));
        changed.extend(subnets.iter().filter_map(|id| vpc_of_subnet(*id)));
        for endpoint in endpoints.iter().filter_map(|id| design.endpoints.get(*id)) {
            changed.insert(endpoint.vpc);
            // Its marks are in these subnets, wherever they are.
            changed.extend(endpoint.kind.subnets().iter().filter_map(|id| vpc_of_subnet(*id)));
        }
        let gateways = internet_gateways.iter().filter_map(|id| design.internet_gateways.get(*id));
        changed.extend(gateways.map(|gateway| gateway.vpc));
        let nats = nat_gateways.iter().filter_map(|id| design.nat_gateways.get(*id));
        changed.extend(nats.filter_map(|nat| vpc_of_subnet(nat.subnet)));
        let workloads = workloads.iter().filter_map(|id| design.workloads.get(*id));
        changed.extend(workloads.filter_map(|workload| vpc_of_subnet(workload.subnet)));
    }
    changed
}

/// The marks that fit side by side in a subnet of a width.
fn eni_columns(width: i32) -> i32 {
    (width.saturating_sub(2 * SUBNET_PAD).saturating_add(ENI_ROW - ENI.w) / ENI_ROW).max(1)
}

/// The rows that a number of marks takes in a subnet of a width.
fn eni_rows(width: i32, marks: usize) -> i32 {
    let marks = i32::try_from(marks).unwrap_or(i32::MAX);
    let columns = eni_columns(width);
    marks / columns + i32::from(marks % columns != 0)
}

/// The height that the marks at the foot of a subnet of a width take; 0 where there are none.
pub(in crate::editor) fn eni_footer(width: i32, marks: usize) -> i32 {
    if marks == 0 { 0 } else { eni_rows(width, marks).saturating_mul(ENI_ROW).saturating_add(ENI_MARGIN) }
}
