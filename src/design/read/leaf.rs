//! Strings, booleans and numbers.

use super::{At, Definitions, Read, Schema, Target, fault};
use crate::address::{Address, AnyAddress, AnyPrefix, Ipv4, Ipv6, Prefix, PrefixFault};
use crate::design::name::Name;

/// A value written as a JSON string.
pub(crate) trait Text: Sized {
    /// What a person would call it: `a string`, `an address prefix`.
    const EXPECTED: &'static str;

    /// Reads the text; `None` when it has been reported as wrong.
    fn from_text(text: &str, at: &At<'_>) -> Option<Self>;
}

/// Implements [`Read`](super::Read) for [`Text`] types.
macro_rules! text_read {
    ($($type:ty),*) => { $(
        impl $crate::design::read::Read for $type {
            type Reader = $crate::design::read::Leaf<Self>;

            fn take(reader: &mut Self::Reader) -> Option<Self> {
                reader.0.take()
            }
        }
    )* };
}
pub(crate) use text_read;

/// Reads a value that is not made of others.
pub(crate) struct Leaf<T>(pub(crate) Option<T>);

impl<T> Default for Leaf<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Text> Target for Leaf<T> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn text(&mut self, text: &str, at: &At<'_>) {
        self.0 = T::from_text(text, at);
    }
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

/// Reads an address of one family.
fn address<A: Address>(text: &str, at: &At<'_>) -> Option<A> {
    let address = A::parse(text);
    if address.is_none() {
        at.report(match A::parse_any_spelling(text.as_bytes()) {
            Some(meant) => fault::address_not_canonical(at, text, &meant),
            None if A::from_v4(Ipv4::MIN).is_some() => fault::address_invalid(at, text),
            None => fault::address_v6_invalid(at, text),
        });
    }
    address
}

impl Text for Ipv4 {
    const EXPECTED: &'static str = "an IPv4 address";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        address(text, at)
    }
}

impl Text for Ipv6 {
    const EXPECTED: &'static str = "an IPv6 address";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        address(text, at)
    }
}

impl Text for AnyAddress {
    const EXPECTED: &'static str = "an IP address";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        if text.contains(':') { Ipv6::from_text(text, at).map(Self::from) } else { Ipv4::from_text(text, at).map(Self::from) }
    }
}

impl Text for AnyPrefix {
    const EXPECTED: &'static str = "an address prefix";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        // Only one of the families has a colon.
        if text.contains(':') { prefix::<Ipv6>(text, at).map(Self::from) } else { prefix::<Ipv4>(text, at).map(Self::from) }
    }
}

/// Reads a prefix of one family.
fn prefix<A: Address>(text: &str, at: &At<'_>) -> Option<Prefix<A>> {
    let found = match Prefix::parse(text) {
        Ok(prefix) => return Some(prefix),
        Err(PrefixFault::HostBits(network)) => fault::address_prefix_host_bits(at, text, &network),
        Err(PrefixFault::Spelling(meant)) => fault::address_not_canonical(at, text, &meant),
        Err(PrefixFault::NotAPrefix) => fault::address_prefix_invalid(at, text, A::BITS, "there is no `/` and a prefix length"),
        Err(PrefixFault::Address) => fault::address_prefix_invalid(at, text, A::BITS, "the part before `/` is not an address"),
        Err(PrefixFault::Length) => fault::address_prefix_invalid(at, text, A::BITS, "the part after `/` is not a prefix length"),
    };
    at.report(found);
    None
}

text_read!(String, Name, Ipv4, Ipv6, AnyAddress, AnyPrefix);

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

/// An IPv6 address as a pattern of a schema: what it cannot say about the number of groups, the engine does.
const V6: &str = r"[0-9a-f:]*:[0-9a-f:.]*";

impl Schema for Ipv6 {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string", "pattern": format!("^{V6}$"), "examples": ["fd00:20:0:1::4"] })
    }
}

impl Schema for AnyAddress {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        let pattern = format!(r"^(({OCTET}\.){{3}}{OCTET}|{V6})$");
        serde_json::json!({ "type": "string", "pattern": pattern, "examples": ["10.20.1.4", "fd00:20:0:1::4"] })
    }
}

impl Schema for AnyPrefix {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        let pattern = format!(r"^(({OCTET}\.){{3}}{OCTET}/(3[0-2]|[12]?\d)|{V6}/(12[0-8]|1[01]\d|[1-9]?\d))$");
        serde_json::json!({ "type": "string", "pattern": pattern, "examples": ["10.20.1.0/24", "fd00:20:0:1::/64"] })
    }
}

/// Reads a boolean.
#[derive(Default)]
pub(crate) struct Boolean(Option<bool>);

impl Target for Boolean {
    fn expected(&self) -> &'static str {
        "true or false"
    }

    fn boolean(&mut self, value: bool, _: &At<'_>) {
        self.0 = Some(value);
    }
}

impl Read for bool {
    type Reader = Boolean;

    fn take(reader: &mut Boolean) -> Option<Self> {
        reader.0.take()
    }
}

impl Schema for bool {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "boolean" })
    }
}

/// A kind of whole number.
pub(crate) trait Whole: TryFrom<u64> {
    /// The largest one.
    const MOST: u32;
}

impl Whole for u32 {
    const MOST: u32 = Self::MAX;
}

/// A port.
impl Whole for u16 {
    const MOST: u32 = Self::MAX as u32;
}

/// Reads a whole number.
pub(crate) struct Number<T>(Option<T>);

impl<T> Default for Number<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Whole> Target for Number<T> {
    fn expected(&self) -> &'static str {
        "a whole number"
    }

    fn number(&mut self, value: Option<u64>, at: &At<'_>) {
        self.0 = value.and_then(|value| T::try_from(value).ok());
        if self.0.is_none() {
            at.report(fault::number_out_of_range(at, T::MOST));
        }
    }
}

/// Implements [`Read`] for whole numbers.
macro_rules! whole_read {
    ($($type:ty),*) => { $(
        impl Read for $type {
            type Reader = Number<Self>;

            fn take(reader: &mut Self::Reader) -> Option<Self> {
                reader.0.take()
            }
        }
    )* };
}

whole_read!(u32, u16);

impl Schema for u32 {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "integer", "minimum": 0 })
    }
}

impl Schema for u16 {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "integer", "minimum": 0, "maximum": Self::MAX })
    }
}
