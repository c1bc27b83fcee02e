//! Objects with known members: the `record!` macro makes the type, its reader and its schema from one declaration.

use super::schema::{self, Definitions};
use super::{Key, Member, Read};

/// An object with known members.
pub(crate) trait Record {
    /// The members' schemas.
    fn members(definitions: &mut Definitions) -> Vec<schema::Member>;
}

/// The reader of one member, and whether the member has been given.
pub(crate) struct Slot<T: Read> {
    reader: T::Reader,
    given: bool,
}

impl<T: Read> Default for Slot<T> {
    fn default() -> Self {
        Self { reader: T::Reader::default(), given: false }
    }
}

impl<T: Read> Slot<T> {
    /// Where the value of the member goes.
    pub(crate) fn open(&mut self, key: Key) -> Member<'_> {
        if std::mem::replace(&mut self.given, true) { Member::Twice(key) } else { Member::Known(key, &mut self.reader) }
    }

    /// Whether the member has been given, in whatever shape.
    pub(crate) fn given(&self) -> bool {
        self.given
    }

    /// What has been read.
    pub(crate) fn take(&mut self) -> Option<T> {
        T::take(&mut self.reader)
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

        impl $crate::design::read::Schema for $record {
            fn schema(definitions: &mut $crate::design::read::Definitions) -> serde_json::Value {
                let doc = $crate::design::read::schema::doc(&[$($doc),*]);
                $crate::design::read::schema::object(definitions, stringify!($record), &doc, <Self as $crate::design::read::Record>::members)
            }
        }

        const _: () = {
            use $crate::design::read::{At, Definitions, Member, Read, Record, Schema, Slot, Target, schema};

            /// What has been read of the object so far.
            #[derive(Default)]
            pub(crate) struct Reader {
                /// Where the object stands, once it is over.
                at: Option<$crate::design::place::Place>,
                $( $field: Slot<$type>, )*
            }

            impl Read for $record {
                type Reader = Reader;

                fn take(reader: &mut Reader) -> Option<Self> {
                    Some(Self { at: reader.at.take()?, $( $field: record!(@value $presence reader.$field $(, $default)?), )* })
                }
            }

            impl Target for Reader {
                fn expected(&self) -> &'static str {
                    concat!("an object (", $noun, ")")
                }

                fn takes_object(&self) -> bool {
                    true
                }

                fn member(&mut self, key: &str) -> Member<'_> {
                    match key {
                        $( $key => self.$field.open(&$key), )*
                        _ => Member::Unknown,
                    }
                }

                fn keys(&self) -> &'static [&'static str] {
                    &[$($key),*]
                }

                fn end_object(&mut self, at: &At<'_>) {
                    $( record!(@missing $presence self.$field, $noun, $key, at); )*
                    self.at = Some(at.place());
                }
            }

            impl Record for $record {
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
    (@missing required $self:ident.$field:ident, $noun:literal, $key:literal, $at:ident) => {
        if !$self.$field.given() {
            $at.report($crate::design::read::fault::missing_property($at, $noun, $key));
        }
    };
    (@missing $presence:ident $self:ident.$field:ident, $noun:literal, $key:literal, $at:ident) => {};
    (@value required $self:ident.$field:ident) => { $self.$field.take()? };
    (@value optional $self:ident.$field:ident) => { $self.$field.take() };
    (@value default $self:ident.$field:ident, $default:expr) => { $self.$field.take().unwrap_or_else(|| $default) };
}
