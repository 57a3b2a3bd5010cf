//! Controls that several panels use. They know no design.

pub(crate) mod button;
pub(crate) mod combobox;
pub(crate) mod field;
pub(crate) mod icon;
pub(crate) mod markup;
pub(crate) mod menu;
pub(crate) mod modal;
pub(crate) mod tabs;
