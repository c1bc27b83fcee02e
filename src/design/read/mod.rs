//! Reading the document: every problem becomes a located finding and the rest is still read.
//!
//! Serde's derived readers stop at the first problem and do not know where they are. Here a single visitor ([`drive`])
//! walks the document and fills [`Target`]s, which know what belongs where; each carries its place ([`At`]) and reports into
//! a [`Sink`]. Only text that is not JSON stops it. A target is an object of few methods rather than a generic visitor,
//! because a visitor for each type of the language would be a third of the whole module.

mod at;
mod drive;
pub(crate) mod fault;
mod leaf;
mod list;
#[macro_use]
mod record;
pub(crate) mod schema;

pub(crate) use at::{At, Sink};
pub(crate) use drive::drive;
pub(crate) use leaf::{Leaf, Text, text_read};
pub(crate) use record::{Record, Slot};
pub(crate) use schema::{Definitions, Schema};

/// A type of the language: what reads it, and what has been read.
pub(crate) trait Read: Sized {
    /// What reads it.
    type Reader: Target + Default;

    /// What has been read; `None` when the value is of the wrong shape, which has been reported.
    fn take(reader: &mut Self::Reader) -> Option<Self>;
}

/// Something that one value of the document is read into.
///
/// Every method but `expected` stands for a kind of value that is not wanted here until a target says otherwise.
pub(crate) trait Target {
    /// What a person would call the value that is wanted: `a string`, `an address prefix`.
    fn expected(&self) -> &'static str;

    /// A string.
    fn text(&mut self, _text: &str, at: &At<'_>) {
        at.wrong_type(self.expected(), "a string");
    }

    /// A boolean.
    fn boolean(&mut self, _value: bool, at: &At<'_>) {
        at.wrong_type(self.expected(), "a boolean");
    }

    /// A number; `None` when it is negative or not whole.
    fn number(&mut self, _value: Option<u64>, at: &At<'_>) {
        at.wrong_type(self.expected(), "a number");
    }

    /// Whether an object may stand here.
    fn takes_object(&self) -> bool {
        false
    }

    /// The target of a member of the object.
    fn member(&mut self, _key: &str) -> Member<'_> {
        Member::Unknown
    }

    /// The names of the members that the object has.
    fn keys(&self) -> &'static [&'static str] {
        &[]
    }

    /// The object is over.
    fn end_object(&mut self, _at: &At<'_>) {}

    /// Whether an array may stand here.
    fn takes_array(&self) -> bool {
        false
    }

    /// The target of the next element of the array.
    fn element(&mut self) -> Option<&mut dyn Target> {
        None
    }

    /// The array is over.
    fn end_array(&mut self) {}
}

/// The name of a member of the language: a single word, because two that were written apart and are then copied as one keep the
/// processor waiting, at every member of a document.
pub(crate) type Key = &'static &'static str;

/// Where the value of a member goes.
pub(crate) enum Member<'t> {
    /// To a member of this name.
    Known(Key, &'t mut dyn Target),
    /// To the object itself, whose members have names of the user's.
    Own(&'t mut dyn Target),
    /// Nowhere: the member has been given already.
    Twice(Key),
    /// Nowhere: there is no such member.
    Unknown,
}
