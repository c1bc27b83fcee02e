//! Any bytes as a design document: everything is asked of them; nothing panics, hangs, or breaks a promise of the API.

#![no_main]

use libfuzzer_sys::fuzz_target;
use routewright::design::TraceQuery;
use routewright::compile::{Compiled, compile};
use routewright::emit::template;
use serde_json::Value;

/// Subnets of which routes and ways are asked; further ones only cost time.
const SUBNETS: usize = 6;

fuzz_target!(|document: &[u8]| {
    let compiled = compile(document);
    places(document, &compiled);
    let emission = compiled.emission();
    assert_eq!(emission.is_ok(), compiled.ok(), "exactly a design without errors has resource definitions");
    if let Ok(emission) = emission {
        serde_json::to_string(&emission).unwrap();
        template(&emission);
    }
    serde_json::to_string(&compiled.verdicts()).unwrap();
    serde_json::to_string(&compiled.summary()).unwrap();
    questions(&compiled);
});

/// Every finding lies at a place that the document has, or at a member that is missing from one. A member that is there twice is read
/// where it comes first, and serde_json keeps the last.
fn places(document: &[u8], compiled: &Compiled) {
    let Ok(document) = serde_json::from_slice::<Value>(document) else { return };
    if compiled.diagnostics().iter().any(|finding| finding.code == "duplicate-property") {
        return;
    }
    for finding in compiled.diagnostics() {
        for path in std::iter::once(&finding.path).chain(&finding.related) {
            let around = || path.rsplit_once('/').is_some_and(|(object, _)| document.pointer(object).is_some());
            assert!(document.pointer(path).is_some() || around(), "{} is at {path:?}", finding.code);
        }
    }
}

/// Every subnet has routes; a packet has a way, or the answer says what the design does not have.
fn questions(compiled: &Compiled) {
    let design = compiled.design();
    let subnets: Vec<String> = design.subnet_ids().map(|subnet| design.subnet_path(subnet)).take(SUBNETS).collect();
    for from in &subnets {
        if let Ok(routes) = compiled.routes(from) {
            serde_json::to_string(&routes).unwrap();
        }
        for to in ["Internet", "OnPremises", "10.0.0.4", "8.8.8.8"].into_iter().chain(subnets.iter().map(String::as_str)) {
            let query = |from: &str, to: &str| TraceQuery {
                from: from.into(),
                to: to.into(),
                protocol: None,
                port: None,
                ..TraceQuery::default()
            };
            for answer in [compiled.trace(&query(from, to)), compiled.trace(&query(to, from))].into_iter().flatten() {
                serde_json::to_string(&answer).unwrap();
            }
        }
    }
}
