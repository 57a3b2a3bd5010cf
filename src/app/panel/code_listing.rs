//! The lines of the shown file. A click selects what the line comes from; the lines of the selection are lit.
//!
//! The text is cut into blocks. A block that no edit changed stays in the page; one that is out of sight is plain text, so
//! that it can be found and copied, and gets its colours and numbers when it comes near: what an edit costs depends on what
//! is seen of the file and not on its length.
//!
//! *Invariant:* the text of the element is the text of the file.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::{Rc, Weak},
};

use gloo::events::EventListener;
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

use super::code::Shown;
use crate::app::{
    browser::dom,
    code::{self, Files},
    state::AppState,
};
use crate::emit::print::block::{Block, blocks, unchanged};
use crate::model::EntityRef;

/// Lines above and below those in sight that have their colours too.
const SPARE: usize = 80;
/// The box that scrolls.
const SCROLLER: &str = "code-body";

/// What is in the page.
struct Listing {
    root: web_sys::HtmlElement,
    shown: RefCell<Option<(Files, usize, Vec<Row>)>>,
    lit: RefCell<BTreeSet<EntityRef>>,
    watching: RefCell<Option<Watching>>,
}

/// A block with its element.
struct Row {
    block: Block,
    element: web_sys::HtmlElement,
    /// It has its colours.
    full: Cell<bool>,
}

/// Both end when it is dropped.
struct Watching {
    _scroll: EventListener,
    size: web_sys::ResizeObserver,
    _size: Closure<dyn FnMut()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.size.disconnect();
    }
}

/// The listing of the shown file.
pub(super) fn listing(state: AppState, shown: Shown) -> AnyView {
    let root: NodeRef<html::Code> = NodeRef::new();
    root.on_load(move |root| {
        let listing = Rc::new(Listing {
            root: root.unchecked_into(),
            shown: RefCell::default(),
            lit: RefCell::default(),
            watching: RefCell::default(),
        });
        listing.watch();
        let follower = Rc::clone(&listing);
        Effect::new(move |_| {
            let lit = state.selection.with(|selection| selection.iter().collect());
            follower.light(lit);
        });
        Effect::new(move |_| {
            if let Some((files, at)) = shown.get() {
                listing.show(files, at);
            }
        });
    });
    view! { <code node_ref=root></code> }.into_any()
}

impl Listing {
    /// Gives blocks their colours as they come into sight.
    fn watch(self: &Rc<Self>) {
        let Some(scroller) = dom::element::<web_sys::HtmlElement>(SCROLLER) else { return };
        let near = |listing: Weak<Self>| move || listing.upgrade().iter().for_each(|listing| listing.fill());
        let (scrolled, sized) = (near(Rc::downgrade(self)), near(Rc::downgrade(self)));
        let callback = Closure::<dyn FnMut()>::new(sized);
        let Ok(size) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else { return };
        size.observe(&scroller);
        *self.watching.borrow_mut() = Some(Watching {
            _scroll: dom::listen(&scroller, "scroll", move |_| scrolled()),
            size,
            _size: callback,
        });
    }

    /// Shows a file in place of the one before.
    fn show(&self, files: Files, at: usize) {
        let before = self.shown.take();
        let Some(file) = files.0.get(at) else { return };
        let cut = blocks(file.text());
        let mut old = Vec::new();
        let (mut front, mut back) = (0, 0);
        if let Some((files, at, rows)) = before {
            let blocks: Vec<Block> = rows.iter().map(|row| row.block.clone()).collect();
            if let Some(before) = files.0.get(at) {
                (front, back) = unchanged((&before.sheet, &blocks), (&file.sheet, &cut));
            }
            old = rows;
        }
        let tail = old.split_off(old.len() - back);
        for row in old.drain(front..) {
            row.element.remove();
        }
        let place = tail.first().map(|row| row.element.clone());
        let (new, last) = (cut.len() - back, cut.len());
        let mut rows = old;
        for (row, block) in rows.iter_mut().zip(&cut) {
            row.block = block.clone();
        }
        for block in cut.get(front..new).unwrap_or_default() {
            let text = file.text().get(block.bytes.clone()).unwrap_or_default();
            let Some(element) = element(text, block) else { continue };
            // Fails only for a place that is not in the listing.
            let _ = self.root.insert_before(&element, place.as_ref().map(AsRef::as_ref));
            rows.push(Row { block: block.clone(), element, full: Cell::new(false) });
        }
        for (mut row, block) in tail.into_iter().zip(cut.get(new..last).unwrap_or_default()) {
            let moved = row.block.lines != block.lines;
            row.block = block.clone();
            if moved {
                number(&row);
            }
            rows.push(row);
        }
        // What is out of sight is not laid out, and so cannot tell how wide it is.
        let width = file.text().lines().map(|line| line.chars().count()).max().unwrap_or_default();
        let _ = self.root.style().set_property("--columns", &width.to_string());
        *self.shown.borrow_mut() = Some((files, at, rows));
        self.fill();
        self.fill_lit();
    }

    /// Gives what is in sight its colours.
    fn fill(&self) {
        let shown = self.shown.borrow();
        let Some((.., rows)) = shown.as_ref() else { return };
        let Some(scroller) = dom::element::<web_sys::HtmlElement>(SCROLLER) else { return };
        let lines = rows.last().map_or(1, |row| row.block.lines.end.max(1));
        let line = (f64::from(self.root.offset_height()) / lines as f64).max(1.0);
        let index = |pixels: i32| (f64::from(pixels.max(0)) / line) as usize;
        let first = index(scroller.scroll_top()).saturating_sub(SPARE);
        let last = index(scroller.scroll_top() + scroller.client_height()) + SPARE;
        let from = rows.partition_point(|row| row.block.lines.end <= first);
        for row in rows.iter().skip(from).take_while(|row| row.block.lines.start <= last) {
            self.color(row);
        }
    }

    /// The first lines of the selection have their colours, wherever they are: something may lead to them.
    fn fill_lit(&self) {
        let shown = self.shown.borrow();
        let Some((files, at, rows)) = shown.as_ref() else { return };
        let Some(file) = files.0.get(*at) else { return };
        let lit = self.lit.borrow();
        if lit.is_empty() {
            return;
        }
        let is_lit = |origin: &Option<EntityRef>| origin.is_some_and(|origin| lit.contains(&origin));
        if let Some(line) = file.sheet.origins().iter().position(is_lit) {
            let at = rows.partition_point(|row| row.block.lines.end <= line);
            rows.get(at).into_iter().for_each(|row| self.color(row));
        }
    }

    fn color(&self, row: &Row) {
        if row.full.replace(true) {
            return;
        }
        let shown = self.shown.borrow();
        let Some((files, at, _)) = shown.as_ref() else { return };
        if let Some(file) = files.0.get(*at) {
            row.element.set_class_name("block full");
            row.element.set_inner_html(&code::markup(&file.sheet, &row.block, &self.lit.borrow()));
            number(row);
        }
    }

    /// Lights the lines of what is selected.
    fn light(&self, lit: BTreeSet<EntityRef>) {
        if *self.lit.borrow() == lit {
            return;
        }
        if let Ok(before) = self.root.query_selector_all(".lit") {
            for at in 0..before.length() {
                let element = before.get(at).and_then(|node| node.dyn_into::<web_sys::Element>().ok());
                element.into_iter().for_each(|element| drop(element.class_list().remove_1("lit")));
            }
        }
        *self.lit.borrow_mut() = lit;
        self.fill_lit();
        let shown = self.shown.borrow();
        let Some((files, at, rows)) = shown.as_ref() else { return };
        let Some(file) = files.0.get(*at) else { return };
        let lit = self.lit.borrow();
        let is_lit = |origin: &Option<EntityRef>| origin.is_some_and(|origin| lit.contains(&origin));
        for row in rows.iter().filter(|row| row.full.get()) {
            let origins = file.sheet.origins().get(row.block.lines.clone()).unwrap_or_default();
            if !origins.iter().any(is_lit) {
                continue;
            }
            let mut line = row.element.first_element_child();
            for origin in origins {
                let Some(element) = line else { break };
                if is_lit(origin) {
                    let _ = element.class_list().add_1("lit");
                }
                line = element.next_element_sibling();
            }
        }
    }
}

/// A block without colours.
fn element(text: &str, block: &Block) -> Option<web_sys::HtmlElement> {
    let document = web_sys::window()?.document()?;
    let element: web_sys::HtmlElement = document.create_element("span").ok()?.dyn_into().ok()?;
    element.set_class_name("block");
    element.set_text_content(Some(text));
    let _ = element.style().set_property("--lines", &block.lines.len().to_string());
    Some(element)
}

/// Where the numbers of a block's lines begin. The first line says it: a block that may be left out of the page's layout
/// counts for itself.
fn number(row: &Row) {
    let line =
        row.element.first_element_child().and_then(|line| line.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(line) = line {
        let _ = line.style().set_property("counter-reset", &format!("line {}", row.block.lines.start));
    }
}
