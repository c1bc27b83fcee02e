//! A design in a few lines: one for each object.

use serde_json::{Map, Value};

/// Members that need no name to be understood, in the order in which they are shown, before all others.
const PLAIN: [&str; 9] = [
    "name",
    "addressSpace",
    "addressPrefix",
    "addressPrefixes",
    "between",
    "nextHop",
    "nextHopType",
    "nextHopIpAddress",
    "privateIpAddress",
];

/// Lists that are shown before all others.
const FIRST: [&str; 3] = ["virtualNetworks", "peerings", "routeTables"];

/// The design in short, as lines.
pub fn short(design: &str) -> String {
    // A design that is no JSON is the case: it is shown as it is.
    let Ok(Value::Object(mut design)) = serde_json::from_str(design) else { return design.to_owned() };
    for common in ["$schema", "name", "location"] {
        design.remove(common);
    }
    let mut lines = String::new();
    lists(&design, "", &mut lines);
    let rest = members(&design);
    if rest.is_empty() { lines } else { format!("{rest}\n{lines}") }
}

/// Those that stand in `first` in its order, then the others.
fn ordered<'v>(object: &'v Map<String, Value>, first: &[&str]) -> Vec<(&'v str, &'v Value)> {
    let mut members: Vec<(&str, &Value)> = object.iter().map(|(key, value)| (key.as_str(), value)).collect();
    members.sort_by_key(|(key, _)| first.iter().position(|one| one == key).unwrap_or(first.len()));
    members
}

fn is_list(value: &Value) -> bool {
    value.as_array().is_some_and(|list| list.iter().any(Value::is_object))
}

/// A line for each object of each list, and further in those that it holds.
fn lists(object: &Map<String, Value>, indent: &str, lines: &mut String) {
    for (key, value) in ordered(object, &FIRST).into_iter().filter(|(_, value)| is_list(value)) {
        for element in value.as_array().into_iter().flatten() {
            match element.as_object() {
                None => lines.push_str(&format!("{indent}{} {}\n", one_of(key), text(element))),
                Some(object) => {
                    lines.push_str(&format!("{indent}{} {}\n", one_of(key), members(object)));
                    lists(object, &format!("{indent}  "), lines);
                }
            }
        }
    }
}

/// The members of an object but its lists of objects.
fn members(object: &Map<String, Value>) -> String {
    let (mut plain, mut named) = (Vec::new(), Vec::new());
    for (key, value) in ordered(object, &PLAIN) {
        match value {
            Value::Array(list) if list.is_empty() || is_list(value) => {}
            _ if PLAIN.contains(&key) => plain.push(text(value)),
            Value::Bool(true) => named.push(key.to_owned()),
            Value::Bool(false) => named.push(format!("not {key}")),
            _ => named.push(format!("{key} {}", text(value))),
        }
    }
    let plain = Some(plain.join(" ")).filter(|plain| !plain.is_empty());
    plain.into_iter().chain(named).collect::<Vec<_>>().join(", ")
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(" "),
        Value::Object(members) => members.iter().map(|(key, value)| format!("{key} {}", text(value))).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// What one element of a list is called.
fn one_of(list: &str) -> &str {
    match list {
        "onPremises" => list,
        _ => list.strip_suffix("es").filter(|name| name.ends_with("ss")).or(list.strip_suffix('s')).unwrap_or(list),
    }
}
