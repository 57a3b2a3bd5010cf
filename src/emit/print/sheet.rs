//! Text under construction, with the class of each token and the entity behind each line.

use std::ops::Range;

use crate::model::EntityRef;

/// What a piece of text is, for colours. The printer knows; nobody parses the text again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenClass {
    Plain,
    Comment,
    /// A word of the language: `resource`, `if`, `Resources`.
    Keyword,
    /// The name of an argument, key or option.
    Name,
    /// A quoted or literal text.
    Text,
    /// A number or truth value.
    Value,
    /// A variable or reference to another resource.
    Reference,
    /// Punctuation.
    Mark,
}

/// A run of text of one class: `start..end` in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
    pub class: TokenClass,
}

/// A finished or growing text.
///
/// *Invariant:* spans are in order, do not overlap and end at character boundaries; text outside them is `Plain`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    text: String,
    spans: Vec<Span>,
    /// The entity behind each line; the last, unfinished line included.
    lines: Vec<Option<EntityRef>>,
    origin: Option<EntityRef>,
}

impl Sheet {
    pub fn new() -> Self {
        Self { lines: vec![None], ..Self::default() }
    }

    /// Appends text of one class. Line feeds in it are lines of the sheet.
    pub fn put(&mut self, class: TokenClass, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let end = self.text.len() as u32;
        if class != TokenClass::Plain {
            match self.spans.last_mut() {
                Some(last) if last.class == class && last.end == start => last.end = end,
                _ => self.spans.push(Span { start, end, class }),
            }
        }
        // Nearly every token is part of a line.
        if text.bytes().all(|byte| byte != b'\n') {
            self.own_line();
            return;
        }
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                self.lines.push(None);
            }
            if !piece.is_empty() {
                self.own_line();
            }
        }
    }

    /// Gives the last line to the present entity, unless it has one.
    fn own_line(&mut self) {
        if let Some(line) = self.lines.last_mut() {
            *line = line.or(self.origin);
        }
    }

    pub fn plain(&mut self, text: &str) {
        self.put(TokenClass::Plain, text);
    }

    /// Ends the line.
    pub fn newline(&mut self) {
        self.text.push('\n');
        self.lines.push(None);
    }

    /// Adds another text, from the start of a line on.
    pub fn append(&mut self, other: Self) {
        let offset = self.text.len() as u32;
        self.text.push_str(&other.text);
        let moved = |span: Span| Span { start: span.start + offset, end: span.end + offset, ..span };
        self.spans.extend(other.spans.into_iter().map(moved));
        self.lines.pop();
        self.lines.extend(other.lines);
        self.origin = other.origin;
    }

    /// As many blanks.
    pub fn indent(&mut self, columns: usize) {
        const BLANKS: &str = "                                                                ";
        for at in (0..columns).step_by(BLANKS.len()) {
            self.plain(&BLANKS[..BLANKS.len().min(columns - at)]);
        }
    }

    /// From here on, lines belong to this entity.
    pub fn set_origin(&mut self, origin: Option<EntityRef>) {
        self.origin = origin;
    }

    /// The entity lines belong to at present.
    pub fn origin(&self) -> Option<EntityRef> {
        self.origin
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The spans that reach into some bytes of the text.
    pub fn spans_in(&self, bytes: &Range<usize>) -> &[Span] {
        let from = self.spans.partition_point(|span| span.end as usize <= bytes.start);
        let to = self.spans.partition_point(|span| (span.start as usize) < bytes.end);
        self.spans.get(from..to).unwrap_or_default()
    }

    /// The entity behind each line; of an empty one behind a final line feed too.
    pub fn origins(&self) -> &[Option<EntityRef>] {
        &self.lines
    }

    /// The lines with their entities, without the empty one behind a final line feed.
    pub fn lines(&self) -> impl Iterator<Item = (&str, Option<EntityRef>)> {
        self.text.lines().zip(self.lines.iter().copied())
    }

    /// The tokens of the whole text in order, plain ones included.
    pub fn tokens(&self) -> impl Iterator<Item = (TokenClass, &str)> {
        let mut at = 0;
        let mut spans = self.spans.iter().peekable();
        std::iter::from_fn(move || {
            let (class, end) = match spans.peek() {
                Some(span) if span.start as usize == at => {
                    let token = (span.class, span.end as usize);
                    spans.next();
                    token
                }
                Some(span) => (TokenClass::Plain, span.start as usize),
                None => (TokenClass::Plain, self.text.len()),
            };
            let token = self.text.get(at..end).filter(|text| !text.is_empty())?;
            at = end;
            Some((class, token))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Subnet};

    #[test]
    fn lines_and_tokens_add_up() {
        let subnet = EntityRef::from(Id::<Subnet>::new(3));
        let mut sheet = Sheet::new();
        sheet.put(TokenClass::Comment, "# one");
        sheet.newline();
        sheet.set_origin(Some(subnet));
        sheet.put(TokenClass::Name, "a");
        sheet.plain(" = ");
        sheet.put(TokenClass::Text, "<<E\nb\nE");
        sheet.newline();
        assert_eq!(sheet.tokens().map(|(_, text)| text).collect::<String>(), sheet.text());
        let lines: Vec<_> = sheet.lines().collect();
        assert_eq!(lines[0], ("# one", None));
        assert_eq!(lines[1], ("a = <<E", Some(subnet)));
        assert_eq!(lines[2], ("b", Some(subnet)));
        assert_eq!(lines.len(), 4);
    }
}
