//! `catalog compare`, `catalog diff`, and the table form of `catalog matrix`.

use serde_json::json;

use super::{Format, Sheet, json};
use crate::catalog::{self, Catalog, MatrixCell, MatrixRow, Overlay, overlay::Aspect};

/// One column: full facts of each type. Several: a letter and a class for each Region.
pub(super) fn table(rows: &[MatrixRow<'_>]) -> String {
    if let Some(first) = rows.first().filter(|row| row.cells.len() > 1) {
        let mut header = vec!["service"];
        header.extend(first.cells.iter().map(|cell| cell.region.code));
        let mut sheet = Sheet::new(&header);
        for row in rows {
            let mut line = vec![row.key.to_owned()];
            line.extend(row.cells.iter().map(short));
            sheet.row(line);
        }
        return sheet.table();
    }
    let mut sheet = Sheet::new(&["service", "type", "evidence", "date", "service_name"]);
    for row in rows {
        for each in row.cells.iter().flat_map(|cell| &cell.types) {
            sheet.row(vec![
                row.key.to_owned(),
                each.endpoint_type.api().to_owned(),
                each.evidence.word().to_owned(),
                each.date.to_owned(),
                each.service_name.clone(),
            ]);
        }
    }
    sheet.table()
}

/// `Gateway listed, Interface weak`, or the class alone where there is one type.
fn short(cell: &MatrixCell<'_>) -> String {
    match cell.types.as_slice() {
        [only] => only.evidence.word().to_owned(),
        several => several
            .iter()
            .map(|each| format!("{} {}", each.endpoint_type.api(), each.evidence.word()))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

pub(super) fn print(catalog: &Catalog, regions: &[&str], format: Format) -> String {
    let comparison = catalog::compare(catalog, regions);
    match format {
        Format::Json => catalog::matrix_json(&comparison.rows),
        Format::Csv => catalog::matrix_csv(&comparison.rows),
        Format::Table => {
            let mut text = table(&comparison.rows);
            text.push_str(&format!(
                "\n{} services differ, {} are the same\n",
                comparison.rows.len(),
                comparison.same
            ));
            text
        }
    }
}

pub(super) fn differences(overlay: &Overlay, format: Format) -> String {
    let differences = overlay.differences();
    if format == Format::Json {
        let list: Vec<_> = differences
            .items
            .iter()
            .map(|each| {
                json!({
                    "region": each.region,
                    "service": each.key,
                    "type": each.endpoint_type,
                    "differs": each.aspect.word(),
                    "table": each.table,
                    "yours": each.yours,
                })
            })
            .collect();
        return json(&json!({
            "agreed": differences.agreed,
            "confirmed": differences.confirmed,
            "differences": list,
        }));
    }
    let mut sheet = Sheet::new(&["region", "service", "type", "differs", "table", "yours"]);
    for each in &differences.items {
        sheet.row(vec![
            each.region.clone(),
            each.key.clone(),
            each.endpoint_type.api().to_owned(),
            each.aspect.word().to_owned(),
            each.table.clone(),
            each.yours.clone(),
        ]);
    }
    if format == Format::Csv {
        return sheet.csv();
    }
    let mut text = sheet.table();
    let counts: Vec<String> = Aspect::ALL
        .into_iter()
        .filter(|aspect| differences.count(*aspect) > 0)
        .map(|aspect| format!("{}: {}", aspect.title(), differences.count(aspect)))
        .collect();
    text.push_str(&format!(
        "\nAgreed: {}, confirmed: {}{}{}\n",
        differences.agreed,
        differences.confirmed,
        if counts.is_empty() { "" } else { ", " },
        counts.join(", ")
    ));
    text
}
