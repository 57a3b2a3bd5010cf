//! The support matrix: filters over the grid of services and Regions.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    grid::{self, Row, Spot, Table},
    mark::mark,
};
use crate::app::{
    session,
    shell::status::plural,
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::catalog::{self, Availability, EndpointType, Filter, Partition, Region};

/// What is typed and picked.
#[derive(Clone, Copy)]
pub(super) struct Filters {
    query: RwSignal<String>,
    /// The values of selects; empty means any.
    category: RwSignal<String>,
    endpoint_type: RwSignal<String>,
    partition: RwSignal<String>,
    group: RwSignal<String>,
    classes: RwSignal<Vec<Availability>>,
    fips: RwSignal<bool>,
    spot: StoredValue<Spot>,
}

impl Filters {
    pub(super) fn new() -> Self {
        Self {
            query: RwSignal::default(),
            category: RwSignal::default(),
            endpoint_type: RwSignal::default(),
            partition: RwSignal::default(),
            group: RwSignal::default(),
            classes: RwSignal::default(),
            fips: RwSignal::new(true),
            spot: StoredValue::default(),
        }
    }

    fn reset(self) {
        for text in [self.query, self.category, self.endpoint_type, self.partition, self.group] {
            text.set(String::new());
        }
        self.classes.set(Vec::new());
        self.fips.set(true);
    }

    /// The Regions that partition and group leave.
    fn regions(self) -> Vec<&'static Region> {
        let (partition, group) = (self.partition.get(), self.group.get());
        catalog::regions()
            .iter()
            .filter(|region| partition.is_empty() || region.partition.id() == partition)
            .filter(|region| group.is_empty() || region.group == group)
            .collect()
    }

    /// Hands the filter of the catalogue on; none where no Region is left.
    fn apply<R>(self, act: impl FnOnce(&Filter<'_>) -> R) -> Option<R> {
        let regions: Vec<&str> = self.regions().iter().map(|region| region.code).collect();
        if regions.is_empty() {
            return None;
        }
        let (category, query) = (self.category.get(), self.query.get());
        Some(act(&Filter {
            regions,
            categories: (!category.is_empty()).then_some(category.as_str()).into_iter().collect(),
            endpoint_type: EndpointType::from_api(&self.endpoint_type.get()),
            classes: self.classes.get(),
            query: &query,
            keys: Vec::new(),
            without_fips: !self.fips.get(),
        }))
    }

    fn table(self, state: AppState) -> Table {
        let regions = self.regions();
        let named = self.query.with(|query| catalog::region_of_query(query).map(|region| region.code));
        let home = state.design.with(|design| design.region.clone());
        let wanted = named.unwrap_or(&home);
        let rows = self.apply(|filter| {
            state.catalog.with(|catalog| {
                let row = |entry: catalog::Entry<'_>| Row {
                    key: entry.key.to_owned(),
                    title: entry.title().to_owned(),
                };
                catalog::matrix_rows(catalog, filter).into_iter().map(row).collect()
            })
        });
        Table {
            rows: rows.unwrap_or_default(),
            lead: regions.iter().position(|region| region.code == wanted),
            regions,
            only: EndpointType::from_api(&self.endpoint_type.get()),
            classes: self.classes.get(),
        }
    }
}

pub(super) fn matrix(state: AppState, filters: Filters) -> AnyView {
    let table = Memo::new(move |_| Arc::new(filters.table(state)));
    let count = move || {
        table.with(|table| {
            format!("{} × {}", plural(table.rows.len(), "service"), plural(table.regions.len(), "Region"))
        })
    };
    let empty = Memo::new(move |_| table.with(|table| table.rows.is_empty() || table.regions.is_empty()));
    let export = move |csv: bool| {
        let text = filters.apply(|filter| {
            state.catalog.with_untracked(|catalog| {
                let rows = catalog::matrix(catalog, filter);
                if csv { catalog::matrix_csv(&rows) } else { catalog::matrix_json(&rows) }
            })
        });
        let name = if csv { "endpoint-services.csv" } else { "endpoint-services.json" };
        session::download_text(state, name, &text.unwrap_or_default());
    };
    let exports =
        [("matrix-csv", "CSV", true), ("matrix-json", "JSON", false)].map(|(test_id, word, csv)| {
            view! {
                <button
                    type="button"
                    class="button small outlined"
                    data-testid=test_id
                    title=format!("Download these services and Regions as {word}")
                    on:click=move |_| untrack(|| export(csv))
                >
                    {icon(Icon::Download)}
                    {word}
                </button>
            }
        });
    view! {
        <div class="filters">
            <div class="combo">
                {icon(Icon::Search)}
                <input
                    id="matrix-search"
                    class="input"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="Product, API, SDK id, host or service name"
                    aria-label="Search services"
                    data-testid="matrix-search"
                    prop:value=move || filters.query.get()
                    on:input=move |event| filters.query.set(event_target_value(&event))
                />
            </div>
            {pick("Category", "matrix-category", "All categories", categories(), filters.category)}
            {pick("Endpoint type", "matrix-type", "Both types", types(), filters.endpoint_type)}
            {pick("Partition", "matrix-partition", "All partitions", partitions(), filters.partition)}
            {pick("Region group", "matrix-group", "All Region groups", groups(), filters.group)}
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="matrix-fips"
                    prop:checked=move || filters.fips.get()
                    on:change=move |event| filters.fips.set(event_target_checked(&event))
                />
                <span>"FIPS twins"</span>
            </label>
        </div>
        <div class="legend">
            {legend(filters)}
            <span class="gap"></span>
            <span class="hint" data-testid="matrix-count" role="status">{count}</span>
            {exports.collect_view()}
        </div>
        {move || {
            if empty.get() {
                nothing(filters)
            } else {
                grid::grid(state, "matrix", "Endpoint services by Region", table, filters.spot)
            }
        }}
    }
    .into_any()
}

fn nothing(filters: Filters) -> AnyView {
    view! {
        <div class="nothing" data-testid="matrix-empty">
            <p>"No service fits these filters"</p>
            <p class="hint">
                "Search by product, API, SDK or CLI id, host name, or full service name such as com.amazonaws.eu-west-1.sqs"
            </p>
            <button
                type="button"
                class="button outlined"
                data-testid="matrix-reset"
                on:click=move |_| filters.reset()
            >
                "Clear the filters"
            </button>
        </div>
    }
    .into_any()
}

/// What the shapes mean; each is a filter too.
fn legend(filters: Filters) -> AnyView {
    let chips = Availability::ALL
        .map(|class| {
            let on = move || filters.classes.with(|classes| classes.contains(&class));
            view! {
                <button
                    type="button"
                    class="chip"
                    data-testid=format!("class-{}", class.word())
                    title=format!("Only services with this in one of the Regions: {}", class.meaning())
                    aria-pressed=move || if on() { "true" } else { "false" }
                    on:click=move |_| {
                        filters.classes.update(|classes| match classes.iter().position(|each| *each == class) {
                            Some(at) => drop(classes.remove(at)),
                            None => classes.push(class),
                        });
                    }
                >
                    {mark(EndpointType::Interface, class)}
                    {class.title()}
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="chips" role="group" aria-label="Evidence">{chips}</div>
        <span class="shape">{mark(EndpointType::Interface, Availability::Listed)} "interface"</span>
        <span class="shape">{mark(EndpointType::Gateway, Availability::Listed)} "gateway"</span>
    }
    .into_any()
}

/// A select without a visible label; the first entry, of no value, says what it is about.
fn pick(
    label: &'static str,
    test_id: &'static str,
    any: &'static str,
    options: Vec<(String, String)>,
    value: RwSignal<String>,
) -> AnyView {
    let options = std::iter::once((String::new(), any.to_owned()))
        .chain(options)
        .map(|(word, title)| {
            let own = word.clone();
            view! {
                <option value=word prop:selected=move || value.with(|value| *value == own)>{title}</option>
            }
        })
        .collect_view();
    view! {
        <select
            class="input"
            aria-label=label
            data-testid=test_id
            class:set=move || value.with(|value| !value.is_empty())
            on:change=move |event| value.set(event_target_value(&event))
        >
            {options}
        </select>
    }
    .into_any()
}

fn same(words: impl IntoIterator<Item = &'static str>) -> Vec<(String, String)> {
    words.into_iter().map(|word| (word.to_owned(), word.to_owned())).collect()
}

fn categories() -> Vec<(String, String)> {
    same(catalog::categories())
}

fn types() -> Vec<(String, String)> {
    same(EndpointType::OF_AWS.map(EndpointType::api))
}

fn partitions() -> Vec<(String, String)> {
    let option = |partition: Partition| (partition.id().to_owned(), partition.title().to_owned());
    Partition::ALL.map(option).to_vec()
}

fn groups() -> Vec<(String, String)> {
    let mut groups: Vec<&str> = catalog::regions().iter().map(|region| region.group).collect();
    groups.sort_unstable();
    groups.dedup();
    same(groups)
}
