//! The reader of the embedded tables in `data/*.tsv`.
//!
//! A table is text: lines that begin with `#` are comments, the next line names the columns, every further line is a
//! row with tab-separated cells. `-` is an empty cell: unknown, or nothing, as the column says. Nothing is copied: cells
//! borrow from the text that is part of the program.
//!
//! *Invariant:* every row has as many cells as the table has columns (a test reads every table).

/// A table whose columns are fixed at compile time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<const COLUMNS: usize> {
    text: &'static str,
    /// What the header must say; read by the tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "the header is checked in tests, not at start"))]
    columns: [&'static str; COLUMNS],
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    pub(super) const fn new(text: &'static str, columns: [&'static str; COLUMNS]) -> Self {
        Self { text, columns }
    }

    /// The rows, in the order of the file. A short row reads as if it ended with empty cells.
    pub(super) fn rows(self) -> impl Iterator<Item = [Cell; COLUMNS]> {
        lines(self.text).skip(1).map(|line| {
            let mut cells = line.split('\t');
            std::array::from_fn(|_| Cell(cells.next().unwrap_or("-")))
        })
    }

    /// Checks header, cell counts and row order; for tests.
    ///
    /// # Errors
    /// Names the first line that is wrong.
    #[cfg(test)]
    pub(super) fn verify(self, key_cells: usize) -> Result<(), String> {
        let header = lines(self.text).next().unwrap_or_default();
        if header != self.columns.join("\t") {
            return Err(format!("the header is {header:?}"));
        }
        let mut previous: Vec<&str> = Vec::new();
        for line in lines(self.text).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != COLUMNS {
                return Err(format!("{} cells instead of {COLUMNS}: {line}", cells.len()));
            }
            if cells.iter().any(|cell| cell.is_empty() || cell.trim() != *cell || cell.contains("  ")) {
                return Err(format!("an empty or untrimmed cell: {line}"));
            }
            let key = cells[..key_cells].to_vec();
            if key_cells > 0 && previous >= key {
                return Err(format!("out of order or twice: {line}"));
            }
            previous = key;
        }
        Ok(())
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// One cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell(&'static str);

impl Cell {
    /// The text as written; `-` becomes the empty string.
    pub(super) fn text(self) -> &'static str {
        self.optional().unwrap_or_default()
    }

    /// The text, or none for `-`.
    pub(super) fn optional(self) -> Option<&'static str> {
        (self.0 != "-").then_some(self.0)
    }

    /// A list separated by spaces.
    pub(super) fn words(self) -> Words {
        Words(self.text())
    }

    /// `yes`, `no`, or unknown.
    pub(super) fn answer(self) -> Option<bool> {
        match self.0 {
            "yes" => Some(true),
            "no" => Some(false),
            _unknown => None,
        }
    }

    /// A whole number, or none.
    pub(super) fn number<N: std::str::FromStr>(self) -> Option<N> {
        self.0.parse().ok()
    }
}

/// A list of words, kept as one text and split when it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words(pub(super) &'static str);

impl Words {
    pub fn iter(self) -> std::str::SplitAsciiWhitespace<'static> {
        self.0.split_ascii_whitespace()
    }

    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub fn count(self) -> usize {
        self.iter().count()
    }

    pub fn contains(self, word: &str) -> bool {
        self.iter().any(|each| each == word)
    }
}

impl IntoIterator for Words {
    type Item = &'static str;
    type IntoIter = std::str::SplitAsciiWhitespace<'static>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
