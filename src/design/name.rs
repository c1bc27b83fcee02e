//! Names, compared as Azure compares them.

use std::fmt;
use std::hash::{Hash, Hasher};

use smol_str::SmolStr;

/// The name of a resource or of something inside one; equal when it differs in case only. Short ones need no memory of their own.
///
/// Source: Microsoft Learn, "Naming rules and restrictions for Azure resources": resource names are case-insensitive.
#[derive(Clone, Debug, Default)]
pub struct Name(SmolStr);

impl Name {
    /// The name as the design spells it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `text` is this name.
    pub fn is(&self, text: &str) -> bool {
        self.0.eq_ignore_ascii_case(text)
    }

    /// One spelling for all names that are equal, for sorting and for maps.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(SmolStr::new(text))
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.is(&other.0)
    }
}

impl Eq for Name {}

impl Hash for Name {
    // A chunk is never longer than the buffer.
    #[allow(clippy::indexing_slicing)]
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Folded in pieces: a hasher is much faster over a few bytes together than over one at a time.
        for piece in self.0.as_bytes().chunks(32) {
            let mut folded = [0; 32];
            let folded = &mut folded[..piece.len()];
            folded.copy_from_slice(piece);
            folded.make_ascii_lowercase();
            state.write(folded);
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
