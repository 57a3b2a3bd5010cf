//! The app's state: the editor, and the signals through which views see it.
//!
//! [`AppState`] is a handle that copies. Views read its signals and call its methods; a method changes the editor and
//! publishes the outcome in the same call, so no effect ever sets a signal of the design.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use super::{
    catalog::{Told, place::Place},
    code::Files,
    cost,
    paths::Paths,
    prefs::{Panel, Prefs},
    projection::Projection,
    session,
};
use crate::{
    catalog::Catalog,
    check::{self, Findings},
    cost::Estimate,
    editor::{
        Action, Camera, Command, Cursor, Editor, Input, Layout, Outcome, Preview, Record, Scope, ScreenPoint,
        ScreenSize, Selection, Snapping, WorldPoint,
    },
    emit::{self, Options, Target},
    file,
    graph::ResourceGraph,
    help::Step,
    lower,
    model::{Design, Endpoint, EntityRef, Id, Vpc, Workload},
};

/// A design of at most so many boxes is exported anew with every change, and one of so many checked: that takes less than
/// a frame or two. Of larger ones both wait until the hand rests.
const EXPORTED_AT_ONCE: usize = 2_000;
const CHECKED_AT_ONCE: usize = 300;

/// Handle to everything that changes while the app runs.
#[derive(Clone, Copy)]
pub(crate) struct AppState {
    editor: StoredValue<Editor>,
    /// The facts about AWS in use: the table, or the table with the user's own answers over it.
    pub(crate) catalog: RwSignal<Catalog>,
    pub(crate) projection: Projection,
    /// Whether the part of the app is here that a first visit does not wait for: see [`super::browser::rest`].
    pub(crate) rest: RwSignal<bool>,
    /// The whole document: for what derives from all of it. Rows of the canvas read the projection.
    pub(crate) design: RwSignal<Arc<Design>>,
    /// The document as exports and paths see it: of a small design always the newest; of a large one the newest
    /// of a moment ago, so that no change waits for them.
    pub(crate) settled: RwSignal<Arc<Design>>,
    /// The same for the checks, which are the slower ones.
    checked: RwSignal<Arc<Design>>,
    pub(crate) layout: RwSignal<Arc<Layout>>,
    pub(crate) selection: RwSignal<Selection>,
    pub(crate) camera: RwSignal<Camera>,
    pub(crate) preview: RwSignal<Preview>,
    pub(crate) cursor: RwSignal<Cursor>,
    /// What a drag is held to; the grid shows where it is on.
    pub(crate) snapping: RwSignal<Snapping>,
    /// What undo and redo would do.
    pub(crate) undo: RwSignal<Option<String>>,
    pub(crate) redo: RwSignal<Option<String>>,
    /// Lowered once for all who read it, and only when somebody does.
    pub(crate) graph: Memo<Arc<ResourceGraph>>,
    /// What the checks say, with what the design suppresses set apart.
    pub(crate) findings: Memo<Arc<Findings>>,
    pub(crate) paths: Paths,
    /// What the design costs: made for all who show it when somebody does, and following as the checks do.
    pub(crate) estimate: Memo<Arc<Estimate>>,
    /// The files of the three targets, in the order of [`Target::ALL`]; each made when somebody reads it.
    files: [Memo<Files>; 3],
    /// Read out by assistive technology, and shown in the status bar.
    pub(crate) announcement: RwSignal<String>,
    pub(crate) toasts: RwSignal<Vec<Toast>>,
    next_toast: StoredValue<u32>,
    pub(crate) dialog: RwSignal<Option<Dialog>>,
    /// The view of the catalogue that is open over the design.
    pub(crate) place: RwSignal<Option<Place>>,
    /// What the last reading of the user's own list said.
    pub(crate) told: RwSignal<Told>,
    pub(crate) saved: RwSignal<Saved>,
    pub(crate) prefs: RwSignal<Prefs>,
    /// The generated files as they were last copied or downloaded, by target and path. Of this session only.
    pub(crate) copied: RwSignal<BTreeMap<(Target, String), String>>,
    /// The panel that a small screen shows.
    pub(crate) panel: RwSignal<Panel>,
    /// The cost panel compares shapes.
    pub(crate) comparing: RwSignal<bool>,
    /// The workload that was put down last, whose needs are offered.
    pub(crate) offer: RwSignal<Option<Id<Workload>>>,
    /// Bumped when the name field of the inspector should take the focus.
    pub(crate) rename: RwSignal<u32>,
    /// What is being renamed in its place on the canvas.
    pub(crate) renaming: RwSignal<Option<EntityRef>>,
    /// What the inspector shows the help of.
    pub(crate) explained: RwSignal<Option<EntityRef>>,
    /// The step of the tour, while it is under way.
    pub(crate) tour: RwSignal<Option<Step>>,
}

/// A dialog over everything.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Dialog {
    /// Pick a Region and start: at the very start, and for "New…".
    Welcome,
    /// A file that was not opened, and why.
    NotOpened {
        file: String,
        message: String,
    },
    /// What opening a file changed in it.
    Notes {
        file: String,
        notes: Vec<String>,
    },
    Shortcuts,
    /// The address planner.
    Planner(Id<Vpc>),
    /// The builder of an endpoint's policy.
    Policy(Id<Endpoint>),
    /// The designs that this browser keeps.
    Designs,
    /// Two tabs changed one design.
    Conflict {
        id: u32,
        name: String,
    },
    /// The command palette, or the search on the canvas.
    Finder(Scope),
}

/// A passing message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toast {
    pub(crate) id: u32,
    pub(crate) tone: Tone,
    pub(crate) text: String,
}

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Ok,
    Warn,
    Bad,
}

impl Tone {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// Whether the browser keeps the design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    Yes,
    /// Changed; will be stored in a moment.
    Pending,
    /// Not kept, and why.
    Failed(String),
}

impl AppState {
    /// The state around a first design. Call it in the root owner: its signals live as long as the app.
    pub(crate) fn new(design: Design, prefs: Prefs) -> Self {
        let mut editor = Editor::new(design);
        let snapping = prefs.snapping();
        editor.set_snapping(snapping);
        let design = RwSignal::new(editor.design().clone());
        let catalog = RwSignal::new(editor.catalog().clone());
        let settled = RwSignal::new(editor.design().clone());
        let checked = RwSignal::new(editor.design().clone());
        let graph = Memo::new(move |_| {
            Arc::new(catalog.with(|catalog| settled.with(|design| lower::lower(design, catalog))))
        });
        let rest = RwSignal::new(false);
        let findings = Memo::new(move |_| {
            if !rest.get() {
                return Arc::default();
            }
            Arc::new(catalog.with(|catalog| checked.with(|design| check::findings(design, catalog))))
        });
        let prefs = RwSignal::new(prefs);
        let form = Memo::new(move |_| {
            prefs.with(|prefs| Options {
                layout: prefs.layout,
                import_blocks: prefs.import_blocks,
                template_format: prefs.template_format,
                design: None,
            })
        });
        let estimate = Memo::new(move |_| {
            checked.track();
            let look = |catalog: &Catalog| {
                settled.with_untracked(|design| {
                    graph.with_untracked(|graph| cost::estimate(design, graph, catalog))
                })
            };
            Arc::new(catalog.with(look))
        });
        let files = Target::ALL.map(|target| {
            Memo::new(move |_| {
                let mut options = form.get();
                if target == Target::CloudFormation {
                    options.design = Some(settled.with(|design| file::template::text(design)));
                }
                Files(Arc::new(graph.with(|graph| emit::emit(graph, target, &options))))
            })
        });
        let layout = RwSignal::new(editor.layout().clone());
        let camera = RwSignal::new(editor.camera());
        let editor = StoredValue::new(editor);
        let wires = move || editor.with_value(|editor| editor.wires().clone());
        let state = Self {
            paths: Paths::new(settled, catalog, graph, layout, wires),
            projection: Projection::new(),
            rest,
            catalog,
            design,
            settled,
            checked,
            layout,
            selection: RwSignal::default(),
            camera,
            preview: RwSignal::default(),
            cursor: RwSignal::default(),
            snapping: RwSignal::new(snapping),
            undo: RwSignal::default(),
            redo: RwSignal::default(),
            graph,
            findings,
            estimate,
            files,
            announcement: RwSignal::default(),
            toasts: RwSignal::default(),
            next_toast: StoredValue::new(0),
            dialog: RwSignal::default(),
            place: RwSignal::default(),
            told: RwSignal::new(Told::Nothing),
            saved: RwSignal::new(Saved::Yes),
            prefs,
            copied: RwSignal::default(),
            panel: RwSignal::new(Panel::Canvas),
            comparing: RwSignal::new(false),
            offer: RwSignal::default(),
            rename: RwSignal::default(),
            renaming: RwSignal::default(),
            explained: RwSignal::default(),
            tour: RwSignal::default(),
            editor,
        };
        state.read(|editor| state.projection.follow(editor));
        state
    }

    /// The rest of the app is here: what waited for it is made now.
    pub(crate) fn complete(self) {
        self.rest.set(true);
        self.findings.with_untracked(|findings| self.projection.mark(&findings.open));
    }

    /// Lets exports and paths see the newest document.
    fn export(self) {
        let newest = self.design.get_untracked();
        if self.settled.with_untracked(|settled| !Arc::ptr_eq(settled, &newest)) {
            self.settled.set(newest);
        }
    }

    /// Lets exports, paths and checks see the newest document.
    pub(crate) fn settle(self) {
        self.export();
        let newest = self.design.get_untracked();
        if self.checked.with_untracked(|checked| !Arc::ptr_eq(checked, &newest)) {
            self.checked.set(newest);
            self.findings.with_untracked(|findings| self.projection.mark(&findings.open));
        }
    }

    /// Whether a dialog or the catalogue lies over the design, so that keys are not for the canvas.
    pub(crate) fn covered(self) -> bool {
        self.dialog.with_untracked(Option::is_some) || self.place.with_untracked(Option::is_some)
    }

    /// The generated files of a target.
    pub(crate) fn files(self, target: Target) -> Memo<Files> {
        let [cli, terraform, cloudformation] = self.files;
        match target {
            Target::Cli => cli,
            Target::Terraform => terraform,
            Target::CloudFormation => cloudformation,
        }
    }

    /// Remembers a generated file as it leaves the app, to show its changes since.
    pub(crate) fn mark_copied(self, target: Target, path: &str, text: &str) {
        self.copied.update(|copied| {
            copied.insert((target, path.to_owned()), text.to_owned());
        });
    }

    /// Reads the editor, without subscribing to anything.
    pub(crate) fn read<R>(self, look: impl FnOnce(&Editor) -> R) -> R {
        self.editor.with_value(look)
    }

    fn change<R>(self, act: impl FnOnce(&mut Editor) -> R) -> Option<R> {
        self.editor.try_update_value(act)
    }

    /// Takes one event of the hand; says whether the browser's own behaviour must not follow.
    pub(crate) fn input(self, input: &Input) -> bool {
        self.change(|editor| editor.handle(input)).is_some_and(|outcome| self.publish(outcome))
    }

    /// Does what a button, menu or shortcut asks for.
    pub(crate) fn run(self, action: Action) -> bool {
        self.change(|editor| editor.run(action)).is_some_and(|outcome| self.publish(outcome))
    }

    /// Adds what a text from the clipboard holds; `at` is a place of the canvas that the user pointed at.
    pub(crate) fn paste(self, text: &str, at: Option<ScreenPoint>) {
        if let Some(outcome) = self.change(|editor| editor.paste(text, at)) {
            self.publish(outcome);
        }
    }

    /// Removes the selection, whose text is on the clipboard.
    pub(crate) fn cut(self) {
        if let Some(outcome) = self.change(Editor::cut) {
            self.publish(outcome);
        }
    }

    /// Changes the design as one undo step; a refusal is shown as a message.
    pub(crate) fn apply(self, command: Command) {
        if let Err(error) = self.try_apply(command, Record::Step) {
            self.toast(Tone::Warn, error);
        }
    }

    /// Changes the design; a refusal comes back as text, for the field that asked.
    pub(crate) fn try_apply(self, command: Command, record: Record) -> Result<(), String> {
        // Typing is not read out letter by letter; the field's own echo is enough.
        let typing = matches!(record, Record::Amend(_));
        match self.change(|editor| editor.apply_as(command, record)) {
            Some(Ok(mut outcome)) => {
                if typing {
                    outcome.announcement = None;
                }
                self.publish(outcome);
                Ok(())
            }
            Some(Err(error)) => Err(error.to_string()),
            None => Ok(()),
        }
    }

    /// Ends a run of typing: the next change is an undo step of its own.
    pub(crate) fn seal(self) {
        self.change(Editor::seal);
    }

    pub(crate) fn select(self, entities: impl IntoIterator<Item = EntityRef>) {
        let entities: Vec<EntityRef> = entities.into_iter().collect();
        if let Some(outcome) = self.change(|editor| editor.select(entities)) {
            self.publish(outcome);
        }
    }

    /// Selects an entity and brings it into view: for lists that lead to the canvas.
    pub(crate) fn show(self, entity: EntityRef) {
        if let Some(outcome) = self.change(|editor| editor.reveal(entity)) {
            self.publish(outcome);
        }
    }

    /// Puts another design in the place of this one.
    pub(crate) fn load(self, design: Design) {
        if let Some(outcome) = self.change(|editor| editor.load(design)) {
            self.publish(outcome);
        }
    }

    /// Goes by other facts about AWS from now on: checks, exports and new endpoints follow them.
    pub(crate) fn set_catalog(self, catalog: Catalog) {
        self.change(|editor| editor.set_catalog(catalog.clone()));
        self.catalog.set(catalog);
        self.findings.with_untracked(|findings| self.projection.mark(&findings.open));
    }

    pub(crate) fn set_screen(self, size: ScreenSize) {
        if let Some(outcome) = self.change(|editor| editor.set_screen(size)) {
            self.publish(outcome);
        }
    }

    /// Brings a place of the canvas to the middle of the view.
    pub(crate) fn look_at(self, at: WorldPoint) {
        if let Some(outcome) = self.change(|editor| editor.look_at(at)) {
            self.publish(outcome);
        }
    }

    /// Puts the camera where it was in another session.
    pub(crate) fn set_camera(self, camera: Camera) {
        if let Some(outcome) = self.change(|editor| editor.set_camera(camera)) {
            self.publish(outcome);
        }
    }

    /// Sets the signals of what an outcome says has changed.
    fn publish(self, outcome: Outcome) -> bool {
        let mut created = outcome.created.iter().filter_map(|entity| match entity {
            EntityRef::Workload(id) => Some(*id),
            _ => None,
        });
        if let (Some(id), None) = (created.next(), created.next()) {
            self.offer.set(Some(id));
        }
        if let Some(change) = outcome.change {
            let layout = self.read(|editor| editor.layout().clone());
            self.read(|editor| self.projection.follow(editor));
            let layout_len = layout.len();
            self.layout.set(layout);
            self.design.set(change.after);
            if layout_len <= EXPORTED_AT_ONCE {
                self.export();
            }
            if layout_len <= CHECKED_AT_ONCE {
                self.settle();
            } else {
                session::schedule_settling(self);
            }
            let (undo, redo) = self.read(|editor| {
                (editor.undo_label().map(str::to_owned), editor.redo_label().map(str::to_owned))
            });
            self.undo.set(undo);
            self.redo.set(redo);
            session::schedule_autosave(self);
        }
        if outcome.selection {
            let selection = self.read(|editor| editor.selection().clone());
            self.read(|editor| self.projection.select(editor));
            self.selection.set(selection);
        }
        if outcome.camera {
            self.camera.set(self.read(Editor::camera));
            session::schedule_view_save(self);
        }
        if outcome.preview {
            let preview = self.read(Editor::preview);
            self.read(|editor| self.projection.drag(editor, &preview));
            self.preview.set(preview);
        }
        let cursor = self.read(Editor::cursor);
        if self.cursor.get_untracked() != cursor {
            self.cursor.set(cursor);
        }
        let snapping = self.read(Editor::snapping);
        if self.snapping.get_untracked() != snapping {
            self.snapping.set(snapping);
            self.prefer(|prefs| (prefs.grid, prefs.object_snap) = (snapping.grid, snapping.objects));
        }
        if let Some(text) = outcome.announcement {
            self.announce(text);
        }
        if let Some(error) = outcome.refused {
            self.toast(Tone::Warn, error.to_string());
        }
        if let Some(action) = outcome.request {
            session::carry_out(self, action);
        }
        outcome.handled
    }

    /// Says something to assistive technology and in the status bar.
    pub(crate) fn announce(self, text: impl Into<String>) {
        let mut text = text.into();
        // The same words twice are read out twice only if the text node changes.
        if self.announcement.with_untracked(|last| *last == text) {
            text.push('\u{a0}');
        }
        self.announcement.set(text);
    }

    /// Shows a passing message.
    pub(crate) fn toast(self, tone: Tone, text: impl Into<String>) {
        let text = text.into();
        let id = self.next_toast.try_update_value(|next| {
            *next = next.wrapping_add(1);
            *next
        });
        let Some(id) = id else { return };
        self.toasts.update(|toasts| {
            toasts.retain(|toast| toast.text != text);
            toasts.push(Toast { id, tone, text });
            let surplus = toasts.len().saturating_sub(3);
            toasts.drain(..surplus);
        });
        session::expire_toast(self, id, tone);
    }

    pub(crate) fn dismiss(self, id: u32) {
        self.toasts.try_update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    /// Changes a preference and keeps it.
    pub(crate) fn prefer(self, edit: impl FnOnce(&mut Prefs)) {
        self.prefs.update(edit);
        self.prefs.with_untracked(Prefs::store);
    }
}
