//! Resource graph → text in three languages.
//!
//! An exporter reads the graph and nothing else: never the design, never the catalogue. It builds a small syntax tree
//! and lets a printer of [`print`] write it; nothing but a printer adds quotes or escapes.

pub mod cli;
pub mod cloudformation;
pub mod diff;
mod excerpt;
mod options;
pub mod print;
pub mod terraform;

use serde::Serialize;

use crate::graph::ResourceGraph;
pub use excerpt::excerpt;
pub use options::{Layout, Options, TemplateFormat};
pub use print::sheet::{Sheet, Span, TokenClass};

/// What to export to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    Cli,
    Terraform,
    CloudFormation,
}

impl Target {
    pub const ALL: [Self; 3] = [Self::Cli, Self::Terraform, Self::CloudFormation];

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Cli => "AWS CLI",
            Self::Terraform => "Terraform",
            Self::CloudFormation => "CloudFormation",
        }
    }

    /// The word on the command line, and the folder of the target's files in an archive of all.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cli => "cli",
            Self::Terraform => "terraform",
            Self::CloudFormation => "cloudformation",
        }
    }
}

/// One generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Relative, with `/`: `network.tf`.
    pub path: String,
    pub sheet: Sheet,
}

impl Artifact {
    pub fn text(&self) -> &str {
        self.sheet.text()
    }
}

/// All files of one target, in the order in which a reader wants them. Same graph and options, same bytes.
pub fn emit(graph: &ResourceGraph, target: Target, options: &Options) -> Vec<Artifact> {
    match target {
        Target::Cli => cli::emit(graph),
        Target::Terraform => terraform::emit(graph, options),
        Target::CloudFormation => cloudformation::emit(graph, options),
    }
}
