//! The ranges as a table, in the order of the addresses: the map for the keyboard and for assistive technology.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Planner, grouped, ipv6, map};
use crate::app::widget::icon::{Icon, icon};
use crate::edit::{Holder, Range};
use crate::net;

pub(super) fn table(planner: Planner) -> AnyView {
    let rows = move || {
        let plan = planner.plan.get();
        planner.ipv6.track();
        let taken = planner.read(crate::edit::addresses_taken);
        let row = |range: &Range, outside: bool| {
            let used = match range.holder {
                Holder::Subnet(id) => taken.get(&id).copied().unwrap_or_default(),
                Holder::Reserved | Holder::Free => 0,
            };
            row(planner, range, used, outside)
        };
        let inside: Vec<AnyView> =
            plan.blocks.iter().flat_map(|planned| &planned.ranges).map(|range| row(range, false)).collect();
        let outside: Vec<AnyView> = plan.outside.iter().map(|range| row(range, true)).collect();
        (inside, outside)
    };
    view! {
        <table class="plan-table">
            <caption class="visually-hidden">"Ranges in the order of their addresses; arrow keys go from one to the next"</caption>
            <thead>
                <tr>
                    <th scope="col">"Range"</th>
                    <th scope="col">"Use"</th>
                    <th scope="col" class="zone">"Zone"</th>
                    <th scope="col" class="ipv6">"IPv6"</th>
                    <th scope="col" class="number">"Usable"</th>
                    <th scope="col" class="number taken">"Taken"</th>
                </tr>
            </thead>
            <tbody on:keydown=move |event| arrows(&event)>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(planner: Planner, range: &Range, taken: u64, outside: bool) -> AnyView {
    let (block, holder) = (range.block, range.holder);
    let here = move || {
        planner.range.with(|range| range.as_ref().is_some_and(|r| r.block == block && r.holder == holder))
    };
    let zone = match holder {
        Holder::Subnet(id) => planner
            .read(|design| design.subnets.get(id).map(|subnet| design.label(subnet.zone.into())))
            .unwrap_or_default(),
        Holder::Reserved | Holder::Free => String::new(),
    };
    let ipv6 = match holder {
        Holder::Subnet(id) => {
            untrack(|| ipv6::index_of(planner, id)).map(|index| format!("…{index:02x}::/64"))
        }
        Holder::Reserved | Holder::Free => None,
    };
    let usable = match holder {
        Holder::Subnet(_) => net::usable_addresses(block),
        Holder::Reserved | Holder::Free => net::address_count(block),
    };
    let fault = match (outside, range.overlaps) {
        (true, _) => Some("outside of the VPC"),
        (false, true) => Some("overlaps"),
        (false, false) => None,
    };
    let chosen = range.clone();
    let pick = move || planner.pick(Some(&chosen));
    let pick_too = pick.clone();
    view! {
        <tr class:chosen=here data-testid="plan-row" data-range=block.to_string()>
            <th scope="row">
                <button
                    type="button"
                    class="mono"
                    autofocus=untrack(here)
                    tabindex=move || if here() { "0" } else { "-1" }
                    aria-current=move || here().then_some("true")
                    on:focus=move |_| pick()
                    on:click=move |_| pick_too()
                >
                    <i class=format!("swatch {}", map::class(planner, range))></i>
                    {block.to_string()}
                </button>
            </th>
            <td>
                {range.title()}
                {fault.map(|fault| view! { <em class="fault">{icon(Icon::Error)} {fault}</em> })}
            </td>
            <td class="zone">{zone}</td>
            <td class="ipv6 mono">{ipv6}</td>
            <td class="number">{grouped(usable)}</td>
            <td class="number taken">{(taken > 0).then(|| grouped(taken))}</td>
        </tr>
    }
    .into_any()
}

/// Up, down, Home and End go from row to row.
fn arrows(event: &web_sys::KeyboardEvent) {
    let row = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("tr").ok().flatten());
    let Some(row) = row else { return };
    let next = match event.key().as_str() {
        "ArrowDown" => row.next_element_sibling(),
        "ArrowUp" => row.previous_element_sibling(),
        "Home" => row.parent_element().and_then(|body| body.first_element_child()),
        "End" => row.parent_element().and_then(|body| body.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    let button = next.and_then(|row| row.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
