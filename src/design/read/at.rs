//! Where a reader stands, and where its findings go.

use std::cell::RefCell;

use super::Key;
use crate::design::place::Place;
use crate::diagnostic::{Diagnostic, Severity};

/// The most findings that one document can give; one more finding then says that there were others.
///
/// A bound, because a hostile document of 50 MB could otherwise give millions.
pub(crate) const MOST_FINDINGS: usize = 10_000;

/// Collects findings.
#[derive(Default)]
pub(crate) struct Sink {
    found: RefCell<Vec<Diagnostic>>,
}

impl Sink {
    /// Keeps a finding, up to the bound.
    pub(crate) fn report(&self, finding: Diagnostic) {
        let mut found = self.found.borrow_mut();
        if found.len() < MOST_FINDINGS {
            found.push(finding);
        } else if found.len() == MOST_FINDINGS {
            let message = format!("the first {MOST_FINDINGS} problems are shown; there are more");
            found.push(Diagnostic::new("too-many-problems", Severity::Error, "", message));
        }
    }

    /// All findings, in the order of the document.
    pub(crate) fn into_findings(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }
}

/// One step into the document.
#[derive(Clone, Copy)]
enum Step {
    Root,
    Key(Key),
    Index(u32),
}

/// The place a reader stands at: a chain of steps on the stack, written out only for a finding.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    up: Option<&'a At<'a>>,
    step: Step,
    sink: &'a Sink,
}

impl<'a> At<'a> {
    /// The whole document.
    pub(crate) fn root(sink: &'a Sink) -> Self {
        Self { up: None, step: Step::Root, sink }
    }

    /// A member of the object that stands here.
    pub(crate) fn key(&'a self, key: Key) -> At<'a> {
        At { up: Some(self), step: Step::Key(key), sink: self.sink }
    }

    /// An element of the array that stands here.
    pub(crate) fn index(&'a self, index: u32) -> At<'a> {
        At { up: Some(self), step: Step::Index(index), sink: self.sink }
    }

    /// The JSON pointer.
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = self.up.map_or_else(String::new, At::pointer);
        match self.step {
            Step::Root => {}
            Step::Key(key) => pointer.extend(["/", key]),
            Step::Index(index) => pointer.extend(["/", &index.to_string()]),
        }
        pointer
    }

    /// The JSON pointer of a member whose name comes from the document.
    pub(crate) fn pointer_to(&self, key: &str) -> String {
        format!("{}/{}", self.pointer(), key.replace('~', "~0").replace('/', "~1"))
    }

    /// The place of the object that stands here.
    pub(crate) fn place(&self) -> Place {
        let Some(up) = self.up else { return Place::default() };
        match (self.step, up.step, up.up) {
            (Step::Index(index), Step::Key(key), Some(outer)) => outer.place().inner(key, index),
            (Step::Key(key), ..) => up.place().member(key),
            _ => up.place(),
        }
    }

    /// Reports a finding.
    #[cold]
    #[inline(never)]
    pub(crate) fn report(&self, finding: Diagnostic) {
        self.sink.report(finding);
    }

    /// Reports that a value is of the wrong JSON type.
    // Every target has a copy of what calls it.
    #[cold]
    #[inline(never)]
    pub(crate) fn wrong_type(&self, expected: &str, found: &str) {
        self.report(super::fault::wrong_type(self, expected, found));
    }
}
