//! `DEPLOY.md`: how to deploy the templates, in which order, and what is particular about each.

use super::header::{self, Summary};
use crate::{
    emit::print::{
        markdown,
        sheet::{Sheet, TokenClass},
    },
    graph::ResourceGraph,
};

pub(super) fn guide(graph: &ResourceGraph, summaries: &[Summary]) -> Sheet {
    let mut sheet = Sheet::new();
    heading(&mut sheet, &format!("# {}", markdown::line(&graph.title)));
    paragraph(&mut sheet, &markdown::line(&graph.description));
    heading(&mut sheet, "## Deploy");
    if let Some(order) = header::order(graph) {
        paragraph(&mut sheet, &markdown::line(&order));
    }
    code(&mut sheet, summaries.iter().map(|summary| &summary.deploy));
    heading(&mut sheet, "## Remove");
    code(&mut sheet, summaries.iter().rev().map(|summary| &summary.remove));
    for summary in summaries.iter().filter(|summary| !summary.remarks.is_empty()) {
        heading(&mut sheet, &format!("## {} ({})", summary.path, markdown::line(&summary.region)));
        sheet.newline();
        for remark in &summary.remarks {
            sheet.plain(&format!("- {}\n", markdown::line(remark)));
        }
    }
    if !graph.notes.is_empty() {
        heading(&mut sheet, "## Not included");
        sheet.newline();
        for note in &graph.notes {
            sheet.set_origin(Some(note.origin));
            sheet.plain(&format!("- {}\n", markdown::line(&note.message)));
        }
        sheet.set_origin(None);
    }
    sheet
}

fn heading(sheet: &mut Sheet, text: &str) {
    if !sheet.text().is_empty() {
        sheet.newline();
    }
    sheet.put(TokenClass::Keyword, text);
    sheet.newline();
}

fn paragraph(sheet: &mut Sheet, text: &str) {
    if !text.is_empty() {
        sheet.newline();
        sheet.plain(text);
        sheet.newline();
    }
}

fn code<'a>(sheet: &mut Sheet, lines: impl Iterator<Item = &'a String>) {
    sheet.newline();
    sheet.put(TokenClass::Mark, "```sh\n");
    for line in lines {
        sheet.plain(line);
        sheet.newline();
    }
    sheet.put(TokenClass::Mark, "```\n");
}
