//! The colours of our own fixed text. What the user typed never comes here: no escaping depends on it.

use crate::emit::print::sheet::{Sheet, TokenClass};

/// Our own fixed text, with colours.
pub(super) fn print(text: &str, sheet: &mut Sheet) {
    for line in text.lines() {
        if line.trim_start().starts_with('#') {
            sheet.put(TokenClass::Comment, line);
        } else {
            print_line(line, sheet);
        }
        sheet.newline();
    }
}

fn print_line(line: &str, sheet: &mut Sheet) {
    const KEYWORDS: [&str; 15] = [
        "if", "then", "else", "elif", "fi", "for", "in", "do", "done", "while", "case", "esac", "local",
        "return", "function",
    ];
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let name_end = |from: usize| {
            rest[from..]
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
                .map_or(rest.len(), |n| n + from)
        };
        let (class, end) = match first {
            '$' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') => {
                let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                (TokenClass::Reference, end.map_or(rest.len(), |n| n + 1))
            }
            '\'' => (TokenClass::Text, rest[1..].find('\'').map_or(rest.len(), |n| n + 2)),
            '-' if rest.starts_with("--") => (TokenClass::Name, name_end(2)),
            c if c.is_ascii_alphabetic() || c == '_' => {
                let end = name_end(0);
                let keyword = KEYWORDS.contains(&&rest[..end]) || &rest[..end] == "aws";
                (if keyword { TokenClass::Keyword } else { TokenClass::Plain }, end)
            }
            c => (TokenClass::Plain, c.len_utf8()),
        };
        sheet.put(class, &rest[..end]);
        rest = &rest[end..];
    }
}
