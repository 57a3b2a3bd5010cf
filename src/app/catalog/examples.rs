//! Example code for a service in a Region: what the exporters make of the smallest design that has it.

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
use crate::catalog::EndpointType;
use crate::emit::Target;
use crate::template::{self, Example};

pub(super) fn examples(state: AppState, key: &str, region: &str) -> AnyView {
    let types: Vec<EndpointType> = state.catalog.with_untracked(|catalog| catalog.types(key).collect());
    let Some(first) = types.first().copied() else { return ().into_any() };
    let tab = RwSignal::new(Target::Cli.word().to_owned());
    let kind = RwSignal::new(first.api().to_owned());
    let (key, region) = (key.to_owned(), region.to_owned());
    let example = Memo::new(move |_| {
        let target = Target::ALL.into_iter().find(|each| tab.with(|tab| tab == each.word()))?;
        let kind = EndpointType::from_api(&kind.get())?;
        let made = state.catalog.with(|catalog| template::example(catalog, &key, &region, kind, target));
        Some(made.map_err(|error| error.to_string()))
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
            copy(state, example.text(), "the example".to_owned());
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
        .get(example.lines.0..example.lines.1)
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
