//! The generated files as the code panel shows them: lines of coloured tokens.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use leptos::prelude::*;

use super::widget::markup::escape;
use crate::{
    emit::{Artifact, Sheet, TokenClass, print::block::Block},
    model::EntityRef,
};

/// The files of one target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Files(pub(crate) Arc<Vec<Artifact>>);

/// One line of a file.
#[derive(Clone, Debug)]
pub(crate) struct Line {
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
    sheet.lines().zip(rows).map(|((_, origin), tokens)| Line { tokens, origin }).collect()
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

/// A block of a sheet as markup: a line is a `span` of class `line`, with the entity that it comes from, and lit where that
/// is one of some.
pub(crate) fn markup(sheet: &Sheet, block: &Block, lit: &BTreeSet<EntityRef>) -> String {
    let Block { lines, bytes } = block;
    let mut html = String::with_capacity(bytes.len() * 4);
    let mut origins = sheet.origins().get(lines.clone()).unwrap_or_default().iter();
    let mut is_open = false;
    let mut put = |token: TokenClass, text: &str| {
        for piece in text.split_inclusive('\n') {
            if !is_open {
                html.push_str("<span class=\"line");
                let origin = origins.next().copied().flatten();
                html.push_str(if origin.is_some_and(|origin| lit.contains(&origin)) {
                    " lit\""
                } else {
                    "\""
                });
                if let Some(origin) = origin {
                    html.push_str(&format!(" data-origin=\"{origin}\""));
                }
                html.push('>');
            }
            let (words, ends) = piece.strip_suffix('\n').map_or((piece, false), |words| (words, true));
            match class(token).filter(|_| !words.is_empty()) {
                None => escape(words, &mut html),
                Some(class) => {
                    html.push_str("<span class=\"");
                    html.push_str(class);
                    html.push_str("\">");
                    escape(words, &mut html);
                    html.push_str("</span>");
                }
            }
            if ends {
                html.push_str("\n</span>");
            }
            is_open = !ends;
        }
    };
    let text = |range: Range<usize>| sheet.text().get(range).unwrap_or_default();
    let mut at = bytes.start;
    for span in sheet.spans_in(bytes) {
        // A token of several lines may reach into the blocks around.
        let (start, end) = ((span.start as usize).max(bytes.start), (span.end as usize).min(bytes.end));
        put(TokenClass::Plain, text(at..start));
        put(span.class, text(start..end));
        at = end;
    }
    put(TokenClass::Plain, text(at..bytes.end));
    if is_open {
        html.push_str("</span>");
    }
    html
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
