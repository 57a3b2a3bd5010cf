//! The line icons of buttons and messages, drawn for a 24-unit square.

use leptos::prelude::*;

/// An icon of the user interface; entities have a `canvas::glyph` instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Undo,
    Redo,
    New,
    Open,
    Save,
    Plus,
    Minus,
    Fit,
    Sun,
    Moon,
    Screen,
    Search,
    Close,
    Copy,
    Download,
    Archive,
    Error,
    Warning,
    Info,
    Check,
    Trash,
    ChevronDown,
    ChevronUp,
    PanelLeft,
    PanelRight,
    Palette,
    Canvas,
    Sliders,
    Code,
    Globe,
    Keyboard,
    ArrowLeft,
    Table,
    Share,
    Help,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Undo => "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
            Self::Redo => "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
            Self::New => "M14 3H6v18h12V7zM14 3v4h4M12 11v6M9 14h6",
            Self::Open => "M3 19V5h6l2 3h8v3M3 19l3-8h16l-3 8z",
            Self::Save => "M12 3v12M7 10l5 5 5-5M4 17v4h16v-4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Fit => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M9 9h6v6H9z",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5"
            }
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
            Self::Screen => "M3 5h18v11H3zM9 20h6M12 16v4",
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.2 15.2 20 20",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Copy => "M9 9h11v11H9zM15 9V4H4v11h5",
            Self::Download => "M12 4v11M7.5 10.5 12 15l4.5-4.5M5 20h14",
            Self::Archive => "M4 4h16v5H4zM5.5 9v11h13V9M10 13h4",
            Self::Error => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8v5M12 16.2v.1",
            Self::Warning => "M12 4 2.5 20h19zM12 10v4.5M12 17.2v.1",
            Self::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.7v.1",
            Self::Check => "M5 12.5 10 17.5 19.5 7",
            Self::Trash => "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5",
            Self::ChevronDown => "M6 9.5l6 6 6-6",
            Self::ChevronUp => "M6 15l6-6 6 6",
            Self::PanelLeft => "M3.5 5h17v14h-17zM9.5 5v14",
            Self::PanelRight => "M3.5 5h17v14h-17zM14.5 5v14",
            Self::Palette => "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.5 13.5v6M13.5 16.5h6",
            Self::Canvas => "M3.5 5h17v14h-17zM7 9h4.5v6H7zM14.5 9h2.5M14.5 12h2.5M14.5 15h2.5",
            Self::Sliders => "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h3M11 12h9M9 10v4",
            Self::Code => "M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5M13.5 5l-3 14",
            Self::Globe => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.6 2.5 3.8 5.6 3.8 9s-1.2 6.5-3.8 9c-2.6-2.5-3.8-5.6-3.8-9S9.4 5.5 12 3z"
            }
            Self::Keyboard => "M3 7h18v11H3zM7 11h.1M11 11h.1M15 11h.1M8 14.5h8",
            Self::ArrowLeft => "M19 12H5M11 6l-6 6 6 6",
            Self::Share => "M12 3v12M7.5 7.5 12 3l4.5 4.5M6 11H4v10h16V11h-2",
            Self::Help => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.4 9.6a2.7 2.7 0 1 1 3.9 2.4c-.9.5-1.3 1-1.3 2M12 16.9v.1"
            }
            Self::Table => "M4 5h16v14H4zM4 9.7h16M4 14.3h16M9.5 5v14",
        }
    }
}

/// Draws an icon; the text beside it, or the label of its button, says what it means.
pub(crate) fn icon(icon: Icon) -> impl IntoView {
    tinted(icon, "")
}

/// An icon with a further class.
pub(crate) fn tinted(icon: Icon, class: &'static str) -> impl IntoView + use<> {
    view! {
        <svg class=format!("icon {class}") viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
}
