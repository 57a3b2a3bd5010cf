//! The lines between networks: peering connections, attachments to Transit Gateways, the lines of on-premises networks,
//! and who answers whose DNS questions.
//!
//! Lines of one gateway or hub share a trunk beside the VPCs, so that twenty spokes read as one bus with a stub each;
//! trunks run side by side, and every stub arrives at its VPC at a place of its own.
//!
//! Knows where boxes are and what joins them; it knows no route and does not say whether anything arrives.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::glyph::Glyph;
use super::Layout;
use super::geometry::{inflated, overlaps, union};
use super::metrics::VPC_HEADER;
use super::route::{TURN, middle, plain, straighten};
use super::wire::{Wire, WireId};
use crate::model::{
    Design, EntityRef, Frame, HostedZone, Id, OnPremisesGateway, OnPremisesLink, Point, RecordTarget, Vpc,
};

/// Between a VPC and the nearest trunk, between two trunks, and how many run side by side until they share a place.
const GUTTER: i32 = 24;
const TRUNK: i32 = 14;
const TRUNKS: usize = 6;
/// Between the places where lines arrive at a VPC.
const SLOT: i32 = 24;
/// How far from a box without a border of its own a mark stands.
const MARK_OFF: i32 = 24;
/// The shortest stretch that carries its mark in the middle.
const MARK_ROOM: i64 = 48;
/// How bad it is to run through a box, in canvas units of detour.
const THROUGH_BOX: i64 = 3_000;

/// What a line between networks stands for, with its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// What is selected with the line.
    pub entity: EntityRef,
    pub glyph: Glyph,
    /// The middle of the mark.
    pub at: Point,
    /// Written beside the mark; empty where the mark says it all.
    pub label: &'static str,
    /// What assistive technology reads: "Peering connection a-b between VPC a and VPC b".
    pub spoken: Arc<str>,
}

/// Lines with the same trunk: of which kind, and to which hub.
type Trunk = (u8, EntityRef);

/// A line without its corners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: EntityRef,
    pub(super) to: EntityRef,
    trunk: Trunk,
    /// The trunk's place among those beside the VPCs.
    rank: usize,
    /// The place at the VPC at each end.
    slots: (usize, usize),
    /// Nothing else runs over the trunk.
    alone: bool,
    entity: EntityRef,
    glyph: Glyph,
    label: &'static str,
    spoken: Arc<str>,
}

/// All lines between networks of a design.
pub(super) fn links(design: &Design) -> BTreeMap<WireId, Link> {
    let mut links = BTreeMap::new();
    let mut add = |id, (from, to), kind: u8, hub: EntityRef, entity, glyph, label, spoken: String| {
        let link = Link {
            from,
            to,
            trunk: (kind, hub),
            rank: 0,
            slots: (0, 0),
            alone: false,
            entity,
            glyph,
            label,
            spoken: spoken.into(),
        };
        links.insert(id, link);
    };
    for ((hub, spoke), givers) in shared(design) {
        let Some(first) = givers.first() else { continue };
        let by = match givers.as_slice() {
            [EntityRef::HostedZone(zone)] => format!("hosted zone {}", design.label((*zone).into())),
            [profile] => format!("Route 53 Profile {}", design.label(*profile)),
            [.., EntityRef::HostedZone(_)] => format!("{} hosted zones", givers.len()),
            more => format!("{} hosted zones and Route 53 Profiles", more.len()),
        };
        let spoken =
            format!("VPC {} uses endpoints of VPC {} by {by}", name(design, spoke), name(design, hub));
        let ends = (hub.into(), spoke.into());
        add(WireId::Shared(hub, spoke), ends, 0, hub.into(), *first, Glyph::of(design, *first), "", spoken);
    }
    for (id, peering) in design.peering_connections.iter() {
        let (mut hub, mut other) = (peering.requester.vpc, peering.accepter.vpc);
        let degree = |vpc| design.peerings_of(vpc).count();
        if degree(other) > degree(hub) {
            std::mem::swap(&mut hub, &mut other);
        }
        let spoken = format!(
            "Peering connection {} between VPC {} and VPC {}",
            peering.name,
            name(design, peering.requester.vpc),
            name(design, peering.accepter.vpc)
        );
        let ends = (hub.into(), other.into());
        add(WireId::Peering(id), ends, 1, hub.into(), id.into(), Glyph::PEERING, "", spoken);
    }
    for (id, attachment) in design.transit_gateway_attachments.iter() {
        let gateway = EntityRef::from(attachment.transit_gateway);
        let spoken = format!(
            "Attachment {} of VPC {} to Transit Gateway {}",
            attachment.name,
            name(design, attachment.vpc),
            design.label(gateway)
        );
        let ends = (gateway, attachment.vpc.into());
        add(WireId::Attachment(id), ends, 2, gateway, id.into(), Glyph::TRANSIT_GATEWAY, "", spoken);
    }
    for (id, network) in design.on_premises_networks.iter() {
        let line = match network.link {
            OnPremisesLink::Vpn(_) => "VPN",
            OnPremisesLink::DirectConnect => "Direct Connect",
        };
        for gateway in &network.gateways {
            let (to, entity, arrives) = match gateway {
                OnPremisesGateway::TransitGateway(gateway) => {
                    let to = EntityRef::from(*gateway);
                    (to, id.into(), format!("Transit Gateway {}", design.label(to)))
                }
                OnPremisesGateway::VpnGateway(gateway) => {
                    let Some(vpc) = design.vpn_gateways.get(*gateway).map(|gateway| gateway.vpc) else {
                        continue;
                    };
                    let at = format!("the virtual private gateway of VPC {}", name(design, vpc));
                    (vpc.into(), (*gateway).into(), at)
                }
            };
            let spoken = format!("{line} of {} to {arrives}", network.name);
            let wire = WireId::OnPremises(id, *gateway);
            add(wire, (id.into(), to), 3, id.into(), entity, Glyph::VPN_GATEWAY, line, spoken);
        }
    }
    for (id, resolver) in design.resolver_endpoints.iter() {
        for (network, entity) in design.on_premises_of(resolver.vpc) {
            let spoken = format!(
                "DNS questions of {} to Resolver endpoint {} of VPC {}",
                entity.name,
                resolver.name,
                name(design, resolver.vpc)
            );
            let ends = (network.into(), resolver.vpc.into());
            let wire = WireId::Resolver(id, network);
            add(wire, ends, 4, network.into(), id.into(), Glyph::RESOLVER, "DNS", spoken);
        }
    }
    place(&mut links);
    links
}

/// What gives names, by a VPC with endpoints and one that uses them: hosted zones, then Route 53 Profiles.
type Shared = BTreeMap<(Id<Vpc>, Id<Vpc>), Vec<EntityRef>>;

/// The hosted zones and Route 53 Profiles by which one VPC uses endpoints of another.
fn shared(design: &Design) -> Shared {
    let mut shared = Shared::new();
    let mut give = |hubs: BTreeSet<Id<Vpc>>, spokes: &[Id<Vpc>], by: EntityRef| {
        for hub in hubs {
            for spoke in spokes.iter().filter(|vpc| **vpc != hub) {
                shared.entry((hub, *spoke)).or_default().push(by);
            }
        }
    };
    for (id, zone) in design.hosted_zones.iter() {
        give(hubs_of(design, zone).collect(), &zone.vpcs, id.into());
    }
    for (id, profile) in design.profiles.iter() {
        let zones = profile.hosted_zones.iter().filter_map(|zone| design.hosted_zones.get(*zone));
        let endpoints = profile.endpoints.iter().filter_map(|endpoint| design.endpoints.get(*endpoint));
        let named = endpoints.filter(|e| e.kind.interface().is_some_and(|interface| interface.private_dns));
        let hubs = zones.flat_map(|zone| hubs_of(design, zone)).chain(named.map(|endpoint| endpoint.vpc));
        give(hubs.collect(), &profile.vpcs, id.into());
    }
    shared
}

/// The VPCs whose endpoints a hosted zone answers with.
fn hubs_of<'a>(design: &'a Design, zone: &'a HostedZone) -> impl Iterator<Item = Id<Vpc>> + 'a {
    zone.records.iter().filter_map(|record| match &record.target {
        RecordTarget::Endpoint(endpoint) => design.endpoints.get(*endpoint).map(|e| e.vpc),
        RecordTarget::Addresses(_) | RecordTarget::Name(_) => None,
    })
}

fn name(design: &Design, vpc: Id<Vpc>) -> String {
    design.label(vpc.into())
}

/// Gives trunks their places beside each other, and lines theirs at the VPCs.
fn place(links: &mut BTreeMap<WireId, Link>) {
    let mut trunks: BTreeMap<Trunk, usize> = BTreeMap::new();
    let mut at: BTreeMap<EntityRef, BTreeSet<Trunk>> = BTreeMap::new();
    for link in links.values() {
        *trunks.entry(link.trunk).or_default() += 1;
        for end in [link.from, link.to] {
            at.entry(end).or_default().insert(link.trunk);
        }
    }
    let ranks: BTreeMap<Trunk, usize> = trunks.keys().copied().zip(0..).collect();
    for link in links.values_mut() {
        let slot = |end| at.get(&end).map_or(0, |trunks| trunks.range(..link.trunk).count());
        link.slots = (slot(link.from), slot(link.to));
        link.rank = ranks.get(&link.trunk).map_or(0, |rank| rank % TRUNKS);
        link.alone = trunks.get(&link.trunk) == Some(&1);
    }
}

/// Whether all that lines between networks keep clear of is where it was.
pub(super) fn same_ground(before: &Layout, after: &Layout) -> bool {
    before.children(None) == after.children(None)
        && after.children(None).iter().all(|root| before.frame(*root) == after.frame(*root))
}

/// Draws some of the lines. `frame` tells where boxes are.
pub(super) fn route(
    links: &BTreeMap<WireId, Link>,
    layout: &Layout,
    wanted: &[WireId],
    frame: &dyn Fn(EntityRef) -> Option<Frame>,
) -> Vec<Wire> {
    let wanted = || wanted.iter().filter_map(|id| Some((*id, links.get(id)?)));
    if wanted().next().is_none() {
        return Vec::new();
    }
    let ground = Ground {
        boxes: layout.children(None).iter().filter_map(|root| Some((*root, frame(*root)?))).collect(),
    };
    wanted()
        .filter_map(|(id, link)| {
            let from = End { entity: link.from, frame: frame(link.from)?, slot: link.slots.0 };
            let to = End { entity: link.to, frame: frame(link.to)?, slot: link.slots.1 };
            let points = ground.course(from, to, link.rank);
            let bounds = points.iter().map(|p| Frame::new(p.x, p.y, 0, 0)).reduce(union).unwrap_or_default();
            let joint = Joint {
                entity: link.entity,
                glyph: link.glyph,
                at: mark(&points, link.alone, to),
                label: link.label,
                spoken: link.spoken.clone(),
            };
            Some(Wire {
                id,
                from: link.from,
                to: link.to,
                points: points.into(),
                connections: [].into(),
                joint: Some(Arc::new(joint)),
                bounds,
            })
        })
        .collect()
}

/// Where the mark stands: in the middle of a line of its own, else where the line arrives.
fn mark(points: &[Point], alone: bool, to: End) -> Point {
    let length = |ends: &[Point]| match ends {
        [a, b] => (i64::from(a.x) - i64::from(b.x)).abs() + (i64::from(a.y) - i64::from(b.y)).abs(),
        _ => 0,
    };
    if alone
        && let Some([a, b]) = points.windows(2).max_by_key(|ends| length(ends))
        && length(&[*a, *b]) >= MARK_ROOM
    {
        return Point::new(middle(a.x, b.x), middle(a.y, b.y));
    }
    let [.., before, end] = points else { return to.frame.origin() };
    if matches!(to.entity, EntityRef::Vpc(_)) {
        return *end;
    }
    // A card covers what is on its border.
    let towards = |from: i32, to: i32| (from.saturating_sub(to)).clamp(-MARK_OFF, MARK_OFF);
    Point::new(end.x.saturating_add(towards(before.x, end.x)), end.y.saturating_add(towards(before.y, end.y)))
}

/// A box at the end of a line.
#[derive(Clone, Copy)]
struct End {
    entity: EntityRef,
    frame: Frame,
    slot: usize,
}

impl End {
    fn is_vpc(self) -> bool {
        matches!(self.entity, EntityRef::Vpc(_))
    }

    fn shift(self) -> i32 {
        i32::try_from(self.slot).unwrap_or(i32::MAX).saturating_mul(SLOT)
    }

    /// How high lines leave at the sides: beside the heading of a VPC.
    fn level(self) -> i32 {
        let down = if self.is_vpc() {
            (VPC_HEADER / 2).saturating_add(self.shift()).min((self.frame.h - 12).max(0))
        } else {
            self.frame.h / 2
        };
        self.frame.y.saturating_add(down)
    }

    /// Where a line to an upright channel leaves; none where the channel runs through the box.
    fn towards(self, x: i32) -> Option<Point> {
        if x < self.frame.x {
            Some(Point::new(self.frame.x, self.level()))
        } else if x > self.frame.right() {
            Some(Point::new(self.frame.right(), self.level()))
        } else {
            None
        }
    }
}

/// The boxes that lines keep clear of.
struct Ground {
    boxes: Vec<(EntityRef, Frame)>,
}

impl Ground {
    fn course(&self, from: End, to: End, rank: usize) -> Vec<Point> {
        let off = GUTTER + TRUNK * i32::try_from(rank).unwrap_or(0);
        let mut candidates = Vec::new();
        for x in self.channels(from, to, off) {
            if let (Some(a), Some(b)) = (from.towards(x), to.towards(x)) {
                candidates.push(vec![a, Point::new(x, a.y), Point::new(x, b.y), b]);
            }
        }
        candidates.extend(upright(from, to));
        // One above the other. Side by side they are joined where each has its place.
        let beside = from.frame.right() <= to.frame.x || to.frame.right() <= from.frame.x;
        if !beside {
            candidates.push(plain(from.frame, to.frame, 0));
        }
        candidates
            .into_iter()
            .map(straighten)
            .min_by_key(|points| self.cost(points))
            .unwrap_or_else(|| plain(from.frame, to.frame, 0))
    }

    /// Where an upright stretch could run: left and right of the ends, of all VPCs between them, and in the middle.
    fn channels(&self, from: End, to: End, off: i32) -> Vec<i32> {
        let ends = || [from, to].into_iter().filter(|end| end.is_vpc()).map(|end| end.frame);
        let (top, bottom) = (from.level().min(to.level()), from.level().max(to.level()));
        let between = || {
            let vpcs = self.boxes.iter().filter(|(entity, _)| matches!(entity, EntityRef::Vpc(_)));
            vpcs.map(|(_, frame)| *frame)
                .filter(move |frame| frame.y <= bottom && frame.bottom() >= top)
                .chain(ends())
        };
        let left = |frames: &mut dyn Iterator<Item = Frame>| {
            frames.map(|frame| frame.x).min().map(|x| x.saturating_sub(off))
        };
        let right = |frames: &mut dyn Iterator<Item = Frame>| {
            frames.map(|frame| frame.right()).max().map(|x| x.saturating_add(off))
        };
        let gap = if to.frame.x >= from.frame.right() {
            Some(middle(from.frame.right(), to.frame.x))
        } else if from.frame.x >= to.frame.right() {
            Some(middle(to.frame.right(), from.frame.x))
        } else {
            None
        };
        [left(&mut ends()), left(&mut between()), right(&mut ends()), right(&mut between()), gap]
            .into_iter()
            .flatten()
            .collect()
    }

    fn cost(&self, points: &[Point]) -> i64 {
        let mut cost = i64::try_from(points.len()).unwrap_or(0) * TURN;
        for ends in points.windows(2) {
            let [a, b] = ends else { continue };
            let (w, h) = ((a.x - b.x).abs(), (a.y - b.y).abs());
            cost += i64::from(w) + i64::from(h);
            let line = inflated(Frame::new(a.x.min(b.x), a.y.min(b.y), w, h), 1);
            // The line touches the boxes at its ends; shrunk by as much they are not in its way.
            let hit = self.boxes.iter().filter(|(_, frame)| overlaps(inflated(*frame, -2), line)).count();
            cost += i64::try_from(hit).unwrap_or(0) * THROUGH_BOX;
        }
        cost
    }
}

/// Straight down or up between two VPCs of which one stands below the other.
fn upright(from: End, to: End) -> Option<Vec<Point>> {
    let (upper, lower) = if from.frame.y <= to.frame.y { (from, to) } else { (to, from) };
    let x = upper.frame.x.max(lower.frame.x).saturating_add(2 * GUTTER).saturating_add(from.shift());
    let fits = x < upper.frame.right().min(lower.frame.right()).saturating_sub(GUTTER);
    let apart = lower.frame.y > upper.frame.bottom();
    if !(from.is_vpc() && to.is_vpc() && fits && apart) {
        return None;
    }
    let (down, up) = (Point::new(x, upper.frame.bottom()), Point::new(x, lower.frame.y));
    Some(if from.frame.y <= to.frame.y { vec![down, up] } else { vec![up, down] })
}

#[cfg(test)]
mod tests {
    use super::super::wire::wires;
    use super::*;
    use crate::edit;

    /// VPCs in a column, attached to one Transit Gateway.
    fn hub(spokes: usize) -> Design {
        let mut design = Design::new("hub", "us-east-1");
        let gateway = edit::add_transit_gateway(&mut design, "us-east-1");
        for _ in 0..spokes {
            let vpc = edit::add_vpc(&mut design, "us-east-1");
            let zone = edit::add_zone(&mut design, &crate::catalog::Catalog::embedded(), vpc, None).unwrap();
            edit::add_subnet(&mut design, zone, crate::model::SubnetKind::Private).unwrap();
            edit::attach_vpc(&mut design, gateway, vpc).unwrap();
        }
        super::super::tidy(&mut design);
        design
    }

    #[test]
    fn twenty_attachments_share_a_trunk_and_run_through_no_vpc() {
        let design = hub(20);
        let layout = Layout::of(&design);
        let wires = wires(&design, &layout);
        assert_eq!(wires.len(), 20);
        let trunks: BTreeSet<i32> = wires.iter().map(|wire| wire.points[1].x).collect();
        assert_eq!(trunks.len(), 1, "one trunk");
        let marks: BTreeSet<(i32, i32)> = wires
            .iter()
            .filter_map(|wire| wire.joint.as_ref())
            .map(|joint| (joint.at.x, joint.at.y))
            .collect();
        assert_eq!(marks.len(), 20, "a mark for each");
        let ground = Ground {
            boxes: layout.children(None).iter().map(|root| (*root, layout.frame(*root).unwrap())).collect(),
        };
        for wire in &wires {
            let inside = |frame: Frame| {
                wire.points.windows(2).any(|ends| {
                    let (a, b) = (ends[0], ends[1]);
                    let line = Frame::new(
                        a.x.min(b.x),
                        a.y.min(b.y),
                        (a.x - b.x).abs().max(1),
                        (a.y - b.y).abs().max(1),
                    );
                    overlaps(inflated(frame, -2), line)
                })
            };
            assert!(!ground.boxes.iter().any(|(_, frame)| inside(*frame)), "{:?}", wire.points);
        }
    }

    #[test]
    fn a_mesh_of_peerings_keeps_its_trunks_apart() {
        let mut design = hub(4);
        let vpcs: Vec<Id<Vpc>> = design.vpcs.ids().collect();
        design.transit_gateway_attachments = Default::default();
        for (index, one) in vpcs.iter().enumerate() {
            for other in &vpcs[index + 1..] {
                edit::add_peering(&mut design, *one, *other).unwrap();
            }
        }
        let layout = Layout::of(&design);
        let wires = wires(&design, &layout);
        assert_eq!(wires.len(), 6);
        let hubs: BTreeSet<EntityRef> = wires.iter().map(|wire| wire.from).collect();
        let trunk = |wire: &Wire| wire.points.get(1).map(|point| point.x);
        for hub in hubs {
            let other = wires.iter().filter(|wire| wire.from != hub && wire.points.len() == 4);
            let own: BTreeSet<_> =
                wires.iter().filter(|w| w.from == hub && w.points.len() == 4).map(trunk).collect();
            assert!(other.map(trunk).all(|x| !own.contains(&x)), "no two hubs share a trunk");
        }
    }

    #[test]
    fn a_line_says_what_it_joins() {
        let design = hub(1);
        let wires = wires(&design, &Layout::of(&design));
        let joint = wires[0].joint.as_ref().unwrap();
        assert_eq!(&*joint.spoken, "Attachment transit-main of VPC main to Transit Gateway transit");
        assert!(matches!(joint.entity, EntityRef::TransitGatewayAttachment(_)));
    }
}
