//! Carrying actions out, and walking the canvas by keyboard.

use super::Wire;
use super::canvas::geometry::center;
use super::canvas::{Camera, Direction, ZOOM_STEP};
use super::interaction;
use super::{Action, Command, Editor, Outcome, Owner};
use crate::model::{EntityRef, Frame, Id, Vpc};

impl Editor {
    /// Does what a menu entry, a button or a shortcut asks for. Actions of the shell come back in `Outcome::request`.
    pub fn run(&mut self, action: Action) -> Outcome {
        match action {
            Action::New
            | Action::Open
            | Action::Save
            | Action::Designs
            | Action::CopyLink
            | Action::ExportSvg
            | Action::ExportPng
            | Action::CopyPicture
            | Action::ShowOutline
            | Action::ToggleTheme
            | Action::Print
            | Action::DownloadAll
            | Action::ShowCode(_)
            | Action::ShowCost
            | Action::CompareShapes
            | Action::Rename
            | Action::Catalog
            | Action::Copy
            | Action::Cut
            | Action::Paste
            | Action::PlanAddresses
            | Action::Find
            | Action::CommandPalette
            | Action::ToggleMinimap
            | Action::Shortcuts
            | Action::Tour => {
                debug_assert_eq!(action.owner(), Owner::Shell);
                Outcome { request: Some(action), ..Outcome::handled() }
            }
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Delete => self.with_selection(|selected, _| Command::Remove(selected)),
            Action::Duplicate => self.with_selection(|_, roots| Command::Duplicate(roots)),
            Action::Tidy => {
                let tidied = self.apply(Command::Tidy).unwrap_or_else(Outcome::refused);
                self.zoom_to_fit();
                tidied.and(Outcome::camera())
            }
            Action::FixAll => self.apply(Command::FixAll).unwrap_or_else(Outcome::refused),
            Action::Escape if self.busy() => interaction::cancel(self),
            Action::Escape => Outcome::handled().and(self.select([])),
            Action::SelectAll => {
                let holder = self.selection.anchor().and_then(|entity| self.layout.holder(entity));
                let all = self.layout.children(holder).to_vec();
                let announcement = Some(format!("{} selected", all.len()));
                Outcome { announcement, ..Outcome::handled() }.and(self.select(all))
            }
            Action::SelectParent => {
                let parent = self.selection.anchor().and_then(|entity| self.design.parent_of(entity));
                parent.map_or_else(Outcome::handled, |parent| self.walk_to(parent))
            }
            Action::SelectChild => {
                let anchor = self.selection.anchor();
                let first = anchor.and_then(|entity| self.in_reading_order(Some(entity)).first().copied());
                match first {
                    Some(first) => self.walk_to(first),
                    // There is nothing to go into: Enter is about the thing itself.
                    None if self.selection.single().is_some() => {
                        Outcome { request: Some(Action::Rename), ..Outcome::handled() }
                    }
                    None => Outcome::handled(),
                }
            }
            Action::SelectNext => self.step(1),
            Action::SelectPrevious => self.step(-1),
            Action::SelectTowards(direction) => self.towards(direction),
            Action::Arrange(how) => self.with_selection(|_, roots| Command::Arrange { entities: roots, how }),
            Action::ToggleLock => {
                let locked = !self.all_locked();
                self.with_selection(|selected, _| Command::Lock { entities: selected, locked })
            }
            Action::ToggleCollapse => {
                let (vpcs, collapsed) = (self.selected_vpcs(), !self.all_collapsed());
                if vpcs.is_empty() {
                    return Outcome::handled();
                }
                self.apply(Command::Collapse { vpcs, collapsed }).unwrap_or_else(Outcome::refused)
            }
            Action::ToggleGrid => {
                self.snapping.grid = !self.snapping.grid;
                said("Grid", self.snapping.grid)
            }
            Action::ToggleObjectSnap => {
                self.snapping.objects = !self.snapping.objects;
                said("Snapping to objects", self.snapping.objects)
            }
            Action::ZoomIn => self.zoom(self.camera.zoom * ZOOM_STEP),
            Action::ZoomOut => self.zoom(self.camera.zoom / ZOOM_STEP),
            Action::ZoomToActualSize => self.zoom(1.0),
            Action::ZoomToFit => {
                self.zoom_to_fit();
                Outcome::camera()
            }
            Action::ZoomToSelection => {
                let frames = self.selection.iter().filter_map(|entity| self.layout.frame(entity));
                if let Some(frame) = frames.reduce(super::canvas::geometry::union) {
                    self.camera = Camera::fit(frame, self.screen);
                }
                Outcome::camera()
            }
        }
    }

    fn with_selection(&mut self, command: impl FnOnce(Vec<EntityRef>, Vec<EntityRef>) -> Command) -> Outcome {
        if self.selection.is_empty() {
            return Outcome::handled();
        }
        let roots = self.selection.roots(&self.design);
        let command = command(self.selection.iter().collect(), roots);
        self.apply(command).unwrap_or_else(Outcome::refused)
    }

    /// The VPCs that are selected or hold what is, each once.
    pub fn selected_vpcs(&self) -> Vec<Id<Vpc>> {
        let mut vpcs: Vec<Id<Vpc>> =
            self.selection.iter().filter_map(|entity| self.design.vpc_of(entity)).collect();
        vpcs.sort_unstable();
        vpcs.dedup();
        vpcs
    }

    /// The VPC whose addresses are to be planned: that of the selection, or the first where nothing says which.
    pub fn vpc_to_plan(&self) -> Option<Id<Vpc>> {
        self.selected_vpcs().first().copied().or_else(|| self.design.vpcs.ids().next())
    }

    /// Whether all of them are collapsed.
    pub fn all_collapsed(&self) -> bool {
        let vpcs = self.selected_vpcs();
        !vpcs.is_empty() && vpcs.iter().all(|vpc| self.layout.is_folded(*vpc))
    }

    fn zoom(&mut self, level: f64) -> Outcome {
        self.camera = self.camera.zoomed_to(self.screen.center(), level);
        Outcome::camera()
    }

    pub(super) fn zoom_to_fit(&mut self) {
        let wires = self.wires().iter().map(|wire| wire.bounds);
        let everything = wires.chain(self.layout.bounds()).reduce(super::canvas::geometry::union);
        self.camera = everything.map_or_else(Camera::default, |frame: Frame| Camera::fit(frame, self.screen));
    }

    /// Pans as little as needed to see an entity.
    pub(super) fn bring_into_view(&mut self, entity: EntityRef) -> Outcome {
        let Some(frame) = self.place_of(entity) else { return Outcome::default() };
        let camera = self.camera.revealing(frame, self.screen);
        let moved = camera != self.camera;
        self.camera = camera;
        Outcome { camera: moved, ..Outcome::default() }
    }

    /// The line that an entity is drawn as.
    fn line_of(&self, entity: EntityRef) -> Option<&Wire> {
        self.wires().iter().find(|wire| wire.id.own() == Some(entity))
    }

    /// The box of an entity, or the mark of its line.
    pub(super) fn place_of(&self, entity: EntityRef) -> Option<Frame> {
        self.layout.frame(entity).or_else(|| {
            let at = self.line_of(entity)?.joint.as_ref()?.at;
            Some(Frame::new(at.x, at.y, 1, 1))
        })
    }

    /// What Tab goes through: the content of a container; on the bare canvas the lines between networks come last.
    fn stops(&self, container: Option<EntityRef>) -> Vec<EntityRef> {
        let mut stops = self.in_reading_order(container);
        if container.is_none() {
            stops.extend(self.wires().iter().filter_map(|wire| wire.id.own()));
        }
        stops
    }

    fn walk_to(&mut self, entity: EntityRef) -> Outcome {
        let holder = self.layout.holder(entity);
        let siblings = self.stops(holder);
        let place = siblings.iter().position(|sibling| *sibling == entity).map_or(1, |index| index + 1);
        let within = holder.map_or_else(|| "the canvas".to_owned(), |holder| self.design.label(holder));
        let line = self.line_of(entity).and_then(|line| line.joint.as_ref());
        let name = line.map_or_else(|| self.describe(entity), |joint| joint.spoken.to_string());
        let text = format!("{name}, {place} of {} in {within}", siblings.len().max(1));
        let selected = self.select([entity]);
        let moved = self.bring_into_view(entity);
        Outcome { announcement: Some(text), ..Outcome::handled() }.and(selected).and(moved)
    }

    /// To the next or previous sibling. Past the last one the key is not taken, so that focus moves on and the canvas
    /// is no trap. Source: <https://www.w3.org/WAI/WCAG22/Understanding/no-keyboard-trap.html>
    fn step(&mut self, by: i32) -> Outcome {
        let anchor = self.selection.anchor().filter(|entity| self.place_of(*entity).is_some());
        let siblings = self.stops(anchor.and_then(|entity| self.layout.holder(entity)));
        let place = anchor.and_then(|entity| siblings.iter().position(|sibling| *sibling == entity));
        let next = match (place, by >= 0) {
            (None, true) => siblings.first(),
            (None, false) => siblings.last(),
            (Some(place), true) => siblings.get(place + 1),
            (Some(place), false) => place.checked_sub(1).and_then(|place| siblings.get(place)),
        };
        next.copied().map_or_else(Outcome::default, |next| self.walk_to(next))
    }

    /// To the nearest thing on one side that lies as deep in containers as the anchor; off the line counts double.
    fn towards(&mut self, direction: Direction) -> Outcome {
        let depth = |entity: EntityRef| {
            std::iter::successors(self.layout.holder(entity), |inner| self.layout.holder(*inner)).count()
        };
        let anchor = self.selection.anchor().and_then(|entity| Some((entity, self.layout.frame(entity)?)));
        let Some((anchor, frame)) = anchor else { return self.step(1) };
        let (from, level) = (center(frame), depth(anchor));
        let distance = |entity: EntityRef| {
            let (along, across) = direction.measure(from, center(self.layout.frame(entity)?))?;
            Some(along + 2 * across)
        };
        let others = self.layout.paint_order().into_iter().filter(|entity| *entity != anchor);
        let nearest = others
            .filter_map(|entity| Some((distance(entity)?, entity)))
            .filter(|(_, entity)| depth(*entity) == level)
            .min();
        nearest.map_or_else(Outcome::handled, |(_, entity)| self.walk_to(entity))
    }

    /// What lies in a container as one would read it: columns of a VPC from left to right, the rest by rows.
    pub fn in_reading_order(&self, container: Option<EntityRef>) -> Vec<EntityRef> {
        let mut children = self.layout.children(container).to_vec();
        children.sort_by_key(|child| {
            let frame = self.layout.frame(*child).unwrap_or_default();
            let rank = match child {
                EntityRef::Vpc(_) | EntityRef::InternetGateway(_) => 0,
                EntityRef::Zone(_) => 1,
                EntityRef::Endpoint(_)
                | EntityRef::Subnet(_)
                | EntityRef::Workload(_)
                | EntityRef::NatGateway(_)
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
                | EntityRef::EndpointService(_) => 2,
            };
            (rank, frame.y, frame.x, *child)
        });
        children
    }

    /// Kind and name of an entity, for labels that are read out: "Private subnet private-a".
    pub fn describe(&self, entity: EntityRef) -> String {
        let design = &self.design;
        let kind = match entity {
            EntityRef::Vpc(_) => "VPC".to_owned(),
            EntityRef::Zone(_) => "Availability Zone".to_owned(),
            EntityRef::Subnet(id) => match design.subnets.get(id) {
                Some(subnet) => super::PaletteItem::Subnet(subnet.kind).title(),
                None => "Subnet".to_owned(),
            },
            EntityRef::RouteTable(_) => "Route table".to_owned(),
            EntityRef::InternetGateway(_) => "Internet gateway".to_owned(),
            EntityRef::NatGateway(_) => "NAT gateway".to_owned(),
            EntityRef::SecurityGroup(_) => "Security group".to_owned(),
            EntityRef::Workload(id) => {
                design.workloads.get(id).map_or("Workload", |workload| workload.kind.title()).to_owned()
            }
            EntityRef::Service(_) => "Service".to_owned(),
            EntityRef::Endpoint(id) => match design.endpoints.get(id) {
                Some(endpoint) => endpoint.kind.title().to_owned(),
                None => "Endpoint".to_owned(),
            },
            EntityRef::Connection(_) => "Connection".to_owned(),
            EntityRef::NetworkAcl(_) => "Network ACL".to_owned(),
            EntityRef::PeeringConnection(_) => "VPC peering connection".to_owned(),
            EntityRef::TransitGateway(_) => "Transit Gateway".to_owned(),
            EntityRef::TransitGatewayAttachment(_) => "Transit Gateway attachment".to_owned(),
            EntityRef::VpnGateway(_) => "Virtual private gateway".to_owned(),
            EntityRef::OnPremisesNetwork(_) => "On-premises network".to_owned(),
            EntityRef::HostedZone(_) => "Private hosted zone".to_owned(),
            EntityRef::Profile(_) => "Route 53 Profile".to_owned(),
            EntityRef::ResolverEndpoint(_) => "Resolver inbound endpoint".to_owned(),
            EntityRef::EndpointService(_) => "Endpoint service".to_owned(),
        };
        format!("{kind} {}", design.label(entity))
    }
}

fn said(what: &str, on: bool) -> Outcome {
    let announcement = Some(format!("{what} {}", if on { "on" } else { "off" }));
    Outcome { announcement, ..Outcome::preview() }
}
