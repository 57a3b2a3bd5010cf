//! Strings and keys of HCL: the one place that escapes for Terraform.
//!
//! *Invariant:* whatever the text, Terraform reads the same characters back, up to Unicode's NFC form, which it applies to
//! every string.

use std::fmt::Write as _;

/// A quoted string, its quotes included.
///
/// Source of the escapes: <https://developer.hashicorp.com/terraform/language/expressions/strings>
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// The inside of a quoted string.
pub(super) fn escaped(text: &str) -> String {
    escape(text, false)
}

/// A quoted key of an object. Its width decides how the formatter aligns its neighbours, and the formatter counts
/// what a reader sees as one character; so what may join with a neighbour is written as an escape.
pub(super) fn quoted_key(text: &str) -> String {
    format!("\"{}\"", escape(text, true))
}

/// Whether a key can stand without quotes. `for` would start a comprehension.
pub(super) fn is_bare_key(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        && !matches!(text, "for" | "if" | "in" | "else" | "endif" | "endfor" | "true" | "false" | "null")
}

fn escape(text: &str, key: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 2);
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if is_standing_alone(c) {
            at += put_standing_alone(&mut out, &chars[at..]);
            continue;
        }
        // Terraform splits a string into what a reader sees as one character before it looks for escapes, so a mark
        // that joins with a backslash or a dollar sign would hide it: next to those, the whole run is escaped.
        let run = chars[at..].iter().take_while(|c| !is_standing_alone(**c)).count();
        let before = at.checked_sub(1).is_some_and(|before| is_special(chars[before]));
        let after = chars.get(at + run).is_some_and(|c| is_special(*c));
        let whole = key || before || after || chars[at..at + run].iter().any(|c| is_invisible(*c));
        for &c in &chars[at..at + run] {
            if whole {
                put_code_point(&mut out, c);
            } else {
                out.push(c);
            }
        }
        at += run;
    }
    out
}

/// Writes the first of the characters, or a run of dollar signs; tells how many were used.
fn put_standing_alone(out: &mut String, chars: &[char]) -> usize {
    let c = chars[0];
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '$' | '%' => {
            let run = chars.iter().take_while(|next| **next == c).count();
            match (run, chars.get(run)) {
                (1, Some('{')) => {
                    out.push(c);
                    out.push(c);
                }
                // `$$${` is no spelling of `$${`: three dollar signs stay three.
                (_, Some('{')) => (0..run).for_each(|_| put_code_point(out, c)),
                _ => (0..run).for_each(|_| out.push(c)),
            }
            return run;
        }
        c if c.is_control() => put_code_point(out, c),
        c => out.push(c),
    }
    1
}

fn put_code_point(out: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = match u32::from(c) {
        code @ 0..=0xffff => write!(out, "\\u{code:04x}"),
        code => write!(out, "\\U{code:08x}"),
    };
}

/// Written as an escape, or part of a template's mark.
fn is_special(c: char) -> bool {
    c.is_control() || matches!(c, '"' | '\\' | '$' | '%' | '{')
}

/// Whether the character is one for the reader whatever stands beside it. Not complete; who is missing is escaped
/// where it matters.
fn is_standing_alone(c: char) -> bool {
    matches!(c,
        '\0'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        // Greek, Cyrillic without combining marks.
        | '\u{370}'..='\u{377}' | '\u{37a}'..='\u{37f}' | '\u{384}'..='\u{481}' | '\u{48a}'..='\u{52f}'
        // Hebrew and Arabic letters.
        | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}'
        | '\u{1e00}'..='\u{1fff}'
        // Dashes, quotes, bullets, currency, arrows, mathematics.
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20c0}' | '\u{2100}'..='\u{2426}'
        // Kana, ideographs, Hangul syllables.
        | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        // Pictographs without skin tones.
        | '\u{1f300}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}')
}

/// Characters that nobody sees and that can make code read as what it is not.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        for (text, hcl) in [
            ("plain", r#""plain""#),
            ("", r#""""#),
            ("say \"hi\" \\o/", r#""say \"hi\" \\o/""#),
            ("a\nb\r\tc\0\u{7f}\u{85}", r#""a\nb\r\tc\u0000\u007f\u0085""#),
            ("${aws:username}", r#""$${aws:username}""#),
            ("%{ if x }", r#""%%{ if x }""#),
            ("$$ 100% $x { }", r#""$$ 100% $x { }""#),
            ("$${x}", r#""\u0024\u0024{x}""#),
            ("$%{x}", r#""$%%{x}""#),
            ("名前 é 😀 ü", r#""名前 é 😀 ü""#),
            // A reader must see what Terraform sees.
            ("a\u{202e}b\u{feff}", r#""a\u202eb\ufeff""#),
            // A combining mark behind an escape would be read as part of it.
            ("\n\u{301}", r#""\n\u0301""#),
            ("e\u{301}", "\"e\u{301}\""),
            ("\u{600}${", r#""\u0600$${""#),
        ] {
            assert_eq!(quoted(text), hcl);
        }
    }

    #[test]
    fn keys() {
        for bare in ["Name", "_x", "private-a", "kubernetes"] {
            assert!(is_bare_key(bare), "{bare}");
        }
        for not in ["", "9a", "a b", "aws:x", "for", "null", "é", "-a", "a.b"] {
            assert!(!is_bare_key(not), "{not}");
        }
        assert_eq!(quoted_key("e\u{301}ñ名"), r#""e\u0301ñ名""#);
    }
}
