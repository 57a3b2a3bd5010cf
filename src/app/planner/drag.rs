//! Dragging a subnet or reserved block over the map, or its edge. The design changes once, when it is let go.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Planner, grouped, map};
use crate::app::browser::pointer;
use crate::edit::{self, Held, Range};
use crate::editor::PlanCommand;
use crate::net::{self, Ipv4Net};

/// Further than this, a press is a drag and not a click; in pixels.
const THRESHOLD: i32 = 4;

/// What is under way on the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drag {
    held: Held,
    own: Ipv4Net,
    /// Whether it is the edge that is dragged.
    edge: bool,
    pointer: i32,
    from: (i32, i32),
    /// The map under the pointer and the block there.
    pub(super) over: Option<(Ipv4Net, Ipv4Net)>,
    /// Why it cannot be let go there.
    pub(super) fault: Option<String>,
}

/// The address under the pointer on a map, as a block of a size.
fn block_under(
    event: &web_sys::PointerEvent,
    element: &web_sys::Element,
    whole: Ipv4Net,
    prefix: u8,
) -> Ipv4Net {
    let bounds = element.get_bounding_client_rect();
    let at = pointer::place(event, element);
    net::block_at(whole, at.x / bounds.width().max(1.0), at.y / bounds.height().max(1.0), prefix)
}

/// Chooses the range under the pointer; what holds it may be dragged from there.
pub(super) fn press(planner: Planner, whole: Ipv4Net, event: &web_sys::PointerEvent) {
    let element = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(element) =
        element.filter(|_| event.button() == 0 && planner.drag.with_untracked(Option::is_none))
    else {
        return;
    };
    let Some(range) = map::range_at(planner, block_under(event, &element, whole, 32)) else { return };
    let chosen = planner.range.with_untracked(|picked| picked.as_ref() == Some(&range));
    planner.pick(Some(&range));
    // A finger that touches something else first may be about to scroll.
    if event.pointer_type() == "touch" && !chosen {
        return;
    }
    begin(planner, &range, &element, event, false);
}

/// Takes hold of the edge of the chosen range.
pub(super) fn press_edge(planner: Planner, event: &web_sys::PointerEvent) {
    let handle = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let map = handle.and_then(|handle| handle.closest(".plan-map").ok().flatten());
    let (Some(map), Some(range)) = (map, planner.range.get_untracked()) else { return };
    if event.button() == 0 && planner.drag.with_untracked(Option::is_none) {
        // The map would choose what is below.
        event.stop_propagation();
        begin(planner, &range, &map, event, true);
    }
}

fn begin(planner: Planner, range: &Range, map: &web_sys::Element, event: &web_sys::PointerEvent, edge: bool) {
    let Some(held) = planner.held(range) else { return };
    let _ = map.set_pointer_capture(event.pointer_id());
    let (own, pointer, from) = (range.block, event.pointer_id(), (event.client_x(), event.client_y()));
    planner.drag.set(Some(Drag { held, own, edge, pointer, from, over: None, fault: None }));
}

pub(super) fn moved(planner: Planner, event: &web_sys::PointerEvent) {
    let Some(mut drag) = planner.drag.get_untracked().filter(|drag| drag.pointer == event.pointer_id())
    else {
        return;
    };
    let near = (event.client_x() - drag.from.0).abs().max((event.client_y() - drag.from.1).abs()) < THRESHOLD;
    if near && drag.over.is_none() {
        return;
    }
    drag.over = if drag.edge {
        // The map has captured the pointer; a place beside it counts as its edge.
        event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).and_then(|map| {
            let whole = block_of(&map)?;
            Some((whole, net::drawn_to(drag.own, block_under(event, &map, whole, 32).network())))
        })
    } else {
        map_under(event).map(|(element, whole)| {
            let block = block_under(event, &element, whole, drag.own.prefix_len());
            (whole, block)
        })
    };
    drag.fault = match drag.over {
        Some((_, block)) => {
            planner.read(|design| edit::check_place(design, drag.held, block)).err().map(|e| e.to_string())
        }
        None => Some("Let it go over free space of the VPC".to_owned()),
    };
    match (&drag.fault, drag.over) {
        (Some(fault), _) => planner.refuse(fault.clone()),
        (None, Some((_, block))) if drag.edge => {
            planner.say(format!("Resize to {block}, {} addresses", grouped(net::address_count(block))));
        }
        (None, Some((_, block))) => planner.say(format!("Move to {block}")),
        (None, None) => {}
    }
    if planner.drag.with_untracked(|before| before.as_ref() != Some(&drag)) {
        planner.drag.set(Some(drag));
    }
}

/// The map that the pointer is over, and its block.
fn map_under(event: &web_sys::PointerEvent) -> Option<(web_sys::Element, Ipv4Net)> {
    let maps = web_sys::window()?.document()?.query_selector_all(".plan-map").ok()?;
    (0..maps.length()).find_map(|index| {
        let element = maps.get(index)?.dyn_into::<web_sys::Element>().ok()?;
        let whole = block_of(&element)?;
        pointer::is_over(event, &element).then_some((element, whole))
    })
}

fn block_of(map: &web_sys::Element) -> Option<Ipv4Net> {
    map.get_attribute("data-block")?.parse().ok()
}

/// The pointer is lost, and what it was about to do with it. A finger is captured by the cell that it touches; that
/// capture goes over to the map.
pub(super) fn lost(planner: Planner, event: &web_sys::PointerEvent) {
    let map = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if map.is_some_and(|map| pointer::is_own_loss(event, &map)) {
        planner.drag.set(None);
    }
}

pub(super) fn drop(planner: Planner) {
    let Some(drag) = planner.drag.get_untracked() else { return };
    planner.drag.set(None);
    match (drag.over, drag.fault) {
        (Some((_, block)), None) if block != drag.own => {
            planner.apply(PlanCommand::Place { held: drag.held, block });
            if let Some(range) = map::range_at(planner, block) {
                planner.pick(Some(&range));
            }
        }
        (Some(_), None) | (None, None) => planner.say(String::new()),
        (_, Some(_)) => {}
    }
}
