//! Syntax trees and printers of the target languages. Escaping lives here and nowhere else.

pub mod hcl;
pub mod sheet;
