//! What the canvas draws, cut up so that a change wakes only what shows it.
//!
//! The design is one value; here every box and wire has a signal of its own. [`Projection::follow`] compares the new
//! version with what is shown and sets the signals that differ. A memo per entity over the whole design would make
//! every edit cost as much as there are entities.
//!
//! *Invariant:* the signals live as long as the app and are shared (`Arc`), so a row that goes away cannot take the
//! signal of another with it.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::face::{Face, face};
use crate::{
    check::{Diagnostic, Severity},
    editor::{
        Layout, Preview, Selection,
        canvas::{Wire, WireId},
    },
    model::{Design, EntityRef, Point},
};

/// The signals of one box.
#[derive(Clone)]
pub(crate) struct Slot {
    pub(crate) face: ArcRwSignal<Face>,
    pub(crate) selected: ArcRwSignal<bool>,
    /// Under a drag: drawn at an offset.
    pub(crate) dragged: ArcRwSignal<bool>,
    /// The worst that the checks say of it.
    pub(crate) fault: ArcRwSignal<Option<Severity>>,
}

/// All signals of the canvas.
#[derive(Clone, Copy)]
pub(crate) struct Projection {
    slots: StoredValue<BTreeMap<EntityRef, Slot>>,
    wire_slots: StoredValue<BTreeMap<WireId, ArcRwSignal<Wire>>>,
    /// VPCs, zones and subnets, outermost first.
    pub(crate) containers: RwSignal<Vec<EntityRef>>,
    /// What lies in them and beside them.
    pub(crate) nodes: RwSignal<Vec<EntityRef>>,
    pub(crate) wires: RwSignal<Vec<WireId>>,
    /// How far what is dragged is from its place.
    pub(crate) offset: RwSignal<Point>,
    shown_selected: StoredValue<Vec<EntityRef>>,
    shown_dragged: StoredValue<(Vec<EntityRef>, Vec<EntityRef>)>,
}

impl Projection {
    /// An empty canvas; call it where the owner lives as long as the app.
    pub(crate) fn new() -> Self {
        Self {
            slots: StoredValue::default(),
            wire_slots: StoredValue::default(),
            containers: RwSignal::default(),
            nodes: RwSignal::default(),
            wires: RwSignal::default(),
            offset: RwSignal::default(),
            shown_selected: StoredValue::default(),
            shown_dragged: StoredValue::default(),
        }
    }

    pub(crate) fn slot(self, entity: EntityRef) -> Option<Slot> {
        self.slots.with_value(|slots| slots.get(&entity).cloned())
    }

    pub(crate) fn wire(self, id: WireId) -> Option<ArcRwSignal<Wire>> {
        self.wire_slots.with_value(|slots| slots.get(&id).cloned())
    }

    /// Shows a version of the design.
    pub(crate) fn follow(self, design: &Design, layout: &Layout, wires: &[Wire]) {
        let order = layout.paint_order();
        self.slots.update_value(|slots| {
            slots.retain(|entity, _| layout.frame(*entity).is_some());
            for entity in &order {
                let Some(face) = face(design, layout, *entity) else { continue };
                match slots.get(entity) {
                    Some(slot) => set_if_new(&slot.face, face),
                    None => {
                        slots.insert(
                            *entity,
                            Slot {
                                face: ArcRwSignal::new(face),
                                selected: ArcRwSignal::new(false),
                                dragged: ArcRwSignal::new(false),
                                fault: ArcRwSignal::new(None),
                            },
                        );
                    }
                }
            }
        });
        let (containers, nodes): (Vec<_>, Vec<_>) =
            order.into_iter().partition(|entity| is_container(*entity));
        set_list_if_new(self.containers, containers);
        set_list_if_new(self.nodes, nodes);

        let ids: Vec<WireId> = wires.iter().map(|wire| wire.id).collect();
        let present: BTreeSet<WireId> = ids.iter().copied().collect();
        self.wire_slots.update_value(|slots| {
            slots.retain(|id, _| present.contains(id));
            for wire in wires {
                match slots.get(&wire.id) {
                    Some(slot) => set_if_new(slot, wire.clone()),
                    None => {
                        slots.insert(wire.id, ArcRwSignal::new(wire.clone()));
                    }
                }
            }
        });
        set_list_if_new(self.wires, ids);
    }

    /// Marks the boxes that the checks complain of. Notes mark nothing.
    pub(crate) fn mark(self, diagnostics: &[Diagnostic]) {
        let mut worst: BTreeMap<EntityRef, Severity> = BTreeMap::new();
        for diagnostic in diagnostics {
            let severity = diagnostic.rule.severity;
            if severity != Severity::Info
                && let Some(at) = diagnostic.at
            {
                let slot = worst.entry(at).or_insert(severity);
                *slot = (*slot).min(severity);
            }
        }
        self.slots.with_value(|slots| {
            for (entity, slot) in slots {
                set_if_new(&slot.fault, worst.get(entity).copied());
            }
        });
    }

    /// Shows what is selected.
    pub(crate) fn select(self, selection: &Selection) {
        let next: Vec<EntityRef> = selection.iter().collect();
        let before = self.shown_selected.with_value(Clone::clone);
        self.shown_selected.set_value(next.clone());
        for entity in before.iter().chain(&next) {
            if let Some(slot) = self.slot(*entity) {
                let selected = next.contains(entity);
                if slot.selected.get_untracked() != selected {
                    slot.selected.set(selected);
                }
            }
        }
    }

    /// Shows what is being dragged at its offset; the design has not changed.
    pub(crate) fn drag(self, preview: &Preview, layout: &Layout) {
        let (roots, before) = self.shown_dragged.with_value(Clone::clone);
        if roots != preview.moved {
            let mut next = Vec::new();
            for root in &preview.moved {
                gather(layout, *root, &mut next);
            }
            for entity in before.iter().chain(&next) {
                if let Some(slot) = self.slot(*entity) {
                    let dragged = next.contains(entity);
                    if slot.dragged.get_untracked() != dragged {
                        slot.dragged.set(dragged);
                    }
                }
            }
            // What is dragged is painted above what it is dragged over. The rows move, they are not made anew.
            let (above, below): (Vec<_>, Vec<_>) =
                layout.paint_order().into_iter().partition(|entity| next.contains(entity));
            let order = below.into_iter().chain(above);
            let (containers, nodes) = order.partition(|entity| is_container(*entity));
            set_list_if_new(self.containers, containers);
            set_list_if_new(self.nodes, nodes);
            self.shown_dragged.set_value((preview.moved.clone(), next));
        }
        if self.offset.get_untracked() != preview.offset {
            self.offset.set(preview.offset);
        }
    }
}

pub(crate) const fn is_container(entity: EntityRef) -> bool {
    matches!(entity, EntityRef::Vpc(_) | EntityRef::Zone(_) | EntityRef::Subnet(_))
}

/// The entity and everything in it.
fn gather(layout: &Layout, entity: EntityRef, out: &mut Vec<EntityRef>) {
    if !out.contains(&entity) {
        out.push(entity);
    }
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
