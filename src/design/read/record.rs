//! Objects with known members: the `record!` macro makes the type, its reader and its schema from one declaration.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::schema::Member;
use super::{At, Definitions, fault};

/// An object with known members.
pub(crate) trait Record: Sized {
    /// What a person would call it: `a subnet`.
    const NOUN: &'static str;
    /// The members' names.
    const KEYS: &'static [&'static str];
    /// Members of the language that this version does not implement.
    const LATER: &'static [&'static str];

    /// The number of a member.
    fn field(key: &str) -> Option<usize>;
    /// Reads the members.
    fn read_members<'de, M: MapAccess<'de>>(members: M, at: At<'_>) -> Result<Option<Self>, M::Error>;
    /// The members' schemas.
    fn members(definitions: &mut Definitions) -> Vec<Member>;
}

/// A member's name as it was read.
pub(crate) enum Field {
    /// The number of a known member.
    Known(usize),
    /// The name of an unknown member.
    Unknown(String),
}

/// Reads the name of a member of `R`.
pub(crate) struct KeySeed<R>(PhantomData<R>);

impl<R> KeySeed<R> {
    /// Reads the next name.
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, R: Record> DeserializeSeed<'de> for KeySeed<R> {
    type Value = Field;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Field, D::Error> {
        input.deserialize_str(self)
    }
}

impl<R: Record> Visitor<'_> for KeySeed<R> {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Field, E> {
        Ok(R::field(key).map_or_else(|| Field::Unknown(key.to_owned()), Field::Known))
    }
}

/// Reads a record.
pub(crate) struct RecordVisitor<'a, R> {
    at: At<'a>,
    kind: PhantomData<R>,
}

impl<'a, R> RecordVisitor<'a, R> {
    /// Reads an `R` at `at`.
    pub(crate) fn new(at: At<'a>) -> Self {
        Self { at, kind: PhantomData }
    }
}

impl<'de, R: Record> Visitor<'de> for RecordVisitor<'_, R> {
    type Value = Option<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(R::NOUN)
    }

    fn visit_map<M: MapAccess<'de>>(self, members: M) -> Result<Self::Value, M::Error> {
        R::read_members(members, self.at)
    }

    refuse!(&format!("an object ({})", R::NOUN); bool, number, text, null, array);
}

/// Reports a member that is not known, or not known yet.
pub(crate) fn unknown_property<R: Record>(at: &At<'_>, key: &str) {
    if R::LATER.contains(&key) {
        let mut finding = fault::not_supported_yet(at, &format!("`{key}`"));
        finding.path = at.pointer_to(key);
        at.report(finding);
    } else {
        let known = R::KEYS.iter().chain(R::LATER).copied();
        at.report(fault::unknown_property(at, key, super::schema::nearest(key, known)));
    }
}

/// Declares an object of the language: its type, its reader and its schema.
///
/// A member is `required` (the object is left out without it), `optional` (an `Option`), or has a `default`.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $record:ident: $noun:literal {
            $( $(#[doc = $member_doc:literal])* $key:literal => $field:ident: $presence:ident $type:ty $(= $default:expr)?; )*
        }
        $(later { $($later:literal),* $(,)? })?
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        // Some members are accepted and mean nothing here (`$schema`), and not every object is spoken of by its place.
        #[allow(dead_code)]
        pub struct $record {
            /// Where it stands in the document.
            pub at: $crate::design::place::Place,
            $( $(#[doc = $member_doc])* pub $field: record!(@type $presence $type), )*
        }

        impl $crate::design::read::Read for $record {
            fn read<'de, D: serde::de::Deserializer<'de>>(input: D, at: $crate::design::read::At<'_>) -> Result<Option<Self>, D::Error> {
                input.deserialize_any($crate::design::read::RecordVisitor::new(at))
            }
        }

        impl $crate::design::read::Schema for $record {
            fn schema(definitions: &mut $crate::design::read::Definitions) -> serde_json::Value {
                let doc = $crate::design::read::schema::doc(&[$($doc),*]);
                $crate::design::read::schema::object(definitions, stringify!($record), &doc, <Self as $crate::design::read::Record>::members)
            }
        }

        const _: () = {
            use $crate::design::read::{At, Definitions, Field, KeySeed, Record, Schema, Seed, fault, schema};

            #[allow(non_camel_case_types)]
            enum Index { $($field,)* }

            impl Record for $record {
                const NOUN: &'static str = $noun;
                const KEYS: &'static [&'static str] = &[$($key),*];
                const LATER: &'static [&'static str] = &[$($($later),*)?];

                fn field(key: &str) -> Option<usize> {
                    match key {
                        $( $key => Some(Index::$field as usize), )*
                        _ => None,
                    }
                }

                fn read_members<'de, M: serde::de::MapAccess<'de>>(mut members: M, at: At<'_>) -> Result<Option<Self>, M::Error> {
                    $( let mut $field: Option<Option<$type>> = None; )*
                    while let Some(field) = members.next_key_seed(KeySeed::<Self>::new())? {
                        match field {
                            $(
                                Field::Known(index) if index == Index::$field as usize => {
                                    if $field.is_some() {
                                        at.report(fault::duplicate_property(&at, $key));
                                        members.next_value::<serde::de::IgnoredAny>()?;
                                    } else {
                                        $field = Some(members.next_value_seed(Seed::new(at.key($key)))?);
                                    }
                                }
                            )*
                            Field::Known(_) => { members.next_value::<serde::de::IgnoredAny>()?; }
                            Field::Unknown(key) => {
                                $crate::design::read::unknown_property::<Self>(&at, &key);
                                members.next_value::<serde::de::IgnoredAny>()?;
                            }
                        }
                    }
                    $( record!(@missing $presence $field, $key, at); )*
                    Ok(Some(Self {
                        at: at.place(),
                        $( $field: record!(@value $presence $field $(, $default)?), )*
                    }))
                }

                fn members(_definitions: &mut Definitions) -> Vec<schema::Member> {
                    vec![ $( schema::Member {
                        key: $key,
                        doc: schema::doc(&[$($member_doc),*]),
                        schema: <$type as Schema>::schema(_definitions),
                        required: record!(@required $presence),
                    }, )* ]
                }
            }
        };
    };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@type default $type:ty) => { $type };
    (@required required) => { true };
    (@required optional) => { false };
    (@required default) => { false };
    (@missing required $field:ident, $key:literal, $at:ident) => {
        if $field.is_none() {
            $at.report(fault::missing_property(&$at, <Self as Record>::NOUN, $key));
        }
    };
    (@missing $presence:ident $field:ident, $key:literal, $at:ident) => {};
    (@value required $field:ident) => {
        match $field.flatten() {
            Some(value) => value,
            None => return Ok(None),
        }
    };
    (@value optional $field:ident) => { $field.flatten() };
    (@value default $field:ident, $default:expr) => { $field.flatten().unwrap_or_else(|| $default) };
}
