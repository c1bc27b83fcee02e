//! JSON text (RFC 8259), read from front to back by whoever knows what belongs where.
//!
//! No tree is made, and nothing is read twice: what is wanted is handed over where it stands, the rest is checked and skipped.
//! Written out because half of the time for a large design is spent here, and because a general reader brings what no design
//! needs, such as fractions.

mod string;

use std::fmt;

/// Where a text stops being JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    /// The first byte that does not belong there.
    pub(crate) offset: usize,
    /// What would.
    expected: &'static str,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a JSON document: expected {}", self.expected)
    }
}

/// A value, or the beginning of one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'r> {
    Null,
    Boolean(bool),
    /// A number; `None` when it is negative, not written as a whole one, or larger than these.
    Number(Option<u64>),
    Text(&'r str),
    /// The beginning of an array; [`Json::goes_on`] says whether an element follows.
    Array,
    /// The beginning of an object; [`Json::goes_on`] says whether a member follows, and [`Json::key`] reads its name.
    Object,
}

/// A text, and how far it has been read.
pub(super) struct Json<'t> {
    text: &'t str,
    at: usize,
    /// The last string that was not written as it reads.
    unescaped: String,
}

impl<'t> Json<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, unescaped: String::new() }
    }

    /// Reads a value, or the beginning of one.
    pub(super) fn value(&mut self) -> Result<Token<'_>, Stop> {
        match self.peek() {
            Some(b'"') => self.string().map(Token::Text),
            Some(b'{') => self.word("{", Token::Object),
            Some(b'[') => self.word("[", Token::Array),
            Some(b't') => self.word("true", Token::Boolean(true)),
            Some(b'f') => self.word("false", Token::Boolean(false)),
            Some(b'n') => self.word("null", Token::Null),
            Some(b'-' | b'0'..=b'9') => self.number().map(Token::Number),
            _ => self.stop("a value"),
        }
    }

    /// Whether the array or object that ends with `close` has an element or member here, the first one or another.
    pub(super) fn goes_on(&mut self, close: u8, first: bool) -> Result<bool, Stop> {
        let next = self.peek();
        if next == Some(close) {
            self.at += 1;
            Ok(false)
        } else if first {
            Ok(true)
        } else if next == Some(b',') {
            self.at += 1;
            Ok(true)
        } else {
            self.stop(if close == b']' { "`,` or `]`" } else { "`,` or `}`" })
        }
    }

    /// Reads the name of a member, and the colon after it.
    pub(super) fn key(&mut self) -> Result<&str, Stop> {
        if self.peek() != Some(b'"') {
            return self.stop("the name of a property");
        }
        let from = self.at;
        self.string()?;
        let written = from + 1..self.at - 1;
        if self.peek() != Some(b':') {
            return self.stop("`:`");
        }
        self.at += 1;
        Ok(self.read(written))
    }

    /// Reads over a value.
    pub(super) fn skip(&mut self) -> Result<(), Stop> {
        match self.value()? {
            Token::Array => self.skip_to(b']'),
            Token::Object => self.skip_to(b'}'),
            _ => Ok(()),
        }
    }

    /// Reads over the rest of an array or object that has just begun. Not recursive, because anything may stand there.
    pub(super) fn skip_to(&mut self, close: u8) -> Result<(), Stop> {
        let (mut open, mut first) = (vec![close], true);
        while let Some(close) = open.last().copied() {
            if !self.goes_on(close, first)? {
                open.pop();
                first = false;
                continue;
            }
            if close == b'}' {
                self.key()?;
            }
            let inner = match self.value()? {
                Token::Array => Some(b']'),
                Token::Object => Some(b'}'),
                _ => None,
            };
            first = inner.is_some();
            open.extend(inner);
        }
        Ok(())
    }

    /// The text ends here.
    pub(super) fn end(&mut self) -> Result<(), Stop> {
        if self.peek().is_none() { Ok(()) } else { self.stop("nothing more") }
    }

    fn stop<T>(&self, expected: &'static str) -> Result<T, Stop> {
        Err(Stop { offset: self.at, expected })
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn word(&mut self, word: &'static str, token: Token<'static>) -> Result<Token<'static>, Stop> {
        if !self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            return self.stop("a value");
        }
        self.at += word.len();
        Ok(token)
    }

    fn number(&mut self) -> Result<Option<u64>, Stop> {
        let negative = self.taken(b"-");
        let zero = self.byte() == Some(b'0');
        let from = self.at;
        let mut value = self.digits()?;
        if zero && self.at > from + 1 {
            self.at = from + 1;
            return self.stop("no digit after a leading zero");
        }
        if self.taken(b".") {
            self.digits()?;
            value = None;
        }
        if self.taken(b"eE") {
            self.taken(b"+-");
            self.digits()?;
            value = None;
        }
        Ok(value.filter(|_| !negative))
    }

    /// Takes one of these bytes, if it stands here.
    fn taken(&mut self, bytes: &[u8]) -> bool {
        let taken = self.byte().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(taken);
        taken
    }

    /// Reads one digit or more; `None` when they say more than fits.
    fn digits(&mut self) -> Result<Option<u64>, Stop> {
        let (from, mut value) = (self.at, Some(0_u64));
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            value = value.and_then(|value| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
            self.at += 1;
        }
        if self.at == from { self.stop("a digit") } else { Ok(value) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::{Json, Stop, Token};

    /// The tree of a text, made by asking for everything.
    fn tree(json: &mut Json<'_>) -> Result<Value, Stop> {
        Ok(match json.value()? {
            Token::Null => Value::Null,
            Token::Boolean(value) => value.into(),
            Token::Number(value) => value.into(),
            Token::Text(text) => text.into(),
            Token::Array => {
                let mut elements = Vec::new();
                while json.goes_on(b']', elements.is_empty())? {
                    elements.push(tree(json)?);
                }
                elements.into()
            }
            Token::Object => {
                let (mut members, mut first) = (serde_json::Map::new(), true);
                while json.goes_on(b'}', std::mem::take(&mut first))? {
                    let key = json.key()?.to_owned();
                    members.insert(key, tree(json)?);
                }
                members.into()
            }
        })
    }

    fn read(text: &str) -> Result<Value, Stop> {
        let mut json = Json::new(text);
        let tree = tree(&mut json)?;
        json.end()?;
        Ok(tree)
    }

    fn skipped(text: &str) -> Result<(), Stop> {
        let mut json = Json::new(text);
        json.skip()?;
        json.end()
    }

    /// Numbers that the reader does not tell apart.
    fn without_fractions(value: Value) -> Value {
        match value {
            Value::Number(number) => number.as_u64().into(),
            Value::Array(elements) => elements.into_iter().map(without_fractions).collect(),
            Value::Object(members) => members.into_iter().map(|(key, value)| (key, without_fractions(value))).collect(),
            other => other,
        }
    }

    /// The same answer as another reader gives, and the same whether the text is wanted or skipped.
    fn compare(text: &str) {
        let (ours, theirs) = (read(text), serde_json::from_str::<Value>(text));
        assert_eq!(ours.clone().map(drop), skipped(text), "{text}");
        match theirs {
            Ok(theirs) => assert_eq!(ours, Ok(without_fractions(theirs)), "{text}"),
            // Numbers have no bounds in JSON.
            Err(error) if error.to_string().starts_with("number out of range") => {}
            Err(error) => assert!(ours.is_err(), "{error}: {text}"),
        }
    }

    #[test]
    fn what_is_json_and_what_is_not() {
        for text in [
            "",
            " ",
            "nul",
            "nulll",
            "tru",
            "truefalse",
            "[1 2]",
            "[1,]",
            "[,1]",
            "{,}",
            r#"{"a" 1}"#,
            r#"{"a":1,}"#,
            "{1:2}",
            "[",
            "{",
            "[}",
        ] {
            compare(text);
        }
        for text in [
            "0",
            "-0",
            "01",
            "-",
            "1.",
            ".5",
            "1.5",
            "1e",
            "1e+",
            "1E-7",
            "18446744073709551615",
            "18446744073709551616",
            "1e400",
            "+1",
            "0x1",
        ] {
            compare(text);
        }
        for text in [
            r#""\ud83d\ude00""#,
            r#""\ud83d""#,
            r#""\ude00""#,
            r#""\ud83dx""#,
            r#""\ud83d\n""#,
            r#""\ud83d\u0041""#,
            r#""\u00e""#,
            r#""\u+0e9""#,
        ] {
            compare(text);
        }
        for text in [
            r#""\"\\\/\b\f\n\r\t""#,
            r#""\x""#,
            r#""\"#,
            r#"""#,
            "\"a\u{1}\"",
            "\"\u{7f}\u{80}\u{ff}\"",
            "\"1234567\t\"",
            "[] []",
            "\u{feff}1",
        ] {
            compare(text);
        }
    }

    #[test]
    fn where_a_text_stops_being_json_is_told() {
        let stop = |text: &str| read(text).map_err(|stop| (stop.offset, stop.to_string())).unwrap_err();
        assert_eq!(stop(r#"{ "a": [1, }"#), (11, "not a JSON document: expected a value".to_owned()));
        assert_eq!(stop(r#"["\ud800"]"#).0, 3);
        assert_eq!(stop("[1] 2"), (4, "not a JSON document: expected nothing more".to_owned()));
    }

    proptest! {
        // Texts of few pieces, so that many are JSON, and many nearly.
        #[test]
        fn it_reads_as_another_reader_does(pieces in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", " ", "\n", "\"", "\"key\"", "\"a longer text\"", "\\", "\\n", "\\u00e9", "\\ud83d", "\\ude00", "\u{1}", "é",
            "true", "null", "1", "0", "-", ".", "e", "[1]", "{\"a\":[]}",
        ]), 0..12)) {
            compare(&pieces.concat());
        }

        #[test]
        fn every_string_is_read_as_it_was_meant(text in any::<String>()) {
            compare(&Value::from(text).to_string());
        }
    }
}
