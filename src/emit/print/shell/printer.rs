//! The tree as text.

use super::{Command, Condition, Piece, Statement, Word, fixed};
use crate::emit::print::{
    readable::comment_lines,
    sheet::{Sheet, TokenClass},
};

/// The longest line that is not broken into one option per line.
const WIDTH: usize = 100;

impl Word {
    pub(super) fn print(&self, sheet: &mut Sheet) {
        match self.pieces() {
            [Piece::Literal(text)] => print_literal(text, sheet),
            // Plain words with variables among them read best in one pair of double quotes: "com.amazonaws.$REGION.s3".
            pieces
                if pieces
                    .iter()
                    .all(|p| !matches!(p, Piece::Literal(text) if !text.chars().all(is_plain))) =>
            {
                sheet.put(TokenClass::Text, "\"");
                for (index, piece) in pieces.iter().enumerate() {
                    match piece {
                        Piece::Literal(text) => sheet.put(TokenClass::Text, text),
                        Piece::Variable(name) => {
                            let braces = matches!(pieces.get(index + 1), Some(Piece::Literal(next))
                                if next.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'));
                            sheet.put(TokenClass::Reference, &dollar(name, braces));
                        }
                        Piece::Setting(setting) => print_setting(&setting.0, &setting.1, sheet),
                        Piece::Suffix(suffix) => print_suffix(&suffix.0, suffix.1, sheet),
                        Piece::Output(command) => print_output(command, sheet),
                    }
                }
                sheet.put(TokenClass::Text, "\"");
            }
            pieces => {
                for piece in pieces {
                    match piece {
                        Piece::Literal(text) => sheet.put(TokenClass::Text, &quote(text)),
                        Piece::Variable(name) => {
                            sheet.put(TokenClass::Text, "\"");
                            sheet.put(TokenClass::Reference, &dollar(name, false));
                            sheet.put(TokenClass::Text, "\"");
                        }
                        Piece::Setting(setting) => {
                            sheet.put(TokenClass::Text, "\"");
                            print_setting(&setting.0, &setting.1, sheet);
                            sheet.put(TokenClass::Text, "\"");
                        }
                        Piece::Suffix(suffix) => {
                            sheet.put(TokenClass::Text, "\"");
                            print_suffix(&suffix.0, suffix.1, sheet);
                            sheet.put(TokenClass::Text, "\"");
                        }
                        Piece::Output(command) => {
                            sheet.put(TokenClass::Text, "\"");
                            print_output(command, sheet);
                            sheet.put(TokenClass::Text, "\"");
                        }
                    }
                }
            }
        }
    }
}

impl Word {
    fn least_len(&self) -> usize {
        self.pieces()
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.len(),
                Piece::Variable(name) => name.len() + 1,
                Piece::Setting(setting) => setting.0.len() + setting.1.len() + 5,
                Piece::Suffix(suffix) => suffix.0.len() + suffix.1.len() + 4,
                Piece::Output(command) => command.least_len() + 3,
            })
            .sum()
    }
}

impl Command {
    fn print(&self, indent: usize, already: usize, sheet: &mut Sheet) {
        // Most commands are long, and it shows before they are printed.
        if already + self.least_len() <= WIDTH {
            let flat = self.flat();
            if already + flat.text().len() <= WIDTH && !flat.text().contains('\n') {
                for (class, text) in flat.tokens() {
                    sheet.put(class, text);
                }
                return;
            }
        }
        let mut indent = indent;
        if !self.wrapper.is_empty() {
            print_words(&self.wrapper, sheet);
            indent += 2;
            break_line(indent, sheet);
        }
        print_words(&self.head, sheet);
        for group in &self.groups {
            break_line(indent + 2, sheet);
            print_words(group, sheet);
        }
        self.print_redirection(sheet);
    }

    /// A length that the command has at least, on one line.
    fn least_len(&self) -> usize {
        self.words().map(|word| word.least_len() + 1).sum::<usize>().saturating_sub(1)
    }

    /// The command on one line.
    fn flat(&self) -> Sheet {
        let mut sheet = Sheet::new();
        print_words(&self.wrapper, &mut sheet);
        for words in [&self.head].into_iter().chain(&self.groups).filter(|words| !words.is_empty()) {
            if !sheet.text().is_empty() {
                sheet.plain(" ");
            }
            print_words(words, &mut sheet);
        }
        self.print_redirection(&mut sheet);
        sheet
    }

    fn print_redirection(&self, sheet: &mut Sheet) {
        if self.quiet {
            sheet.put(TokenClass::Mark, " >");
            sheet.plain("/dev/null");
        }
    }
}

pub(super) fn block(statements: &[Statement], indent: usize, sheet: &mut Sheet) {
    for statement in statements {
        match statement {
            Statement::Blank => sheet.newline(),
            Statement::Comment(text) => {
                if text.is_empty() {
                    margin(indent, sheet);
                    sheet.put(TokenClass::Comment, "#");
                    sheet.newline();
                }
                for line in comment_lines(&harmless(text), WIDTH.saturating_sub(indent + 2)) {
                    margin(indent, sheet);
                    sheet.put(TokenClass::Comment, &format!("# {line}"));
                    sheet.newline();
                }
            }
            Statement::Run(command) => {
                margin(indent, sheet);
                command.print(indent, indent, sheet);
                sheet.newline();
            }
            Statement::Assign(name, value) => {
                margin(indent, sheet);
                sheet.put(TokenClass::Reference, name);
                sheet.put(TokenClass::Mark, "=");
                match value.pieces() {
                    // The right side of an assignment is not split: no quotes around $(…).
                    [Piece::Output(command)] => {
                        sheet.put(TokenClass::Mark, "$(");
                        command.print(indent, indent + name.len() + 4, sheet);
                        sheet.put(TokenClass::Mark, ")");
                    }
                    _ => value.print(sheet),
                }
                sheet.newline();
            }
            Statement::Unless(condition, body) => {
                margin(indent, sheet);
                sheet.put(TokenClass::Keyword, "if");
                sheet.put(TokenClass::Mark, " ! ");
                match condition {
                    Condition::Succeeds(command) => command.print(indent, indent + 12, sheet),
                    Condition::Captures(name, command) => {
                        sheet.put(TokenClass::Reference, name);
                        sheet.put(TokenClass::Mark, "=$(");
                        command.print(indent, indent + name.len() + 15, sheet);
                        sheet.put(TokenClass::Mark, ")");
                    }
                }
                print_then(body, indent, sheet);
            }
            Statement::Until(command, wanted) => {
                margin(indent, sheet);
                sheet.put(TokenClass::Keyword, "until");
                sheet.plain(" [ ");
                Word::output(command.clone()).print(sheet);
                sheet.plain(" = ");
                print_literal(wanted, sheet);
                sheet.plain(" ]");
                sheet.put(TokenClass::Mark, "; ");
                sheet.put(TokenClass::Keyword, "do");
                sheet.plain(" sleep 5");
                sheet.put(TokenClass::Mark, "; ");
                sheet.put(TokenClass::Keyword, "done");
                sheet.newline();
            }
            Statement::UnlessSet(name, body) => {
                margin(indent, sheet);
                sheet.put(TokenClass::Keyword, "if");
                sheet.plain(" [ \"");
                sheet.put(TokenClass::Reference, &dollar(name, false));
                sheet.plain("\" != 1 ]");
                print_then(body, indent, sheet);
            }
            Statement::Fixed(text) => fixed::print(text, sheet),
            Statement::Origin(origin) => sheet.set_origin(*origin),
        }
    }
}

fn print_then(body: &[Statement], indent: usize, sheet: &mut Sheet) {
    sheet.put(TokenClass::Mark, "; ");
    sheet.put(TokenClass::Keyword, "then");
    sheet.newline();
    block(body, indent + 2, sheet);
    margin(indent, sheet);
    sheet.put(TokenClass::Keyword, "fi");
    sheet.newline();
}

fn margin(indent: usize, sheet: &mut Sheet) {
    sheet.indent(indent);
}

fn break_line(indent: usize, sheet: &mut Sheet) {
    sheet.put(TokenClass::Mark, " \\");
    sheet.newline();
    margin(indent, sheet);
}

fn print_words(words: &[Word], sheet: &mut Sheet) {
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            sheet.plain(" ");
        }
        word.print(sheet);
    }
}

fn print_setting(name: &str, default: &str, sheet: &mut Sheet) {
    sheet.put(TokenClass::Reference, &format!("${{{name}:-{default}}}"));
}

fn print_suffix(name: &str, prefix: &str, sheet: &mut Sheet) {
    sheet.put(TokenClass::Reference, &format!("${{{name}#{prefix}}}"));
}

fn print_output(command: &Command, sheet: &mut Sheet) {
    sheet.put(TokenClass::Mark, "$(");
    for (class, text) in command.flat().tokens() {
        sheet.put(class, text);
    }
    sheet.put(TokenClass::Mark, ")");
}

fn print_literal(text: &str, sheet: &mut Sheet) {
    let plain = !text.is_empty() && text.chars().all(is_plain) && !text.starts_with(['=', '%', '@', '+']);
    let class = if !plain {
        TokenClass::Text
    } else if text.starts_with("--") {
        TokenClass::Name
    } else if text == "aws" {
        TokenClass::Keyword
    } else if text.starts_with(|c: char| c.is_ascii_digit()) {
        TokenClass::Value
    } else {
        TokenClass::Plain
    };
    if plain {
        sheet.put(class, text);
    } else {
        sheet.put(class, &quote(text));
    }
}

/// Characters that no shell reads anything into, anywhere in a word but at its start.
pub(super) fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '=' | '%' | '@' | '+' | ',')
}

fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\0', "").replace('\'', r"'\''"))
}

fn dollar(name: &str, braces: bool) -> String {
    if braces { format!("${{{name}}}") } else { format!("${name}") }
}

/// A text for a comment: look-alikes for what a shell would act on.
fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\'' => '’',
            '"' => '”',
            '`' => '‘',
            '(' => '[',
            ')' => ']',
            '<' => '‹',
            '>' => '›',
            '\\' | '|' => '/',
            '&' => '+',
            ';' => ',',
            '$' | '!' => '_',
            c => c,
        })
        .collect()
}
