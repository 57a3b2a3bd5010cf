//! The corners of one wire.

use super::Layout;
use super::geometry::{inflated, overlaps};
use super::metrics::{MAX_LANE_GAP, NODE_GAP, SUBNET_GAP, VPC_PAD, ZONE_HEADER};
use super::wire::{left_port, right_port};
use crate::model::{EntityRef, Frame, Id, Point, Vpc};

/// How bad it is for a wire to run through somebody's card, through a foreign subnet, over
/// a zone's title, and to turn; in canvas units of
/// detour.
const THROUGH_NODE: i64 = 3_000;
const THROUGH_SUBNET: i64 = 1_000;
const THROUGH_TITLE: i64 = 300;
pub(super) const TURN: i64 = 40;
/// What wires keep from the boxes they pass.
const CLEARANCE: i32 = 2;

/// Which of the parallel tracks a wire takes: its endpoint's place in the lane, out of how many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Track {
    pub(super) rank: usize,
    pub(super) of: usize,
}

impl Track {
    /// The track with the order turned round: wires that come down to the lane and wires that come up to it nest the
    /// other way about.
    fn reversed(self) -> Self {
        Self { rank: self.of.saturating_sub(1).saturating_sub(self.rank), of: self.of }
    }

    /// The track's place between two coordinates; a single track takes the middle.
    fn between(self, from: i32, to: i32) -> i32 {
        let of = i64::try_from(self.of).unwrap_or(i64::MAX).max(1);
        let rank = i64::try_from(self.rank).unwrap_or(0).min(of - 1);
        let width = i64::from(to) - i64::from(from);
        let offset = if of == 1 { width / 2 } else { width.saturating_mul(rank) / (of - 1) };
        i32::try_from(i64::from(from).saturating_add(offset)).unwrap_or(from)
    }
}

/// What a VPC offers to wires.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corridor {
    vpc: Id<Vpc>,
    frame: Frame,
    /// Where the zones end and the channels begin.
    zones_end: i32,
}

impl Corridor {
    pub(super) fn of(layout: &Layout, vpc: Id<Vpc>) -> Option<Self> {
        let frame = layout.frame(vpc)?;
        let zones_end = layout
            .children(Some(vpc.into()))
            .iter()
            .filter(|child| matches!(child, EntityRef::Zone(_)))
            .filter_map(|zone| layout.frame(*zone))
            .map(|frame| frame.right())
            .max()
            .unwrap_or(frame.x);
        Some(Self { vpc, frame, zones_end })
    }

    /// From a workload to an endpoint in the lane or to a service beside the VPC.
    pub(super) fn route(
        self,
        layout: &Layout,
        (workload, start_frame): (EntityRef, Frame),
        end_frame: Frame,
        track: Track,
    ) -> Vec<Point> {
        let (start, end) = (right_port(start_frame), left_port(end_frame));
        if self.channel(end, track) <= start.x || end.x <= start.x {
            return plain(start_frame, end_frame, track_offset(track));
        }
        let drop = start.x.saturating_add(NODE_GAP / 2);
        let offset = track_offset(track);
        let channel = |y: i32| self.channel(end, if y < end.y { track.reversed() } else { track });
        // Level with the workload, then level with the goal.
        let x = channel(start.y);
        let mut candidates = vec![vec![start, Point::new(x, start.y), Point::new(x, end.y), end]];
        let mut through = |y: i32| {
            let x = channel(y);
            candidates.push(vec![
                start,
                Point::new(drop, start.y),
                Point::new(drop, y),
                Point::new(x, y),
                Point::new(x, end.y),
                end,
            ]);
        };
        if let Some(subnet) = layout.holder(workload).and_then(|subnet| layout.frame(subnet)) {
            through(subnet.bottom().saturating_add(SUBNET_GAP / 2).saturating_add(offset));
            through(subnet.y.saturating_sub(SUBNET_GAP / 2).saturating_add(offset));
        }
        through(start_frame.bottom().saturating_add(NODE_GAP / 2));
        through(start_frame.y.saturating_sub(NODE_GAP / 2));

        let home = layout.holder(workload);
        candidates
            .into_iter()
            .map(straighten)
            .min_by_key(|points| self.cost(layout, points, home, end_frame))
            .unwrap_or_else(|| plain(start_frame, end_frame, 0))
    }

    /// From an endpoint to a service beside the VPC.
    pub(super) fn route_out(self, start: Frame, end: Frame, track: Track) -> Vec<Point> {
        let (from, to) = (right_port(start), left_port(end));
        let first = self.frame.right().saturating_add(12);
        let last = to.x.saturating_sub(16);
        if from.x >= first || last <= first {
            return plain(start, end, track_offset(track));
        }
        let x = track.between(first, last);
        straighten(vec![from, Point::new(x, from.y), Point::new(x, to.y), to])
    }

    /// The x of the vertical stretch to a goal at the right: between zones and lane, or beyond the VPC.
    fn channel(self, end: Point, track: Track) -> i32 {
        if end.x > self.frame.right() {
            let before = self.zones_end.saturating_add(VPC_PAD / 2);
            return before.min(end.x.saturating_sub(16));
        }
        let last = end.x.saturating_sub(16);
        let first = self.zones_end.saturating_add(12).max(end.x.saturating_sub(MAX_LANE_GAP));
        if first < last { track.between(first, last) } else { end.x.saturating_sub(8) }
    }

    fn cost(self, layout: &Layout, points: &[Point], home: Option<EntityRef>, goal: Frame) -> i64 {
        let mut cost = i64::try_from(points.len()).unwrap_or(0) * TURN;
        for ends in points.windows(2) {
            let [a, b] = ends else { continue };
            cost += (i64::from(a.x) - i64::from(b.x)).abs() + (i64::from(a.y) - i64::from(b.y)).abs();
            let line = Frame::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
            cost += self.trespass(layout, self.vpc.into(), inflated(line, CLEARANCE), home, goal);
        }
        cost
    }

    /// What it costs to run through the boxes in a container.
    fn trespass(
        self,
        layout: &Layout,
        container: EntityRef,
        line: Frame,
        home: Option<EntityRef>,
        goal: Frame,
    ) -> i64 {
        let mut cost = 0;
        for child in layout.children(Some(container)) {
            let Some(frame) = layout.frame(*child).filter(|frame| overlaps(*frame, line)) else { continue };
            match child {
                EntityRef::Zone(_) => {
                    if overlaps(Frame { h: ZONE_HEADER, ..frame }, line) {
                        cost += THROUGH_TITLE;
                    }
                    cost += self.trespass(layout, *child, line, home, goal);
                }
                EntityRef::Subnet(id) => {
                    if Some(*child) != home {
                        cost += THROUGH_SUBNET;
                    }
                    let marks = layout.enis_in(*id).iter().filter(|mark| overlaps(mark.frame, line)).count();
                    cost += i64::try_from(marks).unwrap_or(0) * THROUGH_SUBNET;
                    cost += self.trespass(layout, *child, line, home, goal);
                }
                EntityRef::Workload(_)
                | EntityRef::NatGateway(_)
                | EntityRef::Endpoint(_)
                | EntityRef::InternetGateway(_) => {
                    // Both ends touch the line; shrunk by the clearance they do not.
                    if frame != goal && overlaps(inflated(frame, -2 * CLEARANCE), line) {
                        cost += THROUGH_NODE;
                    }
                }
                EntityRef::Vpc(_)
                | EntityRef::Service(_)
                | EntityRef::RouteTable(_)
                | EntityRef::SecurityGroup(_)
                | EntityRef::Connection(_)
                | EntityRef::NetworkAcl(_)
                | EntityRef::PeeringConnection(_)
                | EntityRef::TransitGateway(_)
                | EntityRef::TransitGatewayAttachment(_)
                | EntityRef::VpnGateway(_)
                | EntityRef::OnPremisesNetwork(_)
                | EntityRef::HostedZone(_)
                | EntityRef::Profile(_)
                | EntityRef::ResolverEndpoint(_)
                | EntityRef::EndpointService(_) => {}
            }
        }
        cost
    }
}

/// How far the wire of a track runs from the middle of a gap between two rows.
fn track_offset(track: Track) -> i32 {
    let half = SUBNET_GAP / 2 - 4;
    if track.of <= 1 { 0 } else { track.between(-half, half) }
}

/// With one jog in the middle, between the sides that face each other.
pub(super) fn plain(from: Frame, to: Frame, offset: i32) -> Vec<Point> {
    if to.x >= from.right() {
        let (a, b) = (right_port(from), left_port(to));
        let x = middle(a.x, b.x).saturating_add(offset).clamp(a.x, b.x);
        straighten(vec![a, Point::new(x, a.y), Point::new(x, b.y), b])
    } else if to.right() <= from.x {
        let (a, b) = (left_port(from), right_port(to));
        let x = middle(a.x, b.x).saturating_add(offset).clamp(b.x, a.x);
        straighten(vec![a, Point::new(x, a.y), Point::new(x, b.y), b])
    } else {
        let top = |frame: Frame| Point::new(frame.x.saturating_add(frame.w / 2), frame.y);
        let bottom = |frame: Frame| Point::new(frame.x.saturating_add(frame.w / 2), frame.bottom());
        let (a, b) = if to.y >= from.bottom() { (bottom(from), top(to)) } else { (top(from), bottom(to)) };
        let y = middle(a.y, b.y);
        straighten(vec![a, Point::new(a.x, y), Point::new(b.x, y), b])
    }
}

pub(super) fn middle(a: i32, b: i32) -> i32 {
    i32::try_from((i64::from(a) + i64::from(b)) / 2).unwrap_or(a)
}

/// Without corners that are none.
pub(super) fn straighten(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = out.as_slice()
            && ((before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_boxes_get_a_straight_line() {
        let points = plain(Frame::new(0, 0, 100, 40), Frame::new(300, 0, 100, 40), 0);
        assert_eq!(points, [Point::new(100, 20), Point::new(300, 20)]);
    }

    #[test]
    fn a_goal_to_the_left_is_reached_from_the_left() {
        let points = plain(Frame::new(300, 100, 100, 40), Frame::new(0, 0, 100, 40), 0);
        assert_eq!(points.first(), Some(&Point::new(300, 120)));
        assert_eq!(points.last(), Some(&Point::new(100, 20)));
    }
}
