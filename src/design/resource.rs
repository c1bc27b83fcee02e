//! What every resource has: a name, where it lives, and whether somebody else owns it.

use super::name::Name;
use super::place::Place;
use super::read::{At, Definitions, Leaf, Member, Read, Schema, Target};

/// The members that every resource shares; what is absent is inherited from the top of the design.
pub trait Resource {
    /// The resource's name.
    fn name(&self) -> &Name;
    /// Its place in the document.
    fn place(&self) -> Place;
    /// Its Azure region, where it has one of its own.
    fn location(&self) -> Option<&str>;
    /// Its resource group, where it has one of its own.
    fn resource_group(&self) -> Option<&str>;
    /// Its subscription, where it has one of its own.
    fn subscription(&self) -> Option<&str>;
    /// Its tags.
    fn tags(&self) -> Option<&Tags>;
    /// Whether it is part of the network and never written.
    fn existing(&self) -> bool;
    /// Its resource id, where the design states it.
    fn id(&self) -> Option<&str>;
}

/// Declares a resource of the language: a record with the shared members added.
macro_rules! resource {
    ( $(#[doc = $doc:literal])* $record:ident: $noun:literal { $($members:tt)* } $($rest:tt)* ) => {
        record! {
            $(#[doc = $doc])*
            $record: $noun {
                /// Name of the resource; compared without regard to case, as Azure does.
                "name" => name: required $crate::design::Name;
                $($members)*
                /// Azure region; the design's own by default.
                "location" => location: optional String;
                /// Resource group; the design's own by default.
                "resourceGroup" => resource_group: optional String;
                /// Subscription id; the one deployed to by default.
                "subscription" => subscription: optional String;
                /// Tags; the design's own by default.
                "tags" => tags: optional $crate::design::Tags;
                /// Part of the network and of every proof, owned by someone else, never written.
                "existing" => existing: default bool = false;
                /// Resource id of an existing resource.
                "id" => id: optional String;
            }
            $($rest)*
        }

        impl $crate::design::Resource for $record {
            fn name(&self) -> &$crate::design::Name { &self.name }
            fn place(&self) -> $crate::design::Place { self.at }
            fn location(&self) -> Option<&str> { self.location.as_deref() }
            fn resource_group(&self) -> Option<&str> { self.resource_group.as_deref() }
            fn subscription(&self) -> Option<&str> { self.subscription.as_deref() }
            fn tags(&self) -> Option<&$crate::design::Tags> { self.tags.as_ref() }
            fn existing(&self) -> bool { self.existing }
            fn id(&self) -> Option<&str> { self.id.as_deref() }
        }
    };
}

/// Tags: names and values in the order of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(pub Vec<(String, String)>);

/// Reads tags: an object whose members have names of the user's.
#[derive(Default)]
pub(crate) struct TagsReader {
    tags: Option<Vec<(String, String)>>,
    name: String,
    value: Leaf<String>,
}

impl TagsReader {
    /// Keeps the tag that has been read last.
    fn keep(&mut self) {
        let name = std::mem::take(&mut self.name);
        let tag = self.value.0.take().map(|value| (name, value));
        self.tags.get_or_insert_default().extend(tag);
    }
}

impl Target for TagsReader {
    fn expected(&self) -> &'static str {
        "an object of strings"
    }

    fn takes_object(&self) -> bool {
        true
    }

    fn member(&mut self, key: &str) -> Member<'_> {
        self.keep();
        key.clone_into(&mut self.name);
        Member::Own(&mut self.value)
    }

    fn end_object(&mut self, _: &At<'_>) {
        self.keep();
    }
}

impl Read for Tags {
    type Reader = TagsReader;

    fn take(reader: &mut TagsReader) -> Option<Self> {
        reader.tags.take().map(Self)
    }
}

impl Schema for Tags {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "object", "additionalProperties": { "type": "string" } })
    }
}

/// Declares the values of a string property, spelt as ARM spells them.
macro_rules! words {
    ( $(#[$meta:meta])* $name:ident: $expected:literal { $( $(#[doc = $doc:literal])* $variant:ident = $word:literal, )* } ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $doc])* $variant, )* }

        impl $name {
            /// The value as ARM spells it.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            /// Reads the value; ARM's spelling only.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $( $word => Some(Self::$variant), )* _ => None }
            }

            /// All values as ARM spells them.
            pub const WORDS: &'static [&'static str] = &[$($word),*];
        }

        impl $crate::design::read::Schema for $name {
            fn schema(_: &mut $crate::design::read::Definitions) -> serde_json::Value {
                let descriptions = [$($crate::design::read::schema::doc(&[$($doc),*])),*];
                serde_json::json!({ "type": "string", "enum": Self::WORDS, "enumDescriptions": descriptions })
            }
        }
    };
}

/// Reads a `words!` type, reporting every other string.
macro_rules! words_read {
    ($($name:ident: $expected:literal),*) => { $(
        impl $crate::design::read::Text for $name {
            const EXPECTED: &'static str = $expected;

            fn from_text(text: &str, at: &$crate::design::read::At<'_>) -> Option<Self> {
                let value = Self::parse(text);
                if value.is_none() {
                    at.report($crate::design::read::fault::value_unknown(at, text, Self::WORDS));
                }
                value
            }
        }
        $crate::design::read::text_read!($name);
    )* };
}
