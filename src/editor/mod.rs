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
mod command;
mod history;
mod input;
mod outcome;
mod palette;
mod perform;
mod preview;
mod selection;

use std::sync::Arc;

pub use action::{Action, Group, Owner, Shortcut, shortcut};
pub use canvas::{Camera, Layout, ScreenPoint, ScreenSize, Wire, WireId, WorldPoint, tidy};
pub use command::{
    Command, DesignField, EndpointField, EndpointType, Field, InternetGatewayField, Move, NatGatewayField,
    Place, RouteTableField, SecurityGroupField, ServiceField, SubnetField, VpcField, WorkloadField,
    ZoneField,
};
pub use history::{HISTORY_CAP, Record};
pub use input::{Button, Input, Key, KeyPress, Modifiers, PaletteDrag, Phase, Pointer, PointerKind, Wheel};
pub use outcome::{Change, Outcome};
pub use palette::PaletteItem;
pub use preview::{Cursor, DropTarget, Ghost, Preview, Verdict, WirePreview};
pub use selection::Selection;

use crate::edit::EditError;
use crate::model::{Design, EntityRef};
use history::History;

/// A design being edited.
#[derive(Clone, Debug)]
pub struct Editor {
    design: Arc<Design>,
    layout: Arc<Layout>,
    history: History,
    selection: Selection,
    camera: Camera,
    screen: ScreenSize,
}

impl Editor {
    /// Starts with a design and an empty history.
    pub fn new(design: Design) -> Self {
        let design = Arc::new(design);
        Self {
            layout: Arc::new(Layout::of(&design)),
            design,
            history: History::default(),
            selection: Selection::default(),
            camera: Camera::default(),
            screen: ScreenSize::new(1024.0, 768.0),
        }
    }

    /// Puts another design in the place of this one: history and selection are gone, the camera shows all of it.
    pub fn load(&mut self, design: Design) -> Outcome {
        let before = self.design.clone();
        *self = Self { camera: self.camera, screen: self.screen, ..Self::new(design) };
        let fitted = self.run(Action::ZoomToFit);
        Outcome {
            change: Some(Change { before, after: self.design.clone() }),
            selection: true,
            camera: true,
            preview: true,
            announcement: Some(format!("Opened {}", self.design.name)),
            ..fitted
        }
    }

    pub fn design(&self) -> &Arc<Design> {
        &self.design
    }

    /// Where everything is, in absolute canvas units.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// The lines of all connections.
    pub fn wires(&self) -> Vec<Wire> {
        canvas::wires(&self.design, &self.layout)
    }

    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// The overlay of the gesture under way.
    pub fn preview(&self) -> Preview {
        Preview::default()
    }

    /// The shape the pointer should have.
    pub fn cursor(&self) -> Cursor {
        Cursor::Default
    }

    /// Whether a gesture is under way.
    pub fn busy(&self) -> bool {
        false
    }

    /// What the next undo takes back: "Move web to private-b".
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// What the next redo does again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Tells the extent of the canvas element.
    pub fn set_screen(&mut self, screen: ScreenSize) -> Outcome {
        self.screen = screen;
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

    /// Changes the design, as one undo step.
    pub fn apply(&mut self, command: Command) -> Result<Outcome, EditError> {
        self.apply_as(command, Record::Step)
    }

    /// Changes the design; [`Record::Amend`] joins the step before if that has the same key (`"subnet-3.name"`).
    pub fn apply_as(&mut self, command: Command, record: Record) -> Result<Outcome, EditError> {
        let mut next = Design::clone(&self.design);
        let performed = perform::perform(&mut next, &command)?;
        if next == *self.design {
            return Ok(Outcome::handled());
        }
        let before = std::mem::replace(&mut self.design, Arc::new(next));
        self.history.record(before.clone(), self.selection.clone(), performed.label.clone(), record);
        self.layout = Arc::new(Layout::of(&self.design));
        let mut selection = self.selection.clone();
        if let Some(first) = performed.created.first() {
            selection = Selection::from_iter([*first]);
        }
        selection.retain(|entity| self.design.exists(entity));
        let selected = selection != self.selection;
        self.selection = selection;
        Ok(Outcome {
            change: Some(Change { before, after: self.design.clone() }),
            selection: selected,
            preview: true,
            announcement: Some(performed.label),
            created: performed.created,
            ..Outcome::handled()
        })
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
        let Some(entry) = entry else { return Outcome::handled() };
        let before = std::mem::replace(&mut self.design, entry.design);
        self.selection = entry.selection;
        self.layout = Arc::new(Layout::of(&self.design));
        Outcome {
            change: Some(Change { before, after: self.design.clone() }),
            selection: true,
            preview: true,
            announcement: Some(format!("{word}: {}", entry.label)),
            ..Outcome::handled()
        }
    }

    /// Takes one event of the hand.
    pub fn handle(&mut self, input: &Input) -> Outcome {
        match input {
            Input::Wheel(wheel) => {
                self.camera = if wheel.modifiers.command {
                    self.camera.zoomed(wheel.at, (-wheel.dy / 200.0).exp2())
                } else if wheel.modifiers.shift && wheel.dx == 0.0 {
                    self.camera.panned(-wheel.dy, 0.0)
                } else {
                    self.camera.panned(-wheel.dx, -wheel.dy)
                };
                Outcome::camera()
            }
            Input::Key(press) => match shortcut(*press) {
                Some(action) => self.run(action),
                None => Outcome::default(),
            },
            Input::Pointer(_)
            | Input::KeyUp(_)
            | Input::PaletteDrag(_)
            | Input::Pinch { .. }
            | Input::Interrupted => Outcome::default(),
        }
    }

    /// Does what a menu entry, a button or a shortcut asks for.
    pub fn run(&mut self, action: Action) -> Outcome {
        match action.owner() {
            Owner::Shell => Outcome { request: Some(action), ..Outcome::handled() },
            Owner::Editor => match action {
                Action::Undo => self.undo(),
                Action::Redo => self.redo(),
                Action::ZoomToFit => {
                    if let Some(bounds) = self.layout.bounds() {
                        self.camera = Camera::fit(bounds, self.screen);
                    }
                    Outcome::camera()
                }
                _ => Outcome::handled(),
            },
        }
    }
}
