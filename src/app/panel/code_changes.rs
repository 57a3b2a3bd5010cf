//! The shown file against what it was when it was last copied or downloaded.

use leptos::prelude::*;

use super::code::row;
use crate::app::{code::Line, shell::status::plural, state::AppState};
use crate::emit::diff::{self, Change};

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// What is shown: a change, or how many unchanged lines are not.
enum Row {
    Line(Change),
    Hidden(usize),
}

/// The changed lines with some lines around them; a sentence where there are none.
pub(super) fn view(state: AppState, before: &str, after: &str, lines: &[Line]) -> AnyView {
    let old: Vec<&str> = before.lines().collect();
    let changes = diff::changes(before, after);
    if changes.iter().all(|change| matches!(change, Change::Same(_))) {
        return view! { <span class="line none">"No changes since you copied this file\n"</span> }.into_any();
    }
    let is_same = |change: &Change| matches!(change, Change::Same(_));
    let rows: Vec<Row> = near(&changes, is_same);
    rows.into_iter()
        .map(|shown| match shown {
            Row::Hidden(count) => {
                view! { <span class="line hidden">{format!("⋯ {} unchanged\n", plural(count, "line"))}</span> }
                    .into_any()
            }
            Row::Line(Change::Removed(line)) => {
                let text = old.get(line).copied().unwrap_or_default();
                view! { <span class="line removed"><span class="visually-hidden">"Removed: "</span>{text.to_owned()}"\n"</span> }
                    .into_any()
            }
            Row::Line(Change::Same(line)) => {
                lines.get(line).map(|line| row(state, line.clone(), false)).into_any()
            }
            Row::Line(Change::Added(line)) => {
                lines.get(line).map(|line| row(state, line.clone(), true)).into_any()
            }
        })
        .collect_view()
        .into_any()
}

/// The changes and the lines near one; longer runs of others become one row.
fn near(changes: &[Change], is_same: impl Fn(&Change) -> bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut rest = changes;
    while let Some(first) = rest.first() {
        if !is_same(first) {
            rows.push(Row::Line(*first));
            rest = &rest[1..];
            continue;
        }
        let run = rest.iter().take_while(|change| is_same(change)).count();
        let before = if rows.is_empty() { 0 } else { CONTEXT };
        let after = if run == rest.len() { 0 } else { CONTEXT };
        if run > before + after + 1 {
            rows.extend(rest[..before].iter().map(|change| Row::Line(*change)));
            rows.push(Row::Hidden(run - before - after));
            rows.extend(rest[run - after..run].iter().map(|change| Row::Line(*change)));
        } else {
            rows.extend(rest[..run].iter().map(|change| Row::Line(*change)));
        }
        rest = &rest[run..];
    }
    rows
}
