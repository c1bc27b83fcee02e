//! The shape of the repository: which stage may use which, how long a file may be, and that each says what it is.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order of the data, and what each may use. `core.rs` and `lib.rs` declare them in this order.
const STAGES: &[(&str, &[&str])] = &[
    ("address", &[]),
    ("json", &[]),
    ("diagnostic", &["json"]),
    ("design", &["address", "json", "diagnostic"]),
    ("workload", &["design"]),
    ("check", &["address", "json", "diagnostic", "design", "workload"]),
    ("route", &["address", "design"]),
    ("flow", &["address", "design", "workload", "route"]),
    ("verify", &["address", "design", "route", "flow"]),
    ("ipv4", &["address", "design", "route", "flow", "verify"]),
    ("property", &["address", "json", "diagnostic", "design", "workload", "route", "flow", "verify", "ipv4"]),
    ("suppress", &["diagnostic", "design", "check", "property"]),
    ("answer", &["address", "diagnostic", "design", "route", "flow", "verify"]),
    ("emit", &["address", "json", "design"]),
    ("compile", &["address", "diagnostic", "design", "check", "route", "flow", "verify", "ipv4", "property", "suppress", "answer", "emit"]),
    ("wasm", &["emit", "compile"]),
];

/// The longest that a file may be, tests included.
const MOST_LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the repository with one of these endings, below these folders; what is made or fetched is left out.
fn files(folders: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let mut pending: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).filter(|folder| folder.exists()).collect();
    let mut found = Vec::new();
    while let Some(path) = pending.pop() {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        let made = ["node_modules", "dist", "target"].iter().any(|folder| name.ends_with(&format!("/{folder}")));
        if made || name == "pkg/wasm" {
            continue;
        } else if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "no {endings:?} in {folders:?}");
    found.sort();
    found
}

/// The stages that a Rust source uses, outside comments.
fn used(source: &str) -> Vec<&'static str> {
    assert!(!source.contains("use crate::{"), "one `use` for each module, so that each can be seen");
    let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let uses = |stage: &str| ["crate", "super"].iter().any(|start| uses_path(&code, &format!("{start}::{stage}")));
    STAGES.iter().map(|(stage, _)| *stage).filter(|stage| uses(stage)).collect()
}

/// Whether `path` stands in `code` and is not the beginning of a longer name.
fn uses_path(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| !code[at + path.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn imports_point_left_only() {
    for (position, (stage, allowed)) in STAGES.iter().enumerate() {
        for target in *allowed {
            assert!(STAGES[..position].iter().any(|(earlier, _)| earlier == target), "{stage} comes before {target}");
        }
    }
    let mut wrong = Vec::new();
    for (name, source) in files(&["src"], &[".rs"]) {
        let stage = name.split('/').nth(1).unwrap().trim_end_matches(".rs");
        if ["lib", "core"].contains(&stage) {
            continue;
        }
        let (_, allowed) = STAGES.iter().find(|(known, _)| *known == stage).unwrap_or_else(|| panic!("{name} belongs to no stage"));
        let used = used(&source).into_iter().filter(|target| *target != stage && !allowed.contains(target));
        wrong.extend(used.map(|target| format!("{name} uses {target}")));
    }
    assert!(wrong.is_empty(), "only what STAGES allows: {wrong:#?}");
}

#[test]
fn imports_are_found_in_every_spelling() {
    assert_eq!(used("use crate::design::Design;\nuse super::verify;"), ["design", "verify"]);
    assert_eq!(used("/// See [`crate::wasm`].\nuse crate::designer::Pen;\nlet x = crate::route::none();"), ["route"]);
}

#[test]
fn the_crates_declare_their_stages_in_order() {
    let declared = |file: &str| -> Vec<String> {
        let source = fs::read_to_string(root().join(file)).unwrap();
        source.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
    };
    let (core, rest) = (declared("src/core.rs"), declared("src/lib.rs"));
    let in_order = |crate_stages: &[String]| -> Vec<String> {
        STAGES.iter().map(|(stage, _)| (*stage).to_owned()).filter(|stage| crate_stages.contains(stage)).collect()
    };
    assert_eq!(core, in_order(&core));
    assert_eq!(rest, in_order(&rest));
    assert_eq!(core.len() + rest.len(), STAGES.len(), "each stage is in one of the two crates");
}

#[test]
fn only_one_file_of_the_package_and_one_of_the_designer_know_the_engine() {
    let knowing = |folder: &str, what: &str| -> Vec<String> {
        let files = files(&[folder], &[".ts", ".tsx"]).into_iter();
        files.filter(|(_, source)| source.contains(what)).map(|(name, _)| name).collect()
    };
    assert_eq!(knowing("pkg", "wasm/routewright.js"), ["pkg/engine.ts"]);
    assert_eq!(knowing("www/src", "from \"routewright"), ["www/src/engine/worker.ts"]);
}

#[test]
fn no_file_is_long() {
    let folders = ["src", "pkg", "www", "tests", "scripts", "tools", "benches", "examples", "fuzz"];
    let long: Vec<String> = files(&folders, &[".rs", ".ts", ".tsx", ".mjs", ".cjs", ".css"])
        .into_iter()
        .filter(|(_, source)| !source.lines().next().is_some_and(|first| first.contains("Generated from")))
        .filter(|(_, source)| source.lines().count() > MOST_LINES)
        .map(|(name, source)| format!("{name} has {} lines", source.lines().count()))
        .collect();
    assert!(long.is_empty(), "at most {MOST_LINES} lines; split by what the parts are about: {long:#?}");
}

#[test]
fn every_file_says_what_it_is() {
    let folders = ["src", "pkg", "www", "tests", "scripts", "tools", "benches", "examples", "fuzz"];
    let rust = files(&folders, &[".rs"]).into_iter().map(|file| (file, &["//! "][..]));
    let script = files(&folders, &[".ts", ".tsx", ".mjs", ".cjs"]).into_iter().map(|file| (file, &["// ", "/** ", "/**\n"][..]));
    let silent: Vec<String> = rust
        .chain(script)
        .filter(|((_, source), starts)| {
            // How the file is run, and what the compiler has to be told first, stand above the header.
            let first = source.split_inclusive('\n').skip_while(|line| line.starts_with("#!") || line.starts_with("/// <reference"));
            let source: String = first.take(1).collect();
            !starts.iter().any(|start| source.starts_with(start))
        })
        .map(|((name, _), _)| name)
        .collect();
    assert!(silent.is_empty(), "no header comment: {silent:#?}");
}

#[test]
fn the_architecture_page_names_what_exists() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let quoted = page.split('`').skip(1).step_by(2);
    // Capitals stand for names that the reader chooses.
    let paths = quoted.filter(|text| text.contains('/') && !text.contains(' ') && !text.contains(|c: char| c.is_uppercase()));
    let missing: Vec<&str> = paths.filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:#?}");
}
