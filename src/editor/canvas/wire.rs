//! The lines of connections: workload → endpoint → service; with those between networks, which [`link`] draws.
//!
//! Lines that lead to one endpoint run together; the stretch from an endpoint to its service is drawn once. Within a
//! VPC lines keep to the gaps between rows of subnets and to a channel per endpoint before the lane, so that a hundred
//! of them read as a handful of buses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Layout;
use super::geometry::{WorldPoint, union};
use super::link::{self, Joint, Link};
use super::route::{self, Corridor};
use crate::model::{
    Connection, Design, Endpoint, EntityRef, Frame, Id, OnPremisesGateway, OnPremisesNetwork,
    PeeringConnection, Point, ResolverEndpoint, Service, TransitGatewayAttachment, Vpc, Workload,
};

/// The radius of a wire's corners, in canvas units.
const CORNER: f64 = 8.0;

/// One stretch of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WireId {
    /// From a workload to the endpoint that carries the connection.
    ToEndpoint(Id<Connection>),
    /// From an endpoint to its service, for all connections that it carries.
    FromEndpoint(Id<Endpoint>, Id<Service>),
    /// From a workload to a service without an endpoint between.
    Direct(Id<Connection>),
    /// Between two VPCs.
    Peering(Id<PeeringConnection>),
    /// From a Transit Gateway to a VPC.
    Attachment(Id<TransitGatewayAttachment>),
    /// From an on-premises network to a Transit Gateway, or to the VPC of a virtual private gateway.
    OnPremises(Id<OnPremisesNetwork>, OnPremisesGateway),
    /// From a VPC to one that uses its endpoints, by all hosted zones that say so.
    Shared(Id<Vpc>, Id<Vpc>),
    /// From an on-premises network to the VPC whose inbound Resolver endpoint it asks.
    Resolver(Id<ResolverEndpoint>, Id<OnPremisesNetwork>),
}

impl WireId {
    /// What is drawn as this line, and as nothing else. What is selected with other lines has several, or a box.
    pub const fn own(self) -> Option<EntityRef> {
        match self {
            Self::Peering(id) => Some(EntityRef::PeeringConnection(id)),
            Self::Attachment(id) => Some(EntityRef::TransitGatewayAttachment(id)),
            Self::ToEndpoint(_)
            | Self::FromEndpoint(..)
            | Self::Direct(_)
            | Self::OnPremises(..)
            | Self::Shared(..)
            | Self::Resolver(..) => None,
        }
    }
}

/// A stretch of line with its corners, in absolute canvas units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    pub id: WireId,
    pub from: EntityRef,
    pub to: EntityRef,
    pub points: Arc<[Point]>,
    /// The connections that run over it.
    pub connections: Arc<[Id<Connection>]>,
    /// What a line between networks stands for; none for those of connections.
    pub joint: Option<Arc<Joint>>,
    /// The frame around `points`.
    pub bounds: Frame,
}

impl Wire {
    /// The path with rounded corners, as the `d` of an SVG `<path>`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for (index, point) in self.points.iter().enumerate() {
            let here = WorldPoint::from(*point);
            let neighbours = index
                .checked_sub(1)
                .and_then(|before| self.points.get(before))
                .zip(self.points.get(index + 1));
            match neighbours {
                None if index == 0 => path.push_str(&format!("M{} {}", here.x, here.y)),
                None => path.push_str(&format!("L{} {}", here.x, here.y)),
                Some((before, after)) => {
                    let near = |other: Point| {
                        let (dx, dy) = (f64::from(other.x) - here.x, f64::from(other.y) - here.y);
                        let length = dx.hypot(dy).max(1.0);
                        let part = CORNER.min(length / 2.0) / length;
                        (round(here.x + dx * part), round(here.y + dy * part))
                    };
                    let ((ax, ay), (bx, by)) = (near(*before), near(*after));
                    path.push_str(&format!("L{ax} {ay}Q{} {} {bx} {by}", here.x, here.y));
                }
            }
        }
        path
    }

    /// The same line where it is in a part of the canvas; beyond that it keeps to the part's border. Dashes cost by their
    /// number, also where nobody sees them, and a line may cross a hundred VPCs.
    pub fn within(&self, part: Frame) -> Self {
        // Lines run level and upright only, so that a corner can be brought nearer without turning what is seen.
        let near = |point: &Point| {
            Point::new(
                point.x.clamp(part.x, part.right().max(part.x)),
                point.y.clamp(part.y, part.bottom().max(part.y)),
            )
        };
        let mut points: Vec<Point> = self.points.iter().map(near).collect();
        points.dedup();
        Self { points: points.into(), ..self.clone() }
    }

    /// What is selected with the line: the first of its connections, or what it joins by.
    pub fn entity(&self) -> Option<EntityRef> {
        let joint = self.joint.as_ref().map(|joint| joint.entity);
        joint.or_else(|| self.connections.first().map(|connection| (*connection).into()))
    }

    /// How far a place is from the line, in canvas units.
    pub fn distance(&self, at: WorldPoint) -> f64 {
        self.points
            .windows(2)
            .map(|ends| match ends {
                [a, b] => distance_to_segment(at, (*a).into(), (*b).into()),
                _ => f64::INFINITY,
            })
            .fold(f64::INFINITY, f64::min)
    }
}

/// Half a unit is as fine as a path needs to be.
fn round(value: f64) -> f64 {
    (value * 2.0).round() / 2.0
}

fn distance_to_segment(at: WorldPoint, a: WorldPoint, b: WorldPoint) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((at.x - a.x) * dx + (at.y - a.y) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (at.x - a.x - along * dx).hypot(at.y - a.y - along * dy)
}

/// The wires of all connections, in the order in which to paint them.
pub fn wires(design: &Design, layout: &Layout) -> Vec<Wire> {
    let wiring = Wiring::of(design, layout);
    wiring.route(layout, &wiring.all(), &|entity| layout.frame(entity))
}

/// Which stretches there are, and what they keep clear of; without their corners.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::editor) struct Wiring {
    stretches: BTreeMap<WireId, Stretch>,
    links: BTreeMap<WireId, Link>,
    /// The endpoints of each VPC from top to bottom.
    lanes: BTreeMap<Id<Vpc>, Vec<Id<Endpoint>>>,
}

/// The wires of one version of a design with what they follow from.
pub(in crate::editor) struct Routed<'a> {
    pub(in crate::editor) wiring: &'a Wiring,
    pub(in crate::editor) layout: &'a Layout,
    pub(in crate::editor) wires: &'a [Wire],
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    from: EntityRef,
    to: EntityRef,
    vpc: Id<Vpc>,
    /// The endpoint whose channel it uses.
    endpoint: Option<Id<Endpoint>>,
    connections: Vec<Id<Connection>>,
}

impl Wiring {
    /// Whether two versions of a design surely have the same stretches: nothing that they follow from has changed. What
    /// a workload is called or where it stands is no such thing.
    pub(in crate::editor) fn is_same(before: &Design, after: &Design) -> bool {
        let moved = before.workloads.differing(&after.workloads);
        before.connections.is_same(&after.connections)
            && before.endpoints.is_same(&after.endpoints)
            && before.services.is_same(&after.services)
            && before.subnets.is_same(&after.subnets)
            && before.zones.is_same(&after.zones)
            && before.vpcs.is_same(&after.vpcs)
            && before.hosted_zones.is_same(&after.hosted_zones)
            && before.peering_connections.is_same(&after.peering_connections)
            && before.transit_gateways.is_same(&after.transit_gateways)
            && before.transit_gateway_attachments.is_same(&after.transit_gateway_attachments)
            && before.vpn_gateways.is_same(&after.vpn_gateways)
            && before.on_premises_networks.is_same(&after.on_premises_networks)
            && before.resolver_endpoints.is_same(&after.resolver_endpoints)
            && before.route_tables.is_same(&after.route_tables)
            && {
                let elsewhere =
                    |id: &&Id<Workload>| match (before.workloads.get(**id), after.workloads.get(**id)) {
                        (Some(before), Some(after)) => before.subnet != after.subnet,
                        (None, _) | (_, None) => true,
                    };
                let elsewhere: BTreeSet<Id<Workload>> = moved.iter().filter(elsewhere).copied().collect();
                elsewhere.is_empty()
                    || !after.connections.values().any(|connection| elsewhere.contains(&connection.workload))
            }
    }

    pub(in crate::editor) fn of(design: &Design, layout: &Layout) -> Self {
        let mut wiring = Self { links: link::links(design), ..Self::default() };
        for (id, endpoint) in design.endpoints.iter() {
            wiring.lanes.entry(endpoint.vpc).or_default().push(id);
        }
        for lane in wiring.lanes.values_mut() {
            lane.sort_by_key(|id| layout.frame(*id).map(|frame| (frame.y, frame.x)));
        }
        for (id, connection) in design.connections.iter() {
            let (Some(vpc), Some(service)) =
                (design.vpc_of_workload(connection.workload), design.services.get(connection.service))
            else {
                continue;
            };
            let carrier = wiring.lanes.get(&vpc).into_iter().flatten().copied().find(|endpoint| {
                design.endpoints.get(*endpoint).is_some_and(|endpoint| endpoint.service == service.target)
            });
            let (workload, node) = (connection.workload.into(), connection.service.into());
            match carrier {
                Some(endpoint) => {
                    wiring.add(WireId::ToEndpoint(id), workload, endpoint.into(), vpc, carrier, id);
                    let onward = WireId::FromEndpoint(endpoint, connection.service);
                    wiring.add(onward, endpoint.into(), node, vpc, carrier, id);
                }
                // Through the endpoint of another VPC, which shares it: to its VPC there is no channel.
                None => match design.endpoints_shared_with(vpc, &service.target).next() {
                    Some((endpoint, shared)) => {
                        wiring.add(WireId::ToEndpoint(id), workload, endpoint.into(), vpc, None, id);
                        let onward = WireId::FromEndpoint(endpoint, connection.service);
                        wiring.add(onward, endpoint.into(), node, shared.vpc, Some(endpoint), id);
                    }
                    None => wiring.add(WireId::Direct(id), workload, node, vpc, None, id),
                },
            }
        }
        wiring
    }

    fn add(
        &mut self,
        id: WireId,
        from: EntityRef,
        to: EntityRef,
        vpc: Id<Vpc>,
        endpoint: Option<Id<Endpoint>>,
        connection: Id<Connection>,
    ) {
        let stretch =
            self.stretches.entry(id).or_insert(Stretch { from, to, vpc, endpoint, connections: Vec::new() });
        stretch.connections.push(connection);
    }

    /// Every stretch.
    pub(in crate::editor) fn all(&self) -> Vec<WireId> {
        self.stretches.keys().chain(self.links.keys()).copied().collect()
    }

    /// The wires after a change, from those before: only what could run otherwise is routed anew. `changed` are the VPCs
    /// in which something may not be where it was.
    pub(in crate::editor) fn reroute(
        &self,
        layout: &Layout,
        before: &Routed<'_>,
        changed: &BTreeSet<Id<Vpc>>,
    ) -> Vec<Wire> {
        // Both wirings, and the wires, are in the order of the ids: one walk over all three.
        let same_wiring = std::ptr::eq(self, before.wiring);
        let same_lane = |vpc| same_wiring || before.wiring.lanes.get(&vpc) == self.lanes.get(&vpc);
        let mut ends: BTreeMap<EntityRef, bool> = BTreeMap::new();
        let (mut old, mut drawn) =
            (before.wiring.stretches.iter().peekable(), before.wires.iter().peekable());
        let (mut kept, mut anew) = (Vec::with_capacity(before.wires.len()), Vec::new());
        for (id, stretch) in &self.stretches {
            let was = same_wiring || {
                while old.next_if(|(other, _)| *other < id).is_some() {}
                old.next_if(|(other, _)| *other == id).is_some_and(|(_, other)| other == stretch)
            };
            while drawn.next_if(|wire| wire.id < *id).is_some() {}
            let wire = drawn.next_if(|wire| wire.id == *id).filter(|_| {
                was && !changed.contains(&stretch.vpc)
                    && same_lane(stretch.vpc)
                    && *ends
                        .entry(stretch.to)
                        .or_insert_with(|| before.layout.frame(stretch.to) == layout.frame(stretch.to))
            });
            match wire {
                Some(wire) => kept.push(wire.clone()),
                None => anew.push(*id),
            }
        }
        let links_stay = before.wiring.links == self.links && link::same_ground(before.layout, layout);
        let kept_links = before.wires.iter().filter(|wire| links_stay && wire.joint.is_some()).cloned();
        if !links_stay {
            anew.extend(self.links.keys());
        }
        let mut wires = self.route(layout, &anew, &|entity| layout.frame(entity));
        wires.extend(kept.into_iter().chain(kept_links));
        wires.sort_by_key(|wire| wire.id);
        wires
    }

    /// The stretches with an end that is, or lies in, one of some entities.
    pub(in crate::editor) fn touching(&self, layout: &Layout, entities: &[EntityRef]) -> Vec<WireId> {
        let moved = |entity| layout.is_in(entity, entities);
        let folded = |s: &Stretch| layout.is_folded(s.vpc) && entities.contains(&s.vpc.into());
        let touching = self.stretches.iter().filter(|(_, s)| moved(s.from) || moved(s.to) || folded(s));
        let links = self.links.iter().filter(|(_, link)| moved(link.from) || moved(link.to));
        touching.map(|(id, _)| *id).chain(links.map(|(id, _)| *id)).collect()
    }

    /// The corners of some stretches. `frame` tells where boxes are; what is to be
    /// kept clear of is where the layout has it.
    pub(in crate::editor) fn route(
        &self,
        layout: &Layout,
        wanted: &[WireId],
        frame: &dyn Fn(EntityRef) -> Option<Frame>,
    ) -> Vec<Wire> {
        let mut corridors: BTreeMap<Id<Vpc>, Option<Corridor>> = BTreeMap::new();
        let mut wires = Vec::new();
        for id in wanted {
            let Some(stretch) = self.stretches.get(id) else { continue };
            let start = frame(stretch.from).or_else(|| {
                // Of a collapsed VPC the lines to the outside are drawn.
                let leaves = layout.is_folded(stretch.vpc) && !matches!(id, WireId::ToEndpoint(_));
                frame(stretch.vpc.into()).filter(|_| leaves)
            });
            let (Some(start), Some(end)) = (start, frame(stretch.to)) else { continue };
            let corridor = corridors.entry(stretch.vpc).or_insert_with(|| {
                Corridor::of(layout, stretch.vpc).filter(|_| !layout.is_folded(stretch.vpc))
            });
            let lane = self.lanes.get(&stretch.vpc).map_or(&[][..], Vec::as_slice);
            let rank = stretch.endpoint.and_then(|endpoint| lane.iter().position(|other| *other == endpoint));
            let track = route::Track { rank: rank.unwrap_or(0), of: lane.len().max(1) };
            let points = match (corridor, id) {
                (Some(corridor), WireId::ToEndpoint(_) | WireId::Direct(_)) => {
                    corridor.route(layout, (stretch.from, start), end, track)
                }
                (Some(corridor), WireId::FromEndpoint(..)) => corridor.route_out(start, end, track),
                (None, _) => route::plain(start, end, 0),
                // Those between networks have no stretch.
                (
                    Some(_),
                    WireId::Peering(_)
                    | WireId::Attachment(_)
                    | WireId::OnPremises(..)
                    | WireId::Shared(..)
                    | WireId::Resolver(..),
                ) => continue,
            };
            let bounds = points
                .iter()
                .map(|point| Frame::new(point.x, point.y, 0, 0))
                .reduce(union)
                .unwrap_or_default();
            wires.push(Wire {
                id: *id,
                from: stretch.from,
                to: stretch.to,
                points: points.into(),
                connections: stretch.connections.as_slice().into(),
                joint: None,
                bounds,
            });
        }
        wires.extend(link::route(&self.links, layout, wanted, frame));
        wires
    }
}

/// Where wires leave a box: the middle of its right side.
pub fn right_port(frame: Frame) -> Point {
    Point::new(frame.right(), frame.y.saturating_add(frame.h / 2))
}

/// Where wires arrive at a box: the middle of its left side.
pub fn left_port(frame: Frame) -> Point {
    Point::new(frame.x, frame.y.saturating_add(frame.h / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wire(points: &[(i32, i32)]) -> Wire {
        Wire {
            id: WireId::Direct(Id::new(1)),
            from: EntityRef::Workload(Id::new(2)),
            to: EntityRef::Service(Id::new(3)),
            points: points.iter().map(|(x, y)| Point::new(*x, *y)).collect(),
            connections: [Id::new(1)].into(),
            joint: None,
            bounds: Frame::default(),
        }
    }

    #[test]
    fn corners_are_round() {
        assert_eq!(wire(&[(0, 0), (100, 0), (100, 50)]).path(), "M0 0L92 0Q100 0 100 8L100 50");
        assert_eq!(wire(&[(0, 0), (100, 0)]).path(), "M0 0L100 0");
        assert_eq!(
            wire(&[(0, 0), (100, 0), (100, 6), (200, 6)]).path(),
            "M0 0L92 0Q100 0 100 3L100 3Q100 6 108 6L200 6"
        );
    }

    #[test]
    fn within_a_part_a_line_is_where_it_was() {
        let part = Frame::new(50, -10, 100, 100);
        let long = wire(&[(-9_000, 0), (100, 0), (100, 9_000), (9_000, 9_000)]).within(part);
        assert_eq!(
            long.points[..],
            [Point::new(50, 0), Point::new(100, 0), Point::new(100, 90), Point::new(150, 90)]
        );
    }

    #[test]
    fn distance_is_to_the_nearest_stretch() {
        let wire = wire(&[(0, 0), (100, 0), (100, 50)]);
        assert!((wire.distance(WorldPoint::new(50.0, 4.0)) - 4.0).abs() < 1e-9);
        assert!((wire.distance(WorldPoint::new(103.0, 54.0)) - 5.0).abs() < 1e-9);
    }
}
