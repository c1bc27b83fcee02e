//! Each folder in tests/cases/emit is a design, why it is there, and what it becomes.
//!
//! A case without a design takes the example of its name, and one with a template.json is compared with that too. `GOLDEN=write cargo test --test emit` rewrites the expected
//! files; read the difference before you commit it, it is the change of behaviour.

use std::fs;
use std::path::{Path, PathBuf};

use routewright::emit::template;
use serde::Serialize;

use crate::emission;
use crate::facts::Facts;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every case, with the text of its design.
pub fn cases() -> Vec<(PathBuf, String)> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("tests/cases/emit")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let design = |folder: &Path| {
        let example = root().join("examples").join(folder.file_name().unwrap()).join("design.json");
        fs::read_to_string(folder.join("design.json")).or_else(|_| fs::read_to_string(example)).unwrap()
    };
    folders.into_iter().map(|folder| (folder.clone(), design(&folder))).collect()
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

#[test]
fn designs_become_the_expected_definitions_and_templates() {
    let write = std::env::var("GOLDEN").is_ok_and(|mode| mode == "write");
    let mut stale = Vec::new();
    for (folder, design) in cases() {
        let emission = emission(&design);
        for (file, actual) in [("expected.json", text(&emission)), ("template.json", text(&template(&emission)))] {
            let path = folder.join(file);
            let known = fs::read_to_string(&path).ok();
            if known.as_deref() == Some(&actual) || known.is_none() && file == "template.json" {
                continue;
            }
            if write { fs::write(&path, actual).unwrap() } else { stale.push(path.display().to_string()) }
        }
    }
    assert!(stale.is_empty(), "not as expected; GOLDEN=write accepts what is emitted now: {stale:#?}");
}

#[test]
fn every_case_says_why_it_is_there() {
    for (folder, _) in cases() {
        let why = fs::read_to_string(folder.join("why.md")).unwrap_or_default();
        assert!(why.trim().len() > 40, "{} has no why.md that says something", folder.display());
    }
}

#[test]
fn every_body_is_one_that_microsofts_schemas_know() {
    let facts = Facts::read();
    for (folder, design) in cases() {
        let complaints = facts.complaints(&emission(&design));
        assert_eq!(complaints, Vec::<String>::new(), "{}", folder.display());
    }
}
