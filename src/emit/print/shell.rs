//! Bash as a small syntax tree, and its printer.
//!
//! *Invariants:* a literal reaches the shell as the bytes it holds, whatever they are, because single quotes are the
//! only way a literal is quoted; a NUL, which no argument can hold, is left out. A comment is one line of characters
//! that mean nothing to a shell, so that it stays harmless also where it is pasted into a shell that does not take
//! `#` for a comment (zsh, unless told to). The printer knows no AWS.

use super::{
    readable::{comment_lines, is_readable},
    sheet::{Sheet, TokenClass},
};
use crate::model::EntityRef;

/// The longest line that is not broken into one option per line.
const WIDTH: usize = 100;

/// One argument: pieces without a space between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Variable(String),
    /// A variable that the caller of the script may set, and what it is else; `"${STACK:-shop}"`.
    Setting(String, String),
    /// `$(…)`.
    Output(Command),
}

/// A simple command.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Command {
    head: Vec<Word>,
    /// Each on a line of its own where the command is long.
    groups: Vec<Vec<Word>>,
    /// The command that the groups belong to is the argument of a function: `create 'subnet a' \ aws ec2 …`.
    wrapper: Vec<Word>,
    quiet: bool,
}

/// One statement, or what stands between statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    Blank,
    /// Any text: made harmless and wrapped. An empty one is a line with a bare `#`.
    Comment(String),
    Run(Command),
    /// `name=value`.
    Assign(String, Word),
    /// `if ! condition; then … fi`.
    Unless(Condition, Vec<Self>),
    /// `if [ "$VARIABLE" != 1 ]; then … fi`.
    UnlessSet(String, Vec<Self>),
    /// Our own fixed text: functions. Only its colours are found by reading it.
    Fixed(&'static str),
    /// The entity behind the lines that follow.
    Origin(Option<EntityRef>),
}

/// What an [`Unless`](Statement::Unless) asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The command succeeds.
    Succeeds(Command),
    /// The command succeeds, and its output is kept in a variable.
    Captures(String, Command),
}

impl Word {
    /// A text, quoted where the shell would read more into it.
    pub fn literal(text: impl Into<String>) -> Self {
        Self(vec![Piece::Literal(text.into())])
    }

    /// `"$name"`.
    pub fn variable(name: impl Into<String>) -> Self {
        Self(vec![Piece::Variable(name.into())])
    }

    /// `"${NAME:-default}"`, the default of plain characters.
    pub fn setting(name: &str, default: &str) -> Self {
        let default = default.chars().filter(|c| is_plain(*c)).collect();
        Self(vec![Piece::Setting(name.to_owned(), default)])
    }

    /// `"${1:-}"`: an argument of the script, or nothing.
    pub fn argument(number: u8) -> Self {
        Self::setting(&number.to_string(), "")
    }

    /// `"$(command)"`.
    pub fn output(command: Command) -> Self {
        Self(vec![Piece::Output(command)])
    }

    /// This word with another right behind it.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        for piece in next.0 {
            match (self.0.last_mut(), piece) {
                (Some(Piece::Literal(last)), Piece::Literal(text)) => last.push_str(&text),
                (_, piece) => self.0.push(piece),
            }
        }
        self
    }

    /// This word with a literal right behind it.
    #[must_use]
    pub fn then_literal(self, text: impl Into<String>) -> Self {
        self.then(Self::literal(text))
    }

    /// The text that the word begins with, as far as it is known before the script runs.
    pub fn leading_text(&self) -> &str {
        match self.0.first() {
            Some(Piece::Literal(text)) => text,
            Some(Piece::Variable(_) | Piece::Setting(..) | Piece::Output(_)) | None => "",
        }
    }

    /// The whole text, where nothing of it is left to the run.
    pub fn text(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The command whose output the word is.
    ///
    /// # Errors
    /// The word itself, where it is something else.
    pub fn into_output(mut self) -> Result<Command, Self> {
        match self.0.pop() {
            Some(Piece::Output(command)) if self.0.is_empty() => Ok(command),
            Some(last) => {
                self.0.push(last);
                Err(self)
            }
            None => Err(self),
        }
    }

    /// The variables it names.
    pub fn variables(&self) -> Vec<&str> {
        self.0
            .iter()
            .flat_map(|piece| match piece {
                Piece::Literal(_) => vec![],
                Piece::Variable(name) | Piece::Setting(name, _) => vec![name.as_str()],
                Piece::Output(command) => command.variables(),
            })
            .collect()
    }

    /// Whether a literal of it would look to a reader, or a linter, as if the shell expanded it.
    pub fn looks_expandable(&self) -> bool {
        self.0.iter().any(|piece| match piece {
            Piece::Literal(text) => text.contains(['$', '`']),
            Piece::Variable(_) | Piece::Setting(..) => false,
            Piece::Output(command) => command.words().any(Self::looks_expandable),
        })
    }

    fn print(&self, sheet: &mut Sheet) {
        match self.0.as_slice() {
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
                        Piece::Setting(name, default) => print_setting(name, default, sheet),
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
                        Piece::Setting(name, default) => {
                            sheet.put(TokenClass::Text, "\"");
                            print_setting(name, default, sheet);
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

impl std::fmt::Display for Word {
    /// As a script has it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut sheet = Sheet::new();
        self.print(&mut sheet);
        f.write_str(sheet.text())
    }
}

impl Command {
    /// A command of these words.
    pub fn new(head: impl IntoIterator<Item = Word>) -> Self {
        Self { head: head.into_iter().collect(), ..Self::default() }
    }

    /// A command of plain words, as they would be typed.
    pub fn plain(words: &[&str]) -> Self {
        Self::new(words.iter().map(|word| Word::literal(*word)))
    }

    /// The command with an argument more.
    #[must_use]
    pub fn arg(mut self, word: Word) -> Self {
        self.head.push(word);
        self
    }

    /// The command with an option and its values more.
    #[must_use]
    pub fn option(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.groups.push(words.into_iter().collect());
        self
    }

    /// The command as the last arguments of another: a function that runs it.
    #[must_use]
    pub fn run_by(mut self, wrapper: impl IntoIterator<Item = Word>) -> Self {
        self.wrapper = wrapper.into_iter().collect();
        self
    }

    /// The command without its output.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// All words, in order.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.wrapper.iter().chain(&self.head).chain(self.groups.iter().flatten())
    }

    /// The variables it names.
    pub fn variables(&self) -> Vec<&str> {
        self.words().flat_map(Word::variables).collect()
    }

    fn print(&self, indent: usize, already: usize, sheet: &mut Sheet) {
        let flat = self.flat();
        if already + flat.text().len() <= WIDTH && !flat.text().contains('\n') {
            for (class, text) in flat.tokens() {
                sheet.put(class, text);
            }
            return;
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

/// Prints statements.
pub fn print(statements: &[Statement], sheet: &mut Sheet) {
    print_block(statements, 0, sheet);
}

/// Whether the script needs a word to linters that `$` in single quotes is meant.
pub fn looks_expandable(statements: &[Statement]) -> bool {
    statements.iter().any(|statement| match statement {
        Statement::Run(command) => command.words().any(Word::looks_expandable),
        Statement::Assign(_, word) => word.looks_expandable(),
        Statement::Unless(condition, body) => {
            let (Condition::Succeeds(command) | Condition::Captures(_, command)) = condition;
            command.words().any(Word::looks_expandable) || looks_expandable(body)
        }
        Statement::UnlessSet(_, body) => looks_expandable(body),
        Statement::Blank | Statement::Comment(_) | Statement::Fixed(_) | Statement::Origin(_) => false,
    })
}

fn print_block(statements: &[Statement], indent: usize, sheet: &mut Sheet) {
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
                match value.0.as_slice() {
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
            Statement::UnlessSet(name, body) => {
                margin(indent, sheet);
                sheet.put(TokenClass::Keyword, "if");
                sheet.plain(" [ \"");
                sheet.put(TokenClass::Reference, &dollar(name, false));
                sheet.plain("\" != 1 ]");
                print_then(body, indent, sheet);
            }
            Statement::Fixed(text) => print_fixed(text, sheet),
            Statement::Origin(origin) => sheet.set_origin(*origin),
        }
    }
}

fn print_then(body: &[Statement], indent: usize, sheet: &mut Sheet) {
    sheet.put(TokenClass::Mark, "; ");
    sheet.put(TokenClass::Keyword, "then");
    sheet.newline();
    print_block(body, indent + 2, sheet);
    margin(indent, sheet);
    sheet.put(TokenClass::Keyword, "fi");
    sheet.newline();
}

fn margin(indent: usize, sheet: &mut Sheet) {
    sheet.plain(&" ".repeat(indent));
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
fn is_plain(c: char) -> bool {
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

/// Our own fixed text, with colours.
fn print_fixed(text: &str, sheet: &mut Sheet) {
    for line in text.lines() {
        if line.trim_start().starts_with('#') {
            sheet.put(TokenClass::Comment, line);
        } else {
            print_fixed_line(line, sheet);
        }
        sheet.newline();
    }
}

fn print_fixed_line(line: &str, sheet: &mut Sheet) {
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

/// JSON for an argument: on one line, and with escapes in place of everything that a terminal would act on or not show.
pub fn json_text(value: &serde_json::Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Only inside of strings: the rest of JSON is readable. A combining mark is an escape too, which reads the same.
        if !is_readable(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Prints a whole script: its first line, and a word to linters where a literal needs one.
pub fn print_script(statements: &[Statement], sheet: &mut Sheet) {
    sheet.put(TokenClass::Comment, "#!/usr/bin/env bash");
    sheet.newline();
    if looks_expandable(statements) {
        for line in ["# A dollar sign in single quotes is meant as it stands.", "# shellcheck disable=SC2016"]
        {
            sheet.put(TokenClass::Comment, line);
            sheet.newline();
        }
    }
    print(statements, sheet);
}

#[cfg(test)]
mod tests;
