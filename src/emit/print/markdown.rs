//! Text in Markdown: the README of an export. Escapes what Markdown or HTML would take for markup.

/// One line of plain text: line feeds and control characters become spaces.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        for (index, c) in word.chars().enumerate() {
            let list_mark = out.is_empty() && index == 0 && (matches!(c, '-' | '+') || c.is_ascii_digit());
            if list_mark && c.is_ascii_digit() {
                // "1." at the start would be a list; an escaped digit would show its backslash.
                out.push('\u{200b}');
            } else if list_mark
                || matches!(
                    c,
                    '\\' | '`'
                        | '*'
                        | '_'
                        | '{'
                        | '}'
                        | '['
                        | ']'
                        | '<'
                        | '>'
                        | '('
                        | ')'
                        | '#'
                        | '!'
                        | '|'
                        | '~'
                        | '&'
                        | '$'
                )
            {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(line("Shop network"), "Shop network");
        assert_eq!(line("# a\n<b> [c](d) `e`\u{0}"), "\\# a \\<b\\> \\[c\\]\\(d\\) \\`e\\`");
        assert_eq!(line("- a - b"), "\\- a - b");
        assert_eq!(line("\n"), "");
    }
}
