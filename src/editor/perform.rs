//! Carries a command out on a copy of the design. Domain decisions are those of [`edit`](crate::edit).

use crate::edit::EditError;
use crate::model::{Design, EntityRef};

use super::command::{Command, DesignField, Field};

/// The type of an endpoint, without what the type brings along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndpointType {
    Gateway,
    Interface,
}

/// What a command did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Performed {
    /// The undo label and the announcement.
    pub(super) label: String,
    /// What the user asked to add, then what came along.
    pub(super) created: Vec<EntityRef>,
}

/// Changes the design, or says why not; after an error the design is in no defined state.
pub(super) fn perform(design: &mut Design, command: &Command) -> Result<Performed, EditError> {
    match command {
        Command::Set(Field::Design(field)) => {
            match field.clone() {
                DesignField::Name(name) => design.name = name,
                DesignField::Description(text) => design.description = text,
                DesignField::Region(region) => design.region = region,
                DesignField::Tags(tags) => design.tags = tags,
            }
            let label = match command {
                Command::Set(field) => format!("Change {}", field.title()),
                _ => String::new(),
            };
            Ok(Performed { label, created: Vec::new() })
        }
        _ => Err(EditError("This command is not available yet".to_owned())),
    }
}
