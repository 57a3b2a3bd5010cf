//! Comparing Regions: what differs between some of them, and what breaks when the open design moves to another.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    grid::{self, Row, Spot, Table},
    mark::evidence,
    place::{self, Place},
};
use crate::app::{
    shell::{region, status::plural},
    state::AppState,
    widget::{
        combobox::{Combobox, combobox},
        icon::{Icon, icon},
    },
};
use crate::catalog::{self, Moved, Verdict};
use crate::edit::{self, Move};

/// What is picked.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    regions: RwSignal<Vec<String>>,
    /// Where the design would move to.
    to: RwSignal<Option<String>>,
    spot: StoredValue<Spot>,
}

impl Chosen {
    pub(super) fn new() -> Self {
        Self { regions: RwSignal::default(), to: RwSignal::default(), spot: StoredValue::default() }
    }
}

pub(super) fn compare(state: AppState, chosen: Chosen) -> AnyView {
    if chosen.regions.with_untracked(Vec::is_empty) {
        chosen.regions.set(vec![state.design.with_untracked(|design| design.region.clone())]);
    }
    let compared = Memo::new(move |_| {
        chosen.regions.with(|codes| {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            let mut same = 0;
            let rows = match codes.len() {
                0 | 1 => Vec::new(),
                _several => state.catalog.with(|catalog| {
                    let comparison = catalog::compare(catalog, &codes);
                    same = comparison.same;
                    let row = |row: catalog::MatrixRow<'_>| Row {
                        key: row.key.to_owned(),
                        title: row.title.to_owned(),
                    };
                    comparison.rows.into_iter().map(row).collect()
                }),
            };
            let regions = codes.iter().filter_map(|code| catalog::region(code)).collect();
            (Arc::new(Table { rows, regions, ..Table::default() }), same)
        })
    });
    let table = Memo::new(move |_| compared.with(|(table, _)| Arc::clone(table)));
    let summary = move || {
        compared.with(|(table, same)| match (table.regions.len(), table.rows.len()) {
            (0 | 1, _) => "Pick another Region to see what differs".to_owned(),
            (_, 0) => format!("No service differs; {same} are the same"),
            (_, count) => {
                let verb = if count == 1 { "differs" } else { "differ" };
                format!("{} {verb}, {same} are the same", plural(count, "service"))
            }
        })
    };
    let filled = Memo::new(move |_| table.with(|table| !table.rows.is_empty()));
    let chips = move || {
        let codes = chosen.regions.get();
        codes.into_iter().map(|code| chip(chosen, code)).collect_view()
    };
    view! {
           <div class="compare">
               <section class="differing">
                   <h3>"What differs between Regions"</h3>
                   <div class="picked">
                       {chips}
                       {combobox(
                           Combobox {
                               id: "compare-add",
                               label: "Add a Region to compare",
                               placeholder: "Add a Region",
                               open: false,
    most: usize::MAX,
                           },
                           Signal::stored(region::choices()),
                           Signal::stored(None),
                           move |code| {
                               chosen.regions.update(|codes| {
                                   if !codes.contains(&code) {
                                       codes.push(code);
                                   }
                               });
                           },
                       )}
                   </div>
                   <p class="hint" role="status" data-testid="compare-summary">{summary}</p>
                   {move || {
                       filled.get().then(|| {
                           grid::grid(state, "compare-grid", "Services that differ", table, chosen.spot)
                       })
                   }}
               </section>
               {moving(state, chosen)}
           </div>
       }
    .into_any()
}

fn chip(chosen: Chosen, code: String) -> AnyView {
    let own = code.clone();
    view! {
        <span class="chip">
            {code.clone()}
            <button
                type="button"
                class="button small square"
                data-testid=format!("compare-chip-{code}")
                aria-label=format!("Leave {code} out")
                title=format!("Leave {code} out")
                on:click=move |_| chosen.regions.update(|codes| codes.retain(|each| *each != own))
            >
                {icon(Icon::Close)}
            </button>
        </span>
    }
    .into_any()
}

/// What breaks if the open design moves.
fn moving(state: AppState, chosen: Chosen) -> AnyView {
    let moves = Memo::new(move |_| {
        let to = chosen.to.get()?;
        let moves =
            state.catalog.with(|catalog| state.design.with(|design| edit::portability(design, catalog, &to)));
        Some((to, moves))
    });
    let result = move || {
        let Some((to, moves)) = moves.get() else {
            return view! {
                <p class="hint">"Pick a Region to see what would be renamed, missing or uncertain there"</p>
            }
            .into_any();
        };
        if moves.is_empty() {
            return view! {
                <p class="hint" data-testid="move-summary">{format!("Nothing of the design is outside of {to}")}</p>
            }
            .into_any();
        }
        moves.into_iter().map(|each| one(state, &to, each)).collect_view().into_any()
    };
    view! {
        <section class="moving">
            <h3>"What breaks if this design moves to …"</h3>
            {combobox(
                Combobox { id: "move-region", label: "Move to", placeholder: "Region to move to", open: false, most: usize::MAX },
                Signal::stored(region::choices()),
                Signal::derive(move || chosen.to.get()),
                move |code| chosen.to.set(Some(code)),
            )}
            {result}
        </section>
    }
    .into_any()
}

fn one(state: AppState, to: &str, each: Move) -> AnyView {
    let Move { from, services, third_parties, zones_missing } = each;
    let troubled = services.iter().filter(|moved| moved.verdict.needs_attention()).count();
    let summary = match (services.len(), troubled) {
        (0, _) => "no endpoint for an AWS service".to_owned(),
        (count, 0) => format!("all {} can be made there", plural(count, "endpoint")),
        (count, troubled) => format!("{troubled} of {} may break", plural(count, "endpoint")),
    };
    let rows = services.into_iter().map(|moved| fate(state, to, moved)).collect_view();
    let others = third_parties.into_iter().map(|name| {
        let text = format!("{name}: only its provider can tell whether it has a name in {to}");
        view! { <p class="note warn">{icon(Icon::Warning)} <span>{text}</span></p> }.into_any()
    });
    let zones = match zones_missing {
        None => Some(format!("Which Availability Zones {to} has is not known")),
        Some(missing) if missing.is_empty() => None,
        Some(missing) => Some(format!(
            "Most accounts see no zone {} in {to}: its subnets need another zone",
            missing.join(", ")
        )),
    };
    let zones =
        zones.map(|text| view! { <p class="note warn">{icon(Icon::Warning)} <span>{text}</span></p> });
    view! {
        <div class="move">
            <p data-testid="move-summary">{format!("From {from} to {to}: {summary}")}</p>
            {zones}
            {others.collect_view()}
            <ul class="fates">{rows}</ul>
        </div>
    }
    .into_any()
}

/// What becomes of one endpoint.
fn fate(state: AppState, to: &str, moved: Moved) -> AnyView {
    let tone = match moved.verdict {
        Verdict::Missing => "badge bad",
        Verdict::Unknown | Verdict::WeaklyKnown => "badge warn",
        Verdict::Renamed => "badge",
        Verdict::Kept => "badge ok",
    };
    let title = state.catalog.with_untracked(|catalog| catalog.title(&moved.service).to_owned());
    let place = Place::Service { key: moved.service.clone(), region: to.to_owned() };
    let found = state.catalog.with_untracked(|catalog| {
        let found = catalog.evidence(&moved.service, to, moved.endpoint_type);
        evidence(found.class, found.source.to_owned(), found.date)
    });
    let names = (moved.verdict == Verdict::Renamed).then(|| {
        view! { <p><code>{moved.from_name.clone()}</code> " → " <code>{moved.to_name.clone()}</code></p> }
    });
    let assumed = moved.name_assumed.then(|| {
        let text = format!("No source prints its name there; {} is assumed", moved.to_name);
        view! { <p class="hint">{text}</p> }
    });
    let instead = (!moved.instead.is_empty()).then(|| {
        let words: Vec<&str> = moved.instead.iter().map(|each| each.api()).collect();
        view! { <p class="hint">{format!("There is a way instead: {} endpoint", words.join(", "))}</p> }
    });
    view! {
        <li data-testid="move-row" data-verdict=format!("{:?}", moved.verdict)>
            <span class=tone>{moved.verdict.title()}</span>
            <div>
                <button type="button" class="link" on:click=move |_| place::open(state, place.clone())>
                    {title}
                </button>
                " " {moved.endpoint_type.api()} " endpoint"
                {names}
                {assumed}
                {instead}
            </div>
            {found}
        </li>
    }
    .into_any()
}
