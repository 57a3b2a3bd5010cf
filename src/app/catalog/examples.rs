//! Example code for a service in a Region: what the exporters make of the smallest design that has it.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::page::copy;
use crate::app::{
    code::{self, Line},
    state::AppState,
    widget::{
        icon::{Icon, icon},
        tabs::{Tab, tabs},
    },
};
use crate::catalog::{Catalog, EndpointType};
use crate::emit::{self, Artifact, Options, Target};
use crate::lower::lower;
use crate::model::EntityRef;
use crate::template;

/// The code of one endpoint type in one target.
#[derive(Clone, PartialEq)]
struct Example {
    /// What the code takes from elsewhere, with values to replace: `vpc_main=vpc-…`.
    given: String,
    /// The lines of the endpoint alone.
    text: String,
    /// The file they are from.
    file: Artifact,
    at: (usize, usize),
}

pub(super) fn examples(state: AppState, key: &str, region: &str) -> AnyView {
    let types: Vec<EndpointType> = state.catalog.with_untracked(|catalog| catalog.types(key).collect());
    let Some(first) = types.first().copied() else { return ().into_any() };
    let tab = RwSignal::new(Target::Cli.word().to_owned());
    let kind = RwSignal::new(first.api().to_owned());
    let (key, region) = (key.to_owned(), region.to_owned());
    let example = Memo::new(move |_| {
        let target = Target::ALL.into_iter().find(|each| tab.with(|tab| tab == each.word()))?;
        let kind = EndpointType::from_api(&kind.get())?;
        Some(state.catalog.with(|catalog| make(catalog, &key, &region, kind, target)))
    });
    let list = Target::ALL
        .map(|target| Tab {
            value: target.word().to_owned(),
            title: target.title().to_owned(),
            test_id: format!("example-{}", target.word()),
            count: None,
        })
        .to_vec();
    let kinds = (types.len() > 1).then(|| {
        let list = types
            .into_iter()
            .map(|each| Tab {
                value: each.api().to_owned(),
                title: each.api().to_owned(),
                test_id: format!("example-type-{}", each.api().to_lowercase()),
                count: None,
            })
            .collect();
        tabs("Endpoint type", "example", list, kind.into(), move |word: String| kind.set(word))
    });
    let copy_all = move |_| {
        if let Some(Ok(example)) = example.get_untracked() {
            copy(state, format!("{}{}", example.given, example.text), "the example".to_owned());
        }
    };
    view! {
        <section class="examples" aria-label="Example code">
            <div class="bar">
                {tabs("Target", "example", list, tab.into(), move |word: String| tab.set(word))}
                {kinds}
                <span class="gap"></span>
                <button type="button" class="button small" data-testid="example-copy" on:click=copy_all>
                    {icon(Icon::Copy)}
                    "Copy"
                </button>
            </div>
            <div id="example" role="tabpanel" tabindex="0" aria-label="Example code">
                {move || match example.get() {
                    None => ().into_any(),
                    Some(Err(why)) => view! { <p class="note warn">{icon(Icon::Warning)} <span>{why}</span></p> }.into_any(),
                    Some(Ok(example)) => listing(example),
                }}
            </div>
            <p class="hint">
                "Made by the exports from a VPC with private subnets and this endpoint. Replace what the code refers to with your own, or add the service to the design to have all of it"
            </p>
        </section>
    }
    .into_any()
}

fn listing(example: Example) -> AnyView {
    let lines: Vec<Line> = code::lines(&example.file.sheet);
    let rows = lines
        .get(example.at.0..example.at.1)
        .unwrap_or_default()
        .iter()
        .map(|line| view! { <span class="line">{code::tokens(line.tokens.clone())} "\n"</span> }.into_any())
        .collect_view();
    view! {
        <pre class="code" data-testid="example-text">
            <code>{example.given} {rows}</code>
        </pre>
    }
    .into_any()
}

fn make(
    catalog: &Catalog,
    key: &str,
    region: &str,
    kind: EndpointType,
    target: Target,
) -> Result<Example, String> {
    let (design, endpoint) =
        template::example(catalog, key, region, kind).map_err(|error| error.to_string())?;
    let graph = lower(&design, catalog);
    let files = emit::emit(&graph, target, &Options::default());
    let missing = || graph.notes.first().map_or_else(String::new, |note| note.message.clone());
    // Of the CLI's scripts, the plain commands are for reading.
    let about = |file: &&Artifact| !emit::excerpt(&file.sheet, EntityRef::from(endpoint)).is_empty();
    let plain = files.iter().filter(about).find(|file| file.path.contains("commands"));
    let file = plain.or_else(|| files.iter().find(about)).ok_or_else(missing)?;
    let range = emit::excerpt(&file.sheet, endpoint.into()).into_iter().next().ok_or_else(missing)?;
    let text: String =
        file.text().lines().skip(range.start).take(range.len()).flat_map(|line| [line, "\n"]).collect();
    let given = match target {
        Target::Cli => given(&text, region),
        Target::Terraform | Target::CloudFormation => String::new(),
    };
    Ok(Example { given, text, file: file.clone(), at: (range.start, range.end) })
}

/// The variables of a shell text, as assignments to fill in: their names begin with the prefix of the ids.
fn given(text: &str, region: &str) -> String {
    let mut names: BTreeMap<usize, &str> = BTreeMap::new();
    for (at, _) in text.match_indices('$') {
        let rest = text[at + 1..].trim_start_matches('{');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if end > 0 && !names.values().any(|name| *name == &rest[..end]) {
            names.insert(at, &rest[..end]);
        }
    }
    let mut given = String::new();
    for name in names.values() {
        match name.split_once('_') {
            None => given.push_str(&format!("{name}={region}\n")),
            Some((prefix, _)) => given.push_str(&format!("{name}={prefix}-0123456789abcdef0\n")),
        }
    }
    given
}
