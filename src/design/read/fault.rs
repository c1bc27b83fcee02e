//! What can be wrong with the document as a document, one function a fault.

use std::fmt::Display;

use super::At;
use crate::diagnostic::{Diagnostic, Severity};

fn error(code: &'static str, at: &At<'_>, message: String) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, at.pointer(), message)
}

/// Text of the document as a message shows it: cut where it is long.
pub fn shown(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// `wrong-type`: a value is of another JSON type than the language has there.
pub(crate) fn wrong_type(at: &At<'_>, expected: &str, found: &str) -> Diagnostic {
    error("wrong-type", at, format!("expected {expected}, found {found}"))
}

/// `unknown-property`: an object has a member that the language does not know.
pub(crate) fn unknown_property(at: &At<'_>, key: &str, nearest: Option<&str>) -> Diagnostic {
    let mut finding = error("unknown-property", at, format!("unknown property `{}`", shown(key)));
    finding.path = at.pointer_to(key);
    match nearest {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding,
    }
}

/// `missing-property`: an object lacks a member that it must have.
pub(crate) fn missing_property(at: &At<'_>, noun: &str, key: &str) -> Diagnostic {
    error("missing-property", at, format!("{noun} has no `{key}`"))
}

/// `duplicate-property`: an object has the same member twice.
pub(crate) fn duplicate_property(at: &At<'_>, key: &str) -> Diagnostic {
    let mut finding = error("duplicate-property", at, format!("`{key}` stands here twice; the first one counts"));
    finding.path = at.pointer_to(key);
    finding
}

/// `value-unknown`: a string is none of the values that the language has there.
pub(crate) fn value_unknown(at: &At<'_>, text: &str, known: &[&str]) -> Diagnostic {
    let finding = error("value-unknown", at, format!("unknown value `{}`", shown(text)));
    match super::schema::nearest(text, known.iter().copied()) {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")).replacing(at.pointer(), nearest),
        None => finding.hint(format!("known values: {}", known.join(", "))),
    }
}

/// `number-out-of-range`: a number is negative, not whole, or too large.
pub(crate) fn number_out_of_range(at: &At<'_>, most: u32) -> Diagnostic {
    error("number-out-of-range", at, format!("expected a whole number from 0 to {most}"))
}

/// `address-invalid`: a string is not an IPv4 address.
pub(crate) fn address_invalid(at: &At<'_>, text: &str) -> Diagnostic {
    error("address-invalid", at, format!("`{}` is not an IPv4 address", shown(text)))
        .hint("write four numbers from 0 to 255 without leading zeros, such as 10.20.1.4")
        .arm("InvalidRequestFormat")
}

/// `address-invalid`: a string is not an IPv6 address.
pub(crate) fn address_v6_invalid(at: &At<'_>, text: &str) -> Diagnostic {
    error("address-invalid", at, format!("`{}` is not an IPv6 address", shown(text)))
        .hint("write groups of hexadecimal digits, such as fd00:20:0:1::4")
        .arm("InvalidRequestFormat")
}

/// `address-not-canonical`: an IPv6 address or prefix is not spelled as RFC 5952 has it.
pub(crate) fn address_not_canonical(at: &At<'_>, text: &str, meant: &dyn Display) -> Diagnostic {
    error("address-not-canonical", at, format!("`{}` is written {meant} in the canonical form", shown(text)))
        .hint("write lower case, no leading zeros, and the longest run of zeros as `::`")
        .replacing(at.pointer(), meant.to_string())
}

/// `address-prefix-invalid`: a string is not an address prefix.
///
/// Source of the ARM code: Azure/azure-service-operator lists it among the errors of malformed prefixes.
pub(crate) fn address_prefix_invalid(at: &At<'_>, text: &str, most: u8, why: &str) -> Diagnostic {
    let example = if most > 32 { "fd00:20:0:1::/64" } else { "10.20.1.0/24, without leading zeros" };
    error("address-prefix-invalid", at, format!("`{}` is not an address prefix: {why}", shown(text)))
        .hint(format!("write a prefix such as {example}; its length is at most {most}"))
        .arm("NetcfgInvalidIPAddressPrefix")
}

/// `address-prefix-host-bits`: an address prefix has bits set below its length.
///
/// Azure refuses it for subnets with `InvalidCIDRNotation`; the same validator is assumed elsewhere.
pub(crate) fn address_prefix_host_bits(at: &At<'_>, text: &str, network: &dyn Display) -> Diagnostic {
    error("address-prefix-host-bits", at, format!("`{text}` has address bits set below its prefix length"))
        .hint(format!("the prefix that holds this address is {network}"))
        .replacing(at.pointer(), network.to_string())
        .arm("InvalidCIDRNotation")
}
