//! Arrays, and values kept on the heap.

use super::{At, Definitions, Member, Read, Record, Schema, Target};
use crate::design::list::List;

/// Reads an array; an element that cannot be read is reported and left out.
pub(crate) struct ListReader<T: Read> {
    list: Option<Vec<T>>,
    element: Option<T::Reader>,
    left_out: Vec<u32>,
}

impl<T: Read> Default for ListReader<T> {
    fn default() -> Self {
        Self { list: None, element: None, left_out: Vec::new() }
    }
}

impl<T: Read> ListReader<T> {
    /// Keeps the element that has been read last.
    fn keep(&mut self) {
        let Some(element) = &mut self.element else { return };
        let list = self.list.get_or_insert_default();
        match T::take(element) {
            Some(value) => list.push(value),
            None => self.left_out.push(list.len() as u32),
        }
    }
}

impl<T: Read> Target for ListReader<T> {
    fn expected(&self) -> &'static str {
        "an array"
    }

    fn takes_array(&self) -> bool {
        true
    }

    fn element(&mut self) -> Option<&mut dyn Target> {
        self.keep();
        Some(self.element.insert(T::Reader::default()))
    }

    fn end_array(&mut self) {
        // The last one that was begun is none: the array ended there.
        self.element = None;
        self.list.get_or_insert_default();
    }
}

/// Only of objects that know their own place: a [`List`] has the places of other values.
impl<T: Read + Record> Read for Vec<T> {
    type Reader = ListReader<T>;

    fn take(reader: &mut ListReader<T>) -> Option<Self> {
        reader.list.take()
    }
}

impl<T: Read> Read for List<T> {
    type Reader = ListReader<T>;

    fn take(reader: &mut ListReader<T>) -> Option<Self> {
        Some(Self::with_gaps(reader.list.take()?, std::mem::take(&mut reader.left_out)))
    }
}

impl<T: Schema> Schema for Vec<T> {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "array", "items": T::schema(definitions) })
    }
}

impl<T: Schema> Schema for List<T> {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        Vec::<T>::schema(definitions)
    }
}

/// Reads an object or an array that is kept on the heap, because most objects do not have it.
pub(crate) struct Boxed<T: Read> {
    reader: Option<Box<T::Reader>>,
}

impl<T: Read> Default for Boxed<T> {
    fn default() -> Self {
        Self { reader: None }
    }
}

impl<T: Read> Boxed<T> {
    fn reader(&mut self) -> &mut T::Reader {
        self.reader.get_or_insert_default()
    }
}

impl<T: Read> Target for Boxed<T> {
    fn expected(&self) -> &'static str {
        T::Reader::default().expected()
    }

    fn takes_object(&self) -> bool {
        T::Reader::default().takes_object()
    }

    fn takes_array(&self) -> bool {
        T::Reader::default().takes_array()
    }

    fn element(&mut self) -> Option<&mut dyn Target> {
        self.reader().element()
    }

    fn end_array(&mut self) {
        self.reader().end_array();
    }

    fn member(&mut self, key: &str) -> Member<'_> {
        self.reader().member(key)
    }

    fn keys(&self) -> &'static [&'static str] {
        T::Reader::default().keys()
    }

    fn end_object(&mut self, at: &At<'_>) {
        self.reader().end_object(at);
    }
}

impl<T: Read> Read for Box<T> {
    type Reader = Boxed<T>;

    fn take(reader: &mut Boxed<T>) -> Option<Self> {
        T::take(reader.reader.as_mut()?).map(Self::new)
    }
}

impl<T: Schema> Schema for Box<T> {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        T::schema(definitions)
    }
}
