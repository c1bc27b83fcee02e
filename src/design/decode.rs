//! Bytes to design: reads the document and reports everything that is wrong with it as a document.

use super::document::Document;
use super::link::link;
use super::model::Design;
use super::read::{At, Read, Sink, drive};
use crate::diagnostic::{Diagnostic, Severity};

/// A design and what was wrong with its document.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// What could be read; empty when the text is not JSON.
    pub design: Design,
    /// Everything that was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a design from the UTF-8 text of a JSON document.
pub fn decode(document: &[u8]) -> Decoded {
    let text = match simdutf8::compat::from_utf8(document) {
        Ok(text) => text,
        Err(error) => return not_json("the document is not UTF-8 text".to_owned(), error.valid_up_to()),
    };
    let sink = Sink::default();
    let mut reader = <Document as Read>::Reader::default();
    match drive(text, &mut reader, At::root(&sink)) {
        Ok(()) => {
            let design = Document::take(&mut reader).map(|document| link(document, &sink)).unwrap_or_default();
            Decoded { design, diagnostics: sink.into_findings() }
        }
        Err(error) => not_json(reason(&error), offset_of(text, error.line(), error.column())),
    }
}

/// `document-not-json`: the text is not JSON from some byte on.
fn not_json(message: String, offset: usize) -> Decoded {
    let mut finding = Diagnostic::new("document-not-json", Severity::Error, "", message);
    finding.offset = Some(offset);
    Decoded { design: Design::default(), diagnostics: vec![finding] }
}

/// The parser's words without the position, which the finding carries as data.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let words = text.split_once(" at line ").map_or(text.as_str(), |(words, _)| words);
    format!("not a JSON document: {words}")
}

/// The byte that the parser's line and column (both from 1, columns in bytes) stand for.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn findings(document: &str) -> Vec<(String, &'static str)> {
        decode(document.as_bytes()).diagnostics.into_iter().map(|finding| (finding.path, finding.code)).collect()
    }

    #[test]
    fn text_that_is_not_json_is_one_finding_with_its_offset() {
        let found = decode(b"{ \"name\": \"x\",\n  oops }").diagnostics;
        assert_eq!((found.len(), found[0].code, found[0].offset), (1, "document-not-json", Some(17)));
        assert_eq!(decode(b"\xff").diagnostics[0].code, "document-not-json");
        assert_eq!(decode(b"").diagnostics[0].code, "document-not-json");
        assert_eq!(decode(br#"{"name":"\ud800"}"#).diagnostics[0].code, "document-not-json");
        assert_eq!(decode(b"{} {}").diagnostics[0].code, "document-not-json");
    }

    #[test]
    fn deep_nesting_where_nothing_is_expected_is_read_over() {
        let deep = format!(r#"{{ "extra": {}{} }}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(findings(&deep), [("/extra".to_owned(), "unknown-property")]);
        let deep = format!(r#"{{ "routeTables": {}{} }}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(findings(&deep), [("/routeTables/0".to_owned(), "wrong-type")]);
    }

    #[test]
    fn every_problem_comes_back_with_its_place() {
        let document = r#"{
            "naem": "typo", "location": 7, "virtualHubs": [{ "name": "h", "addressPrefix": "10.0.0.1/23" }],
            "virtualNetworks": [
                { "name": "a", "addressSpace": ["010.0.0.0/8", "10.1.2.3/8", "10.0.0.0/16"], "subnets": [ { "addressPrefix": "10.0.0.0/24" }, [] ] },
                null ],
            "routeTables": [ { "name": "rt", "routes": [
                { "name": "r", "addressPrefix": "10.0.0.0/8", "nextHopType": "internet" },
                { "name": "s", "addressPrefix": "10.0.0.0/8", "nextHopType": "VNetPeering", "name": "again" } ] } ] }"#;
        let expected = [
            ("/naem", "unknown-property"),
            ("/location", "wrong-type"),
            ("/virtualHubs/0/addressPrefix", "address-prefix-host-bits"),
            ("/virtualNetworks/0/addressSpace/0", "address-prefix-invalid"),
            ("/virtualNetworks/0/addressSpace/1", "address-prefix-host-bits"),
            ("/virtualNetworks/0/subnets/0", "missing-property"),
            ("/virtualNetworks/0/subnets/1", "wrong-type"),
            ("/virtualNetworks/1", "wrong-type"),
            ("/routeTables/0/routes/0/nextHopType", "value-unknown"),
            ("/routeTables/0/routes/1/nextHopType", "next-hop-type-system-only"),
            ("/routeTables/0/routes/1/name", "duplicate-property"),
        ];
        assert_eq!(findings(document), expected.map(|(path, code)| (path.to_owned(), code)));
    }

    #[test]
    fn findings_are_bounded() {
        let many = format!(r#"{{ "intents": [{}1] }}"#, "1,".repeat(50_000));
        assert_eq!(findings(&many).len(), 10_001);
    }
}
