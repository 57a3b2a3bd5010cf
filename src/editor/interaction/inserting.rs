//! Dragging something in from the palette.

use super::super::canvas::geometry::frame_at;
use super::super::canvas::{ScreenPoint, snap};
use super::super::input::PaletteDrag;
use super::super::{Command, DropTarget, Editor, Ghost, Outcome, PaletteItem, Place, Preview};
use super::{Interaction, cancel, verdict};
use crate::model::{EntityRef, Frame, Point};

#[derive(Clone, Debug)]
pub(in crate::editor) struct Inserting {
    item: PaletteItem,
    ghost: Frame,
    target: DropTarget,
}

/// Takes an event of a drag that began in the palette.
pub(in crate::editor) fn palette_drag(editor: &mut Editor, event: &PaletteDrag) -> Outcome {
    match event {
        PaletteDrag::Over { item, at } => {
            let known = match std::mem::take(&mut editor.interaction) {
                Interaction::Inserting(state) if state.item == *item => Some(state.target),
                _ => None,
            };
            editor.interaction = Interaction::Inserting(Inserting::at(editor, item, *at, known));
            Outcome::preview()
        }
        PaletteDrag::Drop { item, at } => {
            editor.interaction = Interaction::Idle;
            let place = Place::at(editor.camera.to_world(*at).round());
            let applied = editor.apply(Command::Add { item: item.clone(), place });
            Outcome::preview().and(applied.unwrap_or_else(Outcome::refused))
        }
        PaletteDrag::Leave => match editor.interaction {
            Interaction::Inserting(_) => {
                editor.interaction = Interaction::Idle;
                Outcome::preview()
            }
            _ => Outcome::default(),
        },
        PaletteDrag::Cancel => match editor.interaction {
            Interaction::Inserting(_) => cancel(editor),
            _ => Outcome::default(),
        },
    }
}

impl Inserting {
    fn at(editor: &Editor, item: &PaletteItem, at: ScreenPoint, known: Option<DropTarget>) -> Self {
        let world = editor.camera.to_world(at);
        let middle = world.round();
        let container = editor.scene().container_at(world, &[]);
        let entity = outlined(editor, item, container);
        let size = item.size();
        let corner = Point::new(middle.x.saturating_sub(size.w / 2), middle.y.saturating_sub(size.h / 2));
        // Over a VPC or the bare canvas the verdict depends on the place.
        let open = matches!(entity, Some(EntityRef::Vpc(_)) | None);
        let target = known.filter(|target| target.entity == entity && !open);
        let target = target.unwrap_or_else(|| {
            let command = Command::Add { item: item.clone(), place: Place::at(middle) };
            let judged = editor
                .try_out(&command)
                .map(|(_, performed)| performed.announcement.replacen("Added", "Adds", 1));
            DropTarget {
                entity,
                frame: entity.and_then(|entity| editor.layout.frame(entity)),
                verdict: verdict(judged),
            }
        });
        Self { item: item.clone(), ghost: frame_at(snap::to_grid(corner), size), target }
    }

    pub(super) fn refused(&self) -> bool {
        !self.target.verdict.allowed
    }

    pub(super) fn preview(&self) -> Preview {
        Preview {
            target: Some(self.target.clone()),
            ghost: Some(Ghost { frame: self.ghost, item: Some(self.item.clone()), entity: None }),
            ..Preview::default()
        }
    }
}

/// The container to outline: the innermost one around the pointer that takes such a thing, else the one pointed at,
/// in which a fitting container will be made.
fn outlined(editor: &Editor, item: &PaletteItem, container: Option<EntityRef>) -> Option<EntityRef> {
    if item.fits_in(None) {
        return None;
    }
    std::iter::successors(container, |inner| editor.layout.holder(*inner))
        .find(|outer| item.fits_in(Some(*outer)))
        .or(container)
}
