//! How the user likes the app: theme, panels, the tab of the code panel. Kept in the browser, apart from designs.

use serde::{Deserialize, Serialize};

use super::browser::{dom, storage};
use crate::editor::Snapping;
use crate::emit::{Layout, TemplateFormat};

const KEY: &str = "vpc-designer.preferences";

/// Preferences; whatever a stored text lacks or misspells is the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Prefs {
    pub(crate) theme: Theme,
    pub(crate) left_open: bool,
    pub(crate) right_open: bool,
    pub(crate) code_open: bool,
    /// Widths and height in pixels; none is the style sheet's.
    pub(crate) left: Option<i32>,
    pub(crate) right: Option<i32>,
    pub(crate) bottom: Option<i32>,
    /// What a drag is held to.
    pub(crate) grid: bool,
    pub(crate) object_snap: bool,
    pub(crate) minimap: bool,
    pub(crate) tab: CodeTab,
    pub(crate) left_tab: LeftTab,
    /// The form of the code.
    pub(crate) layout: Layout,
    pub(crate) import_blocks: bool,
    pub(crate) template_format: TemplateFormat,
    /// The tour was taken, or closed: the start need not offer it.
    pub(crate) toured: bool,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            left_open: true,
            right_open: true,
            code_open: true,
            left: None,
            right: None,
            bottom: None,
            grid: true,
            object_snap: true,
            minimap: false,
            tab: CodeTab::Terraform,
            left_tab: LeftTab::Palette,
            layout: Layout::default(),
            import_blocks: false,
            template_format: TemplateFormat::default(),
            toured: false,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// Tells the style sheet.
    pub(crate) fn show(self) {
        dom::set_root_attribute(
            "data-theme",
            match self {
                Self::System => None,
                Self::Light => Some("light"),
                Self::Dark => Some("dark"),
            },
        );
    }
}

/// The tabs of the code panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CodeTab {
    Cli,
    Terraform,
    CloudFormation,
    Problems,
    Paths,
    Cost,
}

/// The tabs of the left panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LeftTab {
    Palette,
    Outline,
}

/// The panel that a small screen shows over the canvas. Of this session only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    Canvas,
    Left,
    Right,
    Code,
}

impl Panel {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Canvas => "canvas",
            Self::Left => "left",
            Self::Right => "right",
            Self::Code => "code",
        }
    }
}

impl Prefs {
    pub(crate) fn load() -> Self {
        let stored = storage::read(KEY).ok().flatten();
        stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    pub(crate) fn snapping(&self) -> Snapping {
        Snapping { grid: self.grid, objects: self.object_snap }
    }

    /// Keeps them; where the browser forbids that they last for this session, which is what the user sees anyway.
    pub(crate) fn store(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            let _ = storage::write(KEY, &text);
        }
    }
}
