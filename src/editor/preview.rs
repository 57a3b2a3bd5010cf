//! What to draw on top of the design while a gesture is under way. The design itself does not change.

use crate::model::{Endpoint, EntityRef, Frame, Id, Point};

use super::canvas::{Guide, Wire, WorldPoint};
use super::palette::PaletteItem;

/// The overlay of the gesture under way; empty while there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// Entities drawn `offset` away from where they are, with their content.
    pub moved: Vec<EntityRef>,
    pub offset: Point,
    /// The wires of what is moved, as they would run: drawn in place of those with the same ids.
    pub wires: Vec<Wire>,
    /// The lines that what is dragged is held to.
    pub guides: Vec<Guide>,
    /// The container that would take what is dragged, with the verdict.
    pub target: Option<DropTarget>,
    /// Where something new, or a resized container, would be.
    pub ghost: Option<Ghost>,
    /// Where copies would be: what is Alt-dragged stays where it is.
    pub copies: Vec<Frame>,
    pub marquee: Option<Frame>,
    pub wire: Option<WirePreview>,
    /// What the pointer hovers.
    pub hover: Option<EntityRef>,
    /// The endpoint whose network interface it hovers, in a subnet.
    pub interface: Option<Id<Endpoint>>,
}

/// The container under what is dragged, and whether it takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropTarget {
    /// The outlined container; none is the bare canvas.
    pub entity: Option<EntityRef>,
    pub frame: Option<Frame>,
    pub verdict: Verdict,
}

/// Whether a drop would do something, and what or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub allowed: bool,
    /// "Moves to private-b", "A subnet belongs into an Availability Zone".
    pub text: String,
}

/// The outline of what would be there after the gesture, in absolute canvas units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ghost {
    pub frame: Frame,
    /// The new thing; none while a container is resized.
    pub item: Option<PaletteItem>,
    /// The container being resized.
    pub entity: Option<EntityRef>,
}

/// A connection being drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct WirePreview {
    pub from: EntityRef,
    pub start: Point,
    pub end: WorldPoint,
    /// The service under the pointer.
    pub over: Option<EntityRef>,
    pub verdict: Verdict,
}

/// The shape of the pointer over the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    #[default]
    Default,
    /// Over something that can be moved.
    Move,
    /// Ready to pan.
    Grab,
    Grabbing,
    Crosshair,
    NotAllowed,
    ResizeHorizontal,
    ResizeVertical,
    ResizeDiagonalDown,
    ResizeDiagonalUp,
}

impl Cursor {
    /// The CSS keyword.
    pub const fn css(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Move => "move",
            Self::Grab => "grab",
            Self::Grabbing => "grabbing",
            Self::Crosshair => "crosshair",
            Self::NotAllowed => "not-allowed",
            Self::ResizeHorizontal => "ew-resize",
            Self::ResizeVertical => "ns-resize",
            Self::ResizeDiagonalDown => "nwse-resize",
            Self::ResizeDiagonalUp => "nesw-resize",
        }
    }
}
