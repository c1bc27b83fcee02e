//! A question about one packet, read as a document is: everything that is wrong with it is a located finding.

use super::appliance::IpVersion;
use super::decode::reason;
use super::endpoint::{Endpoint, Endpoints};
use super::intent::Protocol;
use super::link::traced_ends;
use super::model::Design;
use super::read::{At, Read, Sink, drive};
use crate::diagnostic::{Diagnostic, Severity};

record! {
    /// A question about one packet: the ends that intents have, or the bare name of what an object would name.
    TraceQuery: "a question about one packet" {
        /// Where the packet starts.
        "from" => from: required Endpoints;
        /// Where it goes.
        "to" => to: required Endpoints;
        /// The protocol; any by default.
        "protocol" => protocol: optional Protocol;
        /// Destination port.
        "port" => port: optional u16;
        /// The family; where nothing is said, IPv4 if both ends have it.
        "ipVersion" => ip_version: optional IpVersion;
    }
}

/// One side of a trace: its ends, of which there is at least one, in the order of the list.
#[derive(Clone, Debug)]
pub struct TracedEnds {
    first: TracedEnd,
    others: Vec<TracedEnd>,
}

impl TracedEnds {
    /// What the first end that will do gives; else why the first of all does not do.
    pub fn first_that<T>(&self, mut attempt: impl FnMut(&TracedEnd) -> Result<T, Box<Diagnostic>>) -> Result<T, Box<Diagnostic>> {
        attempt(&self.first).or_else(|wrong| self.others.iter().find_map(|end| attempt(end).ok()).ok_or(wrong))
    }
}

/// An end of a trace, of which each member of a list is one.
#[derive(Clone, Debug)]
pub struct TracedEnd {
    /// What it means.
    pub endpoint: Endpoint,
    /// The string, or the name that the object has.
    pub name: String,
    /// JSON pointer into the question.
    pub path: String,
}

impl TracedEnd {
    /// `endpoint-not-traceable`: it means something, and no packet can start there or go there.
    pub fn unfit(&self, message: String) -> Box<Diagnostic> {
        Box::new(Diagnostic::new("endpoint-not-traceable", Severity::Error, self.path.clone(), message))
    }
}

impl TraceQuery {
    /// Reads a question from JSON text.
    pub fn read(text: &str) -> Result<Self, Vec<Diagnostic>> {
        let sink = Sink::default();
        let mut reader = <Self as Read>::Reader::default();
        if let Err(error) = drive(text, &mut reader, At::root(&sink)) {
            return Err(vec![Diagnostic::new("document-not-json", Severity::Error, "", reason(&error))]);
        }
        let findings = sink.into_findings();
        Self::take(&mut reader).filter(|_| findings.is_empty()).ok_or(findings)
    }

    /// What `from` and `to` mean in `design`, or everything that is wrong with them.
    pub fn ends(&self, design: &Design) -> Result<(TracedEnds, TracedEnds), Vec<Diagnostic>> {
        let sink = Sink::default();
        let side = |ends: &Endpoints, key: &str| {
            let mut traced = traced_ends(design, ends, key, &sink).into_iter();
            Some(TracedEnds { first: traced.next()?, others: traced.collect() })
        };
        let (from, to) = (side(&self.from, "from"), side(&self.to, "to"));
        let findings = sink.into_findings();
        from.zip(to).filter(|_| findings.is_empty()).ok_or(findings)
    }
}

impl Default for TraceQuery {
    fn default() -> Self {
        let nobody = Endpoints::default;
        Self { at: Default::default(), from: nobody(), to: nobody(), protocol: None, port: None, ip_version: None }
    }
}
