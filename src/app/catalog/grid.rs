//! Services × Regions as a grid: only what is in sight is in the page, on both axes, so that all of it scrolls smoothly.
//!
//! Rows are written as HTML, many at a time: a thousand views of cells that come and go with every turn of the wheel
//! would be slower and larger. The keyboard moves one active cell, which the grid names to assistive technology.

mod markup;

use std::{ops::Range, sync::Arc};

use gloo::events::EventListener;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::place::{self, Place};
use crate::app::{browser::dom, state::AppState};
use crate::catalog::{Availability, Catalog, EndpointType, Region};
use markup::Look;

/// The height of a row and the width of a column, in pixels.
const ROW: i32 = 32;
const COLUMN: i32 = 40;
/// Rows and columns are made in steps, some more than are in sight.
const ROWS_AT_ONCE: usize = 8;
const COLUMNS_AT_ONCE: usize = 6;

/// What a grid shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) regions: Vec<&'static Region>,
    /// Cells show this type alone.
    pub(super) only: Option<EndpointType>,
    /// Other classes of evidence are pale; empty: none is.
    pub(super) classes: Vec<Availability>,
    /// The column that is marked, and in sight at first.
    pub(super) lead: Option<usize>,
}

/// A service.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) key: String,
    pub(super) title: String,
}

/// Where one was: scrolled so far down and right, with this cell active.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spot {
    top: i32,
    left: i32,
    at: Option<Cell>,
}

/// Row and column; column 0 is the service's name.
type Cell = (usize, usize);

/// The elements of a grid, and what is in them.
#[derive(Clone, Copy)]
struct Painter {
    state: AppState,
    id: &'static str,
    table: Memo<Arc<Table>>,
    scroller: NodeRef<html::Div>,
    header: NodeRef<html::Div>,
    body: NodeRef<html::Div>,
    at: RwSignal<Option<Cell>>,
    /// The rows and columns in the page.
    shown: StoredValue<(Range<usize>, Range<usize>)>,
    memory: StoredValue<Spot>,
}

/// The grid. `memory` outlives it.
pub(super) fn grid(
    state: AppState,
    id: &'static str,
    label: &'static str,
    table: Memo<Arc<Table>>,
    memory: StoredValue<Spot>,
) -> AnyView {
    let before = memory.get_value();
    let painter = Painter {
        state,
        id,
        table,
        scroller: NodeRef::new(),
        header: NodeRef::new(),
        body: NodeRef::new(),
        at: RwSignal::new(before.at),
        shown: StoredValue::new((0..0, 0..0)),
        memory,
    };
    Effect::new(move |seen: Option<Option<&'static str>>| {
        let lead = table.with(|table| table.lead.map(|at| table.regions[at].code));
        state.catalog.track();
        match seen {
            None => painter.scroll_to(before.top, before.left),
            Some(_) => {
                painter.at.set(None);
                painter.scroll_to(0, memory.with_value(|spot| spot.left));
            }
        }
        if seen.is_none_or(|seen| seen != lead) && before.left == 0 {
            painter.reveal_lead();
        }
        painter.paint(true);
        lead
    });
    if let Some(window) = web_sys::window() {
        let listener = EventListener::new(&window, "resize", move |_| painter.paint(false));
        let listener = StoredValue::new_local(Some(listener));
        on_cleanup(move || {
            listener.try_update_value(Option::take);
        });
    }
    let rows = move || table.with(|table| table.rows.len().to_string());
    let columns = move || table.with(|table| table.regions.len().to_string());
    view! {
        <div
            id=id
            class="matrix"
            role="grid"
            tabindex="0"
            data-testid=id
            aria-label=label
            aria-readonly="true"
            aria-rowcount=move || table.with(|table| table.rows.len() + 1)
            aria-colcount=move || table.with(|table| table.regions.len() + 1)
            aria-activedescendant=move || painter.at.get().map(|(row, column)| format!("{id}-{row}-{column}"))
            node_ref=painter.scroller
            on:scroll=move |_| painter.paint(false)
            on:keydown=move |event| painter.key(&event)
            on:click=move |event| painter.click(&event)
        >
            <div
                class="sheet"
                style:--row=format!("{ROW}px")
                style:--column=format!("{COLUMN}px")
                style:--rows=rows
                style:--columns=columns
                role="presentation"
            >
                <div class="columns" role="row" aria-rowindex="1" node_ref=painter.header></div>
                <div class="rows" role="rowgroup" node_ref=painter.body></div>
            </div>
        </div>
    }
    .into_any()
}

impl Painter {
    /// Makes what is in sight; all of it anew if asked for.
    fn paint(self, anew: bool) {
        let (Some(scroller), Some(header), Some(body)) =
            (self.scroller.get_untracked(), self.header.get_untracked(), self.body.get_untracked())
        else {
            return;
        };
        let (top, left) = (scroller.scroll_top(), scroller.scroll_left());
        let Some((old_rows, old_columns)) = self.shown.try_get_value() else { return };
        self.table.with_untracked(|table| {
            let rows = in_sight(top, scroller.client_height(), ROW, ROWS_AT_ONCE, table.rows.len());
            let columns =
                in_sight(left, scroller.client_width(), COLUMN, COLUMNS_AT_ONCE, table.regions.len());
            if !anew && rows == old_rows && columns == old_columns {
                return;
            }
            let write = |rows: Range<usize>| {
                self.state.catalog.with_untracked(|catalog| {
                    let mut html = String::new();
                    let look = self.look(catalog, table);
                    rows.for_each(|row| markup::row(look, row, &columns, &mut html));
                    html
                })
            };
            if anew || columns != old_columns {
                header.set_inner_html(&markup::head(table, &columns));
            }
            if anew || !overlap(&rows, &old_rows) || !overlap(&columns, &old_columns) {
                body.set_inner_html(&write(rows.clone()));
            } else {
                // What stays in sight stays in the page.
                let [first, last] = [rows.start.max(old_rows.start), rows.end.min(old_rows.end)];
                remove(&body, first - old_rows.start, old_rows.end - last);
                if columns != old_columns {
                    self.state.catalog.with_untracked(|catalog| {
                        let mut row = body.first_element_child();
                        for at in first..last {
                            let Some(element) = row else { break };
                            shift(self.look(catalog, table), at, &element, (&old_columns, &columns));
                            row = element.next_element_sibling();
                        }
                    });
                }
                insert(&body, &write(rows.start..first), &write(last..rows.end));
            }
            put(&header);
            put(&body);
            self.shown.set_value((rows, columns));
        });
        self.memory.set_value(Spot { top, left, at: self.at.get_untracked() });
    }

    fn look<'a>(self, catalog: &'a Catalog, table: &'a Table) -> Look<'a> {
        Look { id: self.id, catalog, table, active: self.at.get_untracked() }
    }

    fn scroll_to(self, top: i32, left: i32) {
        if let Some(scroller) = self.scroller.get_untracked() {
            scroller.set_scroll_top(top);
            scroller.set_scroll_left(left);
        }
    }

    /// Brings the marked column into sight.
    fn reveal_lead(self) {
        let lead = self.table.with_untracked(|table| table.lead);
        if let (Some(column), Some(scroller)) = (lead, self.scroller.get_untracked()) {
            let x = i32::try_from(column).unwrap_or_default() * COLUMN;
            if x + COLUMN * 8 > scroller.client_width() {
                scroller.set_scroll_left(x - scroller.client_width() / 3);
            }
        }
    }

    /// Makes a cell the active one, and brings it into sight.
    fn go(self, (row, column): Cell) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        let number = |n: usize| i32::try_from(n).unwrap_or_default();
        let head = self.header.get_untracked().map_or(0, |header| header.offset_height());
        let label = self
            .header
            .get_untracked()
            .and_then(|header| header.first_element_child())
            .map_or(0, |corner| corner.client_width());
        let within = |start: i32, size: i32, from: i32, room: i32| {
            if start < from { start } else { from.max(start + size - room) }
        };
        scroller.set_scroll_top(within(
            number(row) * ROW,
            ROW,
            scroller.scroll_top(),
            scroller.client_height() - head,
        ));
        if let Some(column) = column.checked_sub(1) {
            let room = scroller.client_width() - label;
            scroller.set_scroll_left(within(number(column) * COLUMN, COLUMN, scroller.scroll_left(), room));
        }
        let element =
            |cell: Cell| dom::element::<web_sys::Element>(&format!("{}-{}-{}", self.id, cell.0, cell.1));
        if let Some(old) = self.at.get_untracked().and_then(element) {
            let _ = old.class_list().remove_1("at");
        }
        self.at.set(Some((row, column)));
        self.paint(false);
        if let Some(new) = element((row, column)) {
            let _ = new.class_list().add_1("at");
        }
    }

    fn key(self, event: &web_sys::KeyboardEvent) {
        let (rows, columns) = self.table.with_untracked(|table| (table.rows.len(), table.regions.len()));
        if rows == 0 || event.alt_key() || event.meta_key() {
            return;
        }
        let here = self.at.get_untracked();
        let (row, column) = here.unwrap_or((0, 0));
        let last = rows - 1;
        let page =
            self.scroller.get_untracked().map_or(1, |scroller| (scroller.client_height() / ROW - 5).max(1));
        let page = usize::try_from(page).unwrap_or(1);
        let key = event.key();
        let to = match (key.as_str(), event.ctrl_key()) {
            ("Enter" | " ", _) => {
                event.prevent_default();
                if here.is_some() {
                    self.open((row, column));
                }
                return;
            }
            // The first key shows where one is.
            ("ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight", false) if here.is_none() => {
                (0, 1.min(columns))
            }
            ("ArrowDown", false) => ((row + 1).min(last), column),
            ("ArrowUp", false) => (row.saturating_sub(1), column),
            ("ArrowRight", false) => (row, (column + 1).min(columns)),
            ("ArrowLeft", false) => (row, column.saturating_sub(1)),
            ("PageDown", false) => ((row + page).min(last), column),
            ("PageUp", false) => (row.saturating_sub(page), column),
            ("Home", false) => (row, 0),
            ("End", false) => (row, columns),
            ("Home", true) => (0, 0),
            ("End", true) => (last, columns),
            _ => return,
        };
        event.prevent_default();
        self.go(to);
    }

    fn click(self, event: &web_sys::MouseEvent) {
        let cell = dom::closest(event, "[role=gridcell], [role=rowheader]");
        let Some(id) = cell.map(|cell| cell.id()) else { return };
        let mut numbers = id.rsplit('-').map(str::parse::<usize>);
        if let (Some(Ok(column)), Some(Ok(row))) = (numbers.next(), numbers.next()) {
            self.at.set(Some((row, column)));
            self.memory.update_value(|spot| spot.at = Some((row, column)));
            self.open((row, column));
        }
    }

    /// Shows the service of a cell in its Region; a service's name leads to the marked Region, else the design's.
    fn open(self, (row, column): Cell) {
        let place = self.table.with_untracked(|table| {
            let key = table.rows.get(row)?.key.clone();
            let region = match column.checked_sub(1).or(table.lead) {
                Some(column) => table.regions.get(column)?.code.to_owned(),
                None => self.state.design.with_untracked(|design| design.region.clone()),
            };
            Some(Place::Service { key, region })
        });
        if let Some(place) = place {
            place::open(self.state, place);
        }
    }
}

/// The indices to have in the page for a part of an axis.
fn in_sight(from: i32, room: i32, size: i32, step: usize, count: usize) -> Range<usize> {
    let index = |pixels: i32| usize::try_from(pixels / size).unwrap_or(0);
    let start = index(from).saturating_sub(step / 2) / step * step;
    let end = ((index(from + room) + step / 2) / step + 1) * step;
    start.min(count)..end.min(count)
}

/// Makes the cells of a row anew that a move across the columns brings into sight.
fn shift(look: Look<'_>, at: usize, row: &web_sys::Element, (old, new): (&Range<usize>, &Range<usize>)) {
    let Some(cells) = row.last_element_child() else { return };
    let [first, last] = [new.start.max(old.start), new.end.min(old.end)];
    remove(&cells, first - old.start, old.end - last);
    let write = |columns: Range<usize>| {
        let mut html = String::new();
        markup::cells(look, at, columns, &mut html);
        html
    };
    insert(&cells, &write(new.start..first), &write(last..new.end));
    let _ = cells.set_attribute("data-first", &new.start.to_string());
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Puts new rows and cells in their places.
fn put(part: &web_sys::Element) {
    for (attribute, property, unit) in [("data-top", "top", "px"), ("data-first", "--first", "")] {
        let found = part.query_selector_all(&format!("[{attribute}]"));
        let Ok(found) = found else { continue };
        for at in 0..found.length() {
            let element = found.get(at).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(element) = element {
                let value = element.get_attribute(attribute).unwrap_or_default();
                let _ = element.style().set_property(property, &format!("{value}{unit}"));
                let _ = element.remove_attribute(attribute);
            }
        }
    }
}

/// Removes so many children from the front and from the end.
fn remove(parent: &web_sys::Element, front: usize, end: usize) {
    for _ in 0..front {
        parent.first_element_child().inspect(web_sys::Element::remove);
    }
    for _ in 0..end {
        parent.last_element_child().inspect(web_sys::Element::remove);
    }
}

/// Adds children at the front and at the end.
fn insert(parent: &web_sys::Element, front: &str, end: &str) {
    for (place, html) in [("afterbegin", front), ("beforeend", end)] {
        if !html.is_empty() {
            // Fails only for a place that is none; ours are literals.
            let _ = parent.insert_adjacent_html(place, html);
        }
    }
}
