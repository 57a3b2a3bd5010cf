//! The part of a file that is about one entity.

use std::ops::Range;

use super::Sheet;
use crate::model::EntityRef;

/// The lines of the blocks that an entity has lines in: a whole `resource` of Terraform, an entry of `Resources`, a
/// command with its comment. Empty where the file has nothing of it.
pub fn excerpt(sheet: &Sheet, entity: EntityRef) -> Vec<Range<usize>> {
    let lines: Vec<(&str, bool)> =
        sheet.lines().map(|(text, origin)| (text, origin == Some(entity))).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let end = block_end(&lines, start);
        if lines[start..end].iter().any(|(_, own)| *own) {
            found.push(start..end);
        }
        start = end + 1;
    }
    found
}

/// Where the block that begins at a line ends: at the next blank line, or behind the brace that closes it.
fn block_end(lines: &[(&str, bool)], start: usize) -> usize {
    let mut open = false;
    for (at, (line, _)) in lines.iter().enumerate().skip(start) {
        match *line {
            "}" => open = false,
            "" if !open => return at,
            line if line.ends_with('{') && !line.starts_with([' ', '#']) => open = true,
            _inside => {}
        }
    }
    lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        emit::TokenClass,
        model::{Id, Vpc},
    };

    #[test]
    fn blocks_end_at_blank_lines_but_braces_hold_them_together() {
        let own = EntityRef::from(Id::<Vpc>::new(1));
        let mut sheet = Sheet::new();
        for line in
            ["# head", "", "resource \"a\" {", "  b = 1", "", "  c = 2", "}", "", "other", "own", "", "own"]
        {
            sheet.set_origin((line.contains("b = ") || line == "own").then_some(own));
            sheet.put(TokenClass::Plain, line);
            sheet.newline();
        }
        assert_eq!(excerpt(&sheet, own), [2..7, 8..10, 11..12]);
        assert_eq!(excerpt(&sheet, Id::<Vpc>::new(2).into()), []);
    }
}
