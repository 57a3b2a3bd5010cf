//! "This workload needs": the endpoints of its recipe, to be ticked and added together.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::page;
use crate::app::{
    panel::inspector::common::{link, section},
    state::AppState,
    widget::{
        combobox::{Choice, Combobox, combobox},
        field::{check_box, select_field},
        icon::{Icon, icon},
    },
};
use crate::catalog::{self, Availability, EndpointType};
use crate::edit::{self, Fix, FixStep, NeedState, Needs, RecipeNeed};
use crate::editor::Command;
use crate::model::{EntityRef, Id, RecipeChoice, Workload};

/// What the user ticked otherwise than usual.
type Ticks = RwSignal<BTreeMap<(&'static str, EndpointType), bool>>;

fn ticked(ticks: &BTreeMap<(&'static str, EndpointType), bool>, need: &RecipeNeed) -> bool {
    ticks.get(&(need.key, need.kind)).copied().unwrap_or(need.is_usual())
}

/// What a workload needs; none where it is not known what it is.
pub(super) fn of_workload(state: AppState, id: Id<Workload>) -> Option<Needs> {
    state.catalog.with(|catalog| {
        state.design.with(|design| {
            let choice = edit::usual_recipe(design.workloads.get(id)?)?;
            edit::needs(design, catalog, id, &choice).ok()
        })
    })
}

/// The section of the inspector.
pub(crate) fn needs(state: AppState, id: Id<Workload>) -> AnyView {
    let needs = Memo::new(move |_| of_workload(state, id));
    let ticks: Ticks = RwSignal::default();
    let set = move |label: String, recipe: Option<RecipeChoice>| {
        ticks.update(BTreeMap::clear);
        state.apply(Command::Fix(Fix::new(label, [FixStep::SetRecipe { workload: id, recipe }])));
    };
    let chosen = Memo::new(move |_| {
        needs.with(|needs| needs.as_ref().map(|needs| (needs.choice.clone(), needs.recipe.title)))
    });
    let choose = combobox(
        Combobox {
            id: "recipe",
            label: "What runs here",
            placeholder: "Choose what runs here…",
            open: false,
            most: usize::MAX,
        },
        Signal::stored(choices()),
        Signal::derive(move || chosen.get().map(|(choice, _)| choice.id)),
        move |value| {
            let title = catalog::recipe(&value).map_or("", |recipe| recipe.title);
            set(format!("Make it {title}"), Some(RecipeChoice::new(value)));
        },
    );
    let options = move || chosen.get().map(|_| options(needs, set));
    let list = move || needs.get().map(|needs| list(state, &needs, ticks));
    let add = move || {
        let fix = needs.with(|needs| needs.as_ref()?.fix(|need| ticks.with(|ticks| ticked(ticks, need))));
        let fix = fix?;
        let label = fix.label.clone();
        Some(view! {
            <button
                type="button"
                class="button primary"
                data-testid="needs-add"
                on:click=move |_| {
                    state.apply(Command::Fix(fix.clone()));
                    ticks.update(BTreeMap::clear);
                }
            >
                {icon(Icon::Plus)}
                {label}
            </button>
        })
    };
    let title = move || chosen.get().map(|(_, title)| view! { <p class="recipe-title">{title}</p> });
    section(
        "This workload needs",
        ().into_any(),
        view! {
            {title}
            {choose}
            {options}
            <div class="needs" data-testid="needs">{list}</div>
            {add}
        }
        .into_any(),
    )
}

/// All recipes, group by group.
fn choices() -> Vec<Choice> {
    super::palette::by_group()
        .into_iter()
        .map(|recipe| Choice {
            value: recipe.id.to_owned(),
            title: recipe.title.to_owned(),
            side: String::new(),
            group: recipe.group.to_owned(),
            also: recipe.id.to_owned(),
        })
        .collect()
}

/// Launch type, versions: a list each.
fn options(
    needs: Memo<Option<Needs>>,
    set: impl Fn(String, Option<RecipeChoice>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let Some(shown) = needs.get_untracked() else { return ().into_any() };
    shown
        .options
        .into_iter()
        .map(|(option, value)| {
            let choice = shown.choice.clone();
            let values =
                option.values.iter().map(|each| (each.id.to_owned(), each.label.to_owned())).collect();
            let id = option.id;
            select_field(
                option.title,
                option.id,
                Signal::stored(values),
                Signal::stored(value.to_owned()),
                move |word| {
                    let Some(value) = option.values.iter().find(|each| each.id == word) else { return };
                    let mut next = choice.clone();
                    match value.recipe() {
                        Some(recipe) => recipe.id.clone_into(&mut next.id),
                        None => drop(next.options.insert(id.to_owned(), word)),
                    }
                    set(format!("{}: {}", option.title, value.label), Some(next));
                },
            )
        })
        .collect_view()
        .into_any()
}

fn list(state: AppState, needs: &Needs, ticks: Ticks) -> AnyView {
    let rows = |wanted: bool| {
        let listed: Vec<AnyView> = needs
            .endpoints
            .iter()
            .filter(|need| need.condition.is_none() == wanted)
            .map(|need| row(state, need, ticks))
            .collect();
        (!listed.is_empty()).then_some(listed)
    };
    let group = |title: &'static str, rows: Vec<AnyView>| {
        view! {
            <div role="group" aria-label=title>
                <span class="label">{title}</span>
                {rows}
            </div>
        }
    };
    let required = rows(true).map(|rows| group("Required", rows));
    let optional = rows(false).map(|rows| group("Depending on what it does", rows));
    let notes = needs.recipe.notes().map(|note| view! { <li>{note}</li> }).collect_view();
    let pages = needs.recipe.pages.iter().map(|path| page(path, "AWS documentation")).collect_view();
    view! {
        <p class="hint">{needs.way_out.sentence()}</p>
        {required}
        {optional}
        <ul class="reasons">{notes}</ul>
        <p class="pages">{pages}</p>
    }
    .into_any()
}

/// One endpoint: a box to tick where there is something to add, else what there is.
fn row(state: AppState, need: &RecipeNeed, ticks: Ticks) -> AnyView {
    let words = words(state, need);
    match need.state {
        NeedState::Met(endpoint) => link(state, EntityRef::from(endpoint), format!("There already. {words}")),
        NeedState::NotOffered => view! {
            <p class="note warn" data-testid=test_id(need)>
                {icon(Icon::Warning)}
                <span>{format!("{}: {}", need.key, words)}</span>
            </p>
        }
        .into_any(),
        NeedState::Reusable(_) | NeedState::Missing => {
            let (key, kind) = (need.key, need.kind);
            let shown = need.clone();
            check_box(
                format!("{} ({key})", state.catalog.with_untracked(|catalog| catalog.title(key).to_owned())),
                words,
                test_id(need),
                Signal::derive(move || ticks.with(|ticks| ticked(ticks, &shown))),
                move |on| {
                    ticks.update(|ticks| {
                        ticks.insert((key, kind), on);
                    });
                },
            )
        }
    }
}

fn test_id(need: &RecipeNeed) -> String {
    match need.kind {
        EndpointType::Gateway => format!("need-{}-gateway", need.key),
        EndpointType::Interface
        | EndpointType::GatewayLoadBalancer
        | EndpointType::Resource
        | EndpointType::ServiceNetwork => format!("need-{}", need.key),
    }
}

/// When, of which type, why, and for how much.
fn words(state: AppState, need: &RecipeNeed) -> String {
    let mut parts: Vec<String> = Vec::new();
    match (need.condition, need.reason) {
        (Some(condition), _) => parts.push(format!("For: {condition}")),
        (None, "") => {}
        (None, reason) => parts.push(reason.to_owned()),
    }
    let only = state.catalog.with_untracked(|catalog| catalog.types(need.key).count() < 2);
    parts.push(
        match (need.kind, only) {
            (EndpointType::Gateway, _) => "Gateway: free, for this VPC alone",
            (_, true) => "Interface, the only type it has",
            (_, false) => "Interface: reachable from connected networks too",
        }
        .to_owned(),
    );
    match need.availability {
        Availability::Listed | Availability::Documented => {}
        // The last reason is the doubt about the Region.
        Availability::Inferred | Availability::Weak | Availability::Absent | Availability::Unknown => {
            parts.extend(need.reasons.last().cloned());
        }
    }
    if let NeedState::Reusable(_) = need.state {
        parts.push("The endpoint is there and is reused".to_owned());
    }
    if let Some((price, currency)) = need.monthly {
        parts.push(format!("{} a month before data", edit::money(price, currency)));
    }
    parts.join(". ")
}
