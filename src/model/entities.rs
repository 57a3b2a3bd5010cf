//! A table of entities of one kind.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Entity, Id};

/// The most entities in a chunk: what an edit of one of them copies.
const CHUNK: usize = 64;

/// Entities of neighbouring ids, in their order.
type Chunk<T> = Arc<Vec<(Id<T>, Arc<T>)>>;

/// Entities by id, in the order of their ids.
///
/// Versions of a table share what they have in common: a clone costs one reference, and a change copies the chunk it is
/// in and the list of chunks, not the table. The history keeps hundreds of versions of a design with thousands of
/// entities.
///
/// *Invariant:* no chunk is empty or larger than [`CHUNK`]; ids ascend within chunks and from chunk to chunk.
pub struct Entities<T> {
    chunks: Arc<Vec<Chunk<T>>>,
    len: usize,
}

impl<T> Clone for Entities<T> {
    fn clone(&self) -> Self {
        Self { chunks: Arc::clone(&self.chunks), len: self.len }
    }
}

impl<T: PartialEq> PartialEq for Entities<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = |a: &Arc<T>, b: &Arc<T>| Arc::ptr_eq(a, b) || a == b;
        Arc::ptr_eq(&self.chunks, &other.chunks)
            || self.len == other.len
                && self.entries().zip(other.entries()).all(|(a, b)| a.0 == b.0 && same(&a.1, &b.1))
    }
}

impl<T: Eq> Eq for Entities<T> {}

impl<T: Entity + fmt::Debug> fmt::Debug for Entities<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T> Default for Entities<T> {
    fn default() -> Self {
        Self { chunks: Arc::default(), len: 0 }
    }
}

impl<T> From<BTreeMap<Id<T>, Arc<T>>> for Entities<T> {
    fn from(map: BTreeMap<Id<T>, Arc<T>>) -> Self {
        let len = map.len();
        let mut chunks: Vec<Chunk<T>> = Vec::with_capacity(len.div_ceil(CHUNK));
        let mut rest = map.into_iter().peekable();
        while rest.peek().is_some() {
            chunks.push(Arc::new(rest.by_ref().take(CHUNK).collect()));
        }
        Self { chunks: Arc::new(chunks), len }
    }
}

impl<T: Entity + Serialize> Serialize for Entities<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Entity + Deserialize<'de>> Deserialize<'de> for Entities<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(Self::from)
    }
}

impl<T> Entities<T> {
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.shared(id).map(AsRef::as_ref)
    }

    /// The shared handle, for comparing by pointer with another version of the design.
    pub fn shared(&self, id: Id<T>) -> Option<&Arc<T>> {
        let (chunk, place) = self.find(id).ok()?;
        self.chunks.get(chunk)?.get(place).map(|(_, entity)| entity)
    }

    pub fn contains(&self, id: Id<T>) -> bool {
        self.find(id).is_ok()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> + ExactSizeIterator + Clone {
        self.entries().map(|(id, entity)| (*id, entity.as_ref()))
    }

    pub fn iter_shared(
        &self,
    ) -> impl DoubleEndedIterator<Item = (Id<T>, &Arc<T>)> + ExactSizeIterator + Clone {
        self.entries().map(|(id, entity)| (*id, entity))
    }

    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + ExactSizeIterator + Clone {
        self.entries().map(|(id, _)| *id)
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.entries().map(|(_, entity)| entity.as_ref())
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn insert(&mut self, id: Id<T>, entity: T) {
        self.put(id, Arc::new(entity));
    }

    fn put(&mut self, id: Id<T>, entity: Arc<T>) {
        let found = self.find(id);
        let chunks = Arc::make_mut(&mut self.chunks);
        match found {
            Ok((chunk, place)) => {
                if let Some(slot) = chunks.get_mut(chunk).and_then(|c| Arc::make_mut(c).get_mut(place)) {
                    slot.1 = entity;
                }
            }
            Err((chunk, place)) => {
                self.len += 1;
                let Some(target) = chunks.get_mut(chunk) else {
                    chunks.push(Arc::new(vec![(id, entity)]));
                    return;
                };
                let target = Arc::make_mut(target);
                target.insert(place.min(target.len()), (id, entity));
                if target.len() > CHUNK {
                    // Most new ids are the highest so far: full chunks stay full, and the last one grows.
                    let at = if place + 1 == target.len() { CHUNK } else { CHUNK / 2 };
                    let rest = target.split_off(at);
                    chunks.insert(chunk + 1, Arc::new(rest));
                }
            }
        }
    }

    pub fn remove(&mut self, id: Id<T>) -> Option<Arc<T>> {
        let (chunk, place) = self.find(id).ok()?;
        let chunks = Arc::make_mut(&mut self.chunks);
        let target = Arc::make_mut(chunks.get_mut(chunk)?);
        let (_, entity) = target.remove(place);
        if target.is_empty() {
            chunks.remove(chunk);
        }
        self.len -= 1;
        Some(entity)
    }

    /// The chunk and the place in it where an entity is; else where it belongs. The chunk is past the end for an empty
    /// table only.
    fn find(&self, id: Id<T>) -> Result<(usize, usize), (usize, usize)> {
        let after = self.chunks.partition_point(|chunk| chunk.first().is_some_and(|(first, _)| *first <= id));
        let index = after.saturating_sub(1);
        let Some(chunk) = self.chunks.get(index) else { return Err((index, 0)) };
        match chunk.binary_search_by_key(&id, |(id, _)| *id) {
            Ok(place) => Ok((index, place)),
            Err(place) => Err((index, place)),
        }
    }

    /// Whether another version of the table is this very one. A table that was written anew as it was is another.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunks, &other.chunks)
    }

    /// The ids of the entities that another version of the table has not, or has otherwise. Costs as much as there are
    /// differences; an entity that was written anew as it was counts as one.
    pub fn differing(&self, other: &Self) -> BTreeSet<Id<T>> {
        if Arc::ptr_eq(&self.chunks, &other.chunks) {
            return BTreeSet::new();
        }
        let (here, there) = (self.apart_from(other), other.apart_from(self));
        let same = |id: &Id<T>| match (here.get(id), there.get(id)) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, _) | (_, None) => false,
        };
        here.keys().chain(there.keys()).filter(|id| !same(id)).copied().collect()
    }

    /// The entities in chunks that another version of the table does not share.
    fn apart_from(&self, other: &Self) -> BTreeMap<Id<T>, &Arc<T>> {
        let shared: BTreeSet<*const Vec<(Id<T>, Arc<T>)>> = other.chunks.iter().map(Arc::as_ptr).collect();
        let apart = self.chunks.iter().filter(|chunk| !shared.contains(&Arc::as_ptr(chunk)));
        apart.flat_map(|chunk| chunk.iter()).map(|(id, entity)| (*id, entity)).collect()
    }

    fn entries(&self) -> Entries<'_, T> {
        Entries { chunks: &self.chunks, front: (0, 0), back: (self.chunks.len(), 0), left: self.len }
    }
}

impl<T> Entities<T> {
    /// Takes the entities of another table in; they stay shared with it.
    pub fn extend(&mut self, other: &Self) {
        for (id, entity) in other.iter_shared() {
            self.put(id, Arc::clone(entity));
        }
    }

    /// Keeps the entities whose id passes.
    pub fn retain(&mut self, mut keep: impl FnMut(Id<T>) -> bool) {
        let gone: Vec<Id<T>> = self.ids().filter(|id| !keep(*id)).collect();
        for id in gone {
            self.remove(id);
        }
    }
}

impl<T: Clone> Entities<T> {
    /// A unique handle to an entity; other versions of the design keep theirs.
    pub fn get_mut(&mut self, id: Id<T>) -> Option<&mut T> {
        let (chunk, place) = self.find(id).ok()?;
        let chunk = Arc::make_mut(&mut self.chunks).get_mut(chunk)?;
        Arc::make_mut(chunk).get_mut(place).map(|(_, entity)| Arc::make_mut(entity))
    }

    /// Changes the entities for which `edit` returns `true`; the others stay shared.
    pub fn update_each(&mut self, mut edit: impl FnMut(Id<T>, &mut T) -> bool) {
        let mut changed = Vec::new();
        for (id, entity) in self.iter() {
            let mut copy = entity.clone();
            if edit(id, &mut copy) {
                changed.push((id, copy));
            }
        }
        for (id, entity) in changed {
            self.insert(id, entity);
        }
    }
}

/// The entries of a table, from both ends.
struct Entries<'a, T> {
    chunks: &'a [Chunk<T>],
    /// The chunk and the place of the next entry.
    front: (usize, usize),
    /// The chunk after which entries are taken already, and how many of it are left; none of a chunk not begun.
    back: (usize, usize),
    left: usize,
}

impl<T> Clone for Entries<'_, T> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'a, T> Iterator for Entries<'a, T> {
    type Item = &'a (Id<T>, Arc<T>);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let chunk = self.chunks.get(self.front.0)?;
        let entry = chunk.get(self.front.1)?;
        self.front.1 += 1;
        if self.front.1 == chunk.len() {
            self.front = (self.front.0 + 1, 0);
        }
        Some(entry)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T> DoubleEndedIterator for Entries<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        if self.back.1 == 0 {
            self.back.0 = self.back.0.checked_sub(1)?;
            self.back.1 = self.chunks.get(self.back.0)?.len();
        }
        self.back.1 -= 1;
        self.chunks.get(self.back.0)?.get(self.back.1)
    }
}

impl<T> ExactSizeIterator for Entries<'_, T> {}

#[cfg(feature = "schema")]
impl<T: Entity + schemars::JsonSchema> schemars::JsonSchema for Entities<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}-table", T::PREFIX).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let entity = generator.subschema_for::<T>();
        schemars::json_schema!({
            "type": "object",
            "patternProperties": { format!("^{}-(0|[1-9][0-9]*)$", T::PREFIX): entity },
            "additionalProperties": false,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Frame, Zone, ZoneSuffix};

    fn zone(x: i32) -> Zone {
        let suffix: ZoneSuffix = "a".parse().unwrap();
        Zone { vpc: Id::new(1), suffix, frame: Frame::new(x, 0, 0, 0) }
    }

    proptest! {
        /// A table behaves as an ordered map does.
        #[test]
        fn as_a_map(steps in prop::collection::vec((0u8..4, 0u32..300, any::<i32>()), 0..400)) {
            let mut table: Entities<Zone> = Entities::default();
            let mut map: BTreeMap<Id<Zone>, Zone> = BTreeMap::new();
            for (action, number, x) in steps {
                let id = Id::new(number);
                let version = table.clone();
                let before = map.clone();
                match action {
                    0 => prop_assert_eq!(table.remove(id).map(|z| z.as_ref().clone()), map.remove(&id)),
                    1 => {
                        if let Some(entity) = table.get_mut(id) {
                            entity.frame.x = x;
                        }
                        if let Some(entity) = map.get_mut(&id) {
                            entity.frame.x = x;
                        }
                    }
                    _ => {
                        table.insert(id, zone(x));
                        map.insert(id, zone(x));
                    }
                }
                prop_assert_eq!(table.get(id), map.get(&id));
                prop_assert!(version.iter().eq(before.iter().map(|(id, z)| (*id, z))), "a version does not change");
                prop_assert_eq!(version == table, before == map);
            }
            prop_assert_eq!(table.len(), map.len());
            prop_assert!(table.iter().eq(map.iter().map(|(id, z)| (*id, z))));
            prop_assert!(table.iter().rev().eq(map.iter().rev().map(|(id, z)| (*id, z))));
            let mut ends = table.ids();
            let mut expected = map.keys().copied();
            while let Some(first) = ends.next() {
                prop_assert_eq!(Some(first), expected.next());
                prop_assert_eq!(ends.next_back(), expected.next_back());
            }
            prop_assert!(table.chunks.iter().all(|chunk| !chunk.is_empty() && chunk.len() <= CHUNK));
        }
    }

    #[test]
    fn a_change_copies_little() {
        let mut table = Entities::default();
        for number in 0..5_000 {
            table.insert(Id::new(number), zone(0));
        }
        assert_eq!(table.chunks.len(), 5_000usize.div_ceil(CHUNK), "ids in order fill their chunks");
        let before = table.clone();
        table.get_mut(Id::new(2_500)).unwrap().frame.x = 7;
        let copied = table.chunks.iter().zip(before.chunks.iter()).filter(|(a, b)| !Arc::ptr_eq(a, b));
        assert_eq!(copied.count(), 1);
    }
}
