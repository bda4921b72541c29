//! A map by record id. Each type of value in a `BTreeMap` costs some 6 kB of WebAssembly; here all
//! share the one from ids to places.

use std::collections::BTreeMap;

use crate::values::id::RecordId;

/// Values by record id, in the order of the ids.
#[derive(Clone, Debug)]
pub(crate) struct ById<T> {
    places: BTreeMap<RecordId, usize>,
    values: Vec<Option<T>>,
    free: Vec<usize>,
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self {
            places: BTreeMap::new(),
            values: Vec::new(),
            free: Vec::new(),
        }
    }
}

impl<T> ById<T> {
    pub(crate) fn get(&self, id: RecordId) -> Option<&T> {
        self.values[*self.places.get(&id)?].as_ref()
    }

    pub(crate) fn get_mut(&mut self, id: RecordId) -> Option<&mut T> {
        self.values[*self.places.get(&id)?].as_mut()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (RecordId, &T)> {
        let places = self.places.iter();
        places.filter_map(|(id, place)| Some((*id, self.values[*place].as_ref()?)))
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = RecordId> {
        self.places.keys().copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Sets the value of an id, or removes it, and returns the one before.
    pub(crate) fn replace(&mut self, id: RecordId, value: Option<T>) -> Option<T> {
        if let Some(place) = self.places.get(&id).copied() {
            if value.is_none() {
                self.places.remove(&id);
                self.free.push(place);
            }
            return std::mem::replace(&mut self.values[place], value);
        }
        let value = Some(value?);
        let place = self.free.pop().unwrap_or(self.values.len());
        if let Some(empty) = self.values.get_mut(place) {
            *empty = value;
        } else {
            self.values.push(value);
        }
        self.places.insert(id, place);
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn holds_what_a_tree_of_values_would(steps in proptest::collection::vec((0..8_u128, any::<Option<u8>>()), 0..60)) {
            let (mut by_id, mut expected) = (ById::default(), BTreeMap::new());
            for (number, value) in steps {
                let id = RecordId::fixed(number);
                let before = match value {
                    Some(value) => expected.insert(id, value),
                    None => expected.remove(&id),
                };
                prop_assert_eq!(by_id.replace(id, value), before);
                prop_assert_eq!(by_id.get(id), expected.get(&id));
                prop_assert_eq!(by_id.len(), expected.len());
            }
            prop_assert!(by_id.iter().eq(expected.iter().map(|(id, value)| (*id, value))));
            prop_assert!(by_id.values.len() <= 8);
        }
    }
}
