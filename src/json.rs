//! JSON values: the bodies of resources, and what the fixes of findings write.
//!
//! Not those of serde_json, whose objects are search trees: what builds, copies and drops these is much smaller.

use std::borrow::Cow;
use std::slice::Iter;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value. All numbers are whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// A boolean.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Object),
}

/// A member of an object: its name and its value.
pub type Member = (Cow<'static, str>, Json);

/// The members of a JSON object, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object(Vec<Member>);

impl Object {
    /// An object without members.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a member, or replaces the one of its name.
    #[inline(never)]
    pub fn put(&mut self, member: Member) {
        let place = self.find(&member.0);
        match place.ok().and_then(|at| self.0.get_mut(at)) {
            Some(known) => *known = member,
            None => self.0.insert(place.unwrap_or_else(|at| at), member),
        }
    }

    /// The object with one member more.
    pub fn with(mut self, name: &'static str, value: impl Into<Json>) -> Self {
        self.put((Cow::Borrowed(name), value.into()));
        self
    }

    /// The object with one member more, where there is a value for it.
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(self.find(name).ok()?).map(|(_, value)| value)
    }

    /// The members.
    pub fn iter(&self) -> Iter<'_, Member> {
        self.0.iter()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a member stands, or would stand.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_ref().cmp(name))
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Self::List(items)
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.iter() {
            members.serialize_entry(name.as_ref(), value)?;
        }
        members.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, Object};

    fn text(json: impl Into<Json>) -> String {
        serde_json::to_string(&json.into()).unwrap()
    }

    #[test]
    fn members_come_in_the_order_of_their_names_and_the_last_of_a_name_counts() {
        let object = Object::new().with("b", "one").with("a", Object::new().with("on", true)).with_some("c", None::<bool>).with("b", 2);
        assert_eq!(object.get("b"), Some(&Json::Number(2)));
        assert_eq!(object.get("c"), None);
        assert_eq!(text(object), r#"{"a":{"on":true},"b":2}"#);
    }

    #[test]
    fn every_kind_of_value_is_written_as_json() {
        assert_eq!(text(vec![false.into(), 7.into(), "it's \"".into(), Object::new().into()]), r#"[false,7,"it's \"",{}]"#);
    }
}
