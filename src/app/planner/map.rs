//! The map: each CIDR block of the VPC as a rectangle, each range in it in proportion.

use leptos::prelude::*;

use super::{Planner, drag, grouped, ranges};
use crate::app::widget::icon::{Icon, icon};
use crate::edit::{Holder, PlannedBlock, Range};
use crate::editor::PlanCommand;
use crate::model::SubnetKind;
use crate::net::{self, Ipv4Net};

pub(super) fn maps(planner: Planner) -> AnyView {
    let block = move |planned: PlannedBlock, primary: bool| {
        let all = net::address_count(planned.block);
        let text = format!("{} free of {}", grouped(planned.free), grouped(all));
        let whole = planned.block;
        view! {
            <section class="plan-block">
                <h3>
                    <span class="mono">{whole.to_string()}</span>
                    <small>{if primary { "primary, " } else { "" }} {text}</small>
                    {(!primary).then(|| remove_block(planner, whole))}
                </h3>
                <div
                    class="plan-map"
                    aria-hidden="true"
                    data-testid="plan-map"
                    data-block=whole.to_string()
                    on:pointerdown=move |event| drag::press(planner, whole, &event)
                    on:pointermove=move |event| drag::moved(planner, &event)
                    on:pointerup=move |_| drag::drop(planner)
                    on:pointercancel=move |_| planner.drag.set(None)
                    on:lostpointercapture=move |event| drag::lost(planner, &event)
                >
                    {planned.ranges.iter().map(|range| cell(planner, whole, range)).collect_view()}
                    {move || ghost(planner, whole)}
                </div>
            </section>
        }
        .into_any()
    };
    let all = move || {
        planner
            .plan
            .get()
            .blocks
            .into_iter()
            .enumerate()
            .map(|(at, planned)| block(planned, at == 0))
            .collect_view()
    };
    view! {
        <div class="plan-maps">{all}</div>
    }
    .into_any()
}

fn remove_block(planner: Planner, block: Ipv4Net) -> AnyView {
    view! {
        <button
            type="button"
            class="button small square"
            data-testid="plan-block-remove"
            title="Remove this block from the VPC"
            aria-label=format!("Remove {block} from the VPC")
            on:click=move |_| planner.apply(PlanCommand::RemoveBlock { vpc: planner.vpc, block })
        >
            {icon(Icon::Close)}
        </button>
    }
    .into_any()
}

/// Where a block lies on the map of another: left, top, width, height. Not as one text: a page that allows no inline
/// style drops a `style` attribute.
fn at(whole: Ipv4Net, part: Ipv4Net) -> [String; 4] {
    net::map_cell(whole, part).map(|part| format!("{}%", part * 100.0))
}

/// The class that gives a range its colour.
pub(super) fn class(planner: Planner, range: &Range) -> &'static str {
    match range.holder {
        Holder::Free => "free",
        Holder::Reserved => "reserved",
        Holder::Subnet(id) => match planner.read(|design| design.subnets.get(id).map(|subnet| subnet.kind)) {
            Some(SubnetKind::Public) => "public",
            Some(SubnetKind::Private) => "private",
            Some(SubnetKind::Isolated) | None => "isolated",
        },
    }
}

fn cell(planner: Planner, whole: Ipv4Net, range: &Range) -> AnyView {
    let block = range.block;
    let holder = range.holder;
    let picked = move || {
        planner.range.with(|range| range.as_ref().is_some_and(|r| r.block == block && r.holder == holder))
    };
    let name = if range.holder == Holder::Free { String::new() } else { range.title() };
    let name = name.strip_prefix("Subnet ").map(str::to_owned).unwrap_or(name);
    let [left, top, width, height] = at(whole, block);
    view! {
        <div
            class=format!("cell {}", class(planner, range))
            class:chosen=picked
            class:overlaps=range.overlaps
            data-range=block.to_string()
            style:left=left
            style:top=top
            style:width=width
            style:height=height
            title=format!("{} {block}", range.title())
        >
            <b>{name}</b>
            <span class="mono">{block.to_string()}</span>
            {(holder != Holder::Free).then(|| view! {
                <i
                    class="edge"
                    data-testid="plan-edge"
                    title="Drag to resize"
                    on:pointerdown=move |event| {
                        if picked() {
                            drag::press_edge(planner, &event);
                        }
                    }
                ></i>
            })}
        </div>
    }
    .into_any()
}

/// Where what is dragged would come to lie.
fn ghost(planner: Planner, whole: Ipv4Net) -> Option<AnyView> {
    let drag = planner.drag.get()?;
    let (_, block) = drag.over.filter(|(map, _)| *map == whole)?;
    let class = if drag.fault.is_none() { "ghost ok" } else { "ghost bad" };
    let [left, top, width, height] = at(whole, block);
    Some(
        view! {
            <div
                class=class
                data-testid="plan-ghost"
                data-range=block.to_string()
                style:left=left
                style:top=top
                style:width=width
                style:height=height
            >
                <span class="mono">{block.to_string()}</span>
            </div>
        }
        .into_any(),
    )
}

/// The range at an address.
pub(super) fn range_at(planner: Planner, block: Ipv4Net) -> Option<Range> {
    planner.plan.with_untracked(|plan| {
        // Of ranges that overlap, the one that begins last is on top.
        ranges(plan).filter(|range| range.block.contains(&block)).last().cloned()
    })
}
