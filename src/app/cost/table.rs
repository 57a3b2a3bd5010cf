//! What is charged for each object, with what the estimate takes for granted.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::AppState,
    cost::{ASSUMPTIONS, Estimate, Row, rows},
};

/// How many rows are listed; the file has all.
const MOST_ROWS: usize = 300;

pub(super) fn table(state: AppState, estimate: Memo<Arc<Estimate>>) -> AnyView {
    let all =
        Memo::new(move |_| estimate.with(|estimate| state.design.with(|design| rows(design, estimate))));
    let body = move || {
        all.with(|all| all.iter().take(MOST_ROWS).map(|row| line(state, row)).collect::<Vec<_>>())
            .collect_view()
    };
    let more = move || all.with(Vec::len).saturating_sub(MOST_ROWS);
    view! {
        <div class="cost-table">
            <table data-testid="cost-rows">
                <caption class="visually-hidden">"What is charged for each object, a month"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Object"</th>
                        <th scope="col">"Charged for"</th>
                        <th scope="col" class="number">"Quantity"</th>
                        <th scope="col" class="number">"Price"</th>
                        <th scope="col" class="number">"A month"</th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
            <p class="hint-text" hidden=move || all.with(|all| !all.is_empty())>
                "Nothing in this design is charged for"
            </p>
            <p class="hint-text" hidden=move || more() == 0>
                {move || format!("{} more rows: download the CSV for all of them", more())}
            </p>
            {sources(estimate)}
        </div>
    }
    .into_any()
}

fn line(state: AppState, row: &Row) -> AnyView {
    let at = row.at;
    let price = row.price.map_or_else(|| "no price known".to_owned(), |price| price.to_string());
    let amount =
        row.amount.map_or_else(|| "not known".to_owned(), |amount| format!("{amount} {}", row.currency));
    view! {
        <tr class:unknown=row.price.is_none()>
            <td>
                <button type="button" class="go" on:click=move |_| state.show(at)>{row.name.clone()}</button>
                <small>{row.region.clone()}</small>
            </td>
            <td>{row.charge.title()}</td>
            <td class="number">{row.used()}</td>
            <td class="number">{price}</td>
            <td class="number">{amount}</td>
        </tr>
    }
    .into_any()
}

/// The dates and sources of the prices, and the assumptions.
fn sources(estimate: Memo<Arc<Estimate>>) -> AnyView {
    let list = move || {
        let sources = estimate.with(|estimate| estimate.sources());
        sources
            .into_iter()
            .map(|source| view! { <li>{format!("{}: {}", source.published, source.source)}</li> })
            .collect_view()
    };
    let missing = move || estimate.with(|estimate| estimate.regions_without_price().join(", "));
    view! {
        <div class="cost-sources" data-testid="cost-sources">
            <p class="note warn" hidden=move || missing().is_empty()>
                {move || format!("Some prices are not known in {}; the total leaves them out", missing())}
            </p>
            <h4>"Prices of"</h4>
            <ul>{list}</ul>
            <h4>"Assumptions"</h4>
            <ul>{ASSUMPTIONS.map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
        </div>
    }
    .into_any()
}
