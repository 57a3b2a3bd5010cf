//! What the design costs: the panel, the part of an inspector, and the comparison of shapes.
//!
//! Names for tests (`data-testid`): `cost`, `cost-total`, `cost-estimate`, `cost-compare`, `cost-csv`, `cost-rows`,
//! `traffic-connection-`*n* and `traffic-on-premises-`*n*`-service-`*n* (the slider), `traffic-gb-`… (the number), `cost-sources`; `inspector-cost`, `design-cost`, `cost-open`;
//! `shapes`, `shape-`*word*, `convert-`*word*, `keep-nat`, `shapes-chart`, `shapes-figures`, `shapes-cheapest`.

mod chart;
mod shapes;
mod table;
mod traffic;

use leptos::prelude::*;

use crate::{
    app::{
        browser::files,
        panel::inspector::common,
        prefs::{CodeTab, Panel},
        state::{AppState, Tone},
    },
    catalog::Catalog,
    cost::{Estimate, Total, Usage, csv},
    graph::ResourceGraph,
    model::{Design, EntityRef},
    reach::Verifier,
};

/// What a design costs; [`AppState::estimate`] has it for the present one.
pub(crate) fn estimate(design: &Design, graph: &ResourceGraph, catalog: &Catalog) -> Estimate {
    Usage::of(design, graph, &Verifier::new(design, graph, catalog)).estimate()
}

/// Opens the panel.
pub(crate) fn show(state: AppState, comparing: bool) {
    state.comparing.set(comparing);
    state.prefer(|prefs| {
        prefs.tab = CodeTab::Cost;
        prefs.code_open = true;
    });
    state.panel.set(Panel::Code);
}

/// The panel.
pub(crate) fn panel(state: AppState) -> AnyView {
    let estimate = state.estimate;
    let total = move || estimate.with(|estimate| estimate.total().to_string());
    let standing = move || estimate.with(|estimate| estimate.standing().to_string());
    let pressed = move |comparing: bool| if state.comparing.get() == comparing { "true" } else { "false" };
    view! {
        <div class="cost" data-testid="cost">
            <div class="cost-head">
                <p class="cost-total" data-testid="cost-total" aria-live="polite">
                    <strong>{total}</strong>
                    " a month, of it "
                    {standing}
                    " whatever the traffic"
                </p>
                <div class="segments" role="group" aria-label="View">
                    <button
                        type="button"
                        data-testid="cost-estimate"
                        aria-pressed=move || pressed(false)
                        on:click=move |_| state.comparing.set(false)
                    >
                        "Estimate"
                    </button>
                    <button
                        type="button"
                        data-testid="cost-compare"
                        aria-pressed=move || pressed(true)
                        on:click=move |_| state.comparing.set(true)
                    >
                        "Compare shapes"
                    </button>
                </div>
                <button
                    type="button"
                    class="button small outlined"
                    data-testid="cost-csv"
                    on:click=move |_| download(state, &estimate.get_untracked())
                >
                    "Download CSV"
                </button>
            </div>
            {move || {
                if state.comparing.get() {
                    shapes::shapes(state)
                } else {
                    view! {
                        <div class="cost-body">
                            {traffic::list(state, estimate)}
                            {table::table(state, estimate)}
                        </div>
                    }
                    .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

fn download(state: AppState, estimate: &Estimate) {
    let text = state.design.with_untracked(|design| csv(design, estimate));
    if let Err(error) = files::download("cost.csv", "text/csv", text.as_bytes()) {
        state.toast(Tone::Bad, error.to_string());
    }
}

/// The cost of one object with what it holds, for its inspector; nothing for what costs nothing.
pub(crate) fn section(state: AppState, entity: EntityRef) -> AnyView {
    let estimate = state.estimate;
    let lines = Memo::new(move |_| {
        estimate.with(|estimate| state.design.with(|design| lines(design, estimate, entity)))
    });
    let slider = traffic::controls(state, estimate, entity);
    let has_slider = slider.is_some();
    let body = move || {
        lines.with(|(total, rows)| {
            view! {
                <table class="cost-lines">
                    <caption class="visually-hidden">"Cost a month"</caption>
                    <tbody>
                        {rows
                            .iter()
                            .map(|(what, amount)| {
                                view! {
                                    <tr>
                                        <td>{what.clone()}</td>
                                        <td class="number">{amount.clone()}</td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">"A month"</th>
                            <td class="number">{total.clone()}</td>
                        </tr>
                    </tfoot>
                </table>
            }
            .into_any()
        })
    };
    let hidden = move || !has_slider && lines.with(|(_, rows)| rows.is_empty());
    view! {
        <div data-testid="inspector-cost" hidden=hidden>
            {common::section("Cost a month", opener(state), view! { {slider} {body} }.into_any())}
        </div>
    }
    .into_any()
}

/// The button that leads to the panel.
fn opener(state: AppState) -> AnyView {
    view! {
        <button
            type="button"
            class="button small outlined"
            data-testid="cost-open"
            on:click=move |_| show(state, false)
        >
            "All costs"
        </button>
    }
    .into_any()
}

/// The cost of the whole design, for its inspector.
pub(crate) fn summary(state: AppState) -> AnyView {
    let estimate = state.estimate;
    let total = move || estimate.with(|estimate| estimate.total().to_string());
    common::section(
        "Cost a month",
        opener(state),
        view! { <p data-testid="design-cost">{total}</p> }.into_any(),
    )
}

/// The sum of an object with what it holds, and its parts by what is charged.
fn lines(design: &Design, estimate: &Estimate, entity: EntityRef) -> (String, Vec<(String, String)>) {
    let inside = |at: EntityRef| {
        std::iter::successors(Some(at), |inner| design.parent_of(*inner)).any(|outer| outer == entity)
    };
    let items: Vec<_> =
        estimate.items.iter().filter(|item| item.cause == Some(entity) || inside(item.at)).collect();
    let total: Total = items.iter().copied().collect();
    let mut parts: Vec<(crate::catalog::Charge, Total)> = Vec::new();
    for item in items {
        match parts.iter_mut().find(|(charge, _)| *charge == item.charge) {
            Some((_, sum)) => sum.add(item),
            None => {
                let mut sum = Total::default();
                sum.add(item);
                parts.push((item.charge, sum));
            }
        }
    }
    let rows = parts.into_iter().map(|(charge, sum)| (charge.title().to_owned(), sum.to_string())).collect();
    (total.to_string(), rows)
}
