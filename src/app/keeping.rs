//! The designs that the browser keeps: which one this tab works on, storing it, and noticing other tabs.
//!
//! The list is [`Shelf`]; each design is a text of its own beside it. A tab knows the revision it began with, so that
//! two tabs with one design never overwrite each other without asking.

use std::cell::Cell;

use super::browser::{BrowserError, storage};
use crate::{
    file::{self, Conflict, Kept, Shelf},
    model::Design,
};

const SHELF_KEY: &str = "vpc-designer.shelf";
const DESIGN_KEY: &str = "vpc-designer.design";
/// Which design a reload of this tab shows; of the tab's session.
const TAB_KEY: &str = "vpc-designer.tab";
/// Set while a reload of this tab is to begin with none of them.
const OTHER_KEY: &str = "vpc-designer.other";

thread_local! {
    /// The design of this tab with the revision it goes by; none until a new design is stored first.
    static OPEN: Cell<Option<(u32, u32)>> = const { Cell::new(None) };
}

/// Why a design was not stored.
pub(crate) enum NotStored {
    Browser(BrowserError),
    Conflict(Conflict),
}

/// What an earlier session left.
pub(crate) enum Restored {
    Nothing,
    Design(Box<Design>),
    /// There is a stored design, and it cannot be read; why.
    Unreadable(String),
}

/// Whether an earlier session left a design.
pub(crate) fn left_something() -> bool {
    [SHELF_KEY, DESIGN_KEY].into_iter().any(|key| matches!(storage::read(key), Ok(Some(_))))
}

fn shelf() -> Shelf {
    let text = storage::read(SHELF_KEY).ok().flatten().unwrap_or_default();
    let mut shelf = Shelf::read(&text);
    // One design without a list is what earlier versions kept; it moves onto the shelf.
    if let Ok(Some(text)) = storage::read(DESIGN_KEY) {
        let id = shelf.allocate();
        let name = file::open_kept(&text).map(|opened| opened.design.name).unwrap_or_default();
        shelf.adopt(id, &name, now());
        if storage::write(&key(id), &text).and_then(|()| storage::write(SHELF_KEY, &shelf.text())).is_ok() {
            let _ = storage::remove(DESIGN_KEY);
        }
    }
    shelf
}

fn key(id: u32) -> String {
    format!("{DESIGN_KEY}.{id}")
}

fn now() -> u64 {
    js_sys::Date::new_0().get_time() as u64
}

fn set_open(open: Option<(u32, u32)>) {
    OPEN.set(open);
    // Without it a reload shows the latest design, which mostly is the same.
    let _ = storage::write_for_tab(TAB_KEY, &open.map(|(id, _)| id.to_string()).unwrap_or_default());
}

/// The design of this tab's last page, else the one that was stored last.
pub(crate) fn restore() -> Restored {
    let shelf = shelf();
    // The user asked for another design after a crash (public/start.js): this once.
    if storage::read_for_tab(OTHER_KEY).is_some_and(|asked| !asked.is_empty()) {
        let _ = storage::write_for_tab(OTHER_KEY, "");
        return Restored::Nothing;
    }
    let of_tab = storage::read_for_tab(TAB_KEY).and_then(|text| text.parse().ok());
    let id = of_tab.filter(|id| shelf.get(*id).is_some());
    let Some(id) = id.or_else(|| Some(shelf.recent().first()?.id)) else { return Restored::Nothing };
    match open(id) {
        Ok(design) => Restored::Design(Box::new(design)),
        // It stays where it is, untouched: what is begun now is another design.
        Err(why) => Restored::Unreadable(why),
    }
}

/// Makes a kept design the one of this tab.
pub(crate) fn open(id: u32) -> Result<Design, String> {
    let text = storage::read(&key(id)).map_err(|error| error.to_string())?;
    let text = text.ok_or("It is not in this browser any more")?;
    let opened = file::open_kept(&text).map_err(|error| error.to_string())?;
    set_open(shelf().get(id).map(|kept| (id, kept.revision)));
    Ok(opened.design)
}

/// What is stored next is a design of its own.
pub(crate) fn leave() {
    set_open(None);
}

/// All kept designs, latest first.
pub(crate) fn list() -> Vec<Kept> {
    shelf().recent().into_iter().cloned().collect()
}

/// Whether a design is the one of this tab.
pub(crate) fn is_open(id: u32) -> bool {
    OPEN.get().is_some_and(|(open, _)| open == id)
}

/// Forgets a design for good.
pub(crate) fn delete(id: u32) {
    let mut shelf = shelf();
    shelf.remove(id);
    let _ = storage::remove(&key(id));
    let _ = storage::write(SHELF_KEY, &shelf.text());
    if is_open(id) {
        leave();
    }
}

/// Stores the design of this tab; with `over`, also over what another tab stored meanwhile.
pub(crate) fn store(design: &Design, over: bool) -> Result<(), NotStored> {
    let mut shelf = shelf();
    let (id, since) = match OPEN.get() {
        Some((id, since)) => (id, since),
        // Nothing in a new design yet is nothing to keep.
        None if design.entities().next().is_none() => return Ok(()),
        None => (shelf.allocate(), 0),
    };
    let since = shelf.get(id).filter(|_| over).map_or(since, |kept| kept.revision);
    let revision = shelf.save(id, &design.name, now(), since).map_err(NotStored::Conflict)?;
    // The design first: if there is no room for it, the list does not claim that it was stored.
    storage::write(&key(id), &file::keep(design)).map_err(NotStored::Browser)?;
    storage::write(SHELF_KEY, &shelf.text()).map_err(NotStored::Browser)?;
    set_open(Some((id, revision)));
    Ok(())
}

/// Whether another tab stored this tab's design since; its id.
pub(crate) fn changed_elsewhere() -> Option<u32> {
    let (id, revision) = OPEN.get()?;
    shelf().get(id).filter(|kept| kept.revision > revision).map(|_| id)
}

/// Whether a change of the storage is about the list.
pub(crate) fn concerns(changed: Option<String>) -> bool {
    changed.is_none_or(|key| key == SHELF_KEY)
}
