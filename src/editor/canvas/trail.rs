//! A path of the verifier on the canvas: the line from box to box, and a mark for every hop.
//!
//! Hops at a box lie on it; what has no box of its own (a security group, a route table, a policy) is marked on the line
//! between the boxes before and after it.

use super::{geometry::WorldPoint, layout::Layout};
use crate::{
    model::{EntityRef, Frame},
    reach::{Path, Step},
};

/// The least distance of two marks on a line, in canvas units.
const APART: f64 = 24.0;

/// A drawn path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    pub stretches: Vec<Stretch>,
    pub marks: Vec<Mark>,
}

/// A straight piece of the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    pub from: WorldPoint,
    pub to: WorldPoint,
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
    on: Option<WorldPoint>,
}

/// Draws a path to a service.
pub fn trail(layout: &Layout, path: &Path, service: EntityRef) -> Trail {
    let mut items = items(layout, path);
    // A call that gets nowhere is still drawn towards its service.
    let goal = layout.frame(service).map(center);
    let ends_there = items.last().is_some_and(|item| item.entity == service);
    let mut trail = Trail::default();
    let mut from: Option<WorldPoint> = None;
    let mut waiting: Vec<Item> = Vec::new();
    let mut open = true;
    for item in items.drain(..) {
        match (item.on, from) {
            (Some(at), Some(start)) => {
                trail.line(start, at, &mut waiting, &mut open);
                trail.mark(&item, at, &mut open);
                from = Some(at);
            }
            (Some(at), None) => {
                trail.mark(&item, at, &mut open);
                from = Some(at);
            }
            (None, _) => waiting.push(item),
        }
    }
    if let (Some(start), Some(goal)) = (from, goal)
        && !ends_there
    {
        open = open && waiting.iter().all(|item| item.kind != MarkKind::Blocked);
        trail.line(start, goal, &mut waiting, &mut open);
    }
    trail
}

impl Trail {
    /// A line with marks spread over it; it is broken at the first thing that blocks.
    fn line(&mut self, from: WorldPoint, to: WorldPoint, waiting: &mut Vec<Item>, open: &mut bool) {
        let length = (to.x - from.x).hypot(to.y - from.y);
        let count = waiting.len() as f64;
        let step = (length / (count + 1.0)).max(APART);
        // Marks that have no room start before the middle and go on behind it.
        let first = (length - step * (count - 1.0)) / 2.0;
        let at = |distance: f64| {
            let share = if length > 0.0 { distance / length } else { 0.0 };
            WorldPoint::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
        };
        let mut start = from;
        let mut reached = *open;
        for (index, item) in waiting.drain(..).enumerate() {
            let place = at(first + step * index as f64);
            if item.kind == MarkKind::Blocked && reached {
                self.stretches.push(Stretch { from: start, to: place, reached: true });
                start = place;
                reached = false;
            }
            self.mark(&item, place, open);
        }
        self.stretches.push(Stretch { from: start, to, reached: reached && *open });
    }

    fn mark(&mut self, item: &Item, at: WorldPoint, open: &mut bool) {
        if item.kind == MarkKind::Blocked {
            *open = false;
        }
        self.marks.push(Mark { at, entity: item.entity, kind: item.kind });
    }
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
fn place(layout: &Layout, at: EntityRef, step: Step) -> Option<WorldPoint> {
    let frame = match step {
        Step::Leaves { .. }
        | Step::LeavesNetwork
        | Step::Crosses
        | Step::Translated { .. }
        | Step::Exits
        | Step::EntersGateway
        | Step::Arrives => layout.frame(at),
        Step::EntersInterface { subnet } => interface(layout, at, subnet).or_else(|| layout.frame(at)),
        Step::ResolvesPrivately { .. }
        | Step::ResolvesPublicly { .. }
        | Step::LetOut { .. }
        | Step::LetIn { .. }
        | Step::AclOut { .. }
        | Step::AclIn { .. }
        | Step::Routed { .. }
        | Step::RoutedBack { .. }
        | Step::Permitted { .. } => None,
    };
    frame.map(center)
}

/// The mark of an endpoint's network interface in a subnet.
fn interface(layout: &Layout, endpoint: EntityRef, subnet: EntityRef) -> Option<Frame> {
    let EntityRef::Subnet(subnet) = subnet else { return None };
    let marks = layout.enis_in(subnet);
    marks.iter().find(|mark| EntityRef::from(mark.endpoint) == endpoint).map(|mark| mark.frame)
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
        let trail = trail(&Layout::of(&design), answer.path(), pair.service.into());
        (design, trail)
    }

    #[test]
    fn every_hop_has_a_mark_and_the_line_is_whole() {
        let (_, trail) = of("private-web-app", |_| {});
        let numbers: Vec<MarkKind> = trail.marks.iter().map(|mark| mark.kind).collect();
        assert_eq!(numbers, (1..=numbers.len()).map(MarkKind::Passed).collect::<Vec<_>>());
        assert!(trail.stretches.iter().all(|stretch| stretch.reached));
        for pair in trail.stretches.windows(2) {
            assert_eq!(pair[0].to, pair[1].from);
        }
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
        assert_eq!(broken.from, trail.marks[blocked].at);
    }
}
