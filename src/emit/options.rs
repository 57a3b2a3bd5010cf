//! What a user may choose about the form of the exports. None of it changes the network that they describe.

use serde::{Deserialize, Serialize};

/// The form of the exports. The default is what most want.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub layout: Layout,
    /// Terraform: also blocks that take over what exists already, with a file to write its ids into.
    pub import_blocks: bool,
    pub template_format: TemplateFormat,
    /// CloudFormation: the text of the design, to be put into the templates so that they open in the designer. Each
    /// line is kept as a line; characters beside printable ASCII and line feeds are refused and leave it out.
    pub design: Option<String>,
}

/// How Terraform's files are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One folder with everything.
    #[default]
    Folder,
    /// A module to be used from elsewhere, and a folder that calls it.
    Module,
}

/// The language of CloudFormation templates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TemplateFormat {
    /// With comments.
    #[default]
    Yaml,
    Json,
}
