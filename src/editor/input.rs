//! What the hand does, as plain data: the browser's events without the browser.

use super::canvas::ScreenPoint;
use super::palette::PaletteItem;

/// One event on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Pointer(Pointer),
    Wheel(Wheel),
    /// A key went down. Send it only while no text field has focus.
    Key(KeyPress),
    /// A key came up; only Space matters.
    KeyUp(Key),
    /// Something is dragged in from the palette.
    PaletteDrag(PaletteDrag),
    /// Two fingers moved: the place between them moved from `from` to `to` while their distance grew by `factor`.
    Pinch {
        from: ScreenPoint,
        to: ScreenPoint,
        factor: f64,
    },
    /// The pointer was captured by another element, or the window lost focus: whatever was going on is off.
    Interrupted,
}

/// A pointer event; `at` counts from the canvas element's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    pub phase: Phase,
    pub at: ScreenPoint,
    pub button: Button,
    pub modifiers: Modifiers,
    /// The browser's pointer id; events of other pointers than the one that started a gesture are ignored.
    pub id: i32,
    pub kind: PointerKind,
    /// How many clicks in a row this press is (`UIEvent.detail`): 2 for a double click.
    pub clicks: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Down,
    Move,
    Up,
    Cancel,
    /// The pointer left the canvas without a button held.
    Leave,
}

/// The button that a press or release is about; ignored in moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Button {
    #[default]
    Primary,
    Middle,
    Secondary,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PointerKind {
    #[default]
    Mouse,
    Pen,
    Touch,
}

/// The modifier keys held. `command` is Ctrl, or Cmd on a Mac.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Modifiers {
    pub shift: bool,
    pub alt: bool,
    pub command: bool,
}

/// The wheel turned, or two fingers slid on a touchpad; a pinch arrives with `command` set. In pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wheel {
    pub at: ScreenPoint,
    pub dx: f64,
    pub dy: f64,
    pub modifiers: Modifiers,
}

/// A key with the modifiers held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPress {
    pub key: Key,
    pub modifiers: Modifiers,
}

/// A key by what it types or does (`KeyboardEvent.key`); letters in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Char(char),
    Space,
    Enter,
    Escape,
    Tab,
    Delete,
    Backspace,
    ArrowLeft,
    ArrowRight,
    ArrowUp,
    ArrowDown,
    Home,
    End,
    F2,
}

/// A drag that began in the palette.
#[derive(Clone, Debug, PartialEq)]
pub enum PaletteDrag {
    /// The pointer is over the canvas.
    Over {
        item: PaletteItem,
        at: ScreenPoint,
    },
    /// The pointer left the canvas and may come back.
    Leave,
    Drop {
        item: PaletteItem,
        at: ScreenPoint,
    },
    Cancel,
}

impl Modifiers {
    pub const NONE: Self = Self { shift: false, alt: false, command: false };
    pub const SHIFT: Self = Self { shift: true, ..Self::NONE };
    pub const ALT: Self = Self { alt: true, ..Self::NONE };
    pub const ALT_SHIFT: Self = Self { alt: true, shift: true, ..Self::NONE };
    pub const COMMAND: Self = Self { command: true, ..Self::NONE };
    pub const COMMAND_SHIFT: Self = Self { command: true, shift: true, ..Self::NONE };
}

impl Key {
    /// Reads `KeyboardEvent.key`; none for keys that the editor has no use for.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            " " | "Spacebar" => Self::Space,
            "Enter" => Self::Enter,
            "Escape" | "Esc" => Self::Escape,
            "Tab" => Self::Tab,
            "Delete" | "Del" => Self::Delete,
            "Backspace" => Self::Backspace,
            "ArrowLeft" => Self::ArrowLeft,
            "ArrowRight" => Self::ArrowRight,
            "ArrowUp" => Self::ArrowUp,
            "ArrowDown" => Self::ArrowDown,
            "Home" => Self::Home,
            "End" => Self::End,
            "F2" => Self::F2,
            _ => {
                let mut chars = name.chars();
                let first = chars.next()?;
                if chars.next().is_some() {
                    return None;
                }
                Self::Char(first.to_lowercase().next().unwrap_or(first))
            }
        })
    }
}
