//! The editor without a browser: commands, history, selection, camera, canvas geometry and gestures.
//!
//! [`Editor`] holds the design and is the only one to change it. The hand's input goes into [`Editor::handle`],
//! everything with a name into [`Editor::run`], every change of the design through [`Editor::apply`]; each returns an
//! [`Outcome`] that says what to draw anew. While a gesture is under way [`Editor::preview`] says what to draw on top;
//! the design changes once, when the gesture ends, or not at all.
//!
//! Knows no signal and no DOM, and no AWS rule: those are in `edit`.
//!
//! *Invariants:* the selection holds existing entities only. A command that is refused changes nothing. Undo returns
//! to exactly the design before.

mod action;
pub mod canvas;
mod clipboard;
mod command;
mod common;
mod finder;
pub mod glyph;
mod history;
mod input;
mod interaction;
mod join;
mod keyboard;
mod outcome;
mod palette;
mod perform;
mod picture;
mod preview;
mod run;
mod selection;

use std::sync::{Arc, OnceLock};

pub use crate::catalog::EndpointType;
pub use action::{About, Action, GESTURES, Group, Owner, Shortcut, shortcut};
pub use canvas::{
    Camera, Direction, EniMark, Guide, Handle, Hit, Layout, ScreenPoint, ScreenSize, Snapping, Wire, WireId,
    WorldPoint, tidy,
};
pub use command::{
    Arrange, AttachmentField, Command, ConnectionField, DesignField, EndpointField, EndpointServiceField,
    Field, GatewayField, HostedZoneField, InternetGatewayField, Move, NatGatewayField, NetworkAclField,
    NetworkCommand, NetworkField, OnPremisesField, PeeringField, Place, PlanCommand, ProfileField,
    ResolverEndpointField, RouteTableField, SecurityGroupField, ServiceField, SubnetField, VpcField,
    WorkloadField, ZoneField,
};
pub use common::{Common, CommonField};
pub use finder::{Entry, Find, Scope};
pub use history::{HISTORY_CAP, Record};
pub use input::{Button, Input, Key, KeyPress, Modifiers, PaletteDrag, Phase, Pointer, PointerKind, Wheel};
pub use outcome::{Change, Outcome};
pub use palette::PaletteItem;
pub use preview::{Cursor, DropTarget, Ghost, Preview, Verdict, WirePreview};
pub use selection::Selection;

use crate::catalog::Catalog;
use crate::edit::EditError;
use crate::model::{Design, Endpoint, EntityRef, Id};
use canvas::hit::Scene;
use canvas::wire::{Routed, Wiring};
use history::History;
use interaction::Interaction;
use perform::{Context, Performed};

/// A design being edited.
#[derive(Clone, Debug)]
pub struct Editor {
    design: Arc<Design>,
    catalog: Catalog,
    layout: Arc<Layout>,
    wiring: Arc<Wiring>,
    /// Made when first asked for after a change.
    wires: OnceLock<Arc<Vec<Wire>>>,
    history: History,
    selection: Selection,
    camera: Camera,
    screen: ScreenSize,
    interaction: Interaction,
    hover: Option<Hit>,
    pointer_at: Option<ScreenPoint>,
    space_held: bool,
    snapping: Snapping,
}

impl Editor {
    /// Starts with a design and an empty history. What has no place on the canvas yet, or an impossible one, gets one.
    pub fn new(mut design: Design) -> Self {
        let unplaced = |design: &Design| design.vpcs.values().any(|vpc| vpc.frame.w <= 0 || vpc.frame.h <= 0);
        if unplaced(&design) {
            tidy(&mut design);
        } else {
            canvas::settle::settle_all(&mut design);
        }
        let layout = Layout::of(&design);
        Self {
            wiring: Arc::new(Wiring::of(&design, &layout)),
            wires: OnceLock::new(),
            layout: Arc::new(layout),
            design: Arc::new(design),
            catalog: Catalog::embedded(),
            history: History::default(),
            selection: Selection::default(),
            camera: Camera::default(),
            screen: ScreenSize::new(1024.0, 768.0),
            interaction: Interaction::Idle,
            hover: None,
            pointer_at: None,
            space_held: false,
            snapping: Snapping::default(),
        }
    }

    /// Puts another design in the place of this one: history and selection are gone, the camera shows all of it.
    pub fn load(&mut self, design: Design) -> Outcome {
        let before = self.design.clone();
        let catalog = std::mem::take(&mut self.catalog);
        let Self { camera, screen, snapping, .. } = *self;
        *self = Self { catalog, camera, screen, snapping, ..Self::new(design) };
        self.zoom_to_fit();
        Outcome {
            change: Some(Change { before, after: self.design.clone() }),
            selection: true,
            camera: true,
            preview: true,
            announcement: Some(format!("Opened {}", self.design.name)),
            ..Outcome::handled()
        }
    }

    /// The design as it is; a gesture under way does not show in it.
    pub fn design(&self) -> &Arc<Design> {
        &self.design
    }

    /// The facts about AWS that commands go by.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Goes by other facts from now on. The design stays as it is.
    pub fn set_catalog(&mut self, catalog: Catalog) {
        self.catalog = catalog;
    }

    /// Where everything is, in absolute canvas units.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// The lines of all connections.
    pub fn wires(&self) -> &Arc<Vec<Wire>> {
        self.wires.get_or_init(|| {
            let all = self.wiring.all();
            Arc::new(self.wiring.route(&self.layout, &all, &|entity| self.layout.frame(entity)))
        })
    }

    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// The extent of the canvas element.
    pub fn screen(&self) -> ScreenSize {
        self.screen
    }

    /// The overlay of the gesture under way.
    pub fn preview(&self) -> Preview {
        interaction::preview(self)
    }

    /// The shape the pointer should have.
    pub fn cursor(&self) -> Cursor {
        interaction::cursor(self)
    }

    /// Whether a gesture is under way.
    pub fn busy(&self) -> bool {
        !matches!(self.interaction, Interaction::Idle)
    }

    /// What the next undo takes back: "Move web to private-b".
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// What the next redo does again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// The entity at a place on the screen; a connection where its line is.
    pub fn entity_at(&self, at: ScreenPoint) -> Option<EntityRef> {
        self.hit(at).and_then(|hit| self.entity_of(hit))
    }

    /// What a drag is held to.
    pub fn snapping(&self) -> Snapping {
        self.snapping
    }

    /// Holds drags to these from now on.
    pub fn set_snapping(&mut self, snapping: Snapping) {
        self.snapping = snapping;
    }

    /// Whether all that is selected is locked itself.
    pub fn all_locked(&self) -> bool {
        let locked = &self.design.drawing.locked;
        !self.selection.is_empty() && self.selection.iter().all(|entity| locked.contains(&entity))
    }

    /// Moves the camera so that a place of the canvas is in the middle of the screen.
    pub fn look_at(&mut self, at: WorldPoint) -> Outcome {
        let center = self.screen.center();
        let zoom = self.camera.zoom;
        self.camera = Camera::new(at.x - center.x / zoom, at.y - center.y / zoom, zoom);
        Outcome::camera()
    }

    /// Tells the extent of the canvas element.
    pub fn set_screen(&mut self, screen: ScreenSize) -> Outcome {
        let side = |v: f64| if v.is_finite() { v.clamp(1.0, 100_000.0) } else { 1.0 };
        self.screen = ScreenSize::new(side(screen.w), side(screen.h));
        Outcome { camera: true, ..Outcome::default() }
    }

    /// Puts the camera where it was in another session.
    pub fn set_camera(&mut self, camera: Camera) -> Outcome {
        self.camera = Camera::new(camera.x, camera.y, camera.zoom);
        Outcome::camera()
    }

    /// Selects exactly these; those that do not exist are left out.
    pub fn select(&mut self, entities: impl IntoIterator<Item = EntityRef>) -> Outcome {
        let design = &self.design;
        let selection: Selection = entities.into_iter().filter(|entity| design.exists(*entity)).collect();
        let changed = selection != self.selection;
        self.selection = selection;
        Outcome { selection: changed, ..Outcome::default() }
    }

    /// Selects one entity and brings it into view: for lists, problems and lines of code that name it.
    pub fn reveal(&mut self, entity: EntityRef) -> Outcome {
        let selected = self.select([entity]);
        // What has no box, or lies in a collapsed VPC, is shown by what holds it.
        let mut chain = std::iter::successors(Some(entity), |inner| self.design.parent_of(*inner));
        let frame = self.place_of(entity).or_else(|| chain.find_map(|outer| self.layout.frame(outer)));
        let Some(frame) = frame else { return selected };
        let camera = self.camera.revealing(frame, self.screen);
        let moved = camera != self.camera;
        self.camera = camera;
        Outcome { camera: moved, ..selected }
    }

    /// Changes the design, as one undo step.
    ///
    /// # Errors
    /// The command makes no sense for the design; the message says why and what to do. Nothing has changed.
    pub fn apply(&mut self, command: Command) -> Result<Outcome, EditError> {
        self.apply_as(command, Record::Step)
    }

    /// Changes the design; [`Record::Amend`] joins the step before if that has the same key (`"subnet-3.name"`).
    ///
    /// # Errors
    /// As for [`apply`](Self::apply).
    pub fn apply_as(&mut self, command: Command, record: Record) -> Result<Outcome, EditError> {
        // A gesture that began on the old design means nothing on the new one.
        self.interaction = Interaction::Idle;
        let (mut next, performed) = self.try_out(&command)?;
        let created = perform::finish(&self.design, &mut next, &performed);
        let mut outcome = Outcome { created, ..Outcome::preview() };
        if next != *self.design {
            let before = std::mem::replace(&mut self.design, Arc::new(next));
            let label = self.label_of_run(&command, &record).unwrap_or(performed.label);
            self.history.record(before.clone(), self.selection.clone(), label, record.clone());
            self.refresh(&before);
            outcome.change = Some(Change { before, after: self.design.clone() });
            outcome.announcement = Some(performed.announcement);
        } else if performed.select.is_some() {
            outcome.announcement = Some(performed.announcement);
        } else if record == Record::Step {
            // Who asked for it hears that it was done, and that it was so already.
            outcome.announcement = Some(format!("{}: nothing to change", performed.label));
        }
        let kept = performed.select.unwrap_or_else(|| self.selection.iter().collect());
        outcome = outcome.and(self.select(kept));
        // What was put down by hand is where the hand is; what found its own place may be out of sight.
        let unseen = matches!(command, Command::Add { place: Place { at: None, .. }, .. });
        if let Some(entity) = self.selection.single().filter(|_| unseen) {
            outcome = outcome.and(self.bring_into_view(entity));
        }
        Ok(outcome)
    }

    /// What a whole run of typing did, said of the design before it: "Rename web to api", not "Rename ap to api".
    fn label_of_run(&self, command: &Command, record: &Record) -> Option<String> {
        let start = match record {
            Record::Step => return None,
            Record::Amend(key) => self.history.start_of_run(key)?,
        };
        let context = self.context();
        perform::perform(&mut Design::clone(start), command, context).ok().map(|performed| performed.label)
    }

    fn context(&self) -> Context<'_> {
        Context { catalog: &self.catalog, layout: &self.layout, selection: &self.selection }
    }

    /// What a command would make of the design, before places are found for what is new.
    fn try_out(&self, command: &Command) -> Result<(Design, Performed), EditError> {
        let mut next = Design::clone(&self.design);
        let context = self.context();
        let performed = perform::perform(&mut next, command, context)?;
        Ok((next, performed))
    }

    /// Whether a command would be accepted, and if not, why: for menus and buttons.
    ///
    /// # Errors
    /// As for [`apply`](Self::apply).
    pub fn check(&self, command: &Command) -> Result<(), EditError> {
        self.try_out(command).map(drop)
    }

    /// What follows from the design, after a change from another version of it.
    fn refresh(&mut self, before: &Design) {
        let (layout, changed) = self.layout.after(before, &self.design);
        debug_assert_eq!(layout, Layout::of(&self.design), "as if made from the start");
        let wiring = if Wiring::is_same(before, &self.design) {
            self.wiring.clone()
        } else {
            Arc::new(Wiring::of(&self.design, &layout))
        };
        debug_assert_eq!(*wiring, Wiring::of(&self.design, &layout), "as if made from the start");
        self.wires = match self.wires.get() {
            Some(wires) => {
                let before = Routed { wiring: &self.wiring, layout: &self.layout, wires };
                OnceLock::from(Arc::new(wiring.reroute(&layout, &before, &changed)))
            }
            None => OnceLock::new(),
        };
        self.wiring = wiring;
        self.layout = Arc::new(layout);
        self.hover = None;
    }

    /// Ends a run of amending changes, as when a field loses focus.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> Outcome {
        let entry = self.history.undo(&self.design, &self.selection);
        self.restore(entry, "Undone")
    }

    /// Does the change again that was taken back last.
    pub fn redo(&mut self) -> Outcome {
        let entry = self.history.redo(&self.design, &self.selection);
        self.restore(entry, "Redone")
    }

    fn restore(&mut self, entry: Option<history::Entry>, word: &str) -> Outcome {
        self.interaction = Interaction::Idle;
        let Some(entry) = entry else { return Outcome::preview() };
        let before = std::mem::replace(&mut self.design, entry.design);
        self.selection = entry.selection;
        self.refresh(&before);
        Outcome {
            change: Some(Change { before, after: self.design.clone() }),
            selection: true,
            announcement: Some(format!("{word}: {}", entry.label)),
            ..Outcome::preview()
        }
    }

    /// Takes one event of the hand.
    pub fn handle(&mut self, input: &Input) -> Outcome {
        match input {
            Input::Pointer(event) => interaction::pointer(self, event),
            Input::Wheel(wheel) => self.wheel(*wheel),
            Input::Key(press) => keyboard::press(self, *press),
            Input::KeyUp(key) => keyboard::release(self, *key),
            Input::PaletteDrag(event) => interaction::palette_drag(self, event),
            Input::Pinch { from, to, factor } => {
                let cancelled = interaction::cancel(self);
                self.camera = self.camera.zoomed(*from, *factor).panned(to.x - from.x, to.y - from.y);
                cancelled.and(Outcome::camera())
            }
            Input::Interrupted => {
                self.space_held = false;
                interaction::cancel(self)
            }
        }
    }

    /// Wheel pans, with Ctrl or Cmd (which a touchpad's pinch sends too) it zooms at the pointer.
    fn wheel(&mut self, wheel: Wheel) -> Outcome {
        self.camera = if wheel.modifiers.command {
            // A notch of a mouse wheel is about 100 pixels, a frame of a pinch a few.
            self.camera.zoomed(wheel.at, (-wheel.dy.clamp(-100.0, 100.0) / 150.0).exp2())
        } else if wheel.modifiers.shift && wheel.dx == 0.0 {
            self.camera.panned(-wheel.dy, 0.0)
        } else {
            self.camera.panned(-wheel.dx, -wheel.dy)
        };
        Outcome::camera()
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            layout: &self.layout,
            wires: self.wires(),
            camera: self.camera,
            selected: self.selection.single(),
        }
    }

    fn hit(&self, at: ScreenPoint) -> Option<Hit> {
        self.scene().hit(self.camera.to_world(at))
    }

    /// The entity that a hit is about; what a line stands for.
    fn entity_of(&self, hit: Hit) -> Option<EntityRef> {
        match hit {
            Hit::Entity(entity) | Hit::Port(entity) | Hit::Handle(entity, _) => Some(entity),
            Hit::Interface(subnet, _) => Some(subnet.into()),
            Hit::Wire(id) => {
                let wires = self.wires();
                wires.get(wires.binary_search_by_key(&id, |wire| wire.id).ok()?)?.entity()
            }
        }
    }

    fn hover_entity(&self) -> Option<EntityRef> {
        self.hover.and_then(|hit| self.entity_of(hit))
    }

    /// The endpoint whose network interface the pointer rests on.
    const fn hover_interface(&self) -> Option<Id<Endpoint>> {
        match self.hover {
            Some(Hit::Interface(_, endpoint)) => Some(endpoint),
            Some(Hit::Entity(_) | Hit::Port(_) | Hit::Handle(..) | Hit::Wire(_)) | None => None,
        }
    }
}
