//! Strings, booleans and numbers.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

use super::{At, Definitions, Read, Schema, fault};
use crate::address::{Address, Ipv4, Prefix, PrefixFault};
use crate::design::name::Name;

/// A value written as a JSON string.
pub(crate) trait Text: Sized {
    /// What a person would call it: `a string`, `an address prefix`.
    const EXPECTED: &'static str;

    /// Reads the text; `None` when it has been reported as wrong.
    fn from_text(text: &str, at: &At<'_>) -> Option<Self>;
}

/// Implements [`Read`] for a [`Text`] type.
macro_rules! text_read {
    ($($type:ty),*) => { $(
        impl $crate::design::read::Read for $type {
            fn read<'de, D: serde::de::Deserializer<'de>>(input: D, at: $crate::design::read::At<'_>) -> Result<Option<Self>, D::Error> {
                input.deserialize_any($crate::design::read::TextVisitor::new(at))
            }
        }
    )* };
}
pub(crate) use text_read;

/// Reads a [`Text`] type.
pub(crate) struct TextVisitor<'a, T> {
    at: At<'a>,
    kind: PhantomData<T>,
}

impl<'a, T> TextVisitor<'a, T> {
    /// Reads a `T` at `at`.
    pub(crate) fn new(at: At<'a>) -> Self {
        Self { at, kind: PhantomData }
    }
}

impl<'de, T: Text> Visitor<'de> for TextVisitor<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(T::from_text(text, &self.at))
    }

    refuse!(T::EXPECTED; bool, number, null, array, object);
}

impl Text for String {
    const EXPECTED: &'static str = "a string";

    fn from_text(text: &str, _: &At<'_>) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Text for Name {
    const EXPECTED: &'static str = "a name";

    fn from_text(text: &str, _: &At<'_>) -> Option<Self> {
        Some(Name::from(text))
    }
}

impl Text for Ipv4 {
    const EXPECTED: &'static str = "an IPv4 address";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        let address = Self::parse(text);
        if address.is_none() {
            at.report(if text.contains(':') { fault::not_supported_yet(at, "an IPv6 address") } else { fault::address_invalid(at, text) });
        }
        address
    }
}

impl Text for Prefix {
    const EXPECTED: &'static str = "an address prefix";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        match Self::parse(text) {
            Ok(prefix) => Some(prefix),
            Err(PrefixFault::HostBits(network)) => {
                at.report(fault::address_prefix_host_bits(at, text, network));
                None
            }
            Err(_) if text.contains(':') => {
                at.report(fault::not_supported_yet(at, "an IPv6 prefix"));
                None
            }
            Err(found) => {
                at.report(fault::address_prefix_invalid(at, text, found));
                None
            }
        }
    }
}

text_read!(String, Name, Ipv4, Prefix);

impl Schema for String {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string" })
    }
}

impl Schema for Name {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string", "minLength": 1 })
    }
}

/// A number from 0 to 255 without leading zeros, as a pattern of a schema.
const OCTET: &str = r"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)";

impl Schema for Ipv4 {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string", "pattern": format!(r"^({OCTET}\.){{3}}{OCTET}$"), "examples": ["10.20.1.4"] })
    }
}

impl Schema for Prefix {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        let pattern = format!(r"^({OCTET}\.){{3}}{OCTET}/(3[0-2]|[12]?\d)$");
        serde_json::json!({ "type": "string", "pattern": pattern, "examples": ["10.20.1.0/24"] })
    }
}

struct BoolVisitor<'a> {
    at: At<'a>,
}

impl<'de> Visitor<'de> for BoolVisitor<'_> {
    type Value = Option<bool>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value))
    }

    refuse!("true or false"; number, text, null, array, object);
}

impl Read for bool {
    fn read<'de, D: Deserializer<'de>>(input: D, at: At<'_>) -> Result<Option<Self>, D::Error> {
        input.deserialize_any(BoolVisitor { at })
    }
}

impl Schema for bool {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "boolean" })
    }
}

struct NumberVisitor<'a> {
    at: At<'a>,
}

impl NumberVisitor<'_> {
    fn out_of_range(&self, written: impl fmt::Display) -> Option<u32> {
        self.at.report(fault::number_out_of_range(&self.at, written));
        None
    }
}

impl<'de> Visitor<'de> for NumberVisitor<'_> {
    type Value = Option<u32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(u32::try_from(value).ok().or_else(|| self.out_of_range(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(u32::try_from(value).ok().or_else(|| self.out_of_range(value)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(self.out_of_range(value))
    }

    refuse!("a whole number"; bool, text, null, array, object);
}

impl Read for u32 {
    fn read<'de, D: Deserializer<'de>>(input: D, at: At<'_>) -> Result<Option<Self>, D::Error> {
        input.deserialize_any(NumberVisitor { at })
    }
}

impl Schema for u32 {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "integer", "minimum": 0 })
    }
}
