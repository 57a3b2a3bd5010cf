//! The generated files as the code panel shows them: lines of coloured tokens.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use leptos::prelude::*;

use crate::{
    emit::{Artifact, Sheet, TokenClass},
    model::EntityRef,
};

/// The files of one target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Files(pub(crate) Arc<Vec<Artifact>>);

/// One line of a file.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Says which line this is among equal ones: a line that only moved keeps its key, and so its row of the view.
    pub(crate) key: (u64, u32),
    pub(crate) tokens: Vec<(TokenClass, String)>,
    pub(crate) origin: Option<EntityRef>,
}

/// Cuts a sheet into lines. A token that spans lines, such as a heredoc, is cut too.
pub(crate) fn lines(sheet: &Sheet) -> Vec<Line> {
    let mut rows: Vec<Vec<(TokenClass, String)>> = vec![Vec::new()];
    for (class, text) in sheet.tokens() {
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                rows.push(Vec::new());
            }
            if !piece.is_empty()
                && let Some(row) = rows.last_mut()
            {
                row.push((class, piece.to_owned()));
            }
        }
    }
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    sheet
        .lines()
        .zip(rows)
        .map(|((_, origin), tokens)| {
            let mut hasher = DefaultHasher::new();
            (origin, &tokens).hash(&mut hasher);
            let hash = hasher.finish();
            let times = seen.entry(hash).and_modify(|times| *times += 1).or_insert(0);
            Line { key: (hash, *times), tokens, origin }
        })
        .collect()
}

/// The style sheet's class of a token.
const fn class(token: TokenClass) -> Option<&'static str> {
    match token {
        TokenClass::Plain => None,
        TokenClass::Comment => Some("comment"),
        TokenClass::Keyword => Some("keyword"),
        TokenClass::Name => Some("name"),
        TokenClass::Text => Some("text"),
        TokenClass::Value => Some("value"),
        TokenClass::Reference => Some("reference"),
        TokenClass::Mark => Some("punct"),
    }
}

/// The tokens of a line in their colours.
pub(crate) fn tokens(tokens: Vec<(TokenClass, String)>) -> AnyView {
    tokens
        .into_iter()
        .map(|(token, text)| match class(token) {
            None => text.into_any(),
            Some(class) => view! { <span class=class>{text}</span> }.into_any(),
        })
        .collect_view()
        .into_any()
}
