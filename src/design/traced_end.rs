//! An end of a trace as a question writes it: a string or an object, read as an end of an intent is.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};

use super::endpoint::{Endpoint, EndpointReader, WrittenEndpoint, endpoint_named};
use super::model::Design;
use super::name::Name;
use super::read::{At, Sink, drive_from, fault};

/// An end of a trace, as written.
#[derive(Clone, Debug)]
pub struct TracedEnd(WrittenEndpoint);

impl TracedEnd {
    /// What it means in `design`; the error says what the design does not have.
    pub fn resolve(&self, design: &Design) -> Result<Endpoint, String> {
        match &self.0 {
            WrittenEndpoint::Text(text) => endpoint_named(design, text.as_str()),
            WrittenEndpoint::Named(named) => {
                let (name, kind, _) = named.only()?;
                let found = design.names.get(kind, name.as_str()).map(|entry| Endpoint::of(kind, entry.index));
                found.ok_or_else(|| format!("no {} is named `{}`", kind.noun(), fault::shown(name.as_str())))
            }
        }
    }
}

impl Default for TracedEnd {
    fn default() -> Self {
        Self::from("")
    }
}

impl From<&str> for TracedEnd {
    fn from(text: &str) -> Self {
        Self(WrittenEndpoint::Text(Name::from(text)))
    }
}

/// The string, or the name that the object has.
impl fmt::Display for TracedEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            WrittenEndpoint::Text(text) => f.write_str(text.as_str()),
            WrittenEndpoint::Named(named) => f.write_str(named.only().map_or("", |(name, ..)| name.as_str())),
        }
    }
}

impl<'de> Deserialize<'de> for TracedEnd {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let (sink, mut reader) = (Sink::default(), EndpointReader::default());
        drive_from(input, &mut reader, At::root(&sink))?;
        if let Some(first) = sink.into_findings().into_iter().next() {
            let member = first.path.strip_prefix('/').map(|member| format!("`{member}` of an endpoint: ")).unwrap_or_default();
            let hint = first.hint.map(|hint| format!("; {hint}")).unwrap_or_default();
            return Err(D::Error::custom(format!("{member}{}{hint}", first.message)));
        }
        let written = reader.written.ok_or_else(|| D::Error::custom("expected an endpoint: a string or an object"))?;
        if let WrittenEndpoint::Named(named) = &written {
            named.only().map_err(D::Error::custom)?;
        }
        Ok(Self(written))
    }
}
