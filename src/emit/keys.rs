//! Numbers for the keys of resources, so that what is known of each stands in a list.

use std::collections::BTreeMap;

/// Keys by number, in the order in which they were first named.
#[derive(Default)]
pub(super) struct Keys<'k>(BTreeMap<&'k str, usize>);

impl<'k> Keys<'k> {
    /// The number of a key that may be new.
    pub(super) fn number(&mut self, key: &'k str) -> usize {
        let next = self.0.len();
        self.find(key).unwrap_or_else(|| self.0.insert(key, next).unwrap_or(next))
    }

    /// How many keys have numbers.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The number of a key that has been named.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.0.get(key).copied()
    }
}
