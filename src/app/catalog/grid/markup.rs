//! Rows and cells as HTML. Whatever a key or title holds is text. Where a row is stands in `data-top` and `data-first`:
//! pages that allow no inline style drop a `style` attribute of markup, so the grid places rows by the style's interface.

use std::ops::Range;

use super::{Cell, ROW, Row, Table};
use crate::app::{catalog::mark::type_class, widget::markup::escape};
use crate::catalog::{Catalog, EndpointType};

/// What the text depends on.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// The id of the grid; those of cells begin with it.
    pub(super) id: &'static str,
    pub(super) catalog: &'a Catalog,
    pub(super) table: &'a Table,
    pub(super) active: Option<Cell>,
}

/// The codes of the Regions.
pub(super) fn head(table: &Table, columns: &Range<usize>) -> String {
    let mut html = format!(
        "<div class=\"corner\" role=\"columnheader\" aria-colindex=\"1\">Service</div>\
         <div class=\"cells\" role=\"presentation\" data-first=\"{}\">",
        columns.start
    );
    for at in columns.clone() {
        let region = table.regions[at];
        let lead = if table.lead == Some(at) { " class=\"lead\"" } else { "" };
        html.push_str(&format!(
            "<div role=\"columnheader\" aria-colindex=\"{}\" title=\"{}\"{lead}><span>{}</span></div>",
            at + 2,
            region.name,
            region.code
        ));
    }
    html.push_str("</div>");
    html
}

/// A row with the cells of some columns.
pub(super) fn row(look: Look<'_>, at: usize, columns: &Range<usize>, html: &mut String) {
    let Look { id, table, active, .. } = look;
    let Row { key, title } = &table.rows[at];
    let class = |column: usize| if active == Some((at, column)) { " class=\"at\"" } else { "" };
    html.push_str(&format!(
        "<div role=\"row\" aria-rowindex=\"{}\" data-top=\"{}\"><div role=\"rowheader\" id=\"{id}-{at}-0\" aria-colindex=\"1\"{} title=\"",
        at + 2,
        i32::try_from(at).unwrap_or_default() * ROW,
        class(0)
    ));
    escape(title, html);
    html.push_str("\"><b>");
    escape(title, html);
    html.push_str("</b><small>");
    escape(key, html);
    html.push_str(&format!(
        "</small></div><div class=\"cells\" role=\"presentation\" data-first=\"{}\">",
        columns.start
    ));
    cells(look, at, columns.clone(), html);
    html.push_str("</div></div>");
}

/// Cells of a row.
pub(super) fn cells(look: Look<'_>, at: usize, columns: Range<usize>, html: &mut String) {
    let Look { id, catalog, table, active } = look;
    let Row { key, title } = &table.rows[at];
    let types: Vec<EndpointType> = EndpointType::OF_AWS
        .into_iter()
        .filter(|each| table.only.is_none_or(|only| only == *each) && catalog.has_type(key, *each))
        .collect();
    for column in columns {
        let region = table.regions[column];
        let mut marks = String::new();
        let mut words = String::new();
        for each in &types {
            let class = catalog.availability(key, region.code, *each);
            let pale = !table.classes.is_empty() && !table.classes.contains(&class);
            marks.push_str(&format!(
                "<i class=\"mark {} {}{}\"></i>",
                type_class(*each),
                class.word(),
                if pale { " pale" } else { "" }
            ));
            let joint = if words.is_empty() { "" } else { ", " };
            words.push_str(&format!("{joint}{} {}", each.api(), class.title()));
        }
        html.push_str(&format!(
            "<div role=\"gridcell\" id=\"{id}-{at}-{}\" aria-colindex=\"{}\"{} title=\"",
            column + 1,
            column + 2,
            if active == Some((at, column + 1)) { " class=\"at\"" } else { "" }
        ));
        escape(title, html);
        html.push_str(&format!(" in {}: {words}\">{marks}</div>", region.code));
    }
}
