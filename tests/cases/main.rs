//! How Azure routes, case by case: each folder below tests/cases/routing is a design, a question, the answer, and why.
//!
//! 120 cases were collected from Microsoft's documentation and from recorded output, and a folder keeps the number of its
//! case. Those that the language cannot express yet stand in `not-yet.json`. A case without a design of its own takes the one
//! of its topic. `GOLDEN=write cargo test --test cases` rewrites docs/by-example.md, the same cases for people.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod answers;
mod format;
mod page;
mod short;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use format::{Case, not_yet, topics};

/// How many cases were collected; their numbers start with `GC-`, those of our own with `RW-`.
const ALL: usize = 120;

fn is_collected(id: &str) -> bool {
    id.starts_with("GC-")
}

#[test]
fn azure_routes_as_the_cases_say() {
    let topics = topics();
    let cases: Vec<&Case> = topics.iter().flat_map(|topic| &topic.cases).collect();
    let mut failing = Vec::new();
    for case in &cases {
        let faults = case.faults();
        if !faults.is_empty() {
            failing.push(format!("{}:\n  {}", case.folder.display(), faults.join("\n  ")));
        }
    }
    let not_yet: usize = not_yet().iter().map(|group| group.cases.len()).sum();
    let (collected, own): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| is_collected(&case.expected.id));
    let passing = collected.iter().filter(|case| case.faults().is_empty()).count();
    let disputed: Vec<&str> =
        collected.iter().filter(|case| case.why.contains("Disputed:")).map(|case| case.expected.id.as_str()).collect();
    let disputed = disputed.join(", ");
    let line = format!("cases: {passing} of {ALL} pass (disputed: {disputed}), {not_yet} not yet expressible; {} of our own\n", own.len());
    // Past the test harness, which shows nothing of a test that passes.
    std::io::stdout().write_all(line.as_bytes()).unwrap();
    assert!(failing.is_empty(), "{} of {} cases fail:\n{}", failing.len(), cases.len(), failing.join("\n"));
    assert_eq!(collected.len() + not_yet, ALL);
}

#[test]
fn every_case_is_there_once_and_says_why() {
    let mut numbers = BTreeSet::new();
    let topics = topics();
    for case in topics.iter().flat_map(|topic| &topic.cases) {
        let name = case.folder.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with(&format!("{}-", case.expected.id)), "{name} is {}", case.expected.id);
        assert!(numbers.insert(case.expected.id.clone()), "{} is there twice", case.expected.id);
        assert!(case.why.contains("Source:") && !case.expected.source.is_empty(), "{name} does not say where it comes from");
        assert!(case.design.len() < 4000, "{name} is not small");
    }
    for group in not_yet() {
        assert!(!group.needs.is_empty());
        for (id, title) in group.cases {
            assert!(numbers.insert(id.clone()) && !title.is_empty(), "{id} is there twice");
        }
    }
    assert_eq!(numbers.iter().filter(|id| is_collected(id)).count(), ALL);
    assert!(numbers.iter().all(|id| is_collected(id) || id.starts_with("RW-")), "{numbers:?}");
}

#[test]
fn the_page_is_made_of_the_cases() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/by-example.md");
    let page = page::page();
    if std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") {
        fs::write(&path, &page).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == page, "{} is old; GOLDEN=write cargo test --test cases rewrites it", path.display());
}
