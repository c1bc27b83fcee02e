//! The committed schema is the one that the declarations give, and it explains everything that it names.
//!
//! `GOLDEN=write cargo test --test schema` rewrites pkg/design.schema.json.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use routewright::design::schema::schema;
use serde_json::Value;

#[test]
fn the_committed_schema_is_the_one_that_the_declarations_give() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg/design.schema.json");
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "{} is old; GOLDEN=write cargo test --test schema rewrites it", path.display());
}

/// The document itself and every record, with their names.
fn records(schema: &Value) -> Vec<(&str, &Value)> {
    let definitions = schema["definitions"].as_object().unwrap().iter();
    std::iter::once(("Design", schema)).chain(definitions.map(|(name, record)| (name.as_str(), record))).collect()
}

#[test]
fn every_record_and_every_member_is_described() {
    let schema = schema();
    for (name, record) in records(&schema) {
        assert!(is_sentence(&record["description"]), "{name}: {}", record["description"]);
        for (member, schema) in record["properties"].as_object().unwrap() {
            assert!(is_sentence(&schema["description"]), "{name}.{member}: {}", schema["description"]);
        }
    }
}

fn is_sentence(description: &Value) -> bool {
    description.as_str().is_some_and(|text| text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase() || c == '`'))
}

#[test]
fn every_reference_leads_to_a_definition_and_every_definition_is_used() {
    let schema = schema();
    let text = schema.to_string();
    for name in schema["definitions"].as_object().unwrap().keys() {
        assert!(text.contains(&format!("\"#/definitions/{name}\"")), "{name} is not used");
    }
    let used = text.matches("#/definitions/").count();
    let known = schema["definitions"].as_object().unwrap().keys();
    assert_eq!(used, known.map(|name| text.matches(&format!("\"#/definitions/{name}\"")).count()).sum::<usize>());
}

#[test]
fn alternatives_are_between_members_that_exist() {
    let schema = schema();
    for (name, record) in records(&schema) {
        let alternatives = record["oneOf"].as_array().into_iter().chain(record["anyOf"].as_array()).flatten();
        for required in alternatives.flat_map(|alternative| alternative["required"].as_array().unwrap()) {
            assert!(record["properties"].get(required.as_str().unwrap()).is_some(), "{name} has no {required}");
        }
    }
}

#[test]
fn every_value_of_an_enumeration_is_described() {
    fn check(schema: &Value) {
        match schema {
            Value::Object(members) => {
                if let Some(Value::Array(words)) = members.get("enum") {
                    let descriptions = members["enumDescriptions"].as_array().unwrap();
                    assert_eq!(descriptions.len(), words.len());
                    assert!(descriptions.iter().all(is_sentence), "{descriptions:?}");
                }
                members.values().for_each(check);
            }
            Value::Array(items) => items.iter().for_each(check),
            _ => {}
        }
    }
    check(&schema());
}
