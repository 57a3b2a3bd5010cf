//! What a user can ask for by menu, toolbar, shortcut or command palette, besides the hand's gestures.
//!
//! Label, tooltip, shortcuts, place in the menus and who carries it out are said once, in [`Action::about`]; every menu,
//! the command palette and the shortcut sheet read it.

use super::input::{Key, KeyPress, Modifiers};
use super::{Arrange, Direction, Editor};
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
    /// Selects the nearest thing on one side.
    SelectTowards(Direction),
    Arrange(Arrange),
    /// Locks the selection, or unlocks it if all of it is locked.
    ToggleLock,
    /// Draws the VPCs of the selection as their headings, or in full again.
    ToggleCollapse,
    ToggleMinimap,
    ToggleGrid,
    ToggleObjectSnap,
    ZoomIn,
    ZoomOut,
    ZoomToActualSize,
    ZoomToFit,
    ZoomToSelection,
    Tidy,
    /// Applies every fix of a finding that needs no decision.
    FixAll,
    New,
    Open,
    Save,
    /// The designs that the browser keeps.
    Designs,
    /// Puts a link that holds the design on the clipboard.
    CopyLink,
    ExportSvg,
    ExportPng,
    /// Puts the diagram on the clipboard as pixels.
    CopyPicture,
    Print,
    /// Show the code of a target.
    ShowCode(Target),
    DownloadAll,
    /// The address planner, for the VPC of the selection.
    PlanAddresses,
    /// Show what the design costs.
    ShowCost,
    /// Show what other shapes of the same connectivity would cost.
    CompareShapes,
    /// Search on the canvas.
    Find,
    CommandPalette,
    /// Show what is in the design as a tree.
    ShowOutline,
    /// From the light to the dark theme and back.
    ToggleTheme,
    /// Show which endpoint services exist where.
    Catalog,
    Shortcuts,
    /// The tour of the app, step by step.
    Tour,
}

/// Where an action stands in menus and on the shortcut sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    File,
    Edit,
    Select,
    Arrange,
    View,
    Code,
    Help,
}

impl Group {
    pub const ALL: [Self; 7] =
        [Self::File, Self::Edit, Self::Select, Self::Arrange, Self::View, Self::Code, Self::Help];

    pub const fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Select => "Select",
            Self::Arrange => "Arrange",
            Self::View => "View",
            Self::Code => "Code",
            Self::Help => "Help",
        }
    }
}

/// Who carries an action out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Editor,
    /// The shell: files, dialogs, panels. [`Editor::run`] passes the action on in `Outcome::request`.
    Shell,
}

/// What is to be said of an action.
#[derive(Clone, Copy, Debug)]
pub struct About {
    pub group: Group,
    pub owner: Owner,
    /// The entry in a menu; "…" where a dialog follows.
    pub label: &'static str,
    /// One sentence for the tooltip.
    pub tooltip: &'static str,
    /// The keys, the one to show first.
    pub keys: &'static [KeyPress],
}

const fn about(
    group: Group,
    owner: Owner,
    label: &'static str,
    tooltip: &'static str,
    keys: &'static [KeyPress],
) -> About {
    About { group, owner, label, tooltip, keys }
}

const fn key(key: Key, modifiers: Modifiers) -> KeyPress {
    KeyPress { key, modifiers }
}

const fn plain(c: char) -> KeyPress {
    key(Key::Char(c), Modifiers::NONE)
}

const fn shift(c: char) -> KeyPress {
    key(Key::Char(c), Modifiers::SHIFT)
}

const fn command(c: char) -> KeyPress {
    key(Key::Char(c), Modifiers::COMMAND)
}

const fn command_shift(c: char) -> KeyPress {
    key(Key::Char(c), Modifiers::COMMAND_SHIFT)
}

const fn alt(c: char) -> KeyPress {
    key(Key::Char(c), Modifiers::ALT)
}

const fn alt_shift(c: char) -> KeyPress {
    key(Key::Char(c), Modifiers::ALT_SHIFT)
}

/// A list of keys that lives as long as the program.
macro_rules! keys {
    ($($key:expr),* $(,)?) => {
        const { &[$($key),*] }
    };
}

impl Action {
    /// All of them, in the order of the menus.
    pub const ALL: [Self; 61] = [
        Self::New,
        Self::Open,
        Self::Designs,
        Self::Save,
        Self::CopyLink,
        Self::ExportSvg,
        Self::ExportPng,
        Self::CopyPicture,
        Self::Print,
        Self::DownloadAll,
        Self::Undo,
        Self::Redo,
        Self::Cut,
        Self::Copy,
        Self::Paste,
        Self::Duplicate,
        Self::Rename,
        Self::Delete,
        Self::PlanAddresses,
        Self::Find,
        Self::SelectAll,
        Self::SelectNext,
        Self::SelectPrevious,
        Self::SelectParent,
        Self::SelectChild,
        Self::SelectTowards(Direction::Left),
        Self::SelectTowards(Direction::Right),
        Self::SelectTowards(Direction::Up),
        Self::SelectTowards(Direction::Down),
        Self::Escape,
        Self::Tidy,
        Self::FixAll,
        Self::Arrange(Arrange::Left),
        Self::Arrange(Arrange::Center),
        Self::Arrange(Arrange::Right),
        Self::Arrange(Arrange::Top),
        Self::Arrange(Arrange::Middle),
        Self::Arrange(Arrange::Bottom),
        Self::Arrange(Arrange::Horizontally),
        Self::Arrange(Arrange::Vertically),
        Self::ToggleLock,
        Self::ToggleCollapse,
        Self::ToggleMinimap,
        Self::ToggleGrid,
        Self::ToggleObjectSnap,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomToActualSize,
        Self::ZoomToFit,
        Self::ZoomToSelection,
        Self::ShowCode(Target::Terraform),
        Self::ShowCode(Target::CloudFormation),
        Self::ShowCode(Target::Cli),
        Self::ShowCost,
        Self::CompareShapes,
        Self::CommandPalette,
        Self::ShowOutline,
        Self::ToggleTheme,
        Self::Catalog,
        Self::Shortcuts,
        Self::Tour,
    ];

    /// What menus, tooltips and the shortcut sheet say of it.
    pub const fn about(self) -> About {
        use Owner::{Editor, Shell};
        const NONE: Modifiers = Modifiers::NONE;
        match self {
            Self::New => about(Group::File, Shell, "New…", "Start another design", &[]),
            Self::Open => about(Group::File, Shell, "Open…", "Open a design file", keys![command('o')]),
            Self::Save => {
                about(Group::File, Shell, "Save to file", "Keep the design as a file", keys![command('s')])
            }
            Self::Designs => about(
                Group::File,
                Shell,
                "Designs in this browser…",
                "Go on with another design, or delete one",
                keys![alt_shift('o')],
            ),
            Self::CopyLink => about(
                Group::File,
                Shell,
                "Copy link to the design",
                "A link that holds the whole design; nothing is sent to a server",
                keys![alt_shift('l')],
            ),
            Self::ExportSvg => about(
                Group::File,
                Shell,
                "Export picture as SVG",
                "The diagram for documents; it holds the design and opens here again",
                keys![alt_shift('e')],
            ),
            Self::ExportPng => about(
                Group::File,
                Shell,
                "Export picture as PNG",
                "The diagram as pixels, for where SVG is not taken",
                keys![alt_shift('p')],
            ),
            Self::CopyPicture => about(
                Group::File,
                Shell,
                "Copy picture",
                "Put the diagram on the clipboard as PNG, to paste it into a document",
                keys![alt_shift('c')],
            ),
            Self::Print => {
                about(Group::File, Shell, "Print…", "The diagram on one page", keys![command('p')])
            }
            Self::DownloadAll => about(
                Group::File,
                Shell,
                "Download all code",
                "Download the code of every target as one archive",
                keys![command_shift('e')],
            ),
            Self::ShowCost => {
                about(Group::Code, Shell, "Cost", "What the design costs a month, object by object", &[])
            }
            Self::CompareShapes => about(
                Group::Code,
                Shell,
                "Compare shapes",
                "What the same connections cost by endpoints, NAT or a hub, and where they break even",
                &[],
            ),
            Self::Undo => {
                about(Group::Edit, Editor, "Undo", "Take the last change back", keys![command('z')])
            }
            Self::Redo => about(
                Group::Edit,
                Editor,
                "Redo",
                "Do the change again that was taken back",
                keys![command_shift('z'), command('y')],
            ),
            Self::Cut => about(
                Group::Edit,
                Shell,
                "Cut",
                "Put what is selected on the clipboard and remove it",
                keys![command('x')],
            ),
            Self::Copy => about(
                Group::Edit,
                Shell,
                "Copy",
                "Put what is selected on the clipboard, as text",
                keys![command('c')],
            ),
            Self::Paste => about(
                Group::Edit,
                Shell,
                "Paste",
                "Add what is on the clipboard, at the pointer or in the selected container",
                keys![command('v')],
            ),
            Self::Duplicate => about(
                Group::Edit,
                Editor,
                "Duplicate",
                "Copy what is selected, with CIDR blocks of its own",
                keys![command('d')],
            ),
            Self::Rename => about(
                Group::Edit,
                Shell,
                "Rename",
                "Give what is selected another name",
                keys![key(Key::F2, NONE)],
            ),
            Self::Delete => about(
                Group::Edit,
                Editor,
                "Delete",
                "Remove what is selected, with its content",
                keys![key(Key::Delete, NONE), key(Key::Backspace, NONE)],
            ),
            Self::SelectAll => about(
                Group::Select,
                Editor,
                "Select all",
                "Select everything in the selected container, or on the canvas",
                keys![command('a')],
            ),
            Self::SelectNext => about(
                Group::Select,
                Editor,
                "Select next",
                "Go to the next thing on the canvas",
                keys![key(Key::Tab, NONE)],
            ),
            Self::SelectPrevious => about(
                Group::Select,
                Editor,
                "Select previous",
                "Go to the previous thing on the canvas",
                keys![key(Key::Tab, Modifiers::SHIFT)],
            ),
            Self::SelectParent => about(
                Group::Select,
                Editor,
                "Select container",
                "Select what holds the selection",
                keys![key(Key::Enter, Modifiers::SHIFT)],
            ),
            Self::SelectChild => about(
                Group::Select,
                Editor,
                "Select content",
                "Go into the selected container; rename what is none",
                keys![key(Key::Enter, NONE)],
            ),
            Self::SelectTowards(direction) => {
                let (label, tooltip, keys): (_, _, &[KeyPress]) = match direction {
                    Direction::Left => (
                        "Select to the left",
                        "Go to the nearest thing on the left",
                        keys![key(Key::ArrowLeft, Modifiers::COMMAND)],
                    ),
                    Direction::Right => (
                        "Select to the right",
                        "Go to the nearest thing on the right",
                        keys![key(Key::ArrowRight, Modifiers::COMMAND)],
                    ),
                    Direction::Up => (
                        "Select above",
                        "Go to the nearest thing above",
                        keys![key(Key::ArrowUp, Modifiers::COMMAND)],
                    ),
                    Direction::Down => (
                        "Select below",
                        "Go to the nearest thing below",
                        keys![key(Key::ArrowDown, Modifiers::COMMAND)],
                    ),
                };
                about(Group::Select, Editor, label, tooltip, keys)
            }
            Self::Escape => about(
                Group::Select,
                Editor,
                "Clear selection",
                "Stop what is under way, or select nothing",
                keys![key(Key::Escape, NONE)],
            ),
            Self::Tidy => about(
                Group::Arrange,
                Editor,
                "Tidy up",
                "Line up Availability Zones, subnets and endpoints",
                keys![shift('t')],
            ),
            Self::FixAll => about(
                Group::Edit,
                Editor,
                "Fix all problems",
                "Apply every fix that needs no decision, as one step to undo",
                keys![alt_shift('f')],
            ),
            Self::Arrange(how) => {
                let (tooltip, keys): (_, &[KeyPress]) = match how {
                    Arrange::Left => (
                        "Bring the left edges into line",
                        keys![key(Key::ArrowLeft, Modifiers::COMMAND_SHIFT)],
                    ),
                    Arrange::Center => ("Bring the middles onto one vertical line", keys![alt('h')]),
                    Arrange::Right => (
                        "Bring the right edges into line",
                        keys![key(Key::ArrowRight, Modifiers::COMMAND_SHIFT)],
                    ),
                    Arrange::Top => {
                        ("Bring the top edges into line", keys![key(Key::ArrowUp, Modifiers::COMMAND_SHIFT)])
                    }
                    Arrange::Middle => ("Bring the middles onto one horizontal line", keys![alt('v')]),
                    Arrange::Bottom => (
                        "Bring the bottom edges into line",
                        keys![key(Key::ArrowDown, Modifiers::COMMAND_SHIFT)],
                    ),
                    Arrange::Horizontally => {
                        ("Leave the same gap between neighbours from left to right", keys![alt_shift('h')])
                    }
                    Arrange::Vertically => {
                        ("Leave the same gap between neighbours from top to bottom", keys![alt_shift('v')])
                    }
                };
                about(Group::Arrange, Editor, how.title(), tooltip, keys)
            }
            Self::ToggleLock => about(
                Group::Arrange,
                Editor,
                "Lock or unlock",
                "Keep what is selected, with its content, from being moved, resized or removed",
                keys![command_shift('l')],
            ),
            Self::ToggleCollapse => about(
                Group::View,
                Editor,
                "Collapse or expand VPC",
                "Draw the VPC of the selection as its heading, or in full again",
                keys![shift('e')],
            ),
            Self::ToggleMinimap => about(
                Group::View,
                Shell,
                "Minimap",
                "Show the whole design in a corner, and what of it is in view",
                keys![shift('m')],
            ),
            Self::ToggleGrid => about(
                Group::View,
                Editor,
                "Grid",
                "Show the grid and let what is dragged rest on it",
                keys![command('\'')],
            ),
            Self::ToggleObjectSnap => about(
                Group::View,
                Editor,
                "Snap to objects",
                "Let what is dragged line up with its neighbours",
                keys![alt('s')],
            ),
            Self::ZoomIn => about(
                Group::View,
                Editor,
                "Zoom in",
                "Look closer",
                keys![plain('+'), plain('='), command('+'), command('=')],
            ),
            Self::ZoomOut => {
                about(Group::View, Editor, "Zoom out", "See more", keys![plain('-'), command('-')])
            }
            Self::ZoomToActualSize => about(
                Group::View,
                Editor,
                "Zoom to 100 %",
                "One canvas unit per pixel",
                keys![plain('0'), command('0'), shift('0')],
            ),
            Self::ZoomToFit => {
                about(Group::View, Editor, "Zoom to fit", "See the whole design", keys![shift('1')])
            }
            Self::ZoomToSelection => about(
                Group::View,
                Editor,
                "Zoom to selection",
                "See all that is selected",
                keys![shift('2'), shift('3')],
            ),
            Self::ShowCode(target) => {
                let (label, tooltip) = match target {
                    Target::Terraform => ("Show Terraform", "The design as Terraform configuration"),
                    Target::CloudFormation => {
                        ("Show CloudFormation", "The design as CloudFormation template")
                    }
                    Target::Cli => ("Show AWS CLI", "The design as AWS CLI script"),
                };
                about(Group::Code, Shell, label, tooltip, &[])
            }
            Self::PlanAddresses => about(
                Group::Edit,
                Shell,
                "Plan addresses…",
                "See and change how a VPC's address space is divided",
                keys![shift('a')],
            ),
            Self::Find => about(
                Group::Edit,
                Shell,
                "Find on the canvas…",
                "Go to something by name, address, tag or kind",
                keys![command('f')],
            ),
            Self::CommandPalette => about(
                Group::Help,
                Shell,
                "Command palette…",
                "Every command, everything to add and everything on the canvas, by typing",
                keys![command('k'), command_shift('p'), command('/')],
            ),
            Self::ShowOutline => about(
                Group::View,
                Shell,
                "Outline",
                "What is in the design, as a tree",
                keys![command_shift('o')],
            ),
            Self::ToggleTheme => about(
                Group::View,
                Shell,
                "Light or dark theme",
                "Change between the light and the dark theme",
                keys![alt_shift('d')],
            ),
            Self::Catalog => about(
                Group::View,
                Shell,
                "Service catalogue",
                "Which VPC endpoints exist where, and how to reach a service privately",
                keys![shift('c')],
            ),
            Self::Shortcuts => {
                about(Group::Help, Shell, "Keyboard shortcuts", "All keys and gestures", keys![plain('?')])
            }
            Self::Tour => about(
                Group::Help,
                Shell,
                "Take the tour",
                "Ten steps in five minutes, each at its place",
                &[],
            ),
        }
    }

    /// The entry in a menu; "…" where a dialog follows.
    pub const fn label(self) -> &'static str {
        self.about().label
    }

    /// One sentence for the tooltip.
    pub const fn tooltip(self) -> &'static str {
        self.about().tooltip
    }

    pub const fn group(self) -> Group {
        self.about().group
    }

    pub const fn owner(self) -> Owner {
        self.about().owner
    }

    /// The keys, the one to show first.
    pub fn shortcuts(self) -> Vec<Shortcut> {
        self.about().keys.iter().copied().map(Shortcut).collect()
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
            | Self::ToggleLock
            | Self::ZoomToSelection => !editor.selection().is_empty(),
            Self::PlanAddresses => editor.vpc_to_plan().is_some(),
            Self::ToggleCollapse => !editor.selected_vpcs().is_empty(),
            Self::Arrange(how) => editor.selection().len() >= how.least(),
            Self::Rename => editor.selection().single().is_some(),
            Self::SelectAll
            | Self::SelectNext
            | Self::SelectPrevious
            | Self::SelectTowards(_)
            | Self::ZoomToFit
            | Self::Tidy
            | Self::FixAll => editor.layout().bounds().is_some(),
            Self::Escape => !editor.selection().is_empty() || editor.busy(),
            Self::ZoomIn => editor.camera().zoom < super::canvas::MAX_ZOOM,
            Self::ZoomOut => editor.camera().zoom > super::canvas::MIN_ZOOM,
            Self::ToggleGrid
            | Self::ToggleMinimap
            | Self::ToggleObjectSnap
            | Self::ZoomToActualSize
            | Self::New
            | Self::Open
            | Self::Save
            | Self::Designs
            | Self::CopyLink
            | Self::ExportSvg
            | Self::ExportPng
            | Self::CopyPicture
            | Self::ShowOutline
            | Self::ToggleTheme
            | Self::Print
            | Self::ShowCode(_)
            | Self::ShowCost
            | Self::CompareShapes
            | Self::DownloadAll
            | Self::Paste
            | Self::Find
            | Self::CommandPalette
            | Self::Catalog
            | Self::Shortcuts
            | Self::Tour => true,
        }
    }

    /// Whether a switch is on; none for what is no switch.
    pub fn checked(self, editor: &Editor) -> Option<bool> {
        match self {
            Self::ToggleGrid => Some(editor.snapping().grid),
            Self::ToggleObjectSnap => Some(editor.snapping().objects),
            Self::ToggleLock => Some(editor.all_locked()),
            Self::ToggleCollapse => Some(editor.all_collapsed()),
            _ => None,
        }
    }
}

/// What the hand does on the canvas, with keys that are no [`Action`]: for the shortcut sheet. On a Mac, Ctrl is ⌘.
pub const GESTURES: [(&str, &str); 16] = [
    ("Wheel, two fingers", "Pan"),
    ("Ctrl+wheel, pinch", "Zoom at the pointer"),
    ("Space+drag, middle button", "Pan"),
    ("Click", "Select"),
    ("Shift+click", "Add to the selection, or take from it"),
    ("Ctrl+click", "Select what lies beneath, each time further out"),
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
    let exact = |press: KeyPress| Action::ALL.into_iter().find(|action| action.about().keys.contains(&press));
    exact(press).or_else(|| {
        let unshifted = Modifiers { shift: false, ..press.modifiers };
        let digit = |c| exact(KeyPress { key: Key::Char(c), ..press });
        match press.key {
            Key::Char(')' | '=') if press.modifiers == Modifiers::SHIFT => digit('0'),
            Key::Char('!') if press.modifiers.shift => digit('1'),
            Key::Char('@' | '"') if press.modifiers.shift => digit('2'),
            Key::Char('#' | '§') if press.modifiers.shift => digit('3'),
            Key::Char('+' | '?' | '_') => exact(KeyPress {
                key: if press.key == Key::Char('_') { Key::Char('-') } else { press.key },
                modifiers: unshifted,
            }),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_does_two_things_and_every_action_is_told() {
        let mut seen: Vec<(KeyPress, Action)> = Vec::new();
        for action in Action::ALL {
            let About { label, tooltip, keys, .. } = action.about();
            assert!(!label.is_empty() && !tooltip.is_empty() && !tooltip.ends_with('.'), "{action:?}");
            assert_eq!(
                Action::ALL.iter().filter(|other| **other == action).count(),
                1,
                "{action:?} is listed once"
            );
            for key in keys {
                if let Some((_, other)) = seen.iter().find(|(known, _)| known == key) {
                    panic!("{} does {action:?} and {other:?}", Shortcut(*key).text(false));
                }
                assert_eq!(shortcut(*key), Some(action));
                seen.push((*key, action));
            }
        }
    }
}
