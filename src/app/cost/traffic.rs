//! The traffic of connections and from on-premises networks: a slider in steps of 1, 2, 5, and a field for any figure.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::AppState,
    cost::{Estimate, MOST_GB},
    editor::{Command, ConnectionField, Field, NetworkField, OnPremisesField, Record},
    model::{Connection, Design, EntityRef, Id, OnPremisesNetwork, Service},
};

/// How many callers are listed; the others are set in their inspectors.
const MOST_ROWS: usize = 100;
/// The steps of the slider: nothing, then 1, 2, 5, 10 … to 100 PB.
const STEPS: u32 = 25;

/// Who calls, as far as it has a figure of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Caller {
    Connection(Id<Connection>),
    /// One of the services that an on-premises network calls.
    Network(Id<OnPremisesNetwork>, Id<Service>),
}

impl Caller {
    /// All callers of a design, or those of one of its entities.
    fn all(design: &Design, of: Option<EntityRef>) -> Vec<Self> {
        let connections = design.connections.ids().map(Self::Connection);
        let networks = design
            .on_premises_networks
            .iter()
            .flat_map(|(id, network)| network.calls.iter().map(move |service| Self::Network(id, *service)));
        connections.chain(networks).filter(|caller| of.is_none_or(|of| caller.entity() == of)).collect()
    }

    fn entity(self) -> EntityRef {
        match self {
            Self::Connection(id) => id.into(),
            Self::Network(id, _) => id.into(),
        }
    }

    fn service(self, design: &Design) -> Option<Id<Service>> {
        match self {
            Self::Connection(id) => design.connections.get(id).map(|connection| connection.service),
            Self::Network(_, service) => Some(service),
        }
    }

    fn given(self, design: &Design) -> Option<u32> {
        match self {
            Self::Connection(id) => design.connections.get(id)?.monthly_gb,
            Self::Network(id, service) => {
                design.on_premises_networks.get(id)?.monthly_gb.get(&service).copied()
            }
        }
    }

    fn label(self, design: &Design) -> String {
        match self {
            Self::Connection(id) => design.label(id.into()),
            Self::Network(id, service) => {
                format!("{} → {}", design.label(id.into()), design.label(service.into()))
            }
        }
    }

    /// In names for tests and in the history.
    fn word(self) -> String {
        match self {
            Self::Connection(id) => id.to_string(),
            Self::Network(id, service) => format!("{id}-{service}"),
        }
    }

    fn field(self, gb: Option<u32>) -> Field {
        match self {
            Self::Connection(id) => Field::Connection(id, ConnectionField::MonthlyTraffic(gb)),
            Self::Network(id, service) => Field::Network(NetworkField::OnPremisesNetwork(
                id,
                OnPremisesField::MonthlyTraffic(service, gb),
            )),
        }
    }
}

/// The figure at a step.
fn gb_at(step: u32) -> u32 {
    match step.checked_sub(1) {
        None => 0,
        Some(step) => [1, 2, 5][(step % 3) as usize] * 10_u32.pow((step / 3).min(8)),
    }
}

/// The last step that is not above a figure.
fn step_of(gb: u32) -> u32 {
    (0..=STEPS).rev().find(|step| gb_at(*step) <= gb).unwrap_or(0)
}

/// `2,500 GB`.
pub(super) fn gigabytes(gb: u32) -> String {
    let digits = gb.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + " GB"
}

/// Sets the traffic; a drag of the slider is one step of undo.
fn set(state: AppState, caller: Caller, gb: Option<u32>, record: Record) {
    let gb = gb.map(|gb| gb.min(MOST_GB));
    // A caller that has gone meanwhile needs no message.
    let _ = state.try_apply(Command::Set(caller.field(gb)), record);
}

/// The slider and the field of a caller.
fn control(state: AppState, caller: Caller) -> AnyView {
    let given = Memo::new(move |_| state.design.with(|design| caller.given(design)));
    let gb = move || given.get().unwrap_or(Connection::USUAL_MONTHLY_GB);
    let name = Memo::new(move |_| state.design.with(|design| caller.label(design)));
    let slide = move |event: web_sys::Event| {
        let step: u32 = event_target_value(&event).parse().unwrap_or(0);
        let record = Record::Amend(format!("{}.traffic", caller.word()));
        set(state, caller, Some(gb_at(step.min(STEPS))), record);
    };
    let number = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        let text = text.trim();
        // An emptied field is the usual traffic again.
        let figure = if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
        if let Some(figure) = figure {
            set(state, caller, figure, Record::Step);
        }
    };
    view! {
        <div class="traffic" class:assumed=move || given.get().is_none()>
            <input
                type="range"
                min="0"
                max=STEPS.to_string()
                step="1"
                data-testid=format!("traffic-{}", caller.word())
                aria-label=move || format!("Traffic a month of {}", name.get())
                aria-valuetext=move || gigabytes(gb())
                prop:value=move || step_of(gb()).to_string()
                on:input=slide
                on:change=move |_| state.seal()
            />
            <input
                type="number"
                class="input small"
                min="0"
                max=MOST_GB.to_string()
                step="1"
                data-testid=format!("traffic-gb-{}", caller.word())
                aria-label=move || format!("GB a month of {}", name.get())
                title=move || if given.get().is_none() { "Usual traffic, since none is given" } else { "" }
                prop:value=move || gb().to_string()
                on:change=number
            />
            <span class="unit">"GB"</span>
        </div>
    }
    .into_any()
}

/// All callers, with their traffic and its cost.
pub(super) fn list(state: AppState, estimate: Memo<Arc<Estimate>>) -> AnyView {
    view! {
        <div class="cost-traffic" aria-label="Traffic" role="group">
            <h3>"Traffic a month"</h3>
            {rows(state, estimate, None)}
        </div>
    }
    .into_any()
}

/// The callers of one entity; none for what calls nothing.
pub(super) fn controls(state: AppState, estimate: Memo<Arc<Estimate>>, of: EntityRef) -> Option<AnyView> {
    match of {
        EntityRef::Connection(id) => Some(control(state, Caller::Connection(id))),
        EntityRef::OnPremisesNetwork(_) => Some(rows(state, estimate, Some(of))),
        _ => None,
    }
}

fn rows(state: AppState, estimate: Memo<Arc<Estimate>>, of: Option<EntityRef>) -> AnyView {
    let callers = Memo::new(move |_| state.design.with(|design| Caller::all(design, of)));
    let shown = move || callers.with(|all| all.iter().copied().take(MOST_ROWS).collect::<Vec<_>>());
    let more = move || callers.with(Vec::len).saturating_sub(MOST_ROWS);
    let hint = match of {
        None => "Connect a workload to a service, and its traffic is set here",
        Some(_) => "Connect it to a service, and its traffic is set here",
    };
    view! {
        <p class="hint-text" hidden=move || callers.with(|all| !all.is_empty())>{hint}</p>
        <For each=shown key=|caller| *caller children=move |caller| row(state, estimate, caller) />
        <p class="hint-text" hidden=move || more() == 0>
            {move || format!("{} more: choose a connection on the canvas to set its traffic", more())}
        </p>
    }
    .into_any()
}

fn row(state: AppState, estimate: Memo<Arc<Estimate>>, caller: Caller) -> AnyView {
    let name = Memo::new(move |_| state.design.with(|design| caller.label(design)));
    let told = Memo::new(move |_| {
        let Some(service) = state.design.with(|design| caller.service(design)) else { return String::new() };
        estimate.with(|estimate| {
            let entity = caller.entity();
            let flow = estimate.flows.iter().find(|flow| flow.drawn == entity && flow.service == service);
            let way = flow.and_then(|flow| flow.way).map_or("not deployed", crate::reach::Way::title);
            format!("{way}: {}", estimate.of_flow(entity, service))
        })
    });
    view! {
        <div class="traffic-row">
            <button type="button" class="go" on:click=move |_| state.show(caller.entity())>
                {move || name.get()}
            </button>
            {control(state, caller)}
            <small>{move || told.get()}</small>
        </div>
    }
    .into_any()
}
