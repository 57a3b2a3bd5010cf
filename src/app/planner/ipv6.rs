//! The VPC's IPv6 block as a map of its own: 256 cells, one for each /64, sixteen in a row.
//!
//! A click on a free cell gives it to the chosen subnet, a cell of a subnet is dragged to a free one; for the keyboard
//! there is a field in the details. The design changes once, when the pointer is let go.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Planner, button};
use crate::app::{browser::pointer, widget::icon::Icon};
use crate::edit::{self, Holder};
use crate::editor::{Command, Field, PlanCommand, VpcField};
use crate::model::{Design, Id, Subnet, Vpc};

/// Cells in a row and rows.
const SIDE: u8 = 16;
/// Further than this, a press is a drag and not a click; in pixels.
const THRESHOLD: i32 = 4;

/// A cell that a subnet has.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Taken {
    index: u8,
    subnet: Id<Subnet>,
    name: String,
    kind: &'static str,
}

/// What is under way on the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drag {
    subnet: Id<Subnet>,
    pointer: i32,
    from: (i32, i32),
    /// Whether a cell is dragged; else a free one is about to be clicked.
    held: bool,
    over: Option<u8>,
    fault: Option<String>,
}

/// The subnets with IPv6 in the order of their blocks; none where the VPC has no IPv6 block.
pub(super) fn taken(design: &Design, vpc: Id<Vpc>) -> Option<Vec<Taken>> {
    design.vpcs.get(vpc).filter(|vpc| vpc.amazon_provided_ipv6_cidr_block)?;
    let cell = |(index, subnet): (u8, Id<Subnet>)| {
        let entity = design.subnets.get(subnet)?;
        Some(Taken { index, subnet, name: entity.name.clone(), kind: entity.kind.word() })
    };
    Some(edit::ipv6_holders(design, vpc).into_iter().filter_map(cell).collect())
}

/// `5 · …05::/64`: how a block is written whose beginning AWS has not picked yet.
pub(super) fn text(index: u8) -> String {
    format!("{index} · …{index:02x}::/64")
}

pub(super) fn map(planner: Planner) -> AnyView {
    let content = move || match planner.ipv6.get() {
        None => absent(planner),
        Some(taken) => present(planner, &taken),
    };
    view! { <section class="plan-block">{content}</section> }.into_any()
}

fn absent(planner: Planner) -> AnyView {
    let add = move || set(planner, Command::Set(Field::Vpc(planner.vpc, VpcField::Ipv6(true))));
    view! {
        <h3>"IPv6"</h3>
        <p class="hint">"This VPC has IPv4 only. With an Amazon-provided /56, each subnet gets a /64 of it, and routes as for IPv4"</p>
        {button("button outlined", "plan-ipv6-add", Some(Icon::Plus), "Add an IPv6 block".to_owned(), Box::new(add))}
    }
    .into_any()
}

fn present(planner: Planner, taken: &[Taken]) -> AnyView {
    let free = 256 - taken.len();
    let cell = |index: u8| {
        let holder = taken.iter().find(|taken| taken.index == index);
        let (class, title) = match holder {
            Some(taken) => {
                (format!("cell6 {}", taken.kind), format!("Subnet {}: {}", taken.name, text(index)))
            }
            None => ("cell6".to_owned(), format!("Free: {}", text(index))),
        };
        view! { <div class=class data-index=index.to_string() title=title>{index.to_string()}</div> }
            .into_any()
    };
    let cells: Vec<AnyView> = (0..=u8::MAX).map(cell).collect();
    view! {
        <h3>
            <span class="mono">"IPv6 /56"</span>
            <small>{format!("Amazon-provided, {free} of 256 blocks of size /64 free")}</small>
        </h3>
        <div
            class="plan-map6"
            aria-hidden="true"
            data-testid="plan-map6"
            on:pointerdown=move |event| press(planner, &event)
            on:pointermove=move |event| moved(planner, &event)
            on:pointerup=move |event| drop(planner, &event)
            on:pointercancel=move |_| planner.drag6.set(None)
            on:lostpointercapture=move |event| {
                if map_of(&event).is_some_and(|map| pointer::is_own_loss(&event, &map)) {
                    planner.drag6.set(None);
                }
            }
        >
            {cells}
            {move || mark("mark", chosen(planner).and_then(|subnet| index_of(planner, subnet)))}
            {move || {
                let drag = planner.drag6.get()?;
                mark(if drag.fault.is_none() { "ghost6 ok" } else { "ghost6 bad" }, drag.over)
            }}
        </div>
    }
    .into_any()
}

/// A frame over a cell.
fn mark(class: &'static str, index: Option<u8>) -> Option<AnyView> {
    let index = index?;
    let [left, top] =
        [index % SIDE, index / SIDE].map(|at| format!("{}%", f64::from(at) * 100.0 / f64::from(SIDE)));
    Some(
        view! { <div class=class data-index=index.to_string() style:left=left style:top=top></div> }
            .into_any(),
    )
}

/// The subnet that is chosen, if it is one.
fn chosen(planner: Planner) -> Option<Id<Subnet>> {
    planner.range.with(|range| match range.as_ref()?.holder {
        Holder::Subnet(id) => Some(id),
        Holder::Reserved | Holder::Free => None,
    })
}

pub(super) fn index_of(planner: Planner, subnet: Id<Subnet>) -> Option<u8> {
    planner
        .ipv6
        .with(|taken| taken.as_ref()?.iter().find(|cell| cell.subnet == subnet).map(|cell| cell.index))
}

/// Gives a subnet a block, or takes it away.
pub(super) fn assign(planner: Planner, subnet: Id<Subnet>, index: Option<u8>) -> Result<(), String> {
    planner.change(Command::Plan(PlanCommand::SetIpv6Index { subnet, index }))
}

fn set(planner: Planner, command: Command) {
    if let Err(text) = planner.change(command) {
        planner.refuse(text);
    }
}

fn map_of(event: &web_sys::PointerEvent) -> Option<web_sys::Element> {
    event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
}

/// The cell under the pointer; none beside the map.
fn cell_under(event: &web_sys::PointerEvent) -> Option<u8> {
    let map = map_of(event)?;
    let bounds = map.get_bounding_client_rect();
    let at = pointer::place(event, &map);
    let step = |along: f64, whole: f64| {
        let part = along / whole.max(1.0);
        (0.0..1.0).contains(&part).then(|| (part * f64::from(SIDE)) as u8)
    };
    let (column, row) = (step(at.x, bounds.width())?, step(at.y, bounds.height())?);
    Some(row * SIDE + column)
}

fn press(planner: Planner, event: &web_sys::PointerEvent) {
    let Some(index) = cell_under(event).filter(|_| event.button() == 0) else { return };
    if planner.drag6.with_untracked(Option::is_some) {
        return;
    }
    let holder = planner.ipv6.with_untracked(|taken| {
        taken.as_ref()?.iter().find(|cell| cell.index == index).map(|cell| cell.subnet)
    });
    let before = untrack(|| chosen(planner));
    let subnet = match (holder, before) {
        (Some(holder), _) => {
            planner.pick_subnet(holder);
            // A finger that touches something else first may be about to scroll.
            if event.pointer_type() == "touch" && before != Some(holder) {
                return;
            }
            holder
        }
        (None, Some(chosen)) => chosen,
        (None, None) => {
            planner.refuse("Choose a subnet first; then a free block gives it IPv6");
            return;
        }
    };
    if holder.is_some()
        && let Some(map) = map_of(event)
    {
        let _ = map.set_pointer_capture(event.pointer_id());
    }
    planner.drag6.set(Some(Drag {
        subnet,
        pointer: event.pointer_id(),
        from: (event.client_x(), event.client_y()),
        held: holder.is_some(),
        over: None,
        fault: None,
    }));
}

fn moved(planner: Planner, event: &web_sys::PointerEvent) {
    let Some(mut drag) = planner.drag6.get_untracked().filter(|drag| drag.pointer == event.pointer_id())
    else {
        return;
    };
    let near = (event.client_x() - drag.from.0).abs().max((event.client_y() - drag.from.1).abs()) < THRESHOLD;
    if !drag.held || near && drag.over.is_none() {
        return;
    }
    drag.over = cell_under(event);
    drag.fault = match drag.over {
        Some(index) => planner.read(|design| {
            let tried = edit::set_ipv6_index(&mut design.clone(), drag.subnet, Some(index));
            tried.err().map(|error| error.to_string())
        }),
        None => Some("Let it go over a free block".to_owned()),
    };
    match (&drag.fault, drag.over) {
        (Some(fault), _) => planner.refuse(fault.clone()),
        (None, Some(index)) => planner.say(format!("Move to IPv6 block {}", text(index))),
        (None, None) => {}
    }
    if planner.drag6.with_untracked(|before| before.as_ref() != Some(&drag)) {
        planner.drag6.set(Some(drag));
    }
}

fn drop(planner: Planner, event: &web_sys::PointerEvent) {
    let Some(drag) = planner.drag6.get_untracked().filter(|drag| drag.pointer == event.pointer_id()) else {
        return;
    };
    planner.drag6.set(None);
    // A click on a free cell, or the end of a drag; a click on a subnet's own cell has chosen it.
    let index = if drag.held { drag.over } else { cell_under(event) };
    if let (Some(index), None) = (index, drag.fault)
        && untrack(|| index_of(planner, drag.subnet)) != Some(index)
        && let Err(text) = assign(planner, drag.subnet, Some(index))
    {
        planner.refuse(text);
    }
}
