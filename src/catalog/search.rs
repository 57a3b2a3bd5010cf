//! Finding a service by whatever name one has for it.

/// The texts within a few edits of another, nearest first; ties in the order given. At most five.
pub(super) fn nearest(text: &str, among: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let wanted: Vec<char> = text.to_lowercase().chars().take(80).collect();
    let limit = (wanted.len() / 3).clamp(1, 4);
    let mut found: Vec<(usize, &'static str)> = among
        .filter_map(|candidate| {
            let distance = edit_distance(&wanted, &candidate.chars().collect::<Vec<_>>());
            let part = wanted.len() >= 3 && (candidate.contains(text) || text.contains(candidate));
            let rank = if part { distance.min(limit) } else { distance };
            (rank <= limit).then_some((distance, candidate))
        })
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().take(5).map(|(_, candidate)| candidate).collect()
}

/// Insertions, deletions, replacements and swaps of neighbours between two texts.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, l) in left.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, r) in right.iter().enumerate() {
            let mut cost =
                (last[column] + usize::from(l != r)).min(last[column + 1] + 1).min(next[column] + 1);
            let swapped = row > 0 && column > 0 && left[row - 1] == *r && *l == right[column - 1] && l != r;
            if swapped {
                cost = cost.min(before[column - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut last, next);
    }
    last[right.len()]
}
