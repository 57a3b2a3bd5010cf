//! The traffic of connections: a slider in steps of 1, 2, 5, and a field for any figure.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::AppState,
    cost::{Estimate, MOST_GB},
    editor::{Command, ConnectionField, Field, Record},
    model::{Connection, EntityRef, Id},
};

/// How many connections are listed; the others are set in their inspectors.
const MOST_ROWS: usize = 100;
/// The steps of the slider: nothing, then 1, 2, 5, 10 … to 100 PB.
const STEPS: u32 = 25;

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
fn set(state: AppState, id: Id<Connection>, gb: Option<u32>, record: Record) {
    let gb = gb.map(|gb| gb.min(MOST_GB));
    // A connection that has gone meanwhile needs no message.
    let _ = state.try_apply(Command::Set(Field::Connection(id, ConnectionField::MonthlyTraffic(gb))), record);
}

/// The slider and the field of a connection.
pub(super) fn control(state: AppState, id: Id<Connection>) -> AnyView {
    let given = Memo::new(move |_| {
        state.design.with(|design| design.connections.get(id).and_then(|connection| connection.monthly_gb))
    });
    let gb = move || given.get().unwrap_or(Connection::USUAL_MONTHLY_GB);
    let name = Memo::new(move |_| state.design.with(|design| design.label(id.into())));
    let slide = move |event: web_sys::Event| {
        let step: u32 = event_target_value(&event).parse().unwrap_or(0);
        set(state, id, Some(gb_at(step.min(STEPS))), Record::Amend(format!("{id}.traffic")));
    };
    let number = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        let text = text.trim();
        // An emptied field is the usual traffic again.
        let figure = if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
        if let Some(figure) = figure {
            set(state, id, figure, Record::Step);
        }
    };
    view! {
        <div class="traffic" class:assumed=move || given.get().is_none()>
            <input
                type="range"
                min="0"
                max=STEPS.to_string()
                step="1"
                data-testid=format!("traffic-{id}")
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
                data-testid=format!("traffic-gb-{id}")
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

/// All connections, with their traffic and its cost.
pub(super) fn list(state: AppState, estimate: Memo<Arc<Estimate>>) -> AnyView {
    let ids = Memo::new(move |_| state.design.with(|design| design.connections.ids().collect::<Vec<_>>()));
    let shown = move || ids.with(|ids| ids.iter().copied().take(MOST_ROWS).collect::<Vec<_>>());
    let more = move || ids.with(Vec::len).saturating_sub(MOST_ROWS);
    view! {
        <div class="cost-traffic" aria-label="Traffic" role="group">
            <h3>"Traffic a month"</h3>
            <p class="hint-text" hidden=move || ids.with(|ids| !ids.is_empty())>
                "Connect a workload to a service, and its traffic is set here"
            </p>
            <For each=shown key=|id| *id children=move |id| row(state, estimate, id) />
            <p class="hint-text" hidden=move || more() == 0>
                {move || format!("{} more: choose a connection on the canvas to set its traffic", more())}
            </p>
        </div>
    }
    .into_any()
}

fn row(state: AppState, estimate: Memo<Arc<Estimate>>, id: Id<Connection>) -> AnyView {
    let entity = EntityRef::from(id);
    let name = Memo::new(move |_| state.design.with(|design| design.label(entity)));
    let told = Memo::new(move |_| {
        estimate.with(|estimate| {
            let way = estimate.flows.iter().find(|flow| flow.drawn == entity).and_then(|flow| flow.way);
            let way = way.map_or("not deployed", crate::reach::Way::title);
            format!("{way}: {}", estimate.of(entity))
        })
    });
    view! {
        <div class="traffic-row">
            <button type="button" class="go" on:click=move |_| state.show(entity)>
                {move || name.get()}
            </button>
            {control(state, id)}
            <small>{move || told.get()}</small>
        </div>
    }
    .into_any()
}
