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

    /// A number that is equal for equal names, and now and then for others.
    pub fn digest(&self) -> u64 {
        digest(&self.0)
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
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.digest());
    }
}

/// An odd number whose bits look random: 2^64 divided by the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number that is equal for texts that differ in case only, and now and then for others.
fn digest(text: &str) -> u64 {
    // Sets the bit by which small and capital letters differ, in eight bytes at once.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mix = |digest: u64, word: u64| {
        let mixed = (digest ^ (word | SMALL)).wrapping_mul(MIX);
        mixed ^ (mixed >> 29)
    };
    let digest = words.iter().fold(text.len() as u64, |digest, word| mix(digest, u64::from_le_bytes(*word)));
    mix(digest, rest.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)))
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
