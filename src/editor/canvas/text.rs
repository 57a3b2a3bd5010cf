//! Cutting labels to the width of their box.
//!
//! SVG has no `text-overflow`, and measuring in the browser would force a layout per label; advance widths of a common
//! sans-serif come close enough to cut a little early and never late.

/// The width of a letter in units of the font size.
fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | 'I' => 0.3,
        'f' | 't' | 'r' | '.' | ',' | ':' | ';' | ' ' | '(' | ')' | '[' | ']' | '/' | '-' | '·' | '!' => {
            0.38
        }
        'm' | 'M' | 'W' | 'w' | '@' | '%' | '…' => 0.95,
        'A'..='Z' | '_' | '→' => 0.7,
        c if c.is_ascii() => 0.58,
        // Wide scripts take a whole em.
        c if u32::from(c) >= 0x1100 => 1.0,
        _ => 0.65,
    }
}

/// The width of a text in units of the font size.
pub(crate) fn width(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

/// How much wider bold letters are.
const BOLD: f64 = 1.12;

/// [`fit`] for a bold text.
pub fn fit_bold(text: &str, width: f64, size: f64) -> String {
    fit(text, width, size * BOLD)
}

/// The text, or as much of its beginning as fits into `width` units with an ellipsis, at a font size.
pub fn fit(text: &str, width: f64, size: f64) -> String {
    let room = width / size;
    if self::width(text) <= room {
        return text.to_owned();
    }
    let mut used = advance('…');
    let mut cut = String::new();
    for c in text.chars() {
        used += advance(c);
        if used > room {
            break;
        }
        cut.push(c);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}
