//! Files import no file that imports them, over however many others.
//!
//! `layers` holds the order of the stages; this holds it inside of each. What a folder's `mod.rs` hands on is the stage's own word
//! for it and belongs to no file.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") && path.file_name().is_some_and(|it| it != "mod.rs" && it != "core.rs") {
            found.push(path);
        }
    }
}

/// The module of a file: `["flow", "trace", "hub"]`.
fn module(root: &Path, file: &Path) -> Vec<String> {
    let path = file.strip_prefix(root).unwrap().with_extension("");
    path.components().map(|part| part.as_os_str().to_str().unwrap().to_owned()).collect()
}

/// The modules that a file imports from, tests apart: the longest name before something of it that is a file's.
fn imported(own: &[String], source: &str, files: &BTreeSet<Vec<String>>) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    for line in code.lines().filter_map(|line| line.trim_start().strip_prefix("use ")) {
        let mut path: Vec<String> = Vec::new();
        let mut steps = line.split("::").map(|step| step.trim_end_matches(';')).peekable();
        match steps.peek() {
            Some(&"crate") => drop(steps.next()),
            Some(&"super") => {
                path = own.to_vec();
                while steps.next_if_eq(&"super").is_some() {
                    path.pop();
                }
            }
            _ => continue,
        }
        path.extend(steps.map(str::to_owned));
        let longest = (1..path.len()).rev().map(|length| &path[..length]).find(|start| files.contains(*start));
        found.extend(longest.filter(|it| *it != own).map(<[String]>::to_vec));
    }
    found
}

/// A way from a file back to itself, if there is one.
fn circle(arrows: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> Option<Vec<String>> {
    // What imports nothing that is left is in no circle.
    let mut left = arrows.clone();
    loop {
        let free: Vec<_> = left.iter().filter(|(_, to)| !to.iter().any(|it| left.contains_key(it))).map(|(from, _)| from.clone()).collect();
        if free.is_empty() {
            break;
        }
        free.iter().for_each(|it| drop(left.remove(it)));
    }
    let mut at = left.keys().next()?.clone();
    let mut way = Vec::new();
    while !way.contains(&at) {
        way.push(at.clone());
        at = left[&at].iter().find(|it| left.contains_key(*it)).unwrap().clone();
    }
    let first = way.iter().position(|it| *it == at).unwrap();
    Some(way[first..].iter().map(|it| it.join("::")).collect())
}

#[test]
fn no_file_imports_itself_over_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    let files: BTreeSet<_> = paths.iter().map(|path| module(&root, path)).collect();
    let of_file = |path: &PathBuf| {
        let own = module(&root, path);
        let to = imported(&own, &fs::read_to_string(path).unwrap(), &files);
        (own, to)
    };
    let arrows: BTreeMap<_, _> = paths.iter().map(of_file).collect();
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 500, "imports are not found");
    assert_eq!(circle(&arrows), None);
}

#[test]
fn a_circle_is_found() {
    let name = |text: &str| vec!["flow".to_owned(), text.to_owned()];
    let files: BTreeSet<_> = ["network", "guards", "tags"].map(name).into();
    let arrows = |tags: &str| {
        let imports = |own: &str, source: &str| (name(own), imported(&name(own), source, &files));
        BTreeMap::from([
            imports("network", "use super::guards::Guards;\n"),
            imports("guards", "use crate::flow::tags::{\n"),
            imports("tags", tags),
        ])
    };
    assert_eq!(circle(&arrows("use super::Network;\nuse crate::design::Design;")), None);
    let found = circle(&arrows("    use super::network::{Network};")).unwrap();
    assert_eq!(found, ["flow::guards", "flow::tags", "flow::network"]);
}
