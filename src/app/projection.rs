//! What the canvas draws box by box, cut up so that a change wakes only what shows it.
//!
//! The design is one value; here every box and wire that is drawn has signals of its own. [`Projection::look`] asks the
//! core which those are for the camera (all of a small design, what is near of a large one), and compares the rest with
//! what is shown: only signals that differ are set. A memo per entity over the whole design would make every edit cost
//! as much as there are entities.
//!
//! *Invariant:* the signals live as long as the app and are shared (`Arc`), so a row that goes away cannot take the
//! signal of another with it.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::face::{Face, face};
use crate::{
    check::{Diagnostic, Severity},
    editor::{
        Editor, Layout, Preview, Selection,
        canvas::{View, Wire, WireId, geometry::inflated},
    },
    model::{EntityRef, Frame, Point},
};

/// The signals of one box.
#[derive(Clone)]
pub(crate) struct Slot {
    pub(crate) face: ArcRwSignal<Face>,
    pub(crate) selected: ArcRwSignal<bool>,
    /// The worst that the checks say of it.
    pub(crate) fault: ArcRwSignal<Option<Severity>>,
}

/// The signals of one wire.
#[derive(Clone)]
pub(crate) struct WireSlot {
    /// Under a drag: as it would run.
    pub(crate) wire: ArcRwSignal<Wire>,
    /// One of its ends or connections is selected.
    pub(crate) selected: ArcRwSignal<bool>,
}

/// How many of the selected or dragged boxes are drawn one by one wherever they are. More of them are part of the
/// picture, and a drag shows their outlines.
const PINNED: usize = 300;

/// All signals of the canvas.
#[derive(Clone, Copy)]
pub(crate) struct Projection {
    shown: StoredValue<Shown>,
    /// VPCs, zones and subnets, outermost first.
    pub(crate) containers: RwSignal<Vec<EntityRef>>,
    /// What lies in them and beside them.
    pub(crate) nodes: RwSignal<Vec<EntityRef>>,
    pub(crate) wires: RwSignal<Vec<WireId>>,
    /// What is dragged, containers first: drawn above the rest, at the offset. It is in neither of the lists above.
    pub(crate) lifted: RwSignal<Vec<EntityRef>>,
    /// The wires of what is dragged, as they would run; not among the wires.
    pub(crate) rerouted: RwSignal<Vec<WireId>>,
    /// How far what is dragged is from its place.
    pub(crate) offset: RwSignal<Point>,
    /// The boxes are too small or too many: the canvas shows a picture instead.
    pub(crate) far: RwSignal<bool>,
    /// Bumped when the picture no longer shows the design, the selection or the faults as they are.
    pub(crate) picture: RwSignal<u32>,
}

/// What is drawn, beside its signals.
#[derive(Default)]
struct Shown {
    view: View,
    slots: BTreeMap<EntityRef, Slot>,
    wires: BTreeMap<WireId, WireSlot>,
    selected: BTreeSet<EntityRef>,
    /// Drawn although out of sight or too small: what the keyboard stands on, and what is dragged.
    pinned: BTreeSet<EntityRef>,
    anchor: Option<EntityRef>,
    roots: Vec<EntityRef>,
    dragged: BTreeSet<EntityRef>,
    /// The wires that a drag shows as they would run.
    previewed: Vec<WireId>,
    worst: BTreeMap<EntityRef, Severity>,
}

impl Projection {
    /// An empty canvas; call it where the owner lives as long as the app.
    pub(crate) fn new() -> Self {
        Self {
            shown: StoredValue::default(),
            containers: RwSignal::default(),
            nodes: RwSignal::default(),
            wires: RwSignal::default(),
            lifted: RwSignal::default(),
            rerouted: RwSignal::default(),
            offset: RwSignal::default(),
            far: RwSignal::default(),
            picture: RwSignal::default(),
        }
    }

    pub(crate) fn slot(self, entity: EntityRef) -> Option<Slot> {
        self.shown.with_value(|shown| shown.slots.get(&entity).cloned())
    }

    pub(crate) fn wire(self, id: WireId) -> Option<WireSlot> {
        self.shown.with_value(|shown| shown.wires.get(&id).cloned())
    }

    /// Reads what the picture needs to know: what it leaves out, what is selected, and the faults.
    pub(crate) fn with_marks<R>(
        self,
        look: impl FnOnce(&BTreeSet<EntityRef>, &BTreeSet<EntityRef>, &BTreeMap<EntityRef, Severity>) -> R,
    ) -> R {
        self.shown.with_value(|shown| look(&shown.dragged, &shown.selected, &shown.worst))
    }

    /// Whether what the camera shows is drawn, box by box or as a picture.
    pub(crate) fn covers(self, editor: &Editor) -> bool {
        let visible = editor.camera().visible(editor.screen());
        self.shown.with_value(|shown| shown.view.covers(visible))
    }

    /// The part of the canvas beyond which no box is painted.
    pub(crate) fn plate(self) -> Frame {
        self.shown.with_value(|shown| shown.view.plate)
    }

    /// Shows a version of the design to the camera.
    pub(crate) fn follow(self, editor: &Editor) {
        self.look(editor);
        self.picture.update(|version| *version = version.wrapping_add(1));
    }

    /// Draws what the camera shows; what it no longer shows goes away.
    pub(crate) fn look(self, editor: &Editor) {
        let view = View::of(editor.layout(), editor.wires(), editor.camera(), editor.screen());
        self.draw(editor, view);
    }

    /// The same while the camera moves: boxes stay boxes, and a picture stays a picture.
    pub(crate) fn look_ahead(self, editor: &Editor) {
        let view = View::of(editor.layout(), editor.wires(), editor.camera(), editor.screen());
        if view.picture == self.far.get_untracked() {
            self.draw(editor, view);
        }
    }

    fn draw(self, editor: &Editor, mut view: View) {
        let (design, layout, wires) = (editor.design(), editor.layout(), editor.wires());
        let far = view.picture;
        self.shown.update_value(|shown| {
            let in_view: BTreeSet<EntityRef> = view.boxes.iter().copied().collect();
            let pinned = shown.pinned.iter().filter(|entity| !in_view.contains(entity));
            view.boxes.extend(pinned.copied().collect::<Vec<_>>());
            let mut slots = BTreeMap::new();
            for entity in &view.boxes {
                // What is pinned may be gone from the design.
                let Some(face) = face(design, layout, *entity) else { continue };
                let slot = match shown.slots.remove(entity) {
                    Some(slot) => {
                        set_if_new(&slot.face, face);
                        slot
                    }
                    None => shown.slot(*entity, face),
                };
                slots.insert(*entity, slot);
            }
            view.boxes.retain(|entity| slots.contains_key(entity));
            shown.slots = slots;
            let mut kept = BTreeMap::new();
            let clip = clip(&view);
            for wire in view.wires.iter().filter_map(|id| find(wires, *id)) {
                let shape = clip.map_or_else(|| wire.clone(), |part| wire.within(part));
                let slot = match shown.wires.remove(&wire.id) {
                    Some(slot) => {
                        if !shown.previewed.contains(&wire.id) {
                            set_if_new(&slot.wire, shape);
                        }
                        slot
                    }
                    None => WireSlot {
                        wire: ArcRwSignal::new(shape),
                        selected: ArcRwSignal::new(shown.lights(wire)),
                    },
                };
                kept.insert(wire.id, slot);
            }
            shown.wires = kept;
            shown.view = view;
        });
        self.list();
        if self.far.get_untracked() != far {
            self.far.set(far);
        }
    }

    /// Sets the lists of rows. Rows keep their places in them: what is dragged leaves its list for another, so that the
    /// rest of the drawing stays as it is painted.
    fn list(self) {
        self.shown.with_value(|shown| {
            let order = shown.view.boxes.iter().copied();
            let (mut lifted, resting): (Vec<_>, Vec<_>) =
                order.partition(|entity| shown.dragged.contains(entity));
            lifted.sort_by_key(|entity| !is_container(*entity));
            let (containers, nodes) =
                resting.into_iter().partition::<Vec<_>, _>(|entity| is_container(*entity));
            let (rerouted, wires) =
                shown.view.wires.iter().copied().partition::<Vec<_>, _>(|id| shown.previewed.contains(id));
            set_list_if_new(self.containers, containers);
            set_list_if_new(self.nodes, nodes);
            set_list_if_new(self.wires, wires);
            set_list_if_new(self.lifted, lifted);
            set_list_if_new(self.rerouted, rerouted);
        });
    }

    /// Marks the boxes that the checks complain of. Notes mark nothing.
    pub(crate) fn mark(self, diagnostics: &[Diagnostic]) {
        let mut worst: BTreeMap<EntityRef, Severity> = BTreeMap::new();
        for diagnostic in diagnostics {
            let severity = diagnostic.rule.severity;
            if let Some(at) = diagnostic.at.filter(|_| severity != Severity::Info) {
                let slot = worst.entry(at).or_insert(severity);
                *slot = (*slot).min(severity);
            }
        }
        self.shown.update_value(|shown| {
            for (entity, slot) in &shown.slots {
                set_if_new(&slot.fault, worst.get(entity).copied());
            }
            shown.worst = worst;
        });
    }

    /// Shows what is selected.
    pub(crate) fn select(self, editor: &Editor) {
        let selection: &Selection = editor.selection();
        let anchor = selection.anchor();
        let moved = self.shown.try_update_value(|shown| {
            shown.selected = selection.iter().collect();
            for (entity, slot) in &shown.slots {
                set_if_new(&slot.selected, shown.selected.contains(entity));
            }
            for slot in shown.wires.values() {
                let lit = slot.wire.with_untracked(|wire| shown.lights(wire));
                set_if_new(&slot.selected, lit);
            }
            shown.anchor = anchor;
            shown.pin();
            anchor.is_some_and(|anchor| !shown.slots.contains_key(&anchor))
        });
        if moved == Some(true) {
            self.look(editor);
        }
        self.picture.update(|version| *version = version.wrapping_add(1));
    }

    /// Shows what is being dragged at its offset; the design has not changed.
    pub(crate) fn drag(self, editor: &Editor, preview: &Preview) {
        let layout = editor.layout();
        let (mut changed, mut missing) = (false, false);
        self.shown.update_value(|shown| {
            if shown.roots != preview.moved {
                let mut dragged = BTreeSet::new();
                for root in &preview.moved {
                    gather(layout, *root, &mut dragged);
                }
                shown.roots.clone_from(&preview.moved);
                shown.dragged = dragged;
                shown.pin();
                missing = shown.pinned.iter().any(|entity| !shown.slots.contains_key(entity));
                changed = true;
            }
        });
        if missing {
            self.look(editor);
        }
        let other = self.shown.try_update_value(|shown| shown.preview_wires(editor, &preview.wires));
        if changed || other == Some(true) {
            self.list();
        }
        if changed {
            self.picture.update(|version| *version = version.wrapping_add(1));
        }
        if self.offset.get_untracked() != preview.offset {
            self.offset.set(preview.offset);
        }
    }
}

impl Shown {
    fn slot(&self, entity: EntityRef, face: Face) -> Slot {
        Slot {
            face: ArcRwSignal::new(face),
            selected: ArcRwSignal::new(self.selected.contains(&entity)),
            fault: ArcRwSignal::new(self.worst.get(&entity).copied()),
        }
    }

    /// Whether a wire is drawn as belonging to what is selected.
    fn lights(&self, wire: &Wire) -> bool {
        let selected = |entity: EntityRef| self.selected.contains(&entity);
        !self.selected.is_empty()
            && (selected(wire.from)
                || selected(wire.to)
                || wire.entity().is_some_and(selected)
                || wire.connections.iter().any(|id| selected(EntityRef::from(*id))))
    }

    fn pin(&mut self) {
        let few = |entities: &BTreeSet<EntityRef>| entities.len() <= PINNED;
        self.pinned = self.anchor.into_iter().collect();
        if few(&self.dragged) {
            self.pinned.extend(&self.dragged);
        }
    }

    /// Shows the wires of what is dragged as they would run, and those of what was dragged as they are. Whether they
    /// are others than before.
    fn preview_wires(&mut self, editor: &Editor, previewed: &[Wire]) -> bool {
        let now: Vec<WireId> = previewed.iter().map(|wire| wire.id).collect();
        let over = std::mem::replace(&mut self.previewed, now);
        let clip = clip(&self.view);
        let show = |id: &WireId, wire: &Wire| {
            if let Some(slot) = self.wires.get(id) {
                set_if_new(&slot.wire, clip.map_or_else(|| wire.clone(), |part| wire.within(part)));
            }
        };
        for wire in previewed {
            show(&wire.id, wire);
        }
        for id in over.iter().filter(|id| !self.previewed.contains(id)) {
            if let Some(wire) = find(editor.wires(), *id) {
                show(id, wire);
            }
        }
        over != self.previewed
    }
}

pub(crate) const fn is_container(entity: EntityRef) -> bool {
    matches!(entity, EntityRef::Vpc(_) | EntityRef::Zone(_) | EntityRef::Subnet(_))
}

/// Where the drawing of a wire may end: out of sight of what the boxes are drawn for, with room for its corners.
fn clip(view: &View) -> Option<Frame> {
    view.cover.map(|cover| inflated(cover, 40))
}

/// Wires are in the order of their ids.
fn find(wires: &[Wire], id: WireId) -> Option<&Wire> {
    wires.get(wires.binary_search_by_key(&id, |wire| wire.id).ok()?)
}

/// The entity and everything in it.
fn gather(layout: &Layout, entity: EntityRef, out: &mut BTreeSet<EntityRef>) {
    out.insert(entity);
    for child in layout.children(Some(entity)) {
        gather(layout, *child, out);
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}

fn set_list_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<Vec<T>>, value: Vec<T>) {
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}
