//! A text cut into blocks of lines, so that a view of it need draw anew only those that changed.
//!
//! Where a block ends follows from the lines around, not from their number: after an insertion the blocks further down are
//! those they were. Knows no view.

use std::ops::Range;

use super::sheet::Sheet;

/// A block ends at the first good place after so many lines, and at the latest after so many.
const LEAST: usize = 12;
const MOST: usize = 96;

/// Consecutive lines of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Counted from 0.
    pub lines: Range<usize>,
    /// In bytes, the last line feed included.
    pub bytes: Range<usize>,
}

/// Cuts a text; the blocks together are all of it.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut line, mut first, mut start, mut end) = (0, 0, 0, 0);
    let mut pieces = text.split_inclusive('\n').peekable();
    while let Some(piece) = pieces.next() {
        (line, end) = (line + 1, end + piece.len());
        let next = pieces.peek();
        let ends = match next {
            None => true,
            Some(next) => {
                let count = line - first;
                count >= MOST || (count >= LEAST && piece == "\n" && is_mark(next))
            }
        };
        if ends {
            blocks.push(Block { lines: first..line, bytes: start..end });
            (first, start) = (line, end);
        }
    }
    blocks
}

/// One line in two or so, always the same ones.
fn is_mark(line: &str) -> bool {
    let sum = line.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    (sum ^ (sum >> 7)) & 1 == 0
}

/// How many blocks at the start, and how many of the others at the end, are the same in two texts: letters, colours and
/// the entities behind the lines.
pub fn unchanged(before: (&Sheet, &[Block]), after: (&Sheet, &[Block])) -> (usize, usize) {
    let same = |(a, b): &(&Block, &Block)| is_same((before.0, a), (after.0, b));
    let front = before.1.iter().zip(after.1).take_while(same).count();
    let rest = before.1.len().min(after.1.len()) - front;
    let back = before.1.iter().rev().zip(after.1.iter().rev()).take(rest).take_while(same).count();
    (front, back)
}

fn is_same(a: (&Sheet, &Block), b: (&Sheet, &Block)) -> bool {
    a.0.text().get(a.1.bytes.clone()) == b.0.text().get(b.1.bytes.clone())
        && a.0.origins().get(a.1.lines.clone()) == b.0.origins().get(b.1.lines.clone())
        && {
            let (left, right) = (a.0.spans_in(&a.1.bytes), b.0.spans_in(&b.1.bytes));
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| {
                    let at = |place: u32, block: &Block| i64::from(place) - block.bytes.start as i64;
                    left.class == right.class
                        && at(left.start, a.1) == at(right.start, b.1)
                        && at(left.end, a.1) == at(right.end, b.1)
                })
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::TokenClass;

    fn sheet(paragraphs: &[&str]) -> Sheet {
        let mut sheet = Sheet::new();
        for paragraph in paragraphs {
            sheet.put(TokenClass::Name, paragraph);
            for line in 0..9 {
                sheet.newline();
                sheet.plain(&format!("  line {line}"));
            }
            sheet.newline();
            sheet.newline();
        }
        sheet
    }

    #[test]
    fn blocks_are_the_whole_text_and_none_is_long() {
        for text in ["", "a", "a\n", &"\n".repeat(500), &"x\n".repeat(500), sheet(&["a"; 60]).text()] {
            let blocks = blocks(text);
            let all: String = blocks.iter().map(|block| &text[block.bytes.clone()]).collect();
            assert_eq!(all, text);
            for block in &blocks {
                assert_eq!(text[block.bytes.clone()].lines().count(), block.lines.len());
                assert!(block.lines.len() <= MOST);
            }
        }
    }

    #[test]
    fn what_is_inserted_changes_only_blocks_around_it() {
        let names: Vec<String> = (0..60).map(|index| format!("resource {index}")).collect();
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        let before = sheet(&names);
        names.insert(30, "new");
        let after = sheet(&names);
        let (old, new) = (blocks(before.text()), blocks(after.text()));
        let (front, back) = unchanged((&before, &old), (&after, &new));
        assert!(
            front > 5 && back > 5 && new.len() - front - back <= 3,
            "{front} and {back} of {}",
            new.len()
        );
        assert_eq!(unchanged((&before, &old), (&before, &old)), (old.len(), 0));
    }

    #[test]
    fn another_colour_is_a_change() {
        let plain = |class| {
            let mut sheet = Sheet::new();
            sheet.put(class, "word");
            sheet
        };
        let (a, b) = (plain(TokenClass::Name), plain(TokenClass::Value));
        assert_eq!(unchanged((&a, &blocks(a.text())), (&b, &blocks(b.text()))), (0, 0));
    }
}
