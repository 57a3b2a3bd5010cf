//! What can be added: drag it onto the canvas, or press Enter to add it where it suits.

use leptos::prelude::*;

use crate::app::{
    advisor,
    canvas::{
        glyph::{Glyph, glyph},
        palette_drag::{self, Carried},
    },
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::catalog::{self, Catalog};
use crate::editor::PaletteItem;
use crate::model::{ServiceRef, SubnetKind, WorkloadKind};

/// So many services are listed at once; the search finds the others.
const SHOWN: usize = 60;

pub(crate) fn palette(state: AppState, carried: RwSignal<Option<Carried>>) -> impl IntoView {
    let network = [
        (PaletteItem::Vpc, Glyph::VPC, "VPC", "palette-vpc"),
        (PaletteItem::Zone, Glyph::ZONE, "Zone", "palette-zone"),
        (
            PaletteItem::InternetGateway,
            Glyph::INTERNET_GATEWAY,
            "Internet gateway",
            "palette-internet-gateway",
        ),
        (PaletteItem::NatGateway, Glyph::NAT_GATEWAY, "NAT gateway", "palette-nat-gateway"),
        (PaletteItem::TransitGateway, Glyph::TRANSIT_GATEWAY, "Transit", "palette-transit-gateway"),
        (PaletteItem::OnPremisesNetwork, Glyph::ON_PREMISES, "On premises", "palette-on-premises"),
        (PaletteItem::Profile, Glyph::PROFILE, "Profile", "palette-profile"),
        (PaletteItem::EndpointService, Glyph::OWN_SERVICE, "Endpoint service", "palette-endpoint-service"),
    ]
    .map(|(item, picture, word, test_id)| {
        tile(state, carried, item, picture, word.to_owned(), test_id.to_owned())
    });
    let subnets = SubnetKind::ALL.map(|kind| {
        let title = PaletteItem::Subnet(kind).title();
        let word = title.split(' ').next().unwrap_or_default().to_owned();
        tile(
            state,
            carried,
            PaletteItem::Subnet(kind),
            Glyph::subnet(kind),
            word,
            format!("palette-subnet-{}", kind.word()),
        )
    });
    let workloads = WorkloadKind::ALL.map(|kind| {
        let id = format!("palette-workload-{}", kind.stem());
        tile(state, carried, PaletteItem::Workload(kind), Glyph::workload(kind), short(kind).to_owned(), id)
    });
    view! {
        <div class="palette" data-testid="palette">
            <h3>"Network"</h3>
            <div class="tiles">{network.collect_view()}</div>
            <h3>"Subnets"</h3>
            <div class="tiles">{subnets.collect_view()}</div>
            <h3>"Workloads"</h3>
            <div class="tiles">{workloads.collect_view()}</div>
            {advisor::palette::recipes(state, carried)}
            {services(state, carried)}
            {own_service(state, carried)}
        </div>
    }
}

/// The kind in the few letters a tile has room for.
const fn short(kind: WorkloadKind) -> &'static str {
    match kind {
        WorkloadKind::Ec2 => "EC2",
        WorkloadKind::EcsFargate => "Fargate",
        WorkloadKind::EksNodes => "EKS nodes",
        WorkloadKind::Lambda => "Lambda",
        WorkloadKind::RdsClient => "RDS client",
        WorkloadKind::Generic => "Other",
    }
}

/// One thing to add.
fn tile(
    state: AppState,
    carried: RwSignal<Option<Carried>>,
    item: PaletteItem,
    picture: Glyph,
    word: String,
    test_id: String,
) -> AnyView {
    let title = format!("{}: drag onto the canvas, or press to add", item.title());
    let clicked = item.clone();
    view! {
        <button
            type="button"
            class="tile"
            title=title
            data-testid=test_id
            on:pointerdown=move |event| palette_drag::press(state, carried, item.clone(), &event)
            on:click=move |_| palette_drag::add(state, clicked.clone())
        >
            {glyph(picture)}
            <span>{word}</span>
        </button>
    }
    .into_any()
}

/// A service to add; whether its Region is known to have it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Found {
    key: String,
    region: String,
    offered: bool,
}

/// The services that answer a query, those that the Region has first; popular ones where there is no query. With how
/// many there are.
fn find(catalog: &Catalog, query: &str, region: &str) -> (Vec<Found>, usize) {
    let found = |key: &str| Found {
        key: key.to_owned(),
        region: region.to_owned(),
        offered: catalog.types_in(key, region).next().is_some(),
    };
    if query.trim().is_empty() {
        let popular = catalog::popular().iter().map(|service| found(service.key)).collect();
        return (popular, catalog.entries().len());
    }
    let filter = catalog::Filter { query, ..catalog::Filter::default() };
    let mut all: Vec<Found> =
        catalog::matrix_rows(catalog, &filter).into_iter().map(|entry| found(entry.key)).collect();
    all.sort_by_key(|found| !found.offered);
    let count = all.len();
    all.truncate(SHOWN);
    (all, count)
}

fn services(state: AppState, carried: RwSignal<Option<Carried>>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let region = Memo::new(move |_| state.design.with(|design| design.region.clone()));
    let found = Memo::new(move |_| {
        state.catalog.with(|catalog| query.with(|query| region.with(|region| find(catalog, query, region))))
    });
    let row = move |found: Found| {
        let Found { key, region, offered } = found;
        let service = state.catalog.with_untracked(|catalog| catalog.title(&key).to_owned());
        let target = ServiceRef::Aws(key.clone());
        let item = PaletteItem::Service(target.clone());
        let clicked = item.clone();
        let side = if offered { key.clone() } else { format!("{key} · not in this Region") };
        let title = if offered {
            format!("{service} ({key}): drag onto the canvas, or press to add")
        } else {
            format!("{service} ({key}) is not known to have an endpoint in {region}")
        };
        view! {
            <button
                type="button"
                class="tile"
                class:absent=!offered
                title=title
                data-testid=format!("palette-service-{key}")
                on:pointerdown=move |event| palette_drag::press(state, carried, item.clone(), &event)
                on:click=move |_| palette_drag::add(state, clicked.clone())
            >
                {glyph(Glyph::service(&target))}
                <span class="words">
                    <span class="main">{service}</span>
                    <span class="side">{side}</span>
                </span>
            </button>
        }
    };
    let more = move || {
        let (shown, count) = found.with(|(list, count)| (list.len(), *count));
        if query.with(|query| query.trim().is_empty()) {
            format!("The most used ones. Search finds all {count}.")
        } else if count == 0 {
            "Nothing matches. Third-party services go by their full name, below.".to_owned()
        } else if count > shown {
            format!("{} more match; type on to narrow them down", count - shown)
        } else {
            String::new()
        }
    };
    view! {
        <h3>"AWS services"</h3>
        <div class="combo">
            {icon(Icon::Search)}
            <input
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder="Search all services"
                aria-label="Search AWS services"
                data-testid="service-search"
                prop:value=move || query.get()
                on:input=move |event| query.set(event_target_value(&event))
            />
        </div>
        <div class="services" data-testid="service-list">
            <For each=move || found.with(|(list, _)| list.clone()) key=Found::clone let:found>
                {row(found)}
            </For>
        </div>
        <p class="hint">{more}</p>
    }
}

/// An endpoint service of somebody else, by its name.
fn own_service(state: AppState, carried: RwSignal<Option<Carried>>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let item = move || {
        let text = name.get_untracked();
        match ServiceRef::of_provider(text.trim()) {
            Ok(target) => {
                error.set(None);
                Some(PaletteItem::Service(target))
            }
            Err(reason) => {
                error.set(Some(reason));
                None
            }
        }
    };
    let add = move || {
        if let Some(item) = item() {
            palette_drag::add(state, item);
            name.set(String::new());
        }
    };
    view! {
        <h3>"Service of a third party"</h3>
        <div class="own-service">
            <input
                class="input mono"
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder="com.amazonaws.vpce.… or ARN"
                title="The name of an endpoint service, or the ARN of a resource configuration or service network of VPC Lattice"
                aria-label="Name of the endpoint service, or ARN of a VPC Lattice resource configuration or service network"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                data-testid="endpoint-service-name"
                prop:value=move || name.get()
                on:input=move |event| {
                    name.set(event_target_value(&event));
                    error.set(None);
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        add();
                    }
                }
            />
            {move || error.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
            <button
                type="button"
                class="button small outlined"
                data-testid="endpoint-service-add"
                on:pointerdown=move |event| {
                    if !name.with_untracked(|name| name.trim().is_empty())
                        && let Some(item) = item()
                    {
                        palette_drag::press(state, carried, item, &event);
                    }
                }
                on:click=move |_| add()
            >
                {icon(Icon::Plus)}
                "Add"
            </button>
        </div>
    }
}
