//! Lists of values that do not know where they stand: prefixes, addresses, numbers, names.
//!
//! What could not be read is left out of such a list. A finding about a value behind it must still point at the element that was
//! written, because its fix changes the document there.

use std::ops::{Deref, DerefMut};
use std::slice;

/// What could be read of an array, each value with its index in the document.
#[derive(Clone, Debug)]
pub struct List<T> {
    values: Vec<T>,
    /// For each element that was left out, how many values stand before it: ascending, and empty for almost every list.
    left_out: Box<[u32]>,
}

impl<T> List<T> {
    /// The values; for each element that was left out, how many of them stand before it, ascending.
    pub(super) fn with_gaps(values: Vec<T>, left_out: Vec<u32>) -> Self {
        Self { values, left_out: left_out.into_boxed_slice() }
    }

    /// The index in the document of the value at `position`.
    pub fn index(&self, position: usize) -> usize {
        position + self.left_out.partition_point(|before| *before as usize <= position)
    }

    /// The values, each with its index in the document.
    pub fn placed(&self) -> impl Iterator<Item = (usize, &T)> + Clone {
        self.values.iter().enumerate().map(|(position, value)| (self.index(position), value))
    }

    /// The values to be changed, each with its index in the document.
    pub fn placed_mut(&mut self) -> impl Iterator<Item = (usize, &mut T)> {
        let Self { values, left_out } = self;
        let index = |position: usize| position + left_out.partition_point(|before| *before as usize <= position);
        values.iter_mut().enumerate().map(move |(position, value)| (index(position), value))
    }

    /// Whether every element could be read.
    pub fn is_whole(&self) -> bool {
        self.left_out.is_empty()
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(values: Vec<T>) -> Self {
        Self::with_gaps(values, Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.values
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.values
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = slice::Iter<'l, T>;

    fn into_iter(self) -> slice::Iter<'l, T> {
        self.values.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn values_keep_the_index_that_they_were_written_at() {
        // Written as ? a ? ? b c ?, where a question mark could not be read.
        let list = List::with_gaps(vec!['a', 'b', 'c'], vec![0, 1, 1, 3]);
        assert_eq!(list.placed().collect::<Vec<_>>(), [(1, &'a'), (4, &'b'), (5, &'c')]);
        assert_eq!((0..3).map(|position| list.index(position)).collect::<Vec<_>>(), [1, 4, 5]);
        assert!(!list.is_whole());
    }

    #[test]
    fn a_list_that_was_read_whole_is_numbered_from_zero() {
        let mut list = List::from(vec!['a', 'b']);
        assert_eq!(list.placed_mut().map(|(index, value)| (index, *value)).collect::<Vec<_>>(), [(0, 'a'), (1, 'b')]);
        assert!(list.is_whole());
    }
}
