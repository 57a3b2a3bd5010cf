//! A path of the verifier on the canvas: the line from box to box, and a mark for every hop.
//!
//! Where the design draws the connection, the line runs over its wires; elsewhere it is straight. Hops at a box are
//! marked at its corner; what has no box of its own (a security group, a route table, a policy) is marked on the line
//! between the boxes before and after it.

use super::{Wire, geometry::WorldPoint, layout::Layout};
use crate::{
    model::{EntityRef, Frame},
    reach::{Path, Step},
};

/// The least distance of two marks on a line, in canvas units.
const APART: f64 = 26.0;

/// A drawn path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    pub stretches: Vec<Stretch>,
    pub marks: Vec<Mark>,
    /// Network interfaces that the path enters.
    pub rings: Vec<Frame>,
}

/// A piece of the line with its corners.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub points: Vec<WorldPoint>,
    /// The call gets to its end.
    pub reached: bool,
}

/// A hop, or what blocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    pub at: WorldPoint,
    /// The component to select.
    pub entity: EntityRef,
    pub kind: MarkKind,
}

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A hop that the call passes, counted from 1.
    Passed(usize),
    /// What blocks it.
    Blocked,
    /// What would follow.
    Beyond,
}

/// A mark with its box, if it lies on one.
struct Item {
    entity: EntityRef,
    kind: MarkKind,
    on: Option<Frame>,
}

/// Draws a path to a service.
pub fn trail(layout: &Layout, wires: &[Wire], path: &Path, service: EntityRef) -> Trail {
    let items = items(layout, path);
    // A call that gets nowhere is still drawn towards its service.
    let ends_there = items.last().is_some_and(|item| item.entity == service);
    let goal = layout.frame(service).filter(|_| !ends_there);
    let mut trail = Trail { rings: rings(layout, path), ..Trail::default() };
    let mut from: Option<(EntityRef, Frame)> = None;
    let mut waiting: Vec<Item> = Vec::new();
    let mut open = true;
    for item in items {
        let Some(frame) = item.on else {
            waiting.push(item);
            continue;
        };
        if let Some(start) = from {
            trail.line(&course(wires, start, (item.entity, frame)), &mut waiting, &mut open);
        }
        open = open && item.kind != MarkKind::Blocked;
        trail.marks.push(Mark { at: corner(frame), entity: item.entity, kind: item.kind });
        from = Some((item.entity, frame));
    }
    if let (Some(start), Some(goal)) = (from, goal) {
        let arrives = open;
        trail.line(&course(wires, start, (service, goal)), &mut waiting, &mut open);
        // Nothing blocks, and yet it does not arrive: an endpoint service without an endpoint.
        if arrives
            && open
            && let Some(last) = trail.stretches.last_mut()
        {
            last.reached = false;
        }
    }
    trail
}

impl Trail {
    /// A line with marks spread over it; it is broken at the first thing that blocks.
    fn line(&mut self, course: &[WorldPoint], waiting: &mut Vec<Item>, open: &mut bool) {
        let length: f64 = course.windows(2).map(distance).sum();
        let count = waiting.len() as f64;
        let step = (length / (count + 1.0)).max(APART);
        // Marks that have no room start before the middle and go on behind it.
        let first = (length - step * (count - 1.0)) / 2.0;
        let mut begun = 0.0;
        for (index, item) in waiting.drain(..).enumerate() {
            let at = first + step * index as f64;
            if item.kind == MarkKind::Blocked && *open {
                self.stretches.push(Stretch { points: part(course, begun, at), reached: true });
                begun = at;
                *open = false;
            }
            self.marks.push(Mark { at: along(course, at), entity: item.entity, kind: item.kind });
        }
        self.stretches.push(Stretch { points: part(course, begun, length), reached: *open });
    }
}

/// The corners of the line from one box to another: those of a wire, or the two edges that face each other.
fn course(wires: &[Wire], from: (EntityRef, Frame), to: (EntityRef, Frame)) -> Vec<WorldPoint> {
    let wire = wires.iter().find(|wire| (wire.from, wire.to) == (from.0, to.0));
    match wire {
        Some(wire) => wire.points.iter().map(|point| WorldPoint::from(*point)).collect(),
        None => vec![edge(from.1, center(to.1)), edge(to.1, center(from.1))],
    }
}

/// Where the line from a box's middle to a place leaves the box.
fn edge(frame: Frame, towards: WorldPoint) -> WorldPoint {
    let middle = center(frame);
    let (dx, dy) = (towards.x - middle.x, towards.y - middle.y);
    let share = |delta: f64, half: f64| if delta == 0.0 { f64::INFINITY } else { half / delta.abs() };
    let part = share(dx, f64::from(frame.w) / 2.0).min(share(dy, f64::from(frame.h) / 2.0)).min(1.0);
    WorldPoint::new(middle.x + dx * part, middle.y + dy * part)
}

fn distance(ends: &[WorldPoint]) -> f64 {
    match ends {
        [a, b] => (b.x - a.x).hypot(b.y - a.y),
        _ => 0.0,
    }
}

/// The place at a distance from the beginning; before and behind the line, in the direction of its ends.
fn along(course: &[WorldPoint], at: f64) -> WorldPoint {
    let mut rest = at;
    let mut last = course.first().copied().unwrap_or_default();
    let pieces = course.len().saturating_sub(1);
    for (index, ends) in course.windows(2).enumerate() {
        let length = distance(ends);
        if let [a, b] = ends {
            if (rest <= length || index + 1 == pieces) && length > 0.0 {
                let share = rest / length;
                return WorldPoint::new(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
            }
            last = *b;
        }
        rest -= length;
    }
    last
}

/// The piece of a line between two distances from its beginning.
fn part(course: &[WorldPoint], from: f64, to: f64) -> Vec<WorldPoint> {
    let mut points = vec![along(course, from)];
    let mut passed = 0.0;
    for ends in course.windows(2) {
        passed += distance(ends);
        if let [_, corner] = ends
            && passed > from
            && passed < to
        {
            points.push(*corner);
        }
    }
    points.push(along(course, to));
    points
}

/// Hops and obstacles in the order of the path.
fn items(layout: &Layout, path: &Path) -> Vec<Item> {
    let mut items = Vec::new();
    let mut blocked = false;
    for index in 0..=path.hops.len() {
        for obstacle in path.obstacles.iter().filter(|obstacle| obstacle.after == index) {
            blocked = true;
            items.push(Item { entity: obstacle.at, kind: MarkKind::Blocked, on: None });
        }
        let Some(hop) = path.hops.get(index) else { continue };
        let kind = if blocked { MarkKind::Beyond } else { MarkKind::Passed(index + 1) };
        items.push(Item { entity: hop.at, kind, on: place(layout, hop.at, hop.step) });
    }
    items
}

/// The box that a hop is at.
fn place(layout: &Layout, at: EntityRef, step: Step) -> Option<Frame> {
    match step {
        Step::Leaves { .. }
        | Step::LeavesNetwork
        | Step::Crosses
        | Step::Inspected { .. }
        | Step::Translated { .. }
        | Step::Exits
        | Step::EntersInterface { .. }
        | Step::EntersGateway
        | Step::Arrives => layout.frame(at),
        Step::ResolvesPrivately { .. }
        | Step::ResolvesPublicly { .. }
        | Step::LetOut { .. }
        | Step::LetIn { .. }
        | Step::AclOut { .. }
        | Step::AclIn { .. }
        | Step::Routed { .. }
        | Step::RoutedBack { .. }
        | Step::Permitted { .. } => None,
    }
}

/// The marks of the endpoints' network interfaces in the subnets where the path enters them.
fn rings(layout: &Layout, path: &Path) -> Vec<Frame> {
    let mut rings = Vec::new();
    for hop in &path.hops {
        if let Step::EntersInterface { subnet: EntityRef::Subnet(subnet) } = hop.step {
            let marks = layout.enis_in(subnet).iter();
            let own = marks.filter(|mark| EntityRef::from(mark.endpoint) == hop.at);
            rings.extend(own.map(|mark| mark.frame));
        }
    }
    rings
}

fn corner(frame: Frame) -> WorldPoint {
    WorldPoint::new(f64::from(frame.x), f64::from(frame.y))
}

fn center(frame: Frame) -> WorldPoint {
    WorldPoint::new(
        f64::from(frame.x) + f64::from(frame.w) / 2.0,
        f64::from(frame.y) + f64::from(frame.h) / 2.0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::Catalog, lower::lower, model::Design, reach::Verifier};

    fn of(template: &str, spoil: impl FnOnce(&mut Design)) -> (Design, Trail) {
        let catalog = Catalog::embedded();
        let mut design = crate::template::template(template).unwrap().build("us-east-1").unwrap();
        spoil(&mut design);
        let graph = lower(&design, &catalog);
        let verifier = Verifier::new(&design, &graph, &catalog);
        let pair = *verifier
            .survey()
            .drawn()
            .find(|pair| design.label(pair.service.into()) == "AWS Secrets Manager")
            .unwrap();
        let answer = verifier.reach(pair.source, pair.service).unwrap();
        let layout = Layout::of(&design);
        let wires = crate::editor::canvas::wires(&design, &layout);
        let trail = trail(&layout, &wires, answer.path(), pair.service.into());
        (design, trail)
    }

    #[test]
    fn every_hop_has_a_mark_and_the_line_is_whole() {
        let (_, trail) = of("private-web-app", |_| {});
        let numbers: Vec<MarkKind> = trail.marks.iter().map(|mark| mark.kind).collect();
        assert_eq!(numbers, (1..=numbers.len()).map(MarkKind::Passed).collect::<Vec<_>>());
        assert!(trail.stretches.iter().all(|stretch| stretch.reached));
        // From the workload to the endpoint and on to the service, over the wires.
        assert_eq!(trail.stretches.len(), 2);
        assert!(trail.stretches[0].points.len() > 2, "the corners of the wire");
        assert_eq!(trail.rings.len(), 1);
    }

    #[test]
    fn the_line_breaks_where_something_blocks() {
        let (_, trail) = of("private-web-app", |design| {
            let groups: Vec<_> = design.security_groups.ids().collect();
            for group in groups {
                design.security_groups.get_mut(group).unwrap().ingress.clear();
            }
        });
        let blocked = trail.marks.iter().position(|mark| mark.kind == MarkKind::Blocked).unwrap();
        assert!(matches!(trail.marks[blocked].entity, EntityRef::SecurityGroup(_)));
        assert!(trail.marks[blocked + 1..].iter().all(|mark| mark.kind == MarkKind::Beyond));
        let broken = trail.stretches.iter().find(|stretch| !stretch.reached).unwrap();
        assert_eq!(broken.points[0], trail.marks[blocked].at);
    }
}
