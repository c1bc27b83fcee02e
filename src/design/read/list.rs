//! Arrays: an element that cannot be read is reported and left out.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, SeqAccess, Visitor};

use super::{At, Definitions, Read, Schema, Seed};

impl<T: Read> Read for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(input: D, at: At<'_>) -> Result<Option<Self>, D::Error> {
        input.deserialize_any(ListVisitor { at, kind: PhantomData })
    }
}

impl<T: Schema> Schema for Vec<T> {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "array", "items": T::schema(definitions) })
    }
}

/// A value kept on the heap, where most objects do not have it.
impl<T: Read> Read for Box<T> {
    fn read<'de, D: Deserializer<'de>>(input: D, at: At<'_>) -> Result<Option<Self>, D::Error> {
        Ok(T::read(input, at)?.map(Box::new))
    }
}

impl<T: Schema> Schema for Box<T> {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        T::schema(definitions)
    }
}

struct ListVisitor<'a, T> {
    at: At<'a>,
    kind: PhantomData<T>,
}

impl<'de, T: Read> Visitor<'de> for ListVisitor<'_, T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut elements: S) -> Result<Self::Value, S::Error> {
        let mut list = Vec::new();
        let mut index = 0;
        while let Some(element) = elements.next_element_seed(Seed::<T>::new(self.at.index(index)))? {
            list.extend(element);
            index = index.saturating_add(1);
        }
        Ok(Some(list))
    }

    refuse!("an array"; bool, number, text, null, object);
}
