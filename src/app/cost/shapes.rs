//! Shapes of the same connectivity side by side, with a button to convert.

use std::sync::Arc;

use leptos::prelude::*;

use super::{chart, traffic::gigabytes};
use crate::{
    app::{shell::status::plural, state::AppState},
    cost::{Comparison, Offer, ShapeCost, compare},
    edit::{HubNames, Shape, Terms},
    editor::Command,
};

pub(super) fn shapes(state: AppState) -> AnyView {
    let terms = RwSignal::new(Terms::new(true));
    let comparison = Memo::new(move |_| {
        let terms = terms.get();
        Shown(Arc::new(
            state.design.with(|design| state.catalog.with(|catalog| compare(design, catalog, terms))),
        ))
    });
    let body = move || {
        let Shown(comparison) = comparison.get();
        view! {
            <p class="shapes-cheapest" data-testid="shapes-cheapest">{sentence(&comparison)}</p>
            <div class="shapes-list">
                <table>
                    <caption class="visually-hidden">"Shapes of the same connectivity"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Shape"</th>
                            <th scope="col" class="number">"A month"</th>
                            <th scope="col" class="number">"Whatever the traffic"</th>
                            <th scope="col">"Private"</th>
                            <th scope="col">"Besides money"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {comparison.shapes.iter().map(|each| row(state, terms, each)).collect::<Vec<_>>().collect_view()}
                    </tbody>
                </table>
            </div>
            {chart::chart(&comparison)}
        }
        .into_any()
    };
    view! {
        <div class="shapes" data-testid="shapes">
            <label class="shapes-option">
                <input
                    type="checkbox"
                    data-testid="keep-nat"
                    prop:checked=move || terms.with(|terms| terms.keep_nat)
                    on:change=move |event| terms.update(|terms| terms.keep_nat = event_target_checked(&event))
                />
                "Keep NAT gateways in every shape, for other traffic to the internet"
            </label>
            <label class="shapes-option">
                "Names of a hub’s endpoints come from"
                <select
                    class="input small"
                    data-testid="hub-names"
                    on:change=move |event| {
                        let word = event_target_value(&event);
                        let names = HubNames::ALL.into_iter().find(|names| names.word() == word);
                        terms.update(|terms| terms.hub_names = names.unwrap_or_default());
                    }
                >
                    {HubNames::ALL
                        .map(|names| {
                            view! {
                                <option
                                    value=names.word()
                                    selected=move || terms.with(|terms| terms.hub_names == names)
                                >
                                    {names.title()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
            {body}
        </div>
    }
    .into_any()
}

/// A comparison as a value of a memo: each is another one.
#[derive(Clone)]
struct Shown(Arc<Comparison>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Which shape is the cheapest, by the traffic.
fn sentence(comparison: &Comparison) -> String {
    let mut parts = comparison.cheapest.iter().peekable();
    let mut text = String::new();
    while let Some((from, shape)) = parts.next() {
        let title = shape.title();
        match (*from, parts.peek()) {
            (0, None) => return format!("Cheapest, whatever the traffic: {title}"),
            (0, Some((to, _))) => {
                text = format!(
                    "Cheapest, if each connection carries less than {} a month: {title}",
                    gigabytes(*to)
                );
            }
            (from, Some(_)) => text.push_str(&format!("; from {}: {title}", gigabytes(from))),
            (from, None) => text.push_str(&format!("; from {} on: {title}", gigabytes(from))),
        }
    }
    if text.is_empty() {
        "No shape can be compared: prices are missing, or something would not arrive".to_owned()
    } else {
        text
    }
}

fn row(state: AppState, terms: RwSignal<Terms>, each: &ShapeCost) -> AnyView {
    let shape = each.shape;
    let word = shape.word();
    let (total, standing, private) = match &each.offer {
        Ok(offer) => (
            offer.total.to_string(),
            offer.standing.to_string(),
            format!("{} of {}", offer.private.0, offer.private.1),
        ),
        Err(_) => ("not possible".to_owned(), String::new(), String::new()),
    };
    let remarks = match &each.offer {
        Ok(offer) => remarks(offer)
            .into_iter()
            .map(|text| view! { <p class="remark">{text}</p> })
            .collect_view()
            .into_any(),
        Err(error) => view! { <p class="remark">{error.to_string()}</p> }.into_any(),
    };
    let current = each.offer.as_ref().is_ok_and(|offer| offer.current);
    let possible = each.offer.as_ref().is_ok_and(|offer| !offer.current && offer.lost.is_empty());
    view! {
        <tr data-testid=format!("shape-{word}") class:current=current>
            <th scope="row">
                <i class=format!("key shape-{}", index(shape)) aria-hidden="true"></i>
                {shape.title()}
                <span class="convert">
                    {if current {
                        view! { <span class="here">"This design"</span> }.into_any()
                    } else {
                        view! {
                            <button
                                type="button"
                                class="button small outlined"
                                data-testid=format!("convert-{word}")
                                disabled=!possible
                                aria-label=format!("Convert to {}", shape.title())
                                on:click=move |_| {
                                    state.apply(Command::Reshape { shape, terms: terms.get_untracked() });
                                }
                            >
                                "Convert"
                            </button>
                        }
                        .into_any()
                    }}
                </span>
            </th>
            <td class="number" data-label="A month">{total}</td>
            <td class="number" data-label="Whatever the traffic">{standing}</td>
            <td data-label="Private">{private}</td>
            <td class="besides">
                <p><b>"+ "</b>{shape.gains()}</p>
                <p><b>"− "</b>{shape.losses()}</p>
                {remarks}
            </td>
        </tr>
    }
    .into_any()
}

/// What the design would have, and what it would lose.
fn remarks(offer: &Offer) -> Vec<String> {
    let mut texts = vec![format!(
        "{} of endpoints, {}",
        plural(offer.interfaces, "network interface"),
        plural(offer.nat_gateways, "NAT gateway")
    )];
    if !offer.lost.is_empty() {
        texts.push(format!("{} would not arrive any more", plural(offer.lost.len(), "connection")));
    }
    if offer.policies > 0 {
        texts.push(format!(
            "{} of endpoints would be gone or in another place",
            plural(offer.policies, "policy")
        ));
    }
    texts
}

/// The number of a shape in style sheets.
pub(super) fn index(shape: Shape) -> usize {
    Shape::ALL.iter().position(|other| *other == shape).unwrap_or(0)
}
