//! Where in the document an object stands.

use std::fmt::Write;

/// The place of an object: up to two steps, each a collection and an index, such as
/// `/virtualNetworks/1/subnets/0`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    steps: [Option<(&'static str, u32)>; 2],
}

impl Place {
    /// The `index`th object of a collection at the top of the document.
    pub fn top(collection: &'static str, index: u32) -> Self {
        Self { steps: [Some((collection, index)), None] }
    }

    /// The `index`th object of a collection inside this object.
    pub fn inner(self, collection: &'static str, index: u32) -> Self {
        Self { steps: [self.steps[0], Some((collection, index))] }
    }

    /// The index in the innermost collection.
    pub fn index(self) -> u32 {
        self.steps.iter().flatten().last().map_or(0, |step| step.1)
    }

    /// The JSON pointer of the object.
    pub fn pointer(self) -> String {
        let mut pointer = String::new();
        for (collection, index) in self.steps.iter().flatten() {
            // Writing into a string cannot fail.
            let _ = write!(pointer, "/{collection}/{index}");
        }
        pointer
    }

    /// The JSON pointer of a member of the object; `field` may itself be a pointer without its first slash.
    pub fn field(self, field: &str) -> String {
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
    }
}
