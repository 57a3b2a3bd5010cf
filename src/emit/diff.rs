//! What changed between two texts, line by line: the shortest script by Myers' algorithm.
//!
//! Source: <https://doi.org/10.1007/BF01840446>

/// One step from the old text to the new one. Lines are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A line of both texts: its number in the new one.
    Same(usize),
    /// A line of the old text only.
    Removed(usize),
    /// A line of the new text only.
    Added(usize),
}

/// Scripts longer than this are not searched for: what lies between the common beginning and end is then one block that
/// replaces the other.
const LONGEST: usize = 2_000;

/// The changes from one text to the other, in the order of the new one, removed lines before added ones.
pub fn changes(before: &str, after: &str) -> Vec<Change> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let mut out: Vec<Change> = (0..start).map(Change::Same).collect();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    match script(&old[start..old_end], &new[start..new_end]) {
        Some(steps) => out.extend(steps.into_iter().map(|step| match step {
            Change::Same(line) => Change::Same(line + start),
            Change::Removed(line) => Change::Removed(line + start),
            Change::Added(line) => Change::Added(line + start),
        })),
        None => {
            out.extend((start..old_end).map(Change::Removed));
            out.extend((start..new_end).map(Change::Added));
        }
    }
    out.extend((new_end..new.len()).map(Change::Same));
    out
}

/// The shortest script; none where it is longer than [`LONGEST`].
fn script(old: &[&str], new: &[&str]) -> Option<Vec<Change>> {
    let limit = (old.len() + new.len()).min(LONGEST);
    let at = |diagonal: isize| (diagonal + limit as isize + 1) as usize;
    // The furthest line of the old text that a script of so many steps reaches on each diagonal.
    let mut furthest = vec![0usize; 2 * limit + 3];
    let mut history = Vec::new();
    for steps in 0..=limit as isize {
        history.push(furthest.clone());
        for diagonal in (-steps..=steps).step_by(2) {
            let down = diagonal == -steps
                || (diagonal != steps && furthest[at(diagonal - 1)] < furthest[at(diagonal + 1)]);
            let mut x = if down { furthest[at(diagonal + 1)] } else { furthest[at(diagonal - 1)] + 1 };
            let mut y = (x as isize - diagonal) as usize;
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            furthest[at(diagonal)] = x;
            if x >= old.len() && y >= new.len() {
                return Some(walk_back(old.len(), new.len(), &history, at));
            }
        }
    }
    None
}

/// The script, read from its end.
fn walk_back(mut x: usize, mut y: usize, history: &[Vec<usize>], at: impl Fn(isize) -> usize) -> Vec<Change> {
    let mut out = Vec::new();
    for (steps, furthest) in history.iter().enumerate().rev() {
        let (steps, diagonal) = (steps as isize, x as isize - y as isize);
        let down = diagonal == -steps
            || (diagonal != steps && furthest[at(diagonal - 1)] < furthest[at(diagonal + 1)]);
        let before = if down { diagonal + 1 } else { diagonal - 1 };
        let from_x = furthest[at(before)];
        let from_y = from_x as isize - before;
        while x > from_x && y as isize > from_y && x > 0 && y > 0 {
            (x, y) = (x - 1, y - 1);
            out.push(Change::Same(y));
        }
        if steps > 0 {
            if down {
                y -= 1;
                out.push(Change::Added(y));
            } else {
                x -= 1;
                out.push(Change::Removed(x));
            }
        }
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(before: &str, after: &str) -> String {
        let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
        changes(before, after)
            .into_iter()
            .map(|change| match change {
                Change::Same(line) => format!(" {}\n", new[line]),
                Change::Removed(line) => format!("-{}\n", old[line]),
                Change::Added(line) => format!("+{}\n", new[line]),
            })
            .collect()
    }

    #[test]
    fn a_small_edit_is_a_small_change() {
        assert_eq!(told("a\nb\nc\nd\n", "a\nc\nx\nd\n"), " a\n-b\n c\n+x\n d\n");
        assert_eq!(told("", "a\n"), "+a\n");
        assert_eq!(told("a\n", ""), "-a\n");
        assert_eq!(told("a\na\n", "a\n"), " a\n-a\n");
    }

    #[test]
    fn nothing_in_common_ends_in_time() {
        let text = |word: &str| (0..3_000).map(|n| format!("{word}{n}\n")).collect::<String>();
        let changes = changes(&text("a"), &text("b"));
        assert_eq!(changes.len(), 6_000);
    }

    proptest! {
        /// Both texts can be read from the changes, and nothing that stays is told as a change.
        #[test]
        fn both_texts_are_in_it(old in "([abc]\n){0,12}", new in "([abc]\n){0,12}") {
            let told = told(&old, &new);
            let side = |other: char| {
                told.lines().filter(|line| !line.starts_with(other)).map(|line| format!("{}\n", &line[1..])).collect::<String>()
            };
            prop_assert_eq!(side('+'), old.clone());
            prop_assert_eq!(side('-'), new.clone());
            prop_assert_eq!(old == new, told.lines().all(|line| line.starts_with(' ')));
        }
    }
}
