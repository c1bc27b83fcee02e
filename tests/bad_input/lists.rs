//! Lists with an element that cannot be read: a finding about a later one is where that was written, and its fix changes nothing else.
//!
//! `lists.json` is the table: for every list of plain values of the language, an object that is added to a list of `base.json`, whose own
//! list begins with such an element or has one in its midst, and the finding that is expected behind it.

use std::collections::BTreeSet;

use routewright::compile::compile;
use serde::Deserialize;
use serde_json::Value;

use super::base;

/// One list with an element that cannot be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The kind of object and its member.
    of: String,
    /// The list that gets one more object.
    list: String,
    /// The object.
    object: Value,
    /// The code of what is found.
    code: String,
    /// Where, below the object.
    at: String,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("lists.json")).unwrap()
}

impl Case {
    /// The design with the object, and the place of what is expected.
    fn design(&self) -> (Value, String) {
        let mut design = base();
        // Every rule is asked.
        design["options"] = serde_json::json!({ "profile": "landing-zone" });
        let list = design.pointer_mut(&self.list).unwrap().as_array_mut().unwrap();
        list.push(self.object.clone());
        let place = format!("{}/{}{}", self.list, list.len() - 1, self.at);
        (design, place)
    }
}

#[test]
fn a_finding_behind_what_could_not_be_read_is_at_its_place() {
    let mut missed = Vec::new();
    for case in cases() {
        let (design, place) = case.design();
        let compiled = compile(design.to_string().as_bytes());
        let mut all = compiled.diagnostics().iter();
        if !all.any(|finding| finding.code == case.code && finding.path == place) {
            let near = compiled.diagnostics().iter().filter(|it| it.path.starts_with(&case.list));
            missed.push(format!(
                "{}: no {} at {place}, but {:?}",
                case.of,
                case.code,
                near.map(|it| (it.code, &it.path)).collect::<Vec<_>>()
            ));
        }
    }
    assert!(missed.is_empty(), "{} are missed:\n{}", missed.len(), missed.join("\n"));
}

/// What could not be read, in the order of the document: each stands at a place of its own.
fn unread(design: &Value) -> Vec<Value> {
    let compiled = compile(design.to_string().as_bytes());
    let places: BTreeSet<&str> = compiled.diagnostics().iter().filter(|it| it.code == "wrong-type").map(|it| it.path.as_str()).collect();
    places.into_iter().map(|place| design.pointer(place).unwrap().clone()).collect()
}

#[test]
fn a_fix_behind_what_could_not_be_read_changes_what_was_found() {
    let mut fixed = BTreeSet::new();
    for case in cases() {
        let (design, place) = case.design();
        let compiled = compile(design.to_string().as_bytes());
        let found = compiled.diagnostics().iter().find(|finding| finding.code == case.code && finding.path == place).unwrap();
        if found.fix.is_empty() {
            continue;
        }
        let patch: json_patch::Patch = serde_json::from_value(serde_json::to_value(&found.fix).unwrap()).unwrap();
        let mut after = design.clone();
        json_patch::patch(&mut after, &patch).unwrap();
        let left = compile(after.to_string().as_bytes());
        let again: Vec<_> = left.diagnostics().iter().filter(|it| it.code == case.code && it.message == found.message).collect();
        assert!(again.is_empty(), "{}: {again:#?}", case.of);
        assert_eq!(unread(&after), unread(&design), "{}", case.of);
        fixed.insert(case.of);
    }
    println!("lists with a fix: {fixed:?}");
    assert!(fixed.len() >= 8, "{fixed:?}");
}

#[test]
fn every_list_of_plain_values_is_in_the_table() {
    let schema: Value = serde_json::from_str(include_str!("../../pkg/design.schema.json")).unwrap();
    // An object knows its own place; what is read into either may be a plain value.
    let is_plain = |of: &Value| of["type"] == "array" && of["items"].get("$ref").is_none();
    let mut lists = BTreeSet::new();
    for (record, definition) in schema["definitions"].as_object().unwrap() {
        for (member, of) in definition["properties"].as_object().into_iter().flatten() {
            if is_plain(of) || of["anyOf"].as_array().into_iter().flatten().any(is_plain) {
                lists.insert(format!("{record}.{member}"));
            }
        }
    }
    assert_eq!(cases().into_iter().map(|case| case.of).collect::<BTreeSet<_>>(), lists);
}

#[test]
fn a_rule_with_an_element_that_could_not_be_read_is_not_held_to_be_covered() {
    let covered = |source: &str| {
        let mut design = base();
        let rules = design.pointer_mut("/networkSecurityGroups/0/securityRules").unwrap().as_array_mut().unwrap();
        let mut rule = rules[0].clone();
        rule["name"] = "again".into();
        rule["priority"] = 1100.into();
        let object = rule.as_object_mut().unwrap();
        object.remove("sourceAddressPrefix");
        object.insert("sourceAddressPrefixes".to_owned(), serde_json::json!(["10.0.1.0/24", source]));
        rules.push(rule);
        let compiled = compile(design.to_string().as_bytes());
        compiled.diagnostics().iter().filter(|it| it.code == "security-rule-shadowed").count()
    };
    assert_eq!([covered("10.0.2.0/24"), covered("10.0.2.0/33")], [1, 0]);
}
