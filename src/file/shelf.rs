//! The list of the designs that one browser keeps: names, times, revisions. The designs themselves are files beside it.
//!
//! *Invariant:* a revision only grows. Who saves tells which revision the work began with; if there is a newer one,
//! somebody else saved meanwhile, and nothing is overwritten.

use serde::{Deserialize, Serialize};

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shelf {
    next: u32,
    designs: Vec<Kept>,
}

/// One design in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Unique in this browser, for ever.
    pub id: u32,
    pub name: String,
    /// Milliseconds since 1970 when it was saved last.
    pub saved: u64,
    /// Grows by one with each save.
    pub revision: u32,
}

/// Somebody else saved the design since.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name} was changed in another tab")]
pub struct Conflict {
    pub name: String,
    /// The revision that is kept now.
    pub revision: u32,
}

impl Shelf {
    /// Reads a stored list; what is no list is an empty one, and the designs beside it are found again by
    /// [`Shelf::adopt`].
    pub fn read(text: &str) -> Self {
        let mut shelf: Self = serde_json::from_str(text).unwrap_or_default();
        let mut seen = std::collections::BTreeSet::new();
        shelf.designs.retain(|kept| seen.insert(kept.id));
        let largest = shelf.designs.iter().map(|kept| kept.id).max().unwrap_or(0);
        shelf.next = shelf.next.max(largest.saturating_add(1)).max(1);
        shelf
    }

    /// The text to store.
    pub fn text(&self) -> String {
        // Plain numbers and text: nothing can fail here.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn get(&self, id: u32) -> Option<&Kept> {
        self.designs.iter().find(|kept| kept.id == id)
    }

    /// Latest first.
    pub fn recent(&self) -> Vec<&Kept> {
        let mut all: Vec<&Kept> = self.designs.iter().collect();
        all.sort_by_key(|kept| (std::cmp::Reverse(kept.saved), kept.id));
        all
    }

    /// A place for a new design.
    pub fn allocate(&mut self) -> u32 {
        let id = self.next.max(1);
        self.next = id.saturating_add(1);
        id
    }

    /// Takes a design in that was found without being on the list.
    pub fn adopt(&mut self, id: u32, name: &str, saved: u64) {
        if self.get(id).is_none() {
            self.designs.push(Kept { id, name: name.to_owned(), saved, revision: 1 });
            self.next = self.next.max(id.saturating_add(1));
        }
    }

    /// Notes that a design is saved by who began with revision `since` (0 for a new one); gives its new revision.
    ///
    /// # Errors
    /// There is another revision by now; nothing is noted.
    pub fn save(&mut self, id: u32, name: &str, saved: u64, since: u32) -> Result<u32, Conflict> {
        match self.designs.iter_mut().find(|kept| kept.id == id) {
            Some(kept) if kept.revision != since => {
                Err(Conflict { name: kept.name.clone(), revision: kept.revision })
            }
            Some(kept) => {
                kept.revision = kept.revision.saturating_add(1);
                name.clone_into(&mut kept.name);
                kept.saved = saved;
                Ok(kept.revision)
            }
            None => {
                // New, or deleted in another tab: kept again, as later than all that was.
                let revision = since.saturating_add(1);
                self.designs.push(Kept { id, name: name.to_owned(), saved, revision });
                self.next = self.next.max(id.saturating_add(1));
                Ok(revision)
            }
        }
    }

    pub fn remove(&mut self, id: u32) {
        self.designs.retain(|kept| kept.id != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tabs_do_not_overwrite_each_other() {
        let mut shelf = Shelf::read("");
        let id = shelf.allocate();
        let first = shelf.save(id, "shop", 10, 0).unwrap();
        let (one, other) = (first, first);
        let one = shelf.save(id, "shop", 20, one).unwrap();
        let conflict = shelf.save(id, "stall", 30, other).unwrap_err();
        assert_eq!(conflict, Conflict { name: "shop".to_owned(), revision: one });
        assert_eq!(shelf.get(id).unwrap().name, "shop");
        // Who knows of the newer one may go on from there.
        assert!(shelf.save(id, "stall", 30, conflict.revision).is_ok());
    }

    #[test]
    fn the_latest_comes_first_and_numbers_are_never_used_again() {
        let mut shelf = Shelf::read("");
        let (a, b) = (shelf.allocate(), shelf.allocate());
        shelf.save(a, "a", 10, 0).unwrap();
        shelf.save(b, "b", 20, 0).unwrap();
        assert_eq!(shelf.recent().iter().map(|kept| kept.name.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        shelf.remove(b);
        let mut again = Shelf::read(&shelf.text());
        assert_eq!(again, shelf);
        assert!(again.allocate() > b);
    }

    #[test]
    fn a_damaged_list_is_an_empty_one() {
        for text in ["", "null", "[]", "{\"designs\":7}", "{\"next\":-1}", "<"] {
            assert!(Shelf::read(text).recent().is_empty(), "{text}");
        }
        let twice = "{\"next\":0,\"designs\":[{\"id\":3,\"name\":\"a\"},{\"id\":3,\"name\":\"b\"}]}";
        let mut shelf = Shelf::read(twice);
        assert_eq!(shelf.recent().len(), 1);
        assert_eq!(shelf.allocate(), 4);
        shelf.adopt(9, "found", 1);
        assert_eq!(shelf.allocate(), 10);
    }
}
