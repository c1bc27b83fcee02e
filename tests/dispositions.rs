//! docs/dispositions.md is made of the comments of `flow::Disposition`, and every disposition has an example.
//!
//! `GOLDEN=write cargo test --test dispositions` rewrites the page.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Each variant of the enumeration with its comment.
fn dispositions() -> Vec<(String, String)> {
    let source = fs::read_to_string(root().join("src/flow/disposition.rs")).unwrap();
    let declaration = source.split_once("pub enum Disposition {").unwrap().1.split_once("\n}").unwrap().0;
    let mut found = Vec::new();
    let mut comment = Vec::new();
    for line in declaration.lines().map(str::trim) {
        match line.strip_prefix("///") {
            Some(text) => comment.push(text.trim().to_owned()),
            None if !line.is_empty() => {
                let name: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
                found.push((name, std::mem::take(&mut comment).join(" ")));
            }
            None => {}
        }
    }
    found
}

fn page() -> String {
    let mut page = "# How packets end\n\nGenerated from the comments in [src/flow/disposition.rs](../src/flow/disposition.rs); \
        each ending has an example in [tests/flow.rs](../tests/flow.rs), [tests/egress.rs](../tests/egress.rs), [tests/route_server.rs](../tests/route_server.rs) or [tests/virtual_hubs.rs](../tests/virtual_hubs.rs).\n"
        .to_owned();
    for heading in ["Delivered", "Dropped", "Undecided"] {
        page.push_str(&format!("\n## {heading}\n\n| disposition | exact condition |\n|---|---|\n"));
        for (name, condition) in dispositions().into_iter().filter(|(name, _)| name.starts_with(heading)) {
            page.push_str(&format!("| `{name}` | {condition} |\n"));
        }
    }
    page
}

#[test]
fn the_page_is_made_of_the_comments() {
    let path = root().join("docs/dispositions.md");
    let page = page();
    if std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") {
        fs::write(&path, &page).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == page, "{} is old; GOLDEN=write cargo test --test dispositions rewrites it", path.display());
}

#[test]
fn every_disposition_has_a_condition_and_an_example() {
    let files = [
        "tests/flow.rs",
        "tests/flow/connected_groups.rs",
        "tests/flow/devices.rs",
        "tests/flow/frontends.rs",
        "tests/egress.rs",
        "tests/route_server.rs",
        "tests/virtual_hubs.rs",
    ];
    let examples = files.map(|file| fs::read_to_string(root().join(file)).unwrap()).concat();
    let dispositions = dispositions();
    assert!(dispositions.len() > 15, "{dispositions:?}");
    // Past the test harness, which shows nothing of a test that passes.
    std::io::stdout().write_all(format!("dispositions: {} documented\n", dispositions.len()).as_bytes()).unwrap();
    for (name, condition) in dispositions {
        assert!(condition.len() > 20 && condition.ends_with('.') && !condition.contains('|'), "{name}: {condition}");
        assert!(examples.contains(&format!("\"{name}\"")), "none of {files:?} has an example of {name}");
    }
}
