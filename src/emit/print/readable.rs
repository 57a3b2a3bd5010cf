//! Which characters of the user's text may stand in a file as they are, and comments made of any text.
//!
//! Control characters, line breaks beyond the line feed, marks that turn or hide text (bidirectional overrides, zero
//! width) would end a comment early or make a file read otherwise than it acts.

use std::fmt::Write as _;

/// Whether a character shows as itself, alone, on every reader.
pub(crate) fn is_readable(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\0'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => false,
        // The standard library's own judgement: neither a format character nor a combining mark.
        c => c.escape_debug().len() == 1,
    }
}

/// [`is_readable`] within the Basic Multilingual Plane; some YAML readers refuse what is beyond it.
pub(crate) fn is_readable_bmp(c: char) -> bool {
    c <= '\u{ffff}' && is_readable(c)
}

/// Any text as lines for comments: broken where the text breaks, then between words at `width` characters; what is
/// not readable is written as its code point.
pub(crate) fn comment_lines(text: &str, width: usize) -> Vec<String> {
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .flat_map(|line| wrap(line, width))
        .collect()
}

fn wrap(line: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in line.split_whitespace() {
        let word = readable(word);
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= width => {
                last.extend([" ", &word]);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// The text on one line, with `\u{…}` for what is not readable.
pub(crate) fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_readable_bmp(c) {
            out.push(c);
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_hold_any_text() {
        assert_eq!(comment_lines("two\nlines\u{2028}and\u{85}more", 80), ["two", "lines", "and", "more"]);
        assert_eq!(comment_lines("a\u{202e}b\u{7f} é 網 😀", 80), ["a\\u{202e}b\\u{7f} é 網 \\u{1f600}"]);
        assert_eq!(comment_lines("one two three", 8), ["one two", "three"]);
        assert_eq!(comment_lines("longerthanthewidth", 8), ["longerthanthewidth"]);
        assert_eq!(comment_lines(" \t\n", 8), [""; 0]);
    }
}
