//! Where in the document an object stands.

use std::fmt::Write;

use super::read::Key;

/// The place of an object: up to three steps, each a collection and an index, such as
/// `/virtualNetworks/1/subnets/0`.
///
/// A step without an index is a member that is an object itself, such as `/options`.
///
/// Kept small, because every route carries one: a step that is not there has an empty name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    names: [Key; 3],
    indices: [u32; 3],
}

/// The index of an object that stands in no collection.
const NO_INDEX: u32 = u32::MAX;

impl Default for Place {
    fn default() -> Self {
        Self { names: [&""; 3], indices: [0; 3] }
    }
}

impl Place {
    /// An object that is a member of this one.
    pub fn member(self, name: Key) -> Self {
        self.inner(name, NO_INDEX)
    }

    /// The `index`th object of a collection inside this object.
    pub fn inner(mut self, collection: Key, index: u32) -> Self {
        // No object of the language that is asked for its place stands deeper than there are steps: a test below.
        if let Some((name, at)) = self.names.iter_mut().zip(&mut self.indices).find(|(name, _)| name.is_empty()) {
            (*name, *at) = (collection, index);
        }
        self
    }

    /// The index in the innermost collection.
    pub fn index(&self) -> u32 {
        let innermost = self.names.iter().zip(self.indices).rev().find(|(name, _)| !name.is_empty());
        innermost.map_or(NO_INDEX, |(_, index)| index)
    }

    /// The JSON pointer of the object.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for (name, index) in self.names.iter().zip(self.indices).take_while(|(name, _)| !name.is_empty()) {
            // Writing into a string cannot fail.
            let _ = match index {
                NO_INDEX => write!(pointer, "/{name}"),
                index => write!(pointer, "/{name}/{index}"),
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
    use serde_json::Value;

    use super::Place;

    #[test]
    fn pointers_name_each_step() {
        let subnet = Place::default().inner(&"virtualNetworks", 1).inner(&"subnets", 0);
        assert_eq!(subnet.pointer(), "/virtualNetworks/1/subnets/0");
        assert_eq!(subnet.field("addressPrefixes/1"), "/virtualNetworks/1/subnets/0/addressPrefixes/1");
        assert_eq!(Place::default().field("location"), "/location");
        assert_eq!(Place::default().member(&"options").inner(&"suppressions", 2).pointer(), "/options/suppressions/2");
        let route = Place::default().inner(&"routeServers", 0).inner(&"peers", 2).inner(&"advertises", 1);
        assert_eq!((route.pointer().as_str(), route.index()), ("/routeServers/0/peers/2/advertises/1", 1));
    }

    /// How many steps below an object of this schema the deepest object stands that is spoken of by its own place: a next hop by name is
    /// spoken of by that of its route.
    fn depth(schema: &Value, definitions: &Value) -> usize {
        match schema {
            Value::Object(members) => match members.get("$ref").and_then(Value::as_str) {
                Some(name) if name.ends_with("/NamedNextHop") => 0,
                Some(name) => 1 + depth(&definitions[name.rsplit('/').next().unwrap()]["properties"], definitions),
                None => members.values().map(|member| depth(member, definitions)).max().unwrap_or(0),
            },
            Value::Array(parts) => parts.iter().map(|part| depth(part, definitions)).max().unwrap_or(0),
            _ => 0,
        }
    }

    #[test]
    fn no_object_of_the_language_stands_deeper_than_a_place_has_steps() {
        let schema = crate::design::schema::schema();
        assert_eq!(depth(&schema["properties"], &schema["definitions"]), Place::default().names.len());
    }
}
