//! Terraform's language: a syntax tree and its printer.
//!
//! *Invariant:* the text is what `terraform fmt` would make of it, byte for byte, and reads back as the tree.
//! It knows no AWS resource, and no syntax that the exporter does not use (no heredoc, no conditional).
//!
//! Source: <https://developer.hashicorp.com/terraform/language/syntax/configuration>

mod text;

use std::fmt;

use super::{
    readable::comment_lines,
    sheet::{Sheet, TokenClass},
};
use crate::model::EntityRef;

/// Columns of a comment; a list that is longer is broken.
const WIDTH: usize = 100;
const LIST_WIDTH: usize = 76;

/// What stands between the braces of a block, or in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body(Vec<Item>);

#[derive(Clone, Debug, PartialEq)]
enum Item {
    Pair(Pair),
    Block(Block),
    Comment(String),
    Blank,
}

/// `resource "aws_vpc" "main" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub keyword: &'static str,
    pub labels: Vec<String>,
    pub body: Body,
    pub comments: Vec<String>,
    pub origin: Option<EntityRef>,
}

/// `key = value`, with the comments above it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub key: Key,
    pub value: Expr,
    pub comments: Vec<String>,
    /// The entity behind its lines; none for that of what contains it.
    pub origin: Option<EntityRef>,
}

/// The left side of a [`Pair`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A name of the language or of a provider; quoted only where it must be.
    Name(String),
    /// Data, such as the key of an instance; always quoted.
    Text(String),
    /// A provider that a module is given: `aws.eu_west_1`.
    Reference(Traversal),
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    /// A string without interpolation: every character stands for itself.
    Text(String),
    /// A string with expressions in it.
    Template(Vec<Part>),
    /// `aws_vpc.main`, `each.value`.
    Reference(Traversal),
    /// `merge(…)`
    Call(&'static str, Vec<Expr>),
    List(Vec<Element>),
    Object(Vec<Pair>),
    /// `{ for key, name in of : key => value if condition }`
    ForObject {
        name: &'static str,
        of: Box<Expr>,
        value: Box<Expr>,
        condition: Option<Box<Expr>>,
    },
    /// `[for key, name in of : value]`
    ForList {
        name: &'static str,
        of: Box<Expr>,
        value: Box<Expr>,
    },
    /// `left operator right`, operands being printed as they are: whoever nests one in another minds precedence.
    Operation(Box<Expr>, &'static str, Box<Expr>),
    /// `!value`
    Not(Box<Expr>),
    /// `value[*]`: no element for null, one for anything else.
    Splat(Box<Expr>),
}

/// A piece of [`Expr::Template`].
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Text(String),
    Expr(Expr),
}

/// An element of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    pub value: Expr,
    pub comments: Vec<String>,
    pub origin: Option<EntityRef>,
}

/// A path from a name: `aws_subnet.main["private-a"].id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traversal {
    root: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Attribute(String),
    Index(String),
    IndexBy(Traversal),
    Nth(usize),
    Splat,
}

impl Traversal {
    /// A path of names that are identifiers of the language.
    pub fn new(names: &[&str]) -> Self {
        let mut names = names.iter().map(|name| (*name).to_owned());
        Self { root: names.next().unwrap_or_default(), steps: names.map(Step::Attribute).collect() }
    }

    #[must_use]
    pub fn attribute(mut self, name: &str) -> Self {
        self.steps.push(Step::Attribute(name.to_owned()));
        self
    }

    #[must_use]
    pub fn index(mut self, key: &str) -> Self {
        self.steps.push(Step::Index(key.to_owned()));
        self
    }

    /// `[each.key]`: an index that is itself a path.
    #[must_use]
    pub fn index_by(mut self, key: Self) -> Self {
        self.steps.push(Step::IndexBy(key));
        self
    }

    /// The path below other names: `module.network.aws_vpc.main`.
    #[must_use]
    pub fn below(self, names: &[&str]) -> Self {
        let mut path = Self::new(names);
        path.steps.push(Step::Attribute(self.root));
        path.steps.extend(self.steps);
        path
    }

    /// `[0]`: one element of a list.
    #[must_use]
    pub fn nth(mut self, index: usize) -> Self {
        self.steps.push(Step::Nth(index));
        self
    }

    /// `[*]`: of all elements.
    #[must_use]
    pub fn splat(mut self) -> Self {
        self.steps.push(Step::Splat);
        self
    }
}

impl fmt::Display for Traversal {
    /// As Terraform writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut scratch = Printer { sheet: Sheet::new(), indent: 0, origin: None };
        scratch.traversal(self);
        f.write_str(scratch.sheet.text())
    }
}

impl Expr {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn reference(names: &[&str]) -> Self {
        Self::Reference(Traversal::new(names))
    }

    pub fn integer(number: i64) -> Self {
        Self::Number(number.into())
    }

    /// `left operator right`
    pub fn operation(left: Self, operator: &'static str, right: Self) -> Self {
        Self::Operation(Box::new(left), operator, Box::new(right))
    }

    /// A list of plain elements.
    pub fn list(values: impl IntoIterator<Item = Self>) -> Self {
        Self::List(values.into_iter().map(Element::new).collect())
    }

    /// An object with names as keys.
    pub fn object<'a>(pairs: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Object(pairs.into_iter().map(|(key, value)| Pair::new(key, value)).collect())
    }
}

impl From<Traversal> for Expr {
    fn from(traversal: Traversal) -> Self {
        Self::Reference(traversal)
    }
}

impl From<&serde_json::Value> for Expr {
    /// The expression that `jsonencode` turns into an equal document.
    fn from(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => Self::Number(number.clone()),
            serde_json::Value::String(text) => Self::text(text),
            serde_json::Value::Array(values) => Self::list(values.iter().map(Self::from)),
            serde_json::Value::Object(map) => {
                Self::object(map.iter().map(|(key, value)| (key.as_str(), Self::from(value))))
            }
        }
    }
}

impl Element {
    pub fn new(value: Expr) -> Self {
        Self { value, comments: Vec::new(), origin: None }
    }
}

impl Pair {
    pub fn new(key: &str, value: Expr) -> Self {
        Self { key: Key::Name(key.to_owned()), value, comments: Vec::new(), origin: None }
    }
}

impl Key {
    fn written(&self) -> String {
        match self {
            Self::Name(name) if text::is_bare_key(name) => name.clone(),
            Self::Name(key) | Self::Text(key) => text::quoted_key(key),
            Self::Reference(traversal) => traversal.to_string(),
        }
    }
}

impl Block {
    pub fn new(keyword: &'static str, labels: &[&str]) -> Self {
        Self {
            keyword,
            labels: labels.iter().map(|label| (*label).to_owned()).collect(),
            body: Body::default(),
            comments: Vec::new(),
            origin: None,
        }
    }
}

impl Body {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds an argument; the name is the provider's and needs no quotes.
    pub fn set(&mut self, name: &str, value: Expr) {
        self.0.push(Item::Pair(Pair::new(name, value)));
    }

    /// Adds an argument with its reason above it.
    pub fn set_why(&mut self, name: &str, value: Expr, why: &str) {
        self.0.push(Item::Pair(Pair { comments: vec![why.to_owned()], ..Pair::new(name, value) }));
    }

    /// Adds arguments.
    pub fn extend(&mut self, pairs: impl IntoIterator<Item = Pair>) {
        self.0.extend(pairs.into_iter().map(Item::Pair));
    }

    /// Adds what another body holds.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Adds a block, a blank line before it unless it is the first.
    pub fn block(&mut self, block: Block) {
        self.blank();
        self.0.push(Item::Block(block));
    }

    /// Adds comment lines of their own, a blank line before them unless they are the first.
    pub fn comment(&mut self, text: &str) {
        self.blank();
        self.0.push(Item::Comment(text.to_owned()));
    }

    /// Ends the group of arguments: what follows is set off by a blank line.
    pub fn blank(&mut self) {
        if self.0.last().is_some_and(|item| *item != Item::Blank) {
            self.0.push(Item::Blank);
        }
    }
}

/// Writes a file.
pub fn print(body: &Body) -> Sheet {
    let mut printer = Printer { sheet: Sheet::new(), indent: 0, origin: None };
    printer.body(body);
    printer.sheet
}

struct Printer {
    sheet: Sheet,
    indent: usize,
    /// Of the line to come.
    origin: Option<EntityRef>,
}

impl Printer {
    fn body(&mut self, body: &Body) {
        let items = body.0.as_slice();
        let trailing = items.iter().rev().take_while(|item| **item == Item::Blank).count();
        let mut items = &items[..items.len() - trailing];
        while let [first, rest @ ..] = items {
            items = rest;
            match first {
                Item::Pair(pair) => {
                    let mut run = vec![pair];
                    while let [Item::Pair(next), rest @ ..] = items {
                        run.push(next);
                        items = rest;
                    }
                    self.pairs(&run);
                }
                Item::Block(block) => self.block(block),
                Item::Comment(text) => self.comments(std::slice::from_ref(text)),
                Item::Blank => self.sheet.newline(),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        self.within(block.origin, |printer| {
            printer.comments(&block.comments);
            printer.start_line();
            printer.put(TokenClass::Keyword, block.keyword);
            for label in &block.labels {
                printer.put(TokenClass::Plain, " ");
                printer.put(TokenClass::Text, &text::quoted(label));
            }
            printer.put(TokenClass::Plain, " ");
            if block.body.is_empty() {
                printer.put(TokenClass::Mark, "{}");
            } else {
                printer.put(TokenClass::Mark, "{");
                printer.end_line();
                printer.indent += 1;
                printer.body(&block.body);
                printer.indent -= 1;
                printer.start_line();
                printer.put(TokenClass::Mark, "}");
            }
            printer.end_line();
        });
    }

    /// Writes `key = value` lines as the formatter does: the equals signs of neighbouring lines that hold a whole
    /// pair stand below each other; a comment or a value of several lines starts a new alignment.
    fn pairs(&mut self, pairs: &[&Pair]) {
        let mut rest = pairs;
        while let [first, ..] = rest {
            let run = if is_one_line(&first.value) {
                let more = |pair: &&&Pair| !has_lines(&pair.comments) && is_one_line(&pair.value);
                1 + rest[1..].iter().take_while(more).count()
            } else {
                1
            };
            let width =
                rest[..run].iter().map(|pair| pair.key.written().chars().count()).max().unwrap_or_default();
            for pair in &rest[..run] {
                self.pair(pair, width);
            }
            rest = &rest[run..];
        }
    }

    fn pair(&mut self, pair: &Pair, width: usize) {
        self.within(pair.origin, |printer| {
            printer.comments(&pair.comments);
            printer.start_line();
            let key = pair.key.written();
            let class = if key.starts_with('"') { TokenClass::Text } else { TokenClass::Name };
            printer.put(class, &key);
            let padding = width.saturating_sub(key.chars().count());
            printer.sheet.indent(padding + 1);
            printer.put(TokenClass::Mark, "=");
            printer.put(TokenClass::Plain, " ");
            printer.expr(&pair.value);
            printer.end_line();
        });
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Null => self.put(TokenClass::Value, "null"),
            Expr::Bool(value) => self.put(TokenClass::Value, if *value { "true" } else { "false" }),
            Expr::Number(number) => self.put(TokenClass::Value, &number.to_string()),
            Expr::Text(content) => self.put(TokenClass::Text, &text::quoted(content)),
            Expr::Template(parts) => self.template(parts),
            Expr::Reference(traversal) => self.traversal(traversal),
            Expr::Call(function, arguments) => {
                self.put(TokenClass::Keyword, function);
                self.put(TokenClass::Mark, "(");
                for (index, argument) in arguments.iter().enumerate() {
                    if index > 0 {
                        self.put(TokenClass::Mark, ", ");
                    }
                    self.expr(argument);
                }
                self.put(TokenClass::Mark, ")");
            }
            Expr::List(elements) => self.list(elements),
            Expr::Object(pairs) if pairs.is_empty() => self.put(TokenClass::Mark, "{}"),
            Expr::Object(pairs) => {
                self.put(TokenClass::Mark, "{");
                self.end_line();
                self.indent += 1;
                self.pairs(&pairs.iter().collect::<Vec<_>>());
                self.indent -= 1;
                self.start_line();
                self.put(TokenClass::Mark, "}");
            }
            Expr::ForObject { name, of, value, condition } => {
                self.put(TokenClass::Mark, "{ ");
                self.for_each(name, of);
                self.put(TokenClass::Reference, "key");
                self.put(TokenClass::Mark, " => ");
                self.expr(value);
                if let Some(condition) = condition {
                    self.put(TokenClass::Keyword, " if ");
                    self.expr(condition);
                }
                self.put(TokenClass::Mark, " }");
            }
            Expr::ForList { name, of, value } => {
                self.put(TokenClass::Mark, "[");
                self.for_each(name, of);
                self.expr(value);
                self.put(TokenClass::Mark, "]");
            }
            Expr::Operation(left, operator, right) => {
                self.expr(left);
                self.put(TokenClass::Mark, &format!(" {operator} "));
                self.expr(right);
            }
            Expr::Not(value) => {
                self.put(TokenClass::Mark, "!");
                self.expr(value);
            }
            Expr::Splat(value) => {
                self.expr(value);
                self.put(TokenClass::Mark, "[*]");
            }
        }
    }

    /// `for key, name in of : `
    fn for_each(&mut self, name: &str, of: &Expr) {
        self.put(TokenClass::Keyword, "for");
        self.put(TokenClass::Plain, &format!(" key, {name} "));
        self.put(TokenClass::Keyword, "in");
        self.put(TokenClass::Plain, " ");
        self.expr(of);
        self.put(TokenClass::Mark, " : ");
    }

    fn template(&mut self, parts: &[Part]) {
        self.put(TokenClass::Text, "\"");
        for part in parts {
            match part {
                Part::Text(content) => self.put(TokenClass::Text, &text::escaped(content)),
                Part::Expr(expr) => {
                    self.put(TokenClass::Mark, "${");
                    self.expr(expr);
                    self.put(TokenClass::Mark, "}");
                }
            }
        }
        self.put(TokenClass::Text, "\"");
    }

    fn traversal(&mut self, traversal: &Traversal) {
        self.put(TokenClass::Reference, &traversal.root);
        for step in &traversal.steps {
            match step {
                Step::Attribute(name) => self.put(TokenClass::Reference, &format!(".{name}")),
                Step::Index(key) => {
                    self.put(TokenClass::Mark, "[");
                    self.put(TokenClass::Text, &text::quoted(key));
                    self.put(TokenClass::Mark, "]");
                }
                Step::IndexBy(key) => {
                    self.put(TokenClass::Mark, "[");
                    self.traversal(key);
                    self.put(TokenClass::Mark, "]");
                }
                Step::Nth(index) => {
                    self.put(TokenClass::Mark, "[");
                    self.put(TokenClass::Value, &index.to_string());
                    self.put(TokenClass::Mark, "]");
                }
                Step::Splat => self.put(TokenClass::Mark, "[*]"),
            }
        }
    }

    fn list(&mut self, elements: &[Element]) {
        self.put(TokenClass::Mark, "[");
        if is_one_line_list(elements) {
            for (index, element) in elements.iter().enumerate() {
                if index > 0 {
                    self.put(TokenClass::Mark, ", ");
                }
                self.expr(&element.value);
            }
        } else {
            self.end_line();
            self.indent += 1;
            for element in elements {
                self.within(element.origin, |printer| {
                    printer.comments(&element.comments);
                    printer.start_line();
                    printer.expr(&element.value);
                    printer.put(TokenClass::Mark, ",");
                    printer.end_line();
                });
            }
            self.indent -= 1;
            self.start_line();
        }
        self.put(TokenClass::Mark, "]");
    }

    fn comments(&mut self, comments: &[String]) {
        for line in comments.iter().flat_map(|comment| comment_lines(comment, WIDTH)) {
            self.start_line();
            self.put(TokenClass::Comment, &format!("# {line}"));
            self.end_line();
        }
    }

    /// Lines written by `write` belong to the origin, if there is one.
    fn within(&mut self, origin: Option<EntityRef>, write: impl FnOnce(&mut Self)) {
        let outer = self.origin;
        self.origin = origin.or(outer);
        write(self);
        self.origin = outer;
    }

    fn start_line(&mut self) {
        self.sheet.set_origin(self.origin);
        self.sheet.indent(2 * self.indent);
    }

    fn end_line(&mut self) {
        self.sheet.newline();
    }

    fn put(&mut self, class: TokenClass, text: &str) {
        self.sheet.put(class, text);
    }
}

/// Whether the comments print at all: blank ones do not.
fn has_lines(comments: &[String]) -> bool {
    comments.iter().any(|comment| !comment_lines(comment, WIDTH).is_empty())
}

/// Calls and operations deeper than this count as several lines; the exporter's own are not so deep, and printing stays
/// linear in the size of the tree, however deep a user's policy is.
const NESTING: u32 = 12;

fn is_one_line(expr: &Expr) -> bool {
    is_flat(expr, NESTING)
}

fn is_flat(expr: &Expr, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match expr {
        Expr::Null
        | Expr::Bool(_)
        | Expr::Number(_)
        | Expr::Text(_)
        | Expr::Template(_)
        | Expr::Reference(_) => true,
        Expr::Object(pairs) => pairs.is_empty(),
        Expr::List(elements) => is_one_line_list(elements),
        Expr::Call(_, arguments) => arguments.iter().all(|argument| is_flat(argument, depth)),
        Expr::Splat(value) | Expr::Not(value) => is_flat(value, depth),
        Expr::Operation(left, _, right) => is_flat(left, depth) && is_flat(right, depth),
        Expr::ForObject { of, value, condition, .. } => {
            is_flat(of, depth)
                && is_flat(value, depth)
                && condition.as_ref().is_none_or(|condition| is_flat(condition, depth))
        }
        Expr::ForList { of, value, .. } => is_flat(of, depth) && is_flat(value, depth),
    }
}

/// An expression of one line without others in it.
fn is_simple(expr: &Expr) -> bool {
    match expr {
        Expr::Null
        | Expr::Bool(_)
        | Expr::Number(_)
        | Expr::Text(_)
        | Expr::Template(_)
        | Expr::Reference(_) => true,
        Expr::List(elements) => elements.is_empty(),
        Expr::Object(pairs) => pairs.is_empty(),
        Expr::Call(..)
        | Expr::Splat(_)
        | Expr::ForObject { .. }
        | Expr::ForList { .. }
        | Expr::Operation(..)
        | Expr::Not(_) => false,
    }
}

/// A list with an element of several lines, a comment or an entity of its own is broken, and so is a long one.
fn is_one_line_list(elements: &[Element]) -> bool {
    let plain = |element: &Element| {
        !has_lines(&element.comments) && element.origin.is_none() && is_simple(&element.value)
    };
    elements.iter().all(plain) && {
        let mut scratch = Printer { sheet: Sheet::new(), indent: 0, origin: None };
        for element in elements {
            scratch.expr(&element.value);
            scratch.put(TokenClass::Mark, ", ");
        }
        scratch.sheet.text().chars().count() <= LIST_WIDTH
    }
}

#[cfg(test)]
mod tests;
