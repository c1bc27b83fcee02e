//! Reading the document: every problem becomes a located finding and the rest is still read.
//!
//! Serde's derived readers stop at the first problem and do not know where they are. These readers
//! carry their place ([`At`]) and report into a [`Sink`]; only text that is not JSON stops them.
//! They work over any serde deserializer and copy nothing they do not keep.

/// Reads over a value that is not wanted, whatever it is.
macro_rules! refuse {
    ($expected:expr; $($kind:ident),*) => { $(refuse!(@ $expected, $kind);)* };
    (@ $expected:expr, bool) => {
        fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Self::Value, E> { Ok(self.at.wrong_type($expected, "a boolean")) }
    };
    (@ $expected:expr, number) => {
        fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Self::Value, E> { Ok(self.at.wrong_type($expected, "a number")) }
        fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Self::Value, E> { Ok(self.at.wrong_type($expected, "a number")) }
        fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Self::Value, E> { Ok(self.at.wrong_type($expected, "a number")) }
    };
    (@ $expected:expr, text) => {
        fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Self::Value, E> { Ok(self.at.wrong_type($expected, "a string")) }
    };
    (@ $expected:expr, null) => {
        fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> { Ok(self.at.wrong_type($expected, "null")) }
    };
    (@ $expected:expr, array) => {
        fn visit_seq<S: serde::de::SeqAccess<'de>>(self, mut items: S) -> Result<Self::Value, S::Error> {
            while items.next_element::<serde::de::IgnoredAny>()?.is_some() {}
            Ok(self.at.wrong_type($expected, "an array"))
        }
    };
    (@ $expected:expr, object) => {
        fn visit_map<M: serde::de::MapAccess<'de>>(self, mut members: M) -> Result<Self::Value, M::Error> {
            while members.next_entry::<serde::de::IgnoredAny, serde::de::IgnoredAny>()?.is_some() {}
            Ok(self.at.wrong_type($expected, "an object"))
        }
    };
}

mod at;
pub(crate) mod fault;
mod leaf;
mod list;
#[macro_use]
mod record;
pub(crate) mod schema;

pub(crate) use at::{At, Sink};
pub(crate) use leaf::{Text, TextVisitor, text_read};
pub(crate) use record::{Field, KeySeed, Record, RecordVisitor, unknown_property};
pub(crate) use schema::{Definitions, Schema};

use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer};

/// A value that is read wherever it stands in the document.
pub(crate) trait Read: Sized {
    /// Reads the value at `at`. `None` means that it is of the wrong shape, which has been reported.
    fn read<'de, D: Deserializer<'de>>(input: D, at: At<'_>) -> Result<Option<Self>, D::Error>;
}

/// A [`Read`] type as serde asks for it.
pub(crate) struct Seed<'a, T> {
    at: At<'a>,
    kind: PhantomData<T>,
}

impl<'a, T> Seed<'a, T> {
    /// Reads a `T` at `at`.
    pub(crate) fn new(at: At<'a>) -> Self {
        Self { at, kind: PhantomData }
    }
}

impl<'de, T: Read> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        T::read(input, self.at)
    }
}
