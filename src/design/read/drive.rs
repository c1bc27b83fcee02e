//! The one visitor: walks the document and fills targets.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{At, Key, Member, Target, fault, schema};

/// Reads the whole text into `target`; the error is where the text stops being JSON.
pub(crate) fn drive(text: &str, target: &mut dyn Target, at: At<'_>) -> serde_json::Result<()> {
    let mut input = serde_json::Deserializer::from_str(text);
    Drive { target, at: &at }.deserialize(&mut input)?;
    input.end()
}

struct Drive<'t, 'a> {
    target: &'t mut dyn Target,
    at: &'t At<'a>,
}

impl<'de> DeserializeSeed<'de> for Drive<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Drive<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.target.expected())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.target.text(text, self.at);
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.target.boolean(value, self.at);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.target.number(Some(value), self.at);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.target.number(u64::try_from(value).ok(), self.at);
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.target.number(None, self.at);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.at.wrong_type(self.target.expected(), "null");
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut elements: S) -> Result<(), S::Error> {
        let Self { target, at } = self;
        if !target.takes_array() {
            while elements.next_element::<IgnoredAny>()?.is_some() {}
            at.wrong_type(target.expected(), "an array");
            return Ok(());
        }
        let mut index = 0;
        while let Some(element) = target.element() {
            if elements.next_element_seed(Drive { target: element, at: &at.index(index) })?.is_none() {
                break;
            }
            index = index.saturating_add(1);
        }
        target.end_array();
        Ok(())
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<(), M::Error> {
        let Self { target, at } = self;
        if !target.takes_object() {
            while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            at.wrong_type(target.expected(), "an object");
            return Ok(());
        }
        while let Some(place) = members.next_key_seed(MemberName { target, at })? {
            match place {
                Place::Member(key, target) => members.next_value_seed(Drive { target, at: &at.key(key) })?,
                Place::Own(target) => members.next_value_seed(Drive { target, at })?,
                Place::Nowhere => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        target.end_object(at);
        Ok(())
    }
}

/// The name of a member, looked up where it stands in the text.
struct MemberName<'t, 'p, 'a> {
    target: &'t mut dyn Target,
    at: &'p At<'a>,
}

enum Place<'t> {
    Member(Key, &'t mut dyn Target),
    Own(&'t mut dyn Target),
    Nowhere,
}

impl<'de, 't> DeserializeSeed<'de> for MemberName<'t, '_, '_> {
    type Value = Place<'t>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Place<'t>, D::Error> {
        input.deserialize_str(self)
    }
}

impl<'t> Visitor<'_> for MemberName<'t, '_, '_> {
    type Value = Place<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Place<'t>, E> {
        let Self { target, at } = self;
        let known = target.keys();
        Ok(match target.member(key) {
            Member::Known(key, target) => Place::Member(key, target),
            Member::Own(target) => Place::Own(target),
            Member::Twice(key) => {
                at.report(fault::duplicate_property(at, key));
                Place::Nowhere
            }
            Member::Unknown => {
                at.report(fault::unknown_property(at, key, schema::nearest(key, known.iter().copied())));
                Place::Nowhere
            }
        })
    }
}
