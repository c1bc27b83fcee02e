//! Bodies against facts/arm.json: known names, right types, allowed values, nothing required left out.
//!
//! `{ "id": { "$ref": KEY } }` counts as the id that a host puts there. scripts/facts.mjs describes the notation.

use std::fs;
use std::path::Path;

use routewright::emit::{Emission, ResourceDefinition};
use serde_json::{Map, Value};

pub struct Facts {
    table: Value,
}

impl Facts {
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("facts/arm.json");
        Self { table: serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() }
    }

    /// What the schemas say against an emission.
    pub fn complaints(&self, emission: &Emission) -> Vec<String> {
        let mut found = Vec::new();
        for resource in &emission.resources {
            self.complain(resource, &serde_json::to_value(&resource.body).unwrap(), &mut found);
        }
        found
    }

    /// What they say against a body of a resource.
    fn complain(&self, resource: &ResourceDefinition, body: &Value, found: &mut Vec<String>) {
        let walk = Walk { facts: self, version: &resource.api_version };
        match walk.entry("resources", resource.resource_type) {
            Some(members) => walk.object(body, members, &resource.key, found),
            None => found.push(format!("{}: no facts about {} at {}", resource.key, resource.resource_type, resource.api_version)),
        }
    }
}

struct Walk<'a> {
    facts: &'a Facts,
    version: &'a str,
}

impl<'a> Walk<'a> {
    /// A table entry: its own for the API version, or the one that all versions share.
    fn entry(&self, section: &str, name: &str) -> Option<&'a Map<String, Value>> {
        let section = &self.facts.table[section];
        let own = section.get(format!("{name}@{}", self.version));
        let shared = section.get(name).filter(|_| self.facts.table["apiVersions"].as_array().unwrap().contains(&self.version.into()));
        own.or(shared)?.as_object()
    }

    fn object(&self, value: &Value, members: &Map<String, Value>, at: &str, found: &mut Vec<String>) {
        let Value::Object(given) = value else {
            return found.push(format!("{at}: not an object"));
        };
        for (name, value) in given {
            match members.get(name).or_else(|| members.get(&format!("{name}!"))) {
                Some(notation) => self.value(value, notation, &format!("{at}/{name}"), found),
                None => found.push(format!("{at}/{name}: no such property")),
            }
        }
        for required in members.keys().filter_map(|name| name.strip_suffix('!')).filter(|name| !given.contains_key(*name)) {
            found.push(format!("{at}/{required}: required"));
        }
    }

    fn value(&self, value: &Value, notation: &Value, at: &str, found: &mut Vec<String>) {
        match notation {
            Value::Array(words) => match words.as_slice() {
                [item @ Value::Array(_)] => self.each(value, item, at, found),
                words if words.contains(value) => {}
                _ => found.push(format!("{at}: {value} is not allowed")),
            },
            Value::String(name) => {
                if let Some(item) = name.strip_suffix("[]") {
                    return self.each(value, &item.into(), at, found);
                }
                if let Some(item) = name.strip_suffix("{}") {
                    return value.as_object().unwrap().values().for_each(|value| self.value(value, &item.into(), at, found));
                }
                let right = match name.split(' ').next().unwrap() {
                    "string" => value.is_string() || value.get("$ref").is_some_and(Value::is_string),
                    "boolean" => value.is_boolean(),
                    "integer" | "number" => value.is_number(),
                    "any" => true,
                    _ => {
                        let members = self.entry("definitions", name).unwrap_or_else(|| panic!("no facts about {name}"));
                        return self.object(value, members, at, found);
                    }
                };
                if !right {
                    found.push(format!("{at}: {value} is no {name}"));
                }
            }
            other => panic!("unknown notation {other}"),
        }
    }

    fn each(&self, value: &Value, item: &Value, at: &str, found: &mut Vec<String>) {
        let Value::Array(items) = value else {
            return found.push(format!("{at}: not an array"));
        };
        items.iter().enumerate().for_each(|(index, value)| self.value(value, item, &format!("{at}/{index}"), found));
    }
}

#[test]
fn a_wrong_name_type_or_value_is_found_and_so_is_what_is_missing() {
    let mut emission = crate::emission(
        r#"{ "routeTables": [{ "name": "rt", "routes": [{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }] }] }"#,
    );
    let facts = Facts::read();
    assert_eq!(facts.complaints(&emission), Vec::<String>::new());

    let mut body = serde_json::to_value(&emission.resources[0].body).unwrap();
    body["properties"]["routes"][0]["properties"] = serde_json::json!({ "addressPrefix": 1, "nextHopIpAdress": "10.0.0.4" });
    body["properties"]["disableBgpRoutePropagation"] = "no".into();
    let mut found = Vec::new();
    facts.complain(&emission.resources[0], &body, &mut found);
    assert_eq!(
        found,
        [
            r#"routeTables/rt/properties/disableBgpRoutePropagation: "no" is no boolean"#,
            "routeTables/rt/properties/routes/0/properties/addressPrefix: 1 is no string",
            "routeTables/rt/properties/routes/0/properties/nextHopIpAdress: no such property",
            "routeTables/rt/properties/routes/0/properties/nextHopType: required",
        ]
    );
    emission.resources[0].api_version = "1999-01-01".to_owned();
    assert_eq!(facts.complaints(&emission), ["routeTables/rt: no facts about Microsoft.Network/routeTables at 1999-01-01"]);
}
