//! What a user can ask for by menu, toolbar, shortcut or command palette, besides the hand's gestures.
//!
//! Label, tooltip, shortcut and whether it is possible are said once, here; every menu and the shortcut sheet read it.

use super::Editor;
use super::input::{Key, KeyPress, Modifiers};
use crate::emit::Target;

/// Something to do that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    Undo,
    Redo,
    Delete,
    Duplicate,
    Copy,
    Cut,
    Paste,
    Rename,
    SelectAll,
    /// Ends the gesture under way, else clears the selection.
    Escape,
    /// Selects the container of the selection.
    SelectParent,
    /// Selects the first thing in the selected container.
    SelectChild,
    SelectNext,
    SelectPrevious,
    ZoomIn,
    ZoomOut,
    ZoomToActualSize,
    ZoomToFit,
    ZoomToSelection,
    Tidy,
    New,
    Open,
    Save,
    /// Show the code of a target.
    ShowCode(Target),
    DownloadAll,
    Shortcuts,
}

/// Where an action stands in menus and on the shortcut sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    File,
    Edit,
    Select,
    View,
    Code,
    Help,
}

/// Who carries an action out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Editor,
    /// The shell: files, dialogs, panels. [`Editor::run`] passes the action on in `Outcome::request`.
    Shell,
}

impl Action {
    /// All of them, in the order of the menus.
    pub const ALL: [Self; 28] = [
        Self::New,
        Self::Open,
        Self::Save,
        Self::DownloadAll,
        Self::Undo,
        Self::Redo,
        Self::Cut,
        Self::Copy,
        Self::Paste,
        Self::Duplicate,
        Self::Rename,
        Self::Delete,
        Self::Tidy,
        Self::SelectAll,
        Self::SelectNext,
        Self::SelectPrevious,
        Self::SelectParent,
        Self::SelectChild,
        Self::Escape,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomToActualSize,
        Self::ZoomToFit,
        Self::ZoomToSelection,
        Self::ShowCode(Target::Terraform),
        Self::ShowCode(Target::CloudFormation),
        Self::ShowCode(Target::Cli),
        Self::Shortcuts,
    ];

    /// The entry in a menu; "…" where a dialog follows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Delete => "Delete",
            Self::Duplicate => "Duplicate",
            Self::Copy => "Copy",
            Self::Cut => "Cut",
            Self::Paste => "Paste",
            Self::Rename => "Rename",
            Self::SelectAll => "Select all",
            Self::Escape => "Clear selection",
            Self::SelectParent => "Select container",
            Self::SelectChild => "Select content",
            Self::SelectNext => "Select next",
            Self::SelectPrevious => "Select previous",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomToActualSize => "Zoom to 100 %",
            Self::ZoomToFit => "Zoom to fit",
            Self::ZoomToSelection => "Zoom to selection",
            Self::Tidy => "Tidy up",
            Self::New => "New…",
            Self::Open => "Open…",
            Self::Save => "Save to file",
            Self::ShowCode(Target::Terraform) => "Show Terraform",
            Self::ShowCode(Target::CloudFormation) => "Show CloudFormation",
            Self::ShowCode(Target::Cli) => "Show AWS CLI",
            Self::DownloadAll => "Download all code",
            Self::Shortcuts => "Keyboard shortcuts",
        }
    }

    /// One sentence for the tooltip.
    pub const fn tooltip(self) -> &'static str {
        match self {
            Self::Undo => "Take the last change back",
            Self::Redo => "Do the change again that was taken back",
            Self::Delete => "Remove what is selected, with its content",
            Self::Duplicate => "Copy what is selected, with CIDR blocks of its own",
            Self::Copy => "Put what is selected on the clipboard, as text",
            Self::Cut => "Put what is selected on the clipboard and remove it",
            Self::Paste => "Add what is on the clipboard, at the pointer or in the selected container",
            Self::Rename => "Give what is selected another name",
            Self::SelectAll => "Select everything in the selected container, or on the canvas",
            Self::Escape => "Stop what is under way, or select nothing",
            Self::SelectParent => "Select what holds the selection",
            Self::SelectChild => "Go into the selected container",
            Self::SelectNext => "Go to the next thing on the canvas",
            Self::SelectPrevious => "Go to the previous thing on the canvas",
            Self::ZoomIn => "Look closer",
            Self::ZoomOut => "See more",
            Self::ZoomToActualSize => "One canvas unit per pixel",
            Self::ZoomToFit => "See the whole design",
            Self::ZoomToSelection => "See all that is selected",
            Self::Tidy => "Line up Availability Zones, subnets and endpoints",
            Self::New => "Start another design",
            Self::Open => "Open a design file",
            Self::Save => "Keep the design as a file",
            Self::ShowCode(Target::Terraform) => "The design as Terraform configuration",
            Self::ShowCode(Target::CloudFormation) => "The design as CloudFormation template",
            Self::ShowCode(Target::Cli) => "The design as AWS CLI script",
            Self::DownloadAll => "Download the code of every target as one archive",
            Self::Shortcuts => "All keys and gestures",
        }
    }

    pub const fn group(self) -> Group {
        match self {
            Self::New | Self::Open | Self::Save | Self::DownloadAll => Group::File,
            Self::Undo
            | Self::Redo
            | Self::Delete
            | Self::Duplicate
            | Self::Copy
            | Self::Cut
            | Self::Paste
            | Self::Rename
            | Self::Tidy => Group::Edit,
            Self::SelectAll
            | Self::Escape
            | Self::SelectParent
            | Self::SelectChild
            | Self::SelectNext
            | Self::SelectPrevious => Group::Select,
            Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomToActualSize
            | Self::ZoomToFit
            | Self::ZoomToSelection => Group::View,
            Self::ShowCode(_) => Group::Code,
            Self::Shortcuts => Group::Help,
        }
    }

    pub const fn owner(self) -> Owner {
        match self {
            Self::New
            | Self::Open
            | Self::Save
            | Self::DownloadAll
            | Self::ShowCode(_)
            | Self::Rename
            | Self::Copy
            | Self::Cut
            | Self::Paste
            | Self::Shortcuts => Owner::Shell,
            Self::Undo
            | Self::Redo
            | Self::Delete
            | Self::Duplicate
            | Self::SelectAll
            | Self::Escape
            | Self::SelectParent
            | Self::SelectChild
            | Self::SelectNext
            | Self::SelectPrevious
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomToActualSize
            | Self::ZoomToFit
            | Self::ZoomToSelection
            | Self::Tidy => Owner::Editor,
        }
    }

    /// The keys, the one to show first.
    pub fn shortcuts(self) -> Vec<Shortcut> {
        let key = |key, modifiers| Shortcut(KeyPress { key, modifiers });
        let char = |c, modifiers| key(Key::Char(c), modifiers);
        let (none, shift) = (Modifiers::NONE, Modifiers::SHIFT);
        let (command, command_shift) = (Modifiers::COMMAND, Modifiers::COMMAND_SHIFT);
        match self {
            Self::Undo => vec![char('z', command)],
            Self::Redo => vec![char('z', command_shift), char('y', command)],
            Self::Delete => vec![key(Key::Delete, none), key(Key::Backspace, none)],
            Self::Duplicate => vec![char('d', command)],
            Self::Copy => vec![char('c', command)],
            Self::Cut => vec![char('x', command)],
            Self::Paste => vec![char('v', command)],
            Self::Rename => vec![key(Key::F2, none)],
            Self::SelectAll => vec![char('a', command)],
            Self::Escape => vec![key(Key::Escape, none)],
            Self::SelectParent => vec![key(Key::Enter, shift)],
            Self::SelectChild => vec![key(Key::Enter, none)],
            Self::SelectNext => vec![key(Key::Tab, none)],
            Self::SelectPrevious => vec![key(Key::Tab, shift)],
            Self::ZoomIn => vec![char('+', none), char('=', none), char('+', command), char('=', command)],
            Self::ZoomOut => vec![char('-', none), char('-', command)],
            Self::ZoomToActualSize => vec![char('0', none), char('0', command)],
            Self::ZoomToFit => vec![char('1', shift)],
            Self::ZoomToSelection => vec![char('2', shift)],
            Self::Tidy => vec![char('t', shift)],
            Self::New => Vec::new(),
            Self::Open => vec![char('o', command)],
            Self::Save => vec![char('s', command)],
            Self::ShowCode(_) => Vec::new(),
            Self::DownloadAll => vec![char('e', command_shift)],
            Self::Shortcuts => vec![char('?', none)],
        }
    }

    /// Whether it would do something now. The shell's own actions are always possible.
    pub fn enabled(self, editor: &Editor) -> bool {
        match self {
            Self::Undo => editor.undo_label().is_some(),
            Self::Redo => editor.redo_label().is_some(),
            Self::Delete
            | Self::Duplicate
            | Self::Copy
            | Self::Cut
            | Self::SelectParent
            | Self::SelectChild
            | Self::ZoomToSelection => !editor.selection().is_empty(),
            Self::Rename => editor.selection().single().is_some(),
            Self::SelectAll | Self::SelectNext | Self::SelectPrevious | Self::ZoomToFit | Self::Tidy => {
                editor.layout().bounds().is_some()
            }
            Self::Escape => !editor.selection().is_empty() || editor.busy(),
            Self::ZoomIn => editor.camera().zoom < super::canvas::MAX_ZOOM,
            Self::ZoomOut => editor.camera().zoom > super::canvas::MIN_ZOOM,
            Self::ZoomToActualSize
            | Self::New
            | Self::Open
            | Self::Save
            | Self::ShowCode(_)
            | Self::DownloadAll
            | Self::Paste
            | Self::Shortcuts => true,
        }
    }
}

/// What the hand does on the canvas, with keys that are no [`Action`]: for the shortcut sheet. On a Mac, Ctrl is ⌘.
pub const GESTURES: [(&str, &str); 15] = [
    ("Wheel, two fingers", "Pan"),
    ("Ctrl+wheel, pinch", "Zoom at the pointer"),
    ("Space+drag, middle button", "Pan"),
    ("Click", "Select"),
    ("Shift+click", "Add to the selection, or take from it"),
    ("Drag on the bare canvas", "Select what the frame touches"),
    ("Shift+drag", "Add what the frame touches, also inside a container"),
    ("Drag", "Move, also into another container"),
    ("Alt+drag", "Copy, also into another container"),
    ("Ctrl while dragging", "Without grid and guides"),
    ("Drag from a workload's +", "Connect to a service"),
    ("Drag an edge or corner", "Resize the selected container"),
    ("Double click", "Rename"),
    ("Arrows", "Move the selection, with Shift further; pan if nothing is selected"),
    ("Alt+arrows", "Resize the selected container, with Shift further"),
];

/// A key with its modifiers, as shown in menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut(pub KeyPress);

impl Shortcut {
    /// `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac.
    pub fn text(self, mac: bool) -> String {
        let KeyPress { key, modifiers } = self.0;
        let mut text = String::new();
        let parts = [
            (modifiers.command, "Ctrl+", "⌘"),
            (modifiers.alt, "Alt+", "⌥"),
            (modifiers.shift, "Shift+", "⇧"),
        ];
        for (held, other, on_mac) in parts {
            if held {
                text.push_str(if mac { on_mac } else { other });
            }
        }
        match key {
            Key::Char('-') => text.push('−'),
            Key::Char(c) => text.extend(c.to_uppercase()),
            Key::Space => text.push_str("Space"),
            Key::Enter => text.push_str("Enter"),
            Key::Escape => text.push_str("Esc"),
            Key::Tab => text.push_str("Tab"),
            Key::Delete => text.push_str("Delete"),
            Key::Backspace => text.push_str("Backspace"),
            Key::ArrowLeft => text.push('←'),
            Key::ArrowRight => text.push('→'),
            Key::ArrowUp => text.push('↑'),
            Key::ArrowDown => text.push('↓'),
            Key::Home => text.push_str("Home"),
            Key::End => text.push_str("End"),
            Key::F2 => text.push_str("F2"),
        }
        text
    }
}

/// The action that a key press asks for.
///
/// Characters that need Shift on many layouts (`+`, `?`, `!` for Shift+1) are found with and without it.
pub fn shortcut(press: KeyPress) -> Option<Action> {
    let exact = |press: KeyPress| {
        Action::ALL.into_iter().find(|action| action.shortcuts().contains(&Shortcut(press)))
    };
    exact(press).or_else(|| {
        let plain = Modifiers { shift: false, ..press.modifiers };
        match press.key {
            Key::Char('!') if press.modifiers.shift => exact(KeyPress { key: Key::Char('1'), ..press }),
            Key::Char('@' | '"') if press.modifiers.shift => exact(KeyPress { key: Key::Char('2'), ..press }),
            Key::Char('+' | '?' | '_') => exact(KeyPress {
                key: if press.key == Key::Char('_') { Key::Char('-') } else { press.key },
                modifiers: plain,
            }),
            _ => None,
        }
    })
}
