//! Where in the document an object stands.

use std::fmt::Write;

/// The place of an object: up to two steps, each a collection and an index, such as
/// `/virtualNetworks/1/subnets/0`.
///
/// A step without an index is a member of the document that is an object itself, such as `/options`.
///
/// Kept small, because every route carries one: a step that is not there has an empty name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    outer: &'static str,
    inner: &'static str,
    outer_index: u32,
    inner_index: u32,
}

/// The index of an object that stands in no collection.
const NO_INDEX: u32 = u32::MAX;

impl Place {
    /// The `index`th object of a collection at the top of the document.
    pub fn top(collection: &'static str, index: u32) -> Self {
        Self { outer: collection, outer_index: index, ..Self::default() }
    }

    /// An object at the top of the document.
    pub fn member(name: &'static str) -> Self {
        Self::top(name, NO_INDEX)
    }

    /// The `index`th object of a collection inside this object.
    pub fn inner(self, collection: &'static str, index: u32) -> Self {
        Self { inner: collection, inner_index: index, ..self }
    }

    /// The index in the innermost collection.
    pub fn index(&self) -> u32 {
        if self.inner.is_empty() { self.outer_index } else { self.inner_index }
    }

    /// The JSON pointer of the object.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for (collection, index) in [(self.outer, self.outer_index), (self.inner, self.inner_index)] {
            // Writing into a string cannot fail.
            let _ = match index {
                _ if collection.is_empty() => Ok(()),
                NO_INDEX => write!(pointer, "/{collection}"),
                index => write!(pointer, "/{collection}/{index}"),
            };
        }
        pointer
    }

    /// The JSON pointer of a member of the object; `field` may itself be a pointer without its first slash.
    pub fn field(&self, field: &str) -> String {
        let mut pointer = self.pointer();
        pointer.push('/');
        pointer.push_str(field);
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn pointers_name_each_step() {
        let subnet = Place::top("virtualNetworks", 1).inner("subnets", 0);
        assert_eq!(subnet.pointer(), "/virtualNetworks/1/subnets/0");
        assert_eq!(subnet.field("addressPrefixes/1"), "/virtualNetworks/1/subnets/0/addressPrefixes/1");
        assert_eq!(Place::default().field("location"), "/location");
        assert_eq!(Place::member("options").inner("suppressions", 2).pointer(), "/options/suppressions/2");
    }
}
