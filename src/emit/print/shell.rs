//! Bash as a small syntax tree, and its printer.
//!
//! *Invariants:* a literal reaches the shell as the bytes it holds, whatever they are, because single quotes are the
//! only way a literal is quoted; a NUL, which no argument can hold, is left out. A comment is one line of characters
//! that mean nothing to a shell, so that it stays harmless also where it is pasted into a shell that does not take
//! `#` for a comment (zsh, unless told to). The printer knows no AWS.

mod fixed;
mod printer;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, collections::BTreeSet};

use super::{
    readable::is_readable,
    sheet::{Sheet, TokenClass},
};
use crate::model::EntityRef;

/// One argument: pieces without a space between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word(Pieces);

/// Nearly every word is of one piece, and a large script has a hundred thousand of them: those need no list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Pieces {
    One(Piece),
    Many(Vec<Piece>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(Cow<'static, str>),
    Variable(String),
    /// A variable that the caller of the script may set, and what it is else; `"${STACK:-shop}"`.
    Setting(Box<(String, String)>),
    /// A variable without what it begins with: `"${zone#/hostedzone/}"`, the prefix of plain characters.
    Suffix(Box<(String, &'static str)>),
    /// `$(…)`.
    Output(Box<Command>),
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
    /// `until [ "$(command)" = word ]; do sleep 5; done`
    Until(Command, &'static str),
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
    pub fn literal(text: impl Into<Cow<'static, str>>) -> Self {
        Self(Pieces::One(Piece::Literal(text.into())))
    }

    /// `"$name"`.
    pub fn variable(name: impl Into<String>) -> Self {
        Self(Pieces::One(Piece::Variable(name.into())))
    }

    /// `"${NAME:-default}"`, the default of plain characters.
    pub fn setting(name: &str, default: &str) -> Self {
        let default = default.chars().filter(|c| printer::is_plain(*c)).collect();
        Self(Pieces::One(Piece::Setting(Box::new((name.to_owned(), default)))))
    }

    /// `"${name#prefix}"`: a variable without what it begins with; the prefix of plain characters.
    pub fn suffix(name: impl Into<String>, prefix: &'static str) -> Self {
        Self(Pieces::One(Piece::Suffix(Box::new((name.into(), prefix)))))
    }

    /// `"${1:-}"`: an argument of the script, or nothing.
    pub fn argument(number: u8) -> Self {
        Self::setting(&number.to_string(), "")
    }

    /// `"$(command)"`.
    pub fn output(command: Command) -> Self {
        Self(Pieces::One(Piece::Output(Box::new(command))))
    }

    fn pieces(&self) -> &[Piece] {
        match &self.0 {
            Pieces::One(piece) => std::slice::from_ref(piece),
            Pieces::Many(pieces) => pieces,
        }
    }

    /// This word with another right behind it.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let mut pieces = match self.0 {
            Pieces::One(piece) => vec![piece],
            Pieces::Many(pieces) => pieces,
        };
        let mut push = |piece: Piece| match (pieces.last_mut(), piece) {
            (Some(Piece::Literal(last)), Piece::Literal(text)) => last.to_mut().push_str(&text),
            (_, piece) => pieces.push(piece),
        };
        match next.0 {
            Pieces::One(piece) => push(piece),
            Pieces::Many(more) => more.into_iter().for_each(push),
        }
        Self(Pieces::Many(pieces))
    }

    /// This word with a literal right behind it.
    #[must_use]
    pub fn then_literal(self, text: impl Into<Cow<'static, str>>) -> Self {
        self.then(Self::literal(text))
    }

    /// The text that the word begins with, as far as it is known before the script runs.
    pub fn leading_text(&self) -> &str {
        match self.pieces().first() {
            Some(Piece::Literal(text)) => text,
            Some(Piece::Variable(_) | Piece::Setting(_) | Piece::Suffix(_) | Piece::Output(_)) | None => "",
        }
    }

    /// The whole text, where nothing of it is left to the run.
    pub fn text(&self) -> Option<&str> {
        match self.pieces() {
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The command whose output the word is.
    ///
    /// # Errors
    /// The word itself, where it is something else.
    pub fn into_output(self) -> Result<Command, Self> {
        match self.0 {
            Pieces::One(Piece::Output(command)) => Ok(*command),
            other => Err(Self(other)),
        }
    }

    /// Adds the variables it names.
    pub fn variables<'a>(&'a self, into: &mut BTreeSet<&'a str>) {
        for piece in self.pieces() {
            match piece {
                Piece::Literal(_) => {}
                Piece::Variable(name) => drop(into.insert(name)),
                Piece::Setting(setting) => drop(into.insert(&setting.0)),
                Piece::Suffix(suffix) => drop(into.insert(&suffix.0)),
                Piece::Output(command) => command.variables(into),
            }
        }
    }

    /// Whether a literal of it would look to a reader, or a linter, as if the shell expanded it.
    pub fn looks_expandable(&self) -> bool {
        self.pieces().iter().any(|piece| match piece {
            Piece::Literal(text) => text.bytes().any(|byte| matches!(byte, b'$' | b'`')),
            Piece::Variable(_) | Piece::Setting(_) | Piece::Suffix(_) => false,
            Piece::Output(command) => command.words().any(Self::looks_expandable),
        })
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
    pub fn plain(words: &[&'static str]) -> Self {
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

    /// Adds the variables it names.
    pub fn variables<'a>(&'a self, into: &mut BTreeSet<&'a str>) {
        self.words().for_each(|word| word.variables(into));
    }
}

/// Prints statements.
fn print(statements: &[Statement], sheet: &mut Sheet) {
    printer::block(statements, 0, sheet);
}

/// A script under way. Statements are printed as they come, so that few of a large script are held at a time.
#[derive(Debug)]
pub struct Script {
    sheet: Sheet,
    expandable: bool,
}

impl Default for Script {
    fn default() -> Self {
        Self { sheet: Sheet::new(), expandable: false }
    }
}

impl Script {
    /// Prints further statements.
    pub fn put(&mut self, statements: &[Statement]) {
        print(statements, &mut self.sheet);
        self.expandable = self.expandable || looks_expandable(statements);
    }

    /// The whole script: its first line, and a word to linters where a literal needs one.
    pub fn finish(self) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.put(TokenClass::Comment, "#!/usr/bin/env bash");
        sheet.newline();
        if self.expandable {
            let meant =
                ["# A dollar sign in single quotes is meant as it stands.", "# shellcheck disable=SC2016"];
            for line in meant {
                sheet.put(TokenClass::Comment, line);
                sheet.newline();
            }
        }
        sheet.append(self.sheet);
        sheet
    }
}

/// Whether the script needs a word to linters that `$` in single quotes is meant.
fn looks_expandable(statements: &[Statement]) -> bool {
    statements.iter().any(|statement| match statement {
        Statement::Run(command) => command.words().any(Word::looks_expandable),
        Statement::Assign(_, word) => word.looks_expandable(),
        Statement::Until(command, _) => command.words().any(Word::looks_expandable),
        Statement::Unless(condition, body) => {
            let (Condition::Succeeds(command) | Condition::Captures(_, command)) = condition;
            command.words().any(Word::looks_expandable) || looks_expandable(body)
        }
        Statement::UnlessSet(_, body) => looks_expandable(body),
        Statement::Blank | Statement::Comment(_) | Statement::Fixed(_) | Statement::Origin(_) => false,
    })
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
