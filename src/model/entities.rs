//! A table of entities of one kind.

use std::{collections::BTreeMap, fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Entity, Id};

/// Entities by id, in the order of their ids, each behind an `Arc` that clones of the table share.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    transparent,
    bound(serialize = "T: Entity + Serialize", deserialize = "T: Entity + Deserialize<'de>")
)]
pub struct Entities<T>(BTreeMap<Id<T>, Arc<T>>);

impl<T: Entity + fmt::Debug> fmt::Debug for Entities<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T> Default for Entities<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Entities<T> {
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.0.get(&id).map(AsRef::as_ref)
    }

    /// The shared handle, for comparing by pointer with another version of the design.
    pub fn shared(&self, id: Id<T>) -> Option<&Arc<T>> {
        self.0.get(&id)
    }

    pub fn contains(&self, id: Id<T>) -> bool {
        self.0.contains_key(&id)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> + ExactSizeIterator + Clone {
        self.0.iter().map(|(id, entity)| (*id, entity.as_ref()))
    }

    pub fn iter_shared(
        &self,
    ) -> impl DoubleEndedIterator<Item = (Id<T>, &Arc<T>)> + ExactSizeIterator + Clone {
        self.0.iter().map(|(id, entity)| (*id, entity))
    }

    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + ExactSizeIterator + Clone {
        self.0.keys().copied()
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.0.values().map(AsRef::as_ref)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn insert(&mut self, id: Id<T>, entity: T) {
        self.0.insert(id, Arc::new(entity));
    }

    pub fn remove(&mut self, id: Id<T>) -> Option<Arc<T>> {
        self.0.remove(&id)
    }

    /// Keeps the entities whose id passes the test.
    pub fn retain(&mut self, keep: impl Fn(Id<T>) -> bool) {
        self.0.retain(|id, _| keep(*id));
    }

    /// Takes the entities of another table in; they stay shared with it.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(|(id, entity)| (*id, Arc::clone(entity))));
    }
}

impl<T: Clone> Entities<T> {
    /// A unique handle to an entity; other versions of the design keep theirs.
    pub fn get_mut(&mut self, id: Id<T>) -> Option<&mut T> {
        self.0.get_mut(&id).map(Arc::make_mut)
    }

    /// Changes the entities for which `edit` returns `true`; the others stay shared.
    pub fn update_each(&mut self, mut edit: impl FnMut(Id<T>, &mut T) -> bool) {
        for (id, entity) in &mut self.0 {
            let mut copy = entity.as_ref().clone();
            if edit(*id, &mut copy) {
                *entity = Arc::new(copy);
            }
        }
    }
}

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
