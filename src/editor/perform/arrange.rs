//! Lining up and spacing out what is selected together; locks.

use crate::edit::EditError;
use crate::model::{Design, EntityRef, Frame, Id, Point, Vpc};

use super::super::canvas::geometry::{center, union};
use super::super::{Arrange, Move};
use super::{Context, Performed, list, relocate};

pub(super) fn arrange(
    design: &mut Design,
    entities: &[EntityRef],
    how: Arrange,
    context: Context<'_>,
) -> Result<Performed, EditError> {
    let mut frames: Vec<(EntityRef, Frame)> =
        entities.iter().filter_map(|entity| Some((*entity, context.layout.frame(*entity)?))).collect();
    if frames.len() < how.least() {
        return Err(EditError(format!("Select at least {} things to {}", how.least(), how.verb())));
    }
    let Some(all) = frames.iter().map(|(_, frame)| *frame).reduce(union) else {
        return Err(EditError("Nothing is selected".to_owned()));
    };
    let middle = center(all);
    let at = |frame: Frame| match how {
        Arrange::Left => Point::new(all.x, frame.y),
        Arrange::Center => Point::new(middle.x.saturating_sub(frame.w / 2), frame.y),
        Arrange::Right => Point::new(all.right().saturating_sub(frame.w), frame.y),
        Arrange::Top => Point::new(frame.x, all.y),
        Arrange::Middle => Point::new(frame.x, middle.y.saturating_sub(frame.h / 2)),
        Arrange::Bottom => Point::new(frame.x, all.bottom().saturating_sub(frame.h)),
        Arrange::Horizontally | Arrange::Vertically => frame.origin(),
    };
    let moves: Vec<Move> = match how {
        Arrange::Horizontally => {
            frames.sort_by_key(|(entity, frame)| (frame.x, *entity));
            let starts = spaced(all.x, all.w, frames.iter().map(|(_, frame)| frame.w));
            let place =
                |((entity, frame), x): (&(EntityRef, Frame), i32)| step(*entity, Point::new(x, frame.y));
            frames.iter().zip(starts).map(place).collect()
        }
        Arrange::Vertically => {
            frames.sort_by_key(|(entity, frame)| (frame.y, *entity));
            let starts = spaced(all.y, all.h, frames.iter().map(|(_, frame)| frame.h));
            let place =
                |((entity, frame), y): (&(EntityRef, Frame), i32)| step(*entity, Point::new(frame.x, y));
            frames.iter().zip(starts).map(place).collect()
        }
        Arrange::Left
        | Arrange::Center
        | Arrange::Right
        | Arrange::Top
        | Arrange::Middle
        | Arrange::Bottom => frames.iter().map(|(entity, frame)| step(*entity, at(*frame))).collect(),
    };
    let mut performed = relocate::relocate(design, &moves, context)?;
    let what = list(design, entities);
    performed.label = format!("{}: {what}", how.title());
    performed.announcement = format!("{}: {what}", how.title());
    Ok(performed)
}

fn step(entity: EntityRef, to: Point) -> Move {
    Move { entity, to, into: None }
}

/// Where extents begin that fill a span from end to end with equal gaps between them.
fn spaced(start: i32, span: i32, extents: impl ExactSizeIterator<Item = i32> + Clone) -> Vec<i32> {
    let total: i32 = extents.clone().fold(0, i32::saturating_add);
    let gaps = i32::try_from(extents.len()).unwrap_or(i32::MAX).saturating_sub(1).max(1);
    let free = span.saturating_sub(total);
    let mut used = 0i32;
    (0i32..)
        .zip(extents)
        .map(|(index, extent)| {
            // The rest of the division goes to the gaps one by one: the last one ends where the span does.
            let gap = i64::from(free) * i64::from(index) / i64::from(gaps);
            let at = start.saturating_add(used).saturating_add(i32::try_from(gap).unwrap_or(0));
            used = used.saturating_add(extent);
            at
        })
        .collect()
}

/// Locks or unlocks entities.
pub(super) fn lock(design: &mut Design, entities: &[EntityRef], locked: bool) -> Performed {
    for entity in entities {
        if locked {
            design.drawing.locked.insert(*entity);
        } else {
            design.drawing.locked.remove(entity);
        }
    }
    let what = list(design, entities);
    if locked {
        Performed::new(format!("Lock {what}"), format!("Locked {what}"))
    } else {
        Performed::new(format!("Unlock {what}"), format!("Unlocked {what}"))
    }
}

/// Draws VPCs as their headings only, or in full again.
pub(super) fn collapse(design: &mut Design, vpcs: &[Id<Vpc>], collapsed: bool) -> Performed {
    for vpc in vpcs {
        if collapsed {
            design.drawing.collapsed.insert(*vpc);
        } else {
            design.drawing.collapsed.remove(vpc);
        }
    }
    let entities: Vec<EntityRef> = vpcs.iter().map(|vpc| (*vpc).into()).collect();
    let what = list(design, &entities);
    let performed = if collapsed {
        Performed::new(format!("Collapse {what}"), format!("Collapsed {what}"))
    } else {
        Performed::new(format!("Expand {what}"), format!("Expanded {what}"))
    };
    // What was selected inside is not drawn any more.
    entities.into_iter().fold(performed, Performed::selecting)
}

/// Refuses to touch what is locked, or lies in something locked; with `content`, also what holds something locked.
pub(in crate::editor) fn unlocked(
    design: &Design,
    entities: &[EntityRef],
    content: bool,
) -> Result<(), EditError> {
    if design.drawing.locked.is_empty() {
        return Ok(());
    }
    for entity in entities {
        if let Some(lock) = design.lock_of(*entity) {
            let name = design.label(lock);
            return Err(EditError(if lock == *entity {
                format!("{name} is locked; unlock it first (Ctrl+Shift+L)")
            } else {
                format!("{} lies in {name}, which is locked; unlock that first", design.label(*entity))
            }));
        }
    }
    if content {
        let inside = design.content_of(entities);
        if let Some(held) = design.drawing.locked.iter().find(|locked| inside.contains(locked)) {
            return Err(EditError(format!(
                "{} would go with it and is locked; unlock it first",
                design.label(*held)
            )));
        }
    }
    Ok(())
}
