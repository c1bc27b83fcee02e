//! From the order of the writes to what each of them depends on.
//!
//! A write depends on what it needs - what its body refers to, what it lies in - and on the write before it that held
//! one of its locks: two writes that share a lock never run together. Only earlier writes are depended on, so there can
//! be no circle.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::address::sort_by_rank;

use super::definition::ResourceDefinition;
use super::plan::Write;

/// Completes the definitions, in the order in which they are given.
///
/// What a write needs is always named, so that it still waits for it when a host leaves out the writes between. A
/// holder of a lock is named unless another dependency awaited it already. Takes time in proportion to the bodies, the
/// locks, and the square of the dependencies of a single write.
pub(super) fn order(mut writes: Vec<Write>) -> Vec<ResourceDefinition> {
    let dependencies = dependencies(&writes);
    for (write, names) in writes.iter_mut().zip(dependencies) {
        write.definition.depends_on = names;
    }
    writes.into_iter().map(|write| write.definition).collect()
}

fn dependencies(writes: &[Write]) -> Vec<Vec<String>> {
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    // The last write so far that held a lock; it depends on all that held it before.
    let mut holder: BTreeMap<&str, usize> = BTreeMap::new();
    let mut awaited: Vec<Vec<&str>> = Vec::new();
    let mut all = Vec::new();
    for (position, write) in writes.iter().enumerate() {
        let mut needed: Vec<usize> = write.needs.iter().filter_map(|key| by_key.get(key.as_str())).copied().collect();
        references(&write.definition.body, &mut |key| needed.extend(by_key.get(key)));
        let awaits: Vec<&str> = write.definition.locks.iter().chain(&write.awaits).map(String::as_str).collect();
        let mut found: Vec<usize> = awaits.iter().filter_map(|key| holder.get(key)).chain(&needed).copied().collect();
        sort_by_rank(&mut found, |position| *position as u64);
        found.dedup();
        let implied = |earlier: usize| found.iter().any(|later| implies(writes, &awaited, *later, earlier));
        let named = found.iter().filter(|earlier| needed.contains(earlier) || !implied(**earlier));
        all.push(named.filter_map(|earlier| Some(writes.get(*earlier)?.definition.key.clone())).collect());
        by_key.insert(&write.definition.key, position);
        holder.extend(write.definition.locks.iter().map(|lock| (lock.as_str(), position)));
        awaited.push(awaits);
    }
    all
}

/// Whether `later` depends on `earlier` because it awaited a lock that `earlier` held.
fn implies(writes: &[Write], awaited: &[Vec<&str>], later: usize, earlier: usize) -> bool {
    let (Some(awaits), Some(write)) = (awaited.get(later), writes.get(earlier)) else { return false };
    earlier < later && write.definition.locks.iter().any(|lock| awaits.contains(&lock.as_str()))
}

/// Tells every key that a body refers to.
fn references<'b>(body: &'b Value, tell: &mut impl FnMut(&'b str)) {
    match body {
        Value::Object(members) => {
            if let Some(Value::String(key)) = members.get("$ref") {
                tell(key);
            }
            members.values().for_each(|value| references(value, tell));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, tell)),
        _ => {}
    }
}
