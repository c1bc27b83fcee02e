//! Strings of a JSON text: handed over as they are written, unless something in them is written as an escape.

use std::ops::Range;

use super::{Json, Stop};

impl Json<'_> {
    /// Reads the string that begins here.
    pub(super) fn string(&mut self) -> Result<&str, Stop> {
        let from = self.at + 1;
        self.at = from;
        self.unescaped.clear();
        loop {
            let plain = self.at;
            self.at += self.text.as_bytes().get(plain..).map_or(0, plain_bytes);
            match self.byte() {
                Some(b'"') => {
                    if !self.unescaped.is_empty() {
                        self.unescaped.push_str(self.text.get(plain..self.at).unwrap_or_default());
                    }
                    self.at += 1;
                    return Ok(self.read(from..self.at - 1));
                }
                Some(b'\\') => {
                    self.unescaped.push_str(self.text.get(plain..self.at).unwrap_or_default());
                    self.at += 1;
                    let unescaped = self.escape()?;
                    self.unescaped.push(unescaped);
                }
                Some(_) => return self.stop("no control character in a string"),
                None => return self.stop("`\"`"),
            }
        }
    }

    /// The string that has been read last, which is written here: what it says.
    pub(super) fn read(&self, written: Range<usize>) -> &str {
        if self.unescaped.is_empty() { self.text.get(written).unwrap_or_default() } else { &self.unescaped }
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Result<char, Stop> {
        let escaped = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return self.stop("an escape that JSON has"),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// Reads `u` and four digits, twice where the first are only half of a character.
    fn unicode(&mut self) -> Result<char, Stop> {
        let from = self.at;
        let mut code = self.unit()?;
        if (0xd800..0xdc00).contains(&code) && self.taken(b"\\") {
            let low = self.unit()?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x1_0000 + ((code - 0xd800) << 10 | (low - 0xdc00));
            }
        }
        char::from_u32(code).map_or_else(|| Err(Stop { offset: from, expected: "both halves of a character" }), Ok)
    }

    fn unit(&mut self) -> Result<u32, Stop> {
        if !self.taken(b"u") {
            return self.stop("both halves of a character");
        }
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.byte().and_then(|byte| char::from(byte).to_digit(16)) else { return self.stop("a hexadecimal digit") };
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Ok(unit)
    }
}

/// How many bytes at the beginning stand for themselves inside a string; eight are looked at together.
fn plain_bytes(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (position, word) in words.iter().enumerate() {
        let ends = ends(u64::from_le_bytes(*word));
        if ends != 0 {
            return position * 8 + ends.trailing_zeros() as usize / 8;
        }
    }
    let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    words.len() * 8 + plain.unwrap_or(rest.len())
}

/// The highest bit of the first byte that does not stand for itself, and perhaps bits of later ones.
fn ends(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = EACH << 7;
    // A byte below `least` borrows from its highest bit, which it does not have; what it borrows further spoils later bytes only.
    let below = |word: u64, least: u64| word.wrapping_sub(EACH * least) & !word;
    let is = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    (below(word, 0x20) | is(b'"') | is(b'\\')) & HIGHEST
}
