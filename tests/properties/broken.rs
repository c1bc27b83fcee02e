//! Broken documents: whatever is missing, doubled or taken for something else, everything is answered and nothing panics.

use proptest::prelude::*;
use routewright::compile::compile;
use routewright::design::TraceQuery;
use serde_json::{Value, json};

use crate::random::Tape;
use crate::try_designs;

#[test]
fn a_broken_document_is_answered_too() {
    try_designs("broken documents", 100, |case, tape, tried| {
        let mut document = case.document.clone();
        for _ in 0..=tape.below(5) {
            damage(&mut document, tape);
        }
        let compiled = compile(document.to_string().as_bytes());
        for finding in compiled.diagnostics() {
            for path in std::iter::once(&finding.path).chain(&finding.related) {
                let known =
                    document.pointer(path).is_some() || path.rsplit_once('/').is_some_and(|(object, _)| document.pointer(object).is_some());
                prop_assert!(known, "{} is at {path:?}, which is not in {document}", finding.code);
            }
        }
        prop_assert_eq!(compiled.emission().is_ok(), compiled.ok());
        compiled.verdicts();
        for subnet in compiled.design().subnet_ids() {
            let from = compiled.design().subnet_path(subnet);
            // Of two subnets with one name the first one answers.
            prop_assert!(compiled.routes(&from).is_ok() || !from.contains('/'), "{from} of {document}");
            for to in ["Internet", "10.0.0.4", "OnPremises", "v0/s0", "fw0", "nva0", "pe0"] {
                tried.packet();
                let query = |from: &str, to: &str| TraceQuery { from: from.into(), to: to.into(), ..TraceQuery::default() };
                // Either may be a refusal that says what the design does not have.
                let _ = (compiled.trace(&query(&from, to)), compiled.trace(&query(to, &from)));
            }
        }
        Ok(())
    });
}

/// Removes, doubles or replaces something.
fn damage(document: &mut Value, tape: &mut Tape<'_>) {
    let mut places = Vec::new();
    visit(document, String::new(), &mut places);
    let values = [json!(null), json!(0), json!(""), json!([]), json!({}), json!("v0"), json!("v0/s0"), json!("10.0.0.0/33"), json!(-1)];
    let other = document.pointer(tape.pick::<String>(&places)).cloned().unwrap();
    let place = tape.pick(&places).clone();
    let Some((around, key)) = place.rsplit_once('/') else { return };
    match (tape.below(4), document.pointer_mut(around).unwrap()) {
        (0, Value::Object(members)) => {
            members.remove(key);
        }
        (0, Value::Array(elements)) => {
            elements.remove(key.parse().unwrap());
        }
        (1, Value::Array(elements)) => elements.push(elements[key.parse::<usize>().unwrap()].clone()),
        (2, _) => *document.pointer_mut(&place).unwrap() = other,
        (_, _) => *document.pointer_mut(&place).unwrap() = tape.pick(&values).clone(),
    }
}

/// The pointers of everything in a document.
fn visit(value: &Value, path: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, inner)| visit(inner, format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")), places))
        }
        Value::Array(elements) => elements.iter().enumerate().for_each(|(i, inner)| visit(inner, format!("{path}/{i}"), places)),
        _ => {}
    }
    places.push(path);
}
