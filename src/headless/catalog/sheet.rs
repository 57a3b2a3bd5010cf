//! A sheet of text: columns padded for people, or CSV.

use crate::catalog;

pub(super) struct Sheet {
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    pub(super) fn new(header: &[&'static str]) -> Self {
        Self { header: header.to_vec(), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    pub(super) fn csv(self) -> String {
        catalog::csv(&self.header, self.rows.into_iter())
    }

    /// Columns as wide as their widest cell, two spaces apart; the last one is not padded. Control characters, which an
    /// overlay may bring, do not reach the terminal.
    pub(super) fn table(self) -> String {
        // Region codes stay as they are.
        let title = |name: &&str| {
            if name.contains('-') { (*name).to_owned() } else { name.replace('_', " ").to_uppercase() }
        };
        let title = self.header.iter().map(title).collect();
        let rows: Vec<Vec<String>> = std::iter::once(title)
            .chain(self.rows.into_iter().map(|row| row.iter().map(|cell| plain(cell)).collect()))
            .collect();
        let mut widths = vec![0; self.header.len()];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let mut text = String::new();
        for row in &rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', width + 2 - cell.chars().count()));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// A text for the terminal: control characters are shown as such.
pub(in crate::headless) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
