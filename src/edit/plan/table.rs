//! Comma-separated values (RFC 4180): text to rows with their line numbers, and back.
//!
//! Spreadsheets of some languages write semicolons or tabs; the first line tells. They also run what begins like a
//! formula, so such a text is written with an apostrophe before it, which is taken off again when it is read.

/// One row and the line of the text that it begins on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// Where the text is no table: the line, and what to do.
pub(super) type Fault = (usize, &'static str);

/// What makes a spreadsheet take a text for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\''];

/// Reads all rows but empty ones.
pub(super) fn read(text: &str) -> Result<Vec<Row>, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let separator = [',', ';', '\t'].into_iter().find(|c| first.contains(*c)).unwrap_or(',');
    let mut rows = Vec::new();
    let mut row = Row { line: 1, cells: Vec::new() };
    let mut cell = String::new();
    let mut line = 1;
    let mut opened = None;
    let mut closed = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' {
            line += 1;
        }
        if let Some(start) = opened {
            match c {
                '"' if chars.peek() == Some(&'"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' => (opened, closed) = (None, true),
                other => cell.push(other),
            }
            if chars.peek().is_none() && opened.is_some() {
                return Err((start, "a quotation mark is not closed. Add the second one"));
            }
            continue;
        }
        match c {
            '"' if cell.trim().is_empty() && !closed => {
                cell.clear();
                opened = Some(line);
                if chars.peek().is_none() {
                    return Err((line, "a quotation mark is not closed. Add the second one"));
                }
            }
            c if c == separator => {
                row.cells.push(plain(&cell, closed));
                cell.clear();
                closed = false;
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' => {
                row.cells.push(plain(&cell, closed));
                cell.clear();
                closed = false;
                let done = std::mem::replace(&mut row, Row { line, cells: Vec::new() });
                rows.extend(Some(done).filter(|row| row.cells.iter().any(|cell| !cell.is_empty())));
            }
            c if closed && !c.is_whitespace() => {
                return Err((
                    line,
                    "there is text after a closing quotation mark. Double quotation marks within a text",
                ));
            }
            _ if closed => {}
            other => cell.push(other),
        }
    }
    row.cells.push(plain(&cell, closed));
    rows.extend(Some(row).filter(|row| row.cells.iter().any(|cell| !cell.is_empty())));
    Ok(rows)
}

fn plain(cell: &str, quoted: bool) -> String {
    let cell = if quoted { cell } else { cell.trim() };
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest.to_owned(),
        Some(_) | None => cell.to_owned(),
    }
}

/// Appends a row with the line end that RFC 4180 wants.
pub(super) fn write(out: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let apostrophe = if cell.starts_with(FORMULA) { "'" } else { "" };
        let spaced = cell.starts_with(char::is_whitespace) || cell.ends_with(char::is_whitespace);
        if spaced || cell.contains([',', ';', '"', '\n', '\r', '\t']) {
            out.push('"');
            out.push_str(apostrophe);
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(apostrophe);
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
