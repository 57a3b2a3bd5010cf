//! Carries a command out on a copy of the design. Domain decisions are those of [`edit`](crate::edit); what is added
//! here is where things stand.

mod add;
mod arrange;
mod copy;
mod network;
mod plan;
mod relocate;
mod set;
mod set_network;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::check;
use crate::edit::{self, EditError};
use crate::model::{Design, Drawing, EntityRef, Frame, Id, Point, Size, Vpc};

use super::canvas::{Layout, arrive, boxes, metrics, settle, tidy};
use super::{Command, Field, Selection};

pub(super) use arrange::unlocked;
pub(super) use relocate::resized;

/// What a command did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Performed {
    /// The undo label: "Move web to private-b".
    pub(super) label: String,
    /// For assistive technology: "Moved web to private-b".
    pub(super) announcement: String,
    /// What to select; `None` leaves the selection.
    pub(super) select: Option<Vec<EntityRef>>,
    /// New things with the place of their middle, where the user chose one.
    arrivals: BTreeMap<EntityRef, Point>,
    /// What the user put somewhere: it gives way to what was there.
    moved: BTreeSet<EntityRef>,
    /// Top left corners on the canvas for entities that exist.
    places: Vec<(EntityRef, Point)>,
    /// Copies that look for a place; what lies in them has its own already.
    roots: BTreeSet<EntityRef>,
    /// Extents of copies that are not the usual ones.
    sizes: BTreeMap<EntityRef, Size>,
}

impl Performed {
    fn new(label: impl Into<String>, announcement: impl Into<String>) -> Self {
        Self { label: label.into(), announcement: announcement.into(), ..Self::default() }
    }

    fn selecting(mut self, entity: impl Into<EntityRef>) -> Self {
        self.select.get_or_insert_default().push(entity.into());
        self
    }
}

/// What a command may look at besides the design.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) layout: &'a Layout,
    pub(super) selection: &'a Selection,
}

/// Changes the design, or says why not; after an error the design is in no defined state. The canvas is not in order
/// yet: see [`finish`].
pub(super) fn perform(
    design: &mut Design,
    command: &Command,
    context: Context<'_>,
) -> Result<Performed, EditError> {
    match command {
        Command::Add { item, place } => add::add(design, item, *place, context),
        Command::AddSecurityGroup { vpc, name } => {
            let id = edit::add_security_group(design, *vpc, name)?;
            let label = design.label(id.into());
            Ok(Performed::new(format!("Add security group {label}"), format!("Added security group {label}")))
        }
        Command::AddRouteTable { vpc, name } => {
            let id = edit::add_route_table(design, *vpc, name)?;
            let label = design.label(id.into());
            Ok(Performed::new(format!("Add route table {label}"), format!("Added route table {label}")))
        }
        Command::Network(command) => network::perform(design, command, context),
        Command::Plan(command) => plan::perform(design, command, context),
        Command::Move(moves) => {
            let entities: Vec<EntityRef> = moves.iter().map(|each| each.entity).collect();
            arrange::unlocked(design, &entities, false)?;
            relocate::relocate(design, moves, context)
        }
        Command::Resize { entity, frame } => {
            if let EntityRef::Vpc(vpc) = entity
                && design.drawing.collapsed.contains(vpc)
            {
                return Err(EditError(format!("{} is collapsed; expand it first", design.label(*entity))));
            }
            arrange::unlocked(design, &[*entity], false)?;
            relocate::resize(design, *entity, *frame, context)
        }
        Command::Arrange { entities, how } => {
            arrange::unlocked(design, entities, false)?;
            arrange::arrange(design, entities, *how, context)
        }
        Command::Lock { entities, locked } => Ok(arrange::lock(design, entities, *locked)),
        Command::Rename { entity, name } => {
            let before = design.label(*entity);
            edit::rename(design, *entity, name)?;
            let after = design.label(*entity);
            Ok(Performed::new(format!("Rename {before} to {after}"), format!("Renamed {before} to {after}")))
        }
        Command::Set(field) => set::set(design, context.catalog, field),
        Command::SetAll(fields) => {
            for field in fields {
                set::set(design, context.catalog, field)?;
            }
            let what = fields.first().map_or("nothing", Field::title);
            let entities: Vec<EntityRef> = fields.iter().filter_map(Field::entity).collect();
            let of = list(design, &entities);
            Ok(Performed::new(format!("Change {what} of {of}"), format!("Changed {what} of {of}")))
        }
        Command::Collapse { vpcs, collapsed } => Ok(arrange::collapse(design, vpcs, *collapsed)),
        Command::Connect { workload, service } => connect(design, context.catalog, *workload, *service),
        Command::ConnectTo { workload, service } => {
            let region = design
                .region_of((*workload).into())
                .map(str::to_owned)
                .ok_or_else(|| gone((*workload).into()))?;
            let service = edit::add_service(design, context.catalog, service.clone(), &region)?;
            connect(design, context.catalog, *workload, service)
        }
        Command::Disconnect(connection) => remove(design, &[(*connection).into()]),
        Command::Remove(entities) => {
            arrange::unlocked(design, entities, true)?;
            remove(design, entities)
        }
        Command::Duplicate(entities) => copy::duplicate(design, entities, context),
        Command::CopyTo(moves) => copy::copy_to(design, moves, context),
        Command::Paste { fragment, place } => copy::paste(design, fragment, *place, context),
        Command::Cut(entities) => {
            arrange::unlocked(design, entities, true)?;
            let what = list(design, entities);
            edit::remove(design, entities)?;
            Ok(Performed::new(format!("Cut {what}"), format!("Cut {what}")))
        }
        Command::Fix(fix) => {
            fix.apply(design, context.catalog)?;
            Ok(Performed::new(fix.label.clone(), format!("Fixed: {}", fix.label)))
        }
        Command::FixAll => {
            let applied = check::fix_all(design, context.catalog);
            let text = match &applied[..] {
                [] => return Err(EditError("No problem has a fix that needs no decision".to_owned())),
                [one] => one.label.clone(),
                more => format!("{} problems", more.len()),
            };
            Ok(Performed::new(format!("Fix: {text}"), format!("Fixed: {text}")))
        }
        Command::Suppress(suppression) => {
            let what = suppressed(design, &suppression.rule, suppression.at);
            edit::suppress(design, suppression.clone())?;
            Ok(Performed::new(format!("Suppress {what}"), format!("Suppressed {what}")))
        }
        Command::Unsuppress { rule, at } => {
            let what = suppressed(design, rule, *at);
            edit::unsuppress(design, rule, *at)?;
            Ok(Performed::new(format!("Report {what} again"), format!("Reported again: {what}")))
        }
        Command::Reshape { shape, terms } => {
            *design = edit::convert(design, context.catalog, *shape, *terms)?;
            let title = shape.title();
            Ok(Performed::new(format!("Convert to {title}"), format!("Converted to {title}")))
        }
        Command::Tidy => {
            tidy(design);
            Ok(Performed::new("Tidy up", "Tidied up"))
        }
    }
}

/// Gives new entities their places and puts the canvas in order. Returns the new entities, containers first.
pub(super) fn finish(before: &Design, after: &mut Design, performed: &Performed) -> Vec<EntityRef> {
    if after.drawing != Drawing::default() {
        let mut drawing = std::mem::take(&mut after.drawing);
        drawing.retain(|entity| after.exists(entity));
        after.drawing = drawing;
    }
    let new: Vec<EntityRef> = after.entities().filter(|entity| !before.exists(*entity)).collect();
    // Services last: they stand level with their endpoints and clear of a VPC that grows with them.
    let (services, others): (Vec<&EntityRef>, Vec<&EntityRef>) =
        new.iter().partition(|entity| metrics::stands_beside(**entity));
    for entity in others.into_iter().chain(services) {
        let copied = boxes::relative(after, *entity).is_some_and(|frame| frame.origin() != Point::default());
        match performed.arrivals.get(entity) {
            Some(middle) => arrive::arrive_at(after, *entity, *middle),
            None if copied && !performed.roots.contains(entity) => {}
            None => arrive::arrive(after, *entity),
        }
        if let (Some(size), Some(frame)) = (performed.sizes.get(entity), boxes::relative(after, *entity)) {
            boxes::set_relative(after, *entity, Frame::new(frame.x, frame.y, size.w, size.h));
        }
    }
    for (entity, to) in &performed.places {
        boxes::set_absolute(after, *entity, *to);
    }
    let mut moved = performed.moved.clone();
    moved.extend(&new);
    let touched = touched(before, after);
    let restless =
        |entity: &EntityRef| matches!(entity, EntityRef::Vpc(_)) || metrics::stands_beside(*entity);
    if !touched.is_empty() || moved.iter().any(restless) {
        settle::settle(after, &touched, &moved);
    }
    new
}

/// The VPCs in which something is new or not as it was.
fn touched(before: &Design, after: &Design) -> BTreeSet<Id<Vpc>> {
    let mut touched = BTreeSet::new();
    macro_rules! compare {
        ($($table:ident),*) => {$(
            for (id, entity) in after.$table.iter_shared() {
                let same = before.$table.shared(id).is_some_and(|other| Arc::ptr_eq(other, entity));
                if !same {
                    touched.extend(after.vpc_of(id.into()));
                }
            }
        )*};
    }
    compare!(vpcs, zones, subnets, internet_gateways, nat_gateways, workloads, endpoints);
    touched
}

fn connect(
    design: &mut Design,
    catalog: &Catalog,
    workload: Id<crate::model::Workload>,
    service: Id<crate::model::Service>,
) -> Result<Performed, EditError> {
    let connected = edit::connect(design, catalog, workload, service)?;
    let (from, to) = (design.label(workload.into()), design.label(service.into()));
    let made: Vec<String> = connected
        .endpoints
        .iter()
        .filter_map(|id| design.endpoints.get(*id))
        .map(|endpoint| format!("{} endpoint {}", endpoint.kind.api().to_lowercase(), endpoint.name))
        .collect();
    let mut announcement = format!("Connected {from} to {to}");
    if !made.is_empty() {
        announcement.push_str(&format!(" by new {}", made.join(", ")));
    }
    let performed = Performed::new(format!("Connect {from} to {to}"), announcement);
    Ok(match connected.endpoints.first() {
        Some(endpoint) => performed.selecting(*endpoint),
        None => performed.selecting(connected.connection),
    })
}

fn remove(design: &mut Design, entities: &[EntityRef]) -> Result<Performed, EditError> {
    let what = list(design, entities);
    let (label, announcement) = match entities {
        [EntityRef::Connection(_)] => (format!("Disconnect {what}"), format!("Disconnected {what}")),
        _ => (format!("Remove {what}"), format!("Removed {what}")),
    };
    edit::remove(design, entities)?;
    Ok(Performed::new(label, announcement))
}

/// "web", "web and api", "3 items".
fn list(design: &Design, entities: &[EntityRef]) -> String {
    match entities {
        [] => "nothing".to_owned(),
        [one] => design.label(*one),
        [one, two] => format!("{} and {}", design.label(*one), design.label(*two)),
        more => format!("{} items", more.len()),
    }
}

/// "W303 for sqs", "W303 everywhere".
fn suppressed(design: &Design, rule: &str, at: Option<EntityRef>) -> String {
    match at {
        Some(at) => format!("{rule} for {}", design.label(at)),
        None => format!("{rule} everywhere"),
    }
}

fn gone(entity: EntityRef) -> EditError {
    EditError(format!("{entity} is no longer in the design"))
}
