//! From the order of the writes to what each of them depends on.
//!
//! A write depends on what it needs - what its body refers to, what it lies in - and on the write before it that held
//! one of its locks: two writes that share a lock never run together. Only earlier writes are depended on, so there can
//! be no circle.

use super::definition::ResourceDefinition;
use super::keys::Keys;
use super::write::Write;
use crate::address::sort_by_rank;
use crate::json::{Json, Object};

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

/// What one write locks, and what it awaits, by the numbers of the keys; the latter ascending, with the former.
struct Turn {
    locks: Vec<usize>,
    awaits: Vec<usize>,
}

impl Turn {
    fn of<'w>(write: &'w Write, keys: &mut Keys<'w>) -> Self {
        let locks: Vec<usize> = write.definition.locks.iter().map(|key| keys.number(key)).collect();
        let mut awaits = locks.clone();
        awaits.extend(write.awaits.iter().map(|key| keys.number(key)));
        ascending(&mut awaits);
        Self { locks, awaits }
    }
}

fn dependencies(writes: &[Write]) -> Vec<Vec<String>> {
    let mut keys = Keys::default();
    // By key: its write, and the last write so far that held its lock, which depends on all that held it before.
    let mut written: Vec<Option<usize>> = Vec::new();
    let mut holder: Vec<Option<usize>> = Vec::new();
    let mut turns = Vec::new();
    let mut all = Vec::new();
    for (position, write) in writes.iter().enumerate() {
        let mut needed: Vec<usize> = Vec::new();
        let mut need = |key: &str| needed.extend(keys.find(key).and_then(|number| *written.get(number)?));
        write.needs.iter().for_each(|key| need(key));
        references(&write.definition.body, &mut need);
        let turn = Turn::of(write, &mut keys);
        written.resize(keys.len(), None);
        holder.resize(keys.len(), None);
        let mut found: Vec<usize> = turn.awaits.iter().filter_map(|number| *holder.get(*number)?).collect();
        found.extend(&needed);
        ascending(&mut found);
        found.dedup();
        let implied = |earlier: usize| found.iter().any(|later| implies(&turns, *later, earlier));
        let named = found.iter().filter(|earlier| needed.contains(earlier) || !implied(**earlier));
        all.push(named.filter_map(|earlier| Some(writes.get(*earlier)?.definition.key.clone())).collect());
        for number in &turn.locks {
            holder.get_mut(*number).into_iter().for_each(|holder| *holder = Some(position));
        }
        let own = keys.find(&write.definition.key).and_then(|number| written.get_mut(number));
        own.into_iter().for_each(|written| *written = Some(position));
        turns.push(turn);
    }
    all
}

fn ascending(numbers: &mut [usize]) {
    sort_by_rank(numbers, |number| *number as u64);
}

/// Whether `later` depends on `earlier` because it awaited a lock that `earlier` held.
fn implies(turns: &[Turn], later: usize, earlier: usize) -> bool {
    let (Some(after), Some(before)) = (turns.get(later), turns.get(earlier)) else { return false };
    earlier < later && before.locks.iter().any(|lock| after.awaits.binary_search(lock).is_ok())
}

/// Tells every key that a body refers to.
fn references(body: &Object, tell: &mut dyn FnMut(&str)) {
    if let Some(Json::Text(key)) = body.get("$ref") {
        tell(key);
    }
    body.iter().for_each(|(_, value)| references_in(value, tell));
}

fn references_in(value: &Json, tell: &mut dyn FnMut(&str)) {
    match value {
        Json::Object(members) => references(members, tell),
        Json::List(items) => items.iter().for_each(|item| references_in(item, tell)),
        _ => {}
    }
}
