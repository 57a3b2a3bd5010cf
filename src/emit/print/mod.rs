//! Syntax trees and printers of the target languages. Escaping lives here and nowhere else.

pub mod block;
pub mod hcl;
pub mod json;
pub mod markdown;
mod readable;
pub mod sheet;
pub mod shell;
pub mod tree;
pub mod yaml;
