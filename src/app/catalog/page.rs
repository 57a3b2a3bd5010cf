//! The service page: what is known of one service in one Region, and code that makes an endpoint for it.

use leptos::prelude::*;

use super::{
    examples,
    mark::evidence,
    place::{self, Place},
};
use crate::app::{
    browser::clipboard,
    shell::region,
    state::{AppState, Tone},
    widget::{
        combobox::{Combobox, combobox},
        icon::{Icon, icon},
    },
};
use crate::catalog::{self, PageFact, Value};
use crate::editor::{Command, DesignField, Field, PaletteItem, Record};
use crate::model::{Id, ServiceRef, Vpc};

pub(super) fn page(state: AppState, key: &str, code: &str) -> AnyView {
    let (key, code) = (key.to_owned(), code.to_owned());
    let shown = {
        let (key, code) = (key.clone(), code.clone());
        Memo::new(move |_| state.catalog.with(|catalog| catalog.page(&key, &code)))
    };
    let title = state.catalog.with_untracked(|catalog| catalog.title(&key).to_owned());
    let place_of = |code: &str| match catalog::region(code) {
        Some(region) => format!("in {} ({})", region.name, region.code),
        None => format!("in {code}"),
    };
    let to = {
        let key = key.clone();
        move |region: String| place::open(state, Place::Service { key: key.clone(), region })
    };
    let chosen = code.clone();
    let body = {
        let (key, code) = (key.clone(), code.clone());
        move || match shown.get() {
            None => unknown(&key),
            Some(page) => {
                let sections = page
                    .sections
                    .into_iter()
                    .map(|section| {
                        let rows =
                            section.facts.into_iter().map(|fact| row(state, &code, fact)).collect_view();
                        view! {
                            <section>
                                <h4>{section.title}</h4>
                                <dl>{rows}</dl>
                            </section>
                        }
                    })
                    .collect_view();
                view! {
                    <p class="answer" data-testid="service-answer">{page.answer}</p>
                    <div class="columns-2">
                        <div class="facts-list">{sections}</div>
                        {examples::examples(state, &key, &code)}
                    </div>
                }
                .into_any()
            }
        }
    };
    view! {
           <article class="service-page" data-testid="service-page">
               <div class="head">
                   <div>
                       <h3>{title}</h3>
                       <p class="hint"><code>{key.clone()}</code> " " {place_of(&code)}</p>
                   </div>
                   <div class="region-pick">
                       {combobox(
                           Combobox {
                               id: "service-region",
                               label: "Another Region",
                               placeholder: "Another Region",
                               open: false,
    most: usize::MAX,
                           },
                           Signal::stored(region::choices()),
                           Signal::derive(move || Some(chosen.clone())),
                           to,
                       )}
                   </div>
                   {add(state, key, code)}
               </div>
               {body}
           </article>
       }
    .into_any()
}

fn unknown(key: &str) -> AnyView {
    let near = catalog::similar_services(key);
    let hint = match near.as_slice() {
        [] => "The matrix lists all services.".to_owned(),
        near => format!("Did you mean {}?", near.join(", ")),
    };
    view! {
        <div class="nothing">
            <p>{format!("The catalogue has no service “{key}”")}</p>
            <p class="hint">{hint}</p>
        </div>
    }
    .into_any()
}

/// One fact: what, its values, and how it is known.
fn row(state: AppState, code: &str, fact: PageFact) -> AnyView {
    let PageFact { label, values, basis, note } = fact;
    let known = !values.is_empty();
    let pages = basis.as_ref().map(|basis| basis.pages.clone()).unwrap_or_default();
    let values = values.into_iter().map(|each| value(state, code, each)).collect_view();
    let links = pages.into_iter().map(link).collect_view();
    view! {
        <div class="fact" data-testid="fact" data-label=label.clone()>
            <dt>{label.clone()}</dt>
            <dd>
                {values}
                {(!known).then(|| view! { <span class="unknown">"Unknown"</span> })}
                {note.map(|note| view! { <p class="hint">{note}</p> })}
                {links}
            </dd>
            <dd class="basis">{basis.map(|basis| evidence(basis.class, basis.source, &basis.date))}</dd>
        </div>
    }
    .into_any()
}

fn value(state: AppState, code: &str, value: Value) -> AnyView {
    match value {
        Value::Text(text) => view! { <span class="value">{text}</span> }.into_any(),
        Value::Code(text) => {
            let copied = text.clone();
            view! {
                <span class="value">
                    <code>{text.clone()}</code>
                    <button
                        type="button"
                        class="button small square"
                        title="Copy"
                        aria-label=format!("Copy {text}")
                        on:click=move |_| copy(state, copied.clone(), copied.clone())
                    >
                        {icon(Icon::Copy)}
                    </button>
                </span>
            }
            .into_any()
        }
        Value::Link(address) => link(address),
        Value::Service(key) => {
            let place = Place::Service { key: key.clone(), region: code.to_owned() };
            let title = state.catalog.with_untracked(|catalog| catalog.title(&key).to_owned());
            view! {
                <span class="value">
                    <button type="button" class="link" on:click=move |_| place::open(state, place.clone())>
                        {title}
                    </button>
                    <code>{key}</code>
                </span>
            }
            .into_any()
        }
    }
}

fn link(address: String) -> AnyView {
    let words = address.trim_start_matches("https://docs.aws.amazon.com/").to_owned();
    view! { <a class="value" href=address target="_blank" rel="noopener noreferrer">{words}</a> }.into_any()
}

/// Puts a text on the clipboard and says so.
pub(super) fn copy(state: AppState, text: String, what: String) {
    leptos::task::spawn_local(async move {
        match clipboard::copy(text).await {
            Ok(()) => state.toast(Tone::Ok, format!("Copied {what}")),
            Err(error) => state.toast(Tone::Warn, error.to_string()),
        }
    });
}

/// Adds an endpoint to a VPC of the Region; to a new one where the design has none there.
fn add(state: AppState, key: String, code: String) -> AnyView {
    let vpcs = {
        let code = code.clone();
        Memo::new(move |_| {
            state.design.with(|design| {
                let here = design.vpcs.iter().filter(|(_, vpc)| vpc.region == code);
                here.map(|(id, vpc)| (id, vpc.name.clone())).collect::<Vec<(Id<Vpc>, String)>>()
            })
        })
    };
    (move || {
        let vpcs = vpcs.get();
        let vpcs = if vpcs.is_empty() {
            vec![(None, "Add to a new VPC".to_owned())]
        } else {
            vpcs.into_iter().map(|(id, name)| (Some(id), format!("Add to VPC {name}"))).collect()
        };
        vpcs.into_iter()
            .map(|(vpc, words)| {
                let (key, code) = (key.clone(), code.clone());
                view! {
                    <button
                        type="button"
                        class="button primary"
                        data-testid="add-to-design"
                        on:click=move |_| add_to(state, &key, &code, vpc)
                    >
                        {icon(Icon::Plus)}
                        {words}
                    </button>
                }
                .into_any()
            })
            .collect_view()
    })
    .into_any()
}

fn add_to(state: AppState, key: &str, code: &str, vpc: Option<Id<Vpc>>) {
    use crate::editor::Place as Spot;
    let mut commands = Vec::new();
    if vpc.is_none() {
        if state.design.with_untracked(|design| design.region != code) {
            commands.push(Command::Set(Field::Design(DesignField::Region(code.to_owned()))));
        }
        commands.push(Command::Add { item: PaletteItem::Vpc, place: Spot::ANYWHERE });
    }
    let run = |command| {
        // One undo step for all of it.
        let result = state.try_apply(command, Record::Amend("catalog.add".to_owned()));
        result.inspect_err(|error| state.toast(Tone::Warn, error.clone())).is_ok()
    };
    state.seal();
    let mut done = commands.into_iter().all(run);
    let vpc = vpc.or_else(|| state.design.with_untracked(|design| design.vpcs.ids().last()));
    if let Some(vpc) = vpc.filter(|_| done) {
        let item = PaletteItem::Endpoint(ServiceRef::Aws(key.to_owned()));
        done = run(Command::Add { item, place: Spot { into: Some(vpc.into()), at: None } });
    }
    state.seal();
    if done {
        place::close(state);
        state.toast(Tone::Ok, format!("Added an endpoint for {key}"));
    }
}
