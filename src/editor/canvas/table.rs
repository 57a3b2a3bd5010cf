//! A map whose versions share what they have in common: a clone costs a reference for each chunk, and a change copies one
//! chunk. Each edit makes a new layout, of which nearly all is as it was.
//!
//! *Invariant:* no chunk is empty or larger than [`CHUNK`]; keys ascend within chunks and from chunk to chunk.

use std::sync::Arc;

/// The most entries that a change copies.
const CHUNK: usize = 64;

type Chunk<K, V> = Arc<Vec<(K, V)>>;

/// Values by key, in the order of the keys.
#[derive(Clone, Debug)]
pub(super) struct Table<K, V> {
    chunks: Vec<Chunk<K, V>>,
    len: usize,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Table<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.entries().eq(other.entries())
    }
}

impl<K: Eq, V: Eq> Eq for Table<K, V> {}

impl<K, V> Table<K, V> {
    fn entries(&self) -> impl Iterator<Item = &(K, V)> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.entries().map(|(_, value)| value)
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl<K: Ord + Clone, V: Clone> Table<K, V> {
    /// The chunk and the place in it where a key is, or would be.
    fn find(&self, key: &K) -> (usize, Result<usize, usize>) {
        let chunk = self.chunks.partition_point(|chunk| chunk.last().is_some_and(|(last, _)| last < key));
        // What is above all others belongs at the end of the last chunk.
        let chunk = chunk.min(self.chunks.len().saturating_sub(1));
        let place = self.chunks.get(chunk).map(|chunk| chunk.binary_search_by(|(own, _)| own.cmp(key)));
        (chunk, place.unwrap_or(Err(0)))
    }

    pub(super) fn get(&self, key: &K) -> Option<&V> {
        let (chunk, place) = self.find(key);
        self.chunks.get(chunk)?.get(place.ok()?).map(|(_, value)| value)
    }

    pub(super) fn insert(&mut self, key: K, value: V) {
        let (chunk, place) = self.find(&key);
        let place = place.ok().and_then(|place| Arc::make_mut(self.chunks.get_mut(chunk)?).get_mut(place));
        match place {
            Some(place) => place.1 = value,
            None => {
                self.slot(key, || value);
            }
        }
    }

    /// The value of a key, made where there is none.
    pub(super) fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.slot(key, V::default)
    }

    fn slot(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let (mut chunk, place) = self.find(&key);
        let place = match place {
            Ok(place) => place,
            Err(mut place) => {
                self.len += 1;
                if self.chunks.is_empty() {
                    self.chunks.push(Arc::default());
                }
                let target = Arc::make_mut(&mut self.chunks[chunk]);
                target.insert(place, (key, make()));
                if target.len() > CHUNK {
                    // Most keys come in order: full chunks stay full, and the last one grows.
                    let at = if place + 1 == target.len() { CHUNK } else { CHUNK / 2 };
                    let rest = target.split_off(at);
                    self.chunks.insert(chunk + 1, Arc::new(rest));
                    if place >= at {
                        (chunk, place) = (chunk + 1, place - at);
                    }
                }
                place
            }
        };
        &mut Arc::make_mut(&mut self.chunks[chunk])[place].1
    }

    pub(super) fn remove(&mut self, key: &K) -> Option<V> {
        let (chunk, place) = self.find(key);
        let place = place.ok()?;
        let target = Arc::make_mut(self.chunks.get_mut(chunk)?);
        let (_, value) = target.remove(place);
        self.len -= 1;
        if target.is_empty() {
            self.chunks.remove(chunk);
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_a_map_holds(steps in prop::collection::vec((0u16..400, prop::option::of(0u8..9)), 0..900)) {
            let (mut table, mut map) = (Table::default(), BTreeMap::new());
            let mut versions = Vec::new();
            for (key, value) in steps {
                match value {
                    Some(value) => {
                        table.insert(key, value);
                        map.insert(key, value);
                    }
                    None => prop_assert_eq!(table.remove(&key), map.remove(&key)),
                }
                if key % 50 == 0 {
                    versions.push((table.clone(), map.clone()));
                }
            }
            versions.push((table, map));
            for (table, map) in versions {
                let entries: Vec<(u16, u8)> = table.entries().copied().collect();
                prop_assert_eq!(entries, map.clone().into_iter().collect::<Vec<_>>());
                prop_assert_eq!(table.len(), map.len());
                prop_assert!(table.chunks.iter().all(|chunk| (1..=CHUNK).contains(&chunk.len())));
                prop_assert!((0..400).all(|key| table.get(&key) == map.get(&key)));
            }
        }
    }

    #[test]
    fn versions_share_what_did_not_change() {
        let mut table = Table::default();
        (0..1000).for_each(|key| table.insert(key, key));
        let before = table.clone();
        *table.entry(500) = 0;
        let same = before.chunks.iter().zip(&table.chunks).filter(|(a, b)| Arc::ptr_eq(a, b)).count();
        assert_eq!((before.get(&500), table.get(&500), same + 1), (Some(&500), Some(&0), table.chunks.len()));
    }
}
