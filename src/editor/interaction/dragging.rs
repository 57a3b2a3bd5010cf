//! Moving things about, and into other containers; with Alt held, copies of them.

use super::super::canvas::geometry::{WorldPoint, add, center, shifted, sub};
use super::super::canvas::{Guide, WireId, metrics, snap};
use super::super::input::{Phase, Pointer};
use super::super::perform::unlocked;
use super::super::{Command, DropTarget, Editor, Move, Outcome, Preview, Verdict};
use super::{Interaction, verdict};
use crate::model::{EntityRef, Frame, Point};

/// How many neighbours a dragged box may line up with; with more, the grid is enough.
const MAX_NEIGHBOURS: usize = 200;

#[derive(Clone, Debug)]
pub(in crate::editor) struct Dragging {
    pub(super) pointer: i32,
    /// In canvas units: the wheel may move the camera meanwhile.
    from: WorldPoint,
    /// The one under the pointer: it decides the container.
    anchor: EntityRef,
    entities: Vec<EntityRef>,
    offset: Point,
    guides: Vec<Guide>,
    /// The wires that move along.
    wires: Vec<WireId>,
    /// The container under the pointer, once one was looked for.
    target: Option<DropTarget>,
    /// Alt is held: a drop makes copies.
    copies: bool,
}

impl Dragging {
    pub(super) fn new(
        editor: &Editor,
        pointer: i32,
        from: WorldPoint,
        anchor: EntityRef,
        mut entities: Vec<EntityRef>,
    ) -> Self {
        // The anchor may lie in a selected container; then that is what moves.
        entities.sort_unstable();
        Self {
            pointer,
            from,
            anchor,
            wires: editor.wiring.touching(&editor.layout, &entities),
            entities,
            offset: Point::default(),
            guides: Vec::new(),
            target: None,
            copies: false,
        }
    }

    pub(super) fn pointer(mut self, editor: &mut Editor, event: &Pointer) -> Outcome {
        match event.phase {
            Phase::Down | Phase::Cancel | Phase::Leave => {
                editor.interaction = Interaction::Dragging(self);
                Outcome::handled()
            }
            Phase::Move => {
                self.follow(editor, event);
                editor.interaction = Interaction::Dragging(self);
                Outcome::preview()
            }
            Phase::Up => {
                self.follow(editor, event);
                self.drop(editor)
            }
        }
    }

    fn follow(&mut self, editor: &Editor, event: &Pointer) {
        let now = editor.camera.to_world(event.at);
        let raw = WorldPoint::new(now.x - self.from.x, now.y - self.from.y).round();
        let container = editor.scene().container_at(now, &self.entities);
        (self.offset, self.guides) = self.rest(editor, raw, container, event.modifiers.command);
        let entity = self.outlined(editor, container);
        // Over a VPC it depends on the place which zone takes a subnet, or whether a new one is made.
        let turned = std::mem::replace(&mut self.copies, event.modifiers.alt) != self.copies;
        let open = turned || matches!(entity, Some(EntityRef::Vpc(_)));
        if open || self.target.as_ref().is_none_or(|target| target.entity != entity) {
            let judged = self.judge(editor, container);
            self.target = Some(DropTarget {
                entity,
                frame: entity.and_then(|entity| editor.layout.frame(entity)),
                verdict: judged,
            });
        }
    }

    /// Where the drag comes to rest: Ctrl or Cmd leaves grid and neighbours alone.
    fn rest(
        &self,
        editor: &Editor,
        raw: Point,
        container: Option<EntityRef>,
        free: bool,
    ) -> (Point, Vec<Guide>) {
        let Some(frame) = editor.layout.frame(self.lead(editor)) else { return (raw, Vec::new()) };
        if free {
            return (raw, Vec::new());
        }
        let siblings = editor.layout.children(self.home(container));
        let near: Vec<Frame> = if siblings.len() > MAX_NEIGHBOURS {
            Vec::new()
        } else {
            let others = siblings.iter().filter(|sibling| !self.entities.contains(sibling));
            others.filter_map(|sibling| editor.layout.frame(*sibling)).collect()
        };
        let (at, guides) = snap::snap(shifted(frame, raw), &near, editor.snapping);
        (sub(at, frame.origin()), guides)
    }

    /// The entity that the drag is about: the pressed one, or the selected container that it lies in.
    fn lead(&self, editor: &Editor) -> EntityRef {
        let chain = std::iter::successors(Some(self.anchor), |inner| editor.layout.holder(*inner));
        chain.into_iter().find(|entity| self.entities.contains(entity)).unwrap_or(self.anchor)
    }

    /// The container in whose coordinates neighbours are looked for.
    fn home(&self, container: Option<EntityRef>) -> Option<EntityRef> {
        match self.entities.first() {
            Some(lead) if stands_free(*lead) => None,
            Some(_) | None => container,
        }
    }

    /// The container to outline: the one that would hold the lead after the drop.
    fn outlined(&self, editor: &Editor, container: Option<EntityRef>) -> Option<EntityRef> {
        let chain = || std::iter::successors(container, |inner| editor.layout.holder(*inner));
        match self.lead(editor) {
            EntityRef::Vpc(_)
            | EntityRef::Service(_)
            | EntityRef::TransitGateway(_)
            | EntityRef::OnPremisesNetwork(_) => None,
            EntityRef::Subnet(_) => chain().find(|c| matches!(c, EntityRef::Zone(_))).or(container),
            EntityRef::Zone(_) | EntityRef::InternetGateway(_) | EntityRef::Endpoint(_) => {
                chain().find(|c| matches!(c, EntityRef::Vpc(_)))
            }
            EntityRef::Workload(_)
            | EntityRef::NatGateway(_)
            | EntityRef::RouteTable(_)
            | EntityRef::SecurityGroup(_)
            | EntityRef::Connection(_)
            | EntityRef::NetworkAcl(_)
            | EntityRef::PeeringConnection(_)
            | EntityRef::TransitGatewayAttachment(_)
            | EntityRef::VpnGateway(_)
            | EntityRef::HostedZone(_)
            | EntityRef::Profile(_)
            | EntityRef::ResolverEndpoint(_)
            | EntityRef::EndpointService(_) => container,
        }
    }

    fn judge(&self, editor: &Editor, container: Option<EntityRef>) -> Verdict {
        verdict(self.command(editor, container).and_then(|command| {
            let (_, performed) = editor.try_out(&command)?;
            let text = performed.announcement.replacen("Moved", "Moves", 1);
            Ok(text.replacen("Duplicated", "Duplicates", 1))
        }))
    }

    /// The move that a drop over a container would be.
    fn command(
        &self,
        editor: &Editor,
        container: Option<EntityRef>,
    ) -> Result<Command, crate::edit::EditError> {
        // Before the place is judged: no place would do.
        if !self.copies {
            unlocked(editor.design(), &self.entities, false)?;
        }
        let lead = self.lead(editor);
        let mut moves = Vec::with_capacity(self.entities.len());
        for entity in &self.entities {
            let Some(frame) = editor.layout.frame(*entity) else { continue };
            let to = shifted(frame, self.offset);
            let into = if *entity == lead {
                container
            } else {
                editor.scene().container_at(center(to).into(), &self.entities)
            };
            let needs = !stands_free(*entity);
            if needs && into.is_none() {
                return Err(crate::edit::EditError(home_of(*entity).to_owned()));
            }
            let same = into == editor.layout.holder(*entity);
            moves.push(Move {
                entity: *entity,
                to: add(frame.origin(), self.offset),
                into: into.filter(|_| needs && !same),
            });
        }
        Ok(if self.copies { Command::CopyTo(moves) } else { Command::Move(moves) })
    }

    fn drop(self, editor: &mut Editor) -> Outcome {
        let container = editor
            .pointer_at
            .and_then(|at| editor.scene().container_at(editor.camera.to_world(at), &self.entities));
        let applied = self.command(editor, container).and_then(|command| editor.apply(command));
        Outcome::preview().and(applied.unwrap_or_else(Outcome::refused))
    }

    pub(super) fn refused(&self) -> bool {
        self.target.as_ref().is_some_and(|target| !target.verdict.allowed)
    }

    pub(super) fn preview(&self, editor: &Editor) -> Preview {
        let frame = |entity: EntityRef| {
            let frame = editor.layout.frame(entity)?;
            Some(if editor.layout.is_in(entity, &self.entities) {
                shifted(frame, self.offset)
            } else {
                frame
            })
        };
        if self.copies {
            let frames = self.entities.iter().filter_map(|entity| editor.layout.frame(*entity));
            return Preview {
                copies: frames.map(|frame| shifted(frame, self.offset)).collect(),
                guides: self.guides.clone(),
                target: self.target.clone(),
                ..Preview::default()
            };
        }
        Preview {
            moved: self.entities.clone(),
            offset: self.offset,
            wires: editor.wiring.route(&editor.layout, &self.wires, &frame),
            guides: self.guides.clone(),
            target: self.target.clone(),
            ..Preview::default()
        }
    }
}

/// Whether it goes anywhere on the canvas.
const fn stands_free(entity: EntityRef) -> bool {
    matches!(entity, EntityRef::Vpc(_)) || metrics::stands_beside(entity)
}

fn home_of(entity: EntityRef) -> &'static str {
    match entity {
        EntityRef::Zone(_) => "An Availability Zone stays in its VPC",
        EntityRef::Subnet(_) => "A subnet belongs into an Availability Zone of a VPC",
        EntityRef::Workload(_) => "A workload belongs into a subnet",
        EntityRef::NatGateway(_) => "A NAT gateway belongs into a subnet",
        EntityRef::InternetGateway(_) => "An internet gateway belongs to its VPC",
        EntityRef::Endpoint(_) => "An endpoint belongs to its VPC",
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
        | EntityRef::EndpointService(_) => "This goes anywhere on the canvas",
    }
}
