//! Bad input: whatever is wrong with an object is found at its place, alone and together with everything else that is wrong.
//!
//! `faults.json` is the table: an object that is added to a list of the good design `base.json`, and the code that is expected at a place
//! inside it. What is refused follows from the pages of the codes (`docs/rules.md`), where the sources stand.

// A failed assumption is a failed test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod lists;

use std::time::{Duration, Instant};

use routewright::compile::compile;
use routewright::diagnostic::Severity;
use serde::Deserialize;
use serde_json::{Value, json};

/// One mistake.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    /// What is wrong.
    what: String,
    /// The list that gets one more element.
    list: String,
    /// The element.
    object: Value,
    /// The code of what is found.
    code: String,
    /// Where, below the element.
    at: String,
}

fn base() -> Value {
    serde_json::from_str(include_str!("base.json")).unwrap()
}

fn faults() -> Vec<Fault> {
    serde_json::from_str(include_str!("faults.json")).unwrap()
}

impl Fault {
    /// Adds the element, and says where what is wrong with it is expected.
    fn add(&self, design: &mut Value) -> String {
        let list = design.pointer_mut(&self.list).unwrap_or_else(|| panic!("{}: no list {}", self.what, self.list)).as_array_mut().unwrap();
        let index = list.len();
        list.push(self.object.clone());
        format!("{}/{index}{}", self.list, self.at)
    }
}

/// Code and place of everything that is found.
fn found(design: &Value) -> Vec<(String, String)> {
    let compiled = compile(design.to_string().as_bytes());
    compiled.diagnostics().iter().map(|finding| (finding.code.to_owned(), finding.path.clone())).collect()
}

#[test]
fn the_good_design_is_good() {
    let compiled = compile(base().to_string().as_bytes());
    let bad: Vec<_> = compiled.diagnostics().iter().filter(|it| it.severity != Severity::Info).collect();
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn each_mistake_is_found_at_its_place() {
    let mut missed = Vec::new();
    for fault in faults() {
        let mut design = base();
        let place = fault.add(&mut design);
        let all = found(&design);
        if !all.contains(&(fault.code.clone(), place.clone())) {
            let near: Vec<_> = all.iter().filter(|(_, path)| path.starts_with(&fault.list)).collect();
            missed.push(format!("{}: no {} at {place}, but {near:?}", fault.what, fault.code));
        }
    }
    assert!(missed.is_empty(), "{} are missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn all_mistakes_are_found_at_once() {
    let faults = faults();
    let mut design = base();
    let places: Vec<String> = faults.iter().map(|fault| fault.add(&mut design)).collect();
    let all = found(&design);
    let mut missed = Vec::new();
    for (fault, place) in faults.iter().zip(&places) {
        if !all.contains(&(fault.code.clone(), place.clone())) {
            missed.push(format!("{}: no {} at {place}", fault.what, fault.code));
        }
    }
    assert!(missed.is_empty(), "{} of {} are missed:\n{}", missed.len(), faults.len(), missed.join("\n"));
}

/// A group with so many rules, each with a port that no packet has, and every second one with a reversed range.
fn many_rules(count: usize) -> Value {
    let rule = |i: usize| {
        json!({ "name": format!("r{i}"), "priority": 100 + i, "direction": "Inbound", "access": "Deny", "protocol": "Tcp",
                "sourceAddressPrefix": format!("10.{}.{}.0/24", i / 256, i % 256), "sourcePortRange": "*",
                "destinationAddressPrefix": "*", "destinationPortRange": if i.is_multiple_of(2) { "443-80" } else { "70000" } })
    };
    json!({ "networkSecurityGroups": [{ "name": "nsg", "securityRules": (0..count).map(rule).collect::<Vec<_>>() }] })
}

/// The same with rules of which each can be read, and is out of bounds or covered by another one.
fn many_readable_rules(count: usize) -> Value {
    let rule = |i: usize| {
        json!({ "name": format!("r{i}"), "priority": 100 + i, "direction": "Inbound", "access": "Deny", "protocol": "Tcp",
                "sourceAddressPrefix": format!("10.{}.{}.0/24", (i % 4096) / 256, i % 256), "sourcePortRange": "*",
                "destinationAddressPrefix": "*", "destinationPortRange": "80" })
    };
    json!({ "networkSecurityGroups": [{ "name": "nsg", "securityRules": (0..count).map(rule).collect::<Vec<_>>() }] })
}

#[test]
fn each_of_ten_thousand_rules_is_located() {
    let found = found(&many_rules(10_000));
    let told = found.iter().filter(|(code, _)| code == "port-range-invalid");
    let places: std::collections::BTreeSet<&str> = told.map(|(_, path)| path.as_str()).collect();
    // What is shown of one document is bounded, and says so.
    let bounded = found.iter().any(|(code, _)| code == "too-many-problems");
    let expected = |i: usize| format!("/networkSecurityGroups/0/securityRules/{i}/destinationPortRange");
    assert!((0..places.len()).all(|i| places.contains(expected(i).as_str())), "the first ones, without a gap");
    assert!(places.len() == 10_000 || bounded && places.len() >= 1_000, "{} are located", places.len());
}

#[test]
fn ten_times_as_many_rules_take_about_ten_times_as_long() {
    let quickest = |design: fn(usize) -> Value, count: usize| {
        let text = design(count).to_string();
        let once = || {
            let start = Instant::now();
            let compiled = compile(text.as_bytes());
            assert!(!compiled.diagnostics().is_empty());
            start.elapsed()
        };
        (0..2).map(|_| once()).min().unwrap_or(Duration::MAX)
    };
    for design in [many_rules, many_readable_rules] {
        let (few, many) = (quickest(design, 1_000), quickest(design, 10_000));
        println!("1,000 rules in {few:?}, 10,000 in {many:?}");
        assert!(many < few * 20 + Duration::from_millis(50), "1,000 rules in {few:?}, 10,000 in {many:?}");
    }
}
