//! The user's own truth: answers of `aws ec2 describe-vpc-endpoint-services`, pasted, dropped or picked.

use leptos::{html, prelude::*};

use super::{keep, page::copy};
use crate::app::{
    browser::{dom, files},
    session,
    shell::status::plural,
    state::{AppState, Tone},
    widget::icon::{Icon, icon},
};
use crate::catalog::{
    self, EndpointType, Overlay,
    overlay::{Aspect, Difference, ReadOptions, describe_command},
};

/// So many differences are listed at once.
const SHOWN: usize = 300;

/// What the last reading said: notes, or why there was none.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Told {
    Nothing,
    Read(Vec<String>),
    Failed(String),
}

pub(super) fn own_list(state: AppState) -> AnyView {
    let region = RwSignal::new(state.design.with_untracked(|design| design.region.clone()));
    view! {
        <div class="own-list">
            <section class="give">
                <h3>"Use what AWS tells your own account"</h3>
                <p>
                    "No public list is complete. Run this with your account and give the answer here: it decides from then on in the whole app, in checks and in exports. Nothing leaves this browser"
                </p>
                {command(state, region)}
                {give(state, region)}
                {told(state)}
            </section>
            {move || {
                let has = state.catalog.with(|catalog| catalog.overlay().is_some());
                if has { in_use(state) } else { none() }
            }}
        </div>
    }
    .into_any()
}

/// The command, for a Region.
fn command(state: AppState, region: RwSignal<String>) -> AnyView {
    let options = catalog::regions()
        .iter()
        .map(|each| {
            let selected = move || region.with(|code| code == each.code);
            view! { <option value=each.code prop:selected=selected>{each.code}</option> }
        })
        .collect_view();
    let text = Signal::derive(move || region.with(|code| describe_command(code)));
    view! {
        <div class="command">
            <select
                class="input"
                aria-label="Region of the command"
                data-testid="own-list-region"
                on:change=move |event| region.set(event_target_value(&event))
            >
                {options}
            </select>
            <code data-testid="own-list-command">{text}</code>
            <button
                type="button"
                class="button small outlined"
                data-testid="own-list-copy"
                on:click=move |_| copy(state, text.get_untracked(), "the command".to_owned())
            >
                {icon(Icon::Copy)}
                "Copy"
            </button>
        </div>
    }
    .into_any()
}

/// Where the answer goes in.
fn give(state: AppState, region: RwSignal<String>) -> AnyView {
    let area: NodeRef<html::Textarea> = NodeRef::new();
    let picker: NodeRef<html::Input> = NodeRef::new();
    let read_area = move || {
        let Some(area) = area.get_untracked() else { return };
        if read(state, area.value().as_bytes(), Some(&region.get_untracked()), "your text") {
            area.set_value("");
        }
    };
    let pasted = move |event: web_sys::ClipboardEvent| {
        // A long text is read as it is: the field would take seconds to show it.
        let Some(text) = dom::pasted_text(&event).filter(|text| text.len() > 2_000) else { return };
        event.prevent_default();
        read(state, text.as_bytes(), Some(&region.get_untracked()), "the pasted text");
    };
    view! {
        <textarea
            class="input mono"
            rows="5"
            spellcheck="false"
            placeholder="Paste the JSON here, or drop the file anywhere on this page"
            aria-label="JSON of aws ec2 describe-vpc-endpoint-services"
            data-testid="own-list-text"
            node_ref=area
            on:paste=pasted
        ></textarea>
        <div class="row">
            <button type="button" class="button primary" data-testid="own-list-read" on:click=move |_| read_area()>
                "Use this list"
            </button>
            <button
                type="button"
                class="button outlined"
                on:click=move |_| {
                    picker.get_untracked().inspect(|input| input.click());
                }
            >
                {icon(Icon::Open)}
                "Open a file…"
            </button>
            <input
                class="visually-hidden"
                type="file"
                accept=".json,application/json"
                multiple=true
                tabindex="-1"
                aria-label="File with your list"
                data-testid="own-list-file"
                node_ref=picker
                on:change=move |_| {
                    let Some(input) = picker.get_untracked() else { return };
                    let files = input.files();
                    for index in 0..files.as_ref().map_or(0, web_sys::FileList::length) {
                        if let Some(file) = files.as_ref().and_then(|files| files.get(index)) {
                            read_file(state, &file);
                        }
                    }
                    input.set_value("");
                }
            />
        </div>
    }
    .into_any()
}

/// Reads a file with answers of AWS, or an exported list.
pub(crate) fn read_file(state: AppState, file: &web_sys::File) {
    let name = file.name();
    files::read_up_to(file, Overlay::MAX_BYTES, move |bytes| match bytes {
        Ok(bytes) => {
            let region = region_in(&name);
            read(state, &bytes, region, &name);
        }
        Err(error) => state.told.set(Told::Failed(error.to_string())),
    });
}

/// Takes a file that was opened as a design if it is an answer of AWS, and shows what it says.
pub(crate) fn take_list(state: AppState, bytes: &[u8], name: &str) -> bool {
    let region = region_in(name);
    if Overlay::read(bytes, ReadOptions { region, taken: "" }).is_err() {
        return false;
    }
    super::place::open(state, super::place::Place::OwnList);
    read(state, bytes, region, name)
}

/// The Region that a file is named after, as the command names it.
fn region_in(name: &str) -> Option<&'static str> {
    let stem = name.trim_end_matches(".json");
    catalog::regions().iter().map(|region| region.code).find(|code| stem.ends_with(code))
}

/// Takes a text over what is there. What cannot be read changes nothing. Says whether it was read.
fn read(state: AppState, bytes: &[u8], region: Option<&str>, from: &str) -> bool {
    let today = dom::today();
    match Overlay::read(bytes, ReadOptions { region, taken: &today }) {
        Ok(read) => {
            let regions: Vec<&str> = read.overlay.regions().map(|(code, _)| code).collect();
            let text = format!(
                "Read {} of {} from {from}",
                plural(read.overlay.listing_count(), "listing"),
                regions.join(", ")
            );
            let mut overlay = keep::overlay(state);
            overlay.merge(read.overlay.clone());
            let mut notes = vec![text.clone()];
            notes.extend(read.notes);
            match keep::take(state, overlay) {
                Ok(()) => state.toast(Tone::Ok, text),
                Err(why) => {
                    notes.push(why.clone());
                    state.toast(Tone::Bad, why);
                }
            }
            state.told.set(Told::Read(notes));
            true
        }
        Err(error) => {
            let text = format!("{error} What was in use before still is.");
            state.announce(text.clone());
            state.told.set(Told::Failed(format!("{from}: {text}")));
            false
        }
    }
}

fn told(state: AppState) -> AnyView {
    (move || match state.told.get() {
        Told::Nothing => ().into_any(),
        Told::Failed(why) => view! {
            <p class="note bad" role="alert" data-testid="own-list-error">{icon(Icon::Error)} <span>{why}</span></p>
        }
        .into_any(),
        Told::Read(notes) => {
            let rows = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
            view! { <ul class="note ok" data-testid="own-list-notes">{rows}</ul> }.into_any()
        }
    })
    .into_any()
}

fn none() -> AnyView {
    view! {
        <section class="taken">
            <h3>"In use"</h3>
            <p class="hint">"The built-in table alone. No list of yours has been given"</p>
        </section>
    }
    .into_any()
}

/// The Regions with answers, and where they and the table disagree.
fn in_use(state: AppState) -> AnyView {
    let overlay = keep::overlay(state);
    let rows = overlay
        .regions()
        .map(|(code, answer)| {
            let code = code.to_owned();
            let complete: Vec<&str> = EndpointType::OF_AWS
                .into_iter()
                .filter(|each| answer.is_complete(*each))
                .map(EndpointType::api)
                .collect();
            let words = match complete.as_slice() {
                [] => "a part: what is not in it is as the table says".to_owned(),
                types => format!("complete for {}: what is not in it is not offered", types.join(" and ")),
            };
            let taken =
                if answer.taken.is_empty() { "unknown date".to_owned() } else { answer.taken.clone() };
            let text = format!("{} services, {taken}, {words}", answer.services.len());
            let own = code.clone();
            view! {
                <li data-testid=format!("own-list-region-{code}")>
                    <code>{code.clone()}</code>
                    <span>{text}</span>
                    <button
                        type="button"
                        class="button small square danger"
                        title=format!("Forget {code}")
                        aria-label=format!("Forget {code}")
                        data-testid=format!("own-list-remove-{code}")
                        on:click=move |_| {
                            let mut overlay = keep::overlay(state);
                            overlay.remove(&own);
                            change(state, overlay, format!("{own} is as the table says again"));
                        }
                    >
                        {icon(Icon::Trash)}
                    </button>
                </li>
            }
            .into_any()
        })
        .collect_view();
    let export = move |_| {
        session::download_text(state, "endpoint-services.own-list.json", &keep::overlay(state).to_json());
    };
    let reset =
        move |_| change(state, Overlay::default(), "The built-in table alone is in use again".to_owned());
    view! {
        <section class="taken">
            <h3>"In use"</h3>
            <ul class="answers">{rows}</ul>
            <div class="row">
                <button type="button" class="button small outlined" data-testid="own-list-export" on:click=export>
                    {icon(Icon::Download)}
                    "Export"
                </button>
                <button type="button" class="button small danger" data-testid="own-list-reset" on:click=reset>
                    {icon(Icon::Trash)}
                    "Forget all"
                </button>
            </div>
            {differences(state, &overlay)}
        </section>
    }
    .into_any()
}

fn change(state: AppState, overlay: Overlay, done: String) {
    state.told.set(Told::Nothing);
    match keep::take(state, overlay) {
        Ok(()) => state.toast(Tone::Ok, done),
        Err(why) => state.toast(Tone::Bad, why),
    }
}

fn differences(state: AppState, overlay: &Overlay) -> AnyView {
    let found = overlay.differences();
    let counts: Vec<String> = Aspect::ALL
        .into_iter()
        .map(|aspect| (aspect, found.count(aspect)))
        .filter(|(_, count)| *count > 0)
        .map(|(aspect, count)| format!("{}: {count}", aspect.title()))
        .collect();
    let summary = format!(
        "{} agree with the table, {} turn an inference into a fact, {} differ{}{}",
        found.agreed,
        found.confirmed,
        found.items.len(),
        if counts.is_empty() { "" } else { ". " },
        counts.join(", ")
    );
    let more = found.items.len().saturating_sub(SHOWN);
    let rows = found.items.into_iter().take(SHOWN).map(|each| difference(state, each)).collect_view();
    view! {
        <h4>"What differs from the built-in table"</h4>
        <p class="hint" data-testid="own-list-summary">{summary}</p>
        <ul class="differences" data-testid="own-list-differences">{rows}</ul>
        {(more > 0).then(|| {
            view! { <p class="hint">{format!("{more} more. vpc-designer catalog diff lists all of them")}</p> }
        })}
    }
    .into_any()
}

fn difference(state: AppState, each: Difference) -> AnyView {
    let Difference { region, key, endpoint_type, aspect, table, yours } = each;
    let place = super::place::Place::Service { key: key.clone(), region: region.clone() };
    view! {
        <li>
            <span class="badge">{aspect.title()}</span>
            <span>
                <button type="button" class="link" on:click=move |_| super::place::open(state, place.clone())>
                    {key}
                </button>
                " " {endpoint_type.api()} " in " {region}
            </span>
            <span class="values"><code>{table}</code> " → " <code>{yours}</code></span>
        </li>
    }
    .into_any()
}
