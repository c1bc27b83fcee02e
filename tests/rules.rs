//! The catalogue of findings: the form of each rule, a page for each code, and the pages for people.
//!
//! `GOLDEN=write cargo test --test rules` rewrites `pkg/rules.json` and `docs/rules.md` from the sources.

// A failed assumption is a failed test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use routewright::check::{RULES, check};
use routewright::compile::compile;
use routewright::design::decode;
use routewright::diagnostic::Severity;
use routewright::property::PROPERTIES;
use serde_json::json;

const HEADINGS: [&str; 4] = ["What it checks", "Why it matters", "Fix", "Source"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with this ending: their path from the root, and their text.
fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let mut pending: Vec<PathBuf> = vec![root().join(folder)];
    let mut found = BTreeMap::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.to_str().unwrap().ends_with(ending) {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    found
}

/// A page of the catalogue.
struct Page {
    code: String,
    severity: Severity,
    title: String,
    page: String,
    /// Where it was written.
    file: String,
}

/// The page that a source file's header is, if its first line names a code.
fn header(file: &str, source: &str) -> Option<(String, String, String)> {
    let lines: Vec<&str> =
        source.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let (code, sentence) = lines.first()?.strip_prefix('`')?.split_once("`: ")?;
    let mut page = format!("# {code}\n\n{}{}\n", sentence[..1].to_uppercase(), &sentence[1..]);
    for line in &lines[1..] {
        match line.strip_prefix("# ") {
            Some(heading) => page.push_str(&format!("## {heading}\n\n")),
            None => page.push_str(&format!("{line}\n")),
        }
    }
    assert!(sentence.ends_with('.'), "{file}: the first line is a sentence");
    Some((code.to_owned(), title(&page), page))
}

/// The sentence below the heading, without its full stop.
fn title(page: &str) -> String {
    let sentence = page.split("\n\n").nth(1).unwrap().replace('\n', " ");
    sentence.trim().trim_end_matches('.').to_owned()
}

/// All pages: of the rules, of the built-in properties, and of what can be wrong with a document.
fn pages() -> BTreeMap<String, Page> {
    let rules = RULES.iter().map(|rule| (rule.code, rule.severity));
    let known: BTreeMap<_, _> = rules.chain(PROPERTIES.iter().map(|property| (property.code, property.severity))).collect();
    let mut pages = BTreeMap::new();
    for (file, source) in files("src/check", ".rs").into_iter().chain(files("src/property", ".rs")) {
        if let Some((code, title, page)) = header(&file, &source) {
            let severity = *known.get(code.as_str()).unwrap_or_else(|| panic!("{file}: `{code}` is not in the table of rules"));
            let twice = pages.insert(code.clone(), Page { code, severity, title, page, file });
            assert!(twice.is_none(), "two files have the page of one code");
        }
    }
    for (file, page) in files("docs/faults", ".md") {
        let code = file.strip_prefix("docs/faults/").unwrap().strip_suffix(".md").unwrap().to_owned();
        assert!(page.starts_with(&format!("# {code}\n\n")), "{file} begins with its code");
        // Of the faults, this one is no more than that.
        let severity = if code == "suppression-unused" { Severity::Warning } else { Severity::Error };
        pages.insert(code.clone(), Page { title: title(&page), code, severity, page, file });
    }
    pages
}

#[test]
fn rules_are_sorted_and_their_codes_are_kebab_case() {
    for table in [RULES.iter().map(|it| it.code).collect::<Vec<_>>(), PROPERTIES.iter().map(|it| it.code).collect()] {
        assert!(table.is_sorted_by(|a, b| a < b), "sorted by code, each once");
        for code in table {
            let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
            assert!(code.split('-').all(word), "{code}");
        }
    }
    assert!(RULES.len() + PROPERTIES.len() >= 130, "{} rules", RULES.len());
}

#[test]
fn every_rule_has_a_page_with_every_heading_and_three_tests() {
    let pages = pages();
    for code in RULES.iter().map(|rule| rule.code).chain(PROPERTIES.iter().map(|property| property.code)) {
        let page = pages.get(code).unwrap_or_else(|| panic!("no file has the page of `{code}`"));
        let source = fs::read_to_string(root().join(&page.file)).unwrap();
        assert!(source.matches("#[test]").count() >= 3, "{}: firing, silent, nearest miss", page.file);
    }
    for page in pages.values() {
        let headings: Vec<_> = page.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", page.file);
        for section in page.page.split("\n## ").skip(1) {
            assert!(section.lines().skip(1).any(|line| !line.is_empty()), "{}: {section}", page.file);
        }
    }
}

/// Every code that the reader of documents and the compiler write down.
fn written_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let more = ["src/compile.rs", "src/suppress.rs", "pkg/document.ts"].map(|file| fs::read_to_string(root().join(file)).unwrap());
    for source in files("src/design", ".rs").into_values().chain(more) {
        for call in ["Diagnostic::new(\"", "error(\"", "code: \""] {
            codes.extend(source.split(call).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    codes
}

#[test]
fn every_fault_of_a_document_has_a_page_and_every_page_a_fault() {
    let faults = files("docs/faults", ".md").into_keys();
    let documented: BTreeSet<_> = faults.map(|file| file["docs/faults/".len()..].trim_end_matches(".md").to_owned()).collect();
    let written = written_codes();
    assert!(written.contains("wrong-type") && written.contains("duplicate-name"), "the codes are found: {written:?}");
    assert_eq!(documented, written);
}

/// Compares a generated file, or rewrites it.
fn golden(file: &str, generated: &str) {
    if env::var("GOLDEN").as_deref() == Ok("write") {
        fs::write(root().join(file), generated).unwrap();
    }
    let committed = fs::read_to_string(root().join(file)).unwrap_or_default();
    assert!(committed == generated, "{file} is stale: GOLDEN=write cargo test --test rules");
}

#[test]
fn the_pages_for_the_command_line_are_those_of_the_sources() {
    let rules: Vec<_> =
        pages().into_values().map(|it| json!({ "code": it.code, "severity": it.severity, "title": it.title, "page": it.page })).collect();
    golden("pkg/rules.json", &format!("{}\n", serde_json::to_string_pretty(&rules).unwrap()));
}

/// What a source that offers a fix calls; helpers of several rules among them.
const FIXES: [&str; 18] = [
    ".adding(",
    ".replacing(",
    ".removing(",
    "needs_version(",
    ".replacing_some(",
    "with_subnet(",
    "without_table(",
    "report_small(",
    "report_if_small(",
    "report_region(",
    "report_smaller(",
    "routed(",
    "allowed(",
    "given_egress(",
    "without_security_group(",
    "without_remote_gateway(",
    "report_ports(",
    "report_udp(",
];

#[test]
fn the_list_for_people_is_that_of_the_sources() {
    let mut list = String::from(
        "# Findings\n\nEvery code that Routewright can report. `routewright explain CODE` prints its page: what it checks, why it matters, how\nto \
         fix it, and the source. This list is made from the pages.\n",
    );
    let pages = pages();
    let (mut group, mut fixes) = (String::new(), 0);
    let mut sorted: Vec<&Page> = pages.values().collect();
    sorted.sort_by_key(|page| (section(&page.file), &page.code));
    for page in sorted {
        if section(&page.file).1 != group {
            group = section(&page.file).1;
            list.push_str(&format!("\n## {group}\n\n| code | severity | finding | fix | Azure's error code |\n|---|---|---|---|---|\n"));
        }
        let source = fs::read_to_string(root().join(&page.file)).unwrap();
        let fix = match page.file.ends_with(".rs") {
            true => FIXES.iter().any(|call| source.contains(call)),
            false => page.page.to_lowercase().contains("the fix writes"),
        };
        fixes += usize::from(fix && page.file.starts_with("src/"));
        let severity = json!(page.severity);
        let (severity, fix) = (severity.as_str().unwrap(), if fix { "yes" } else { "" });
        let arm = page.page.replace('\n', " ");
        let arm = arm.split("error code ").nth(1).map_or("", |rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap());
        list.push_str(&format!("| [{}](../{}) | {severity} | {} | {fix} | {arm} |\n", page.code, page.file, page.title));
    }
    let sum = format!("{} rules and {} built-in properties, {fixes} of them with a fix", RULES.len(), PROPERTIES.len());
    // Past the test harness, which shows nothing of a test that passes.
    std::io::stdout().write_all(format!("rules: {sum}\n").as_bytes()).unwrap();
    list.push_str(&format!("\n{sum}.\n"));
    golden("docs/rules.md", &list);
}

/// The section of the list that a file's page belongs to, and its place among the sections.
fn section(file: &str) -> (u8, String) {
    let parts: Vec<_> = file.split('/').collect();
    match (parts[0], parts[1]) {
        ("src", "check") => (0, parts[2].replace('_', " ")),
        ("src", _) => (1, "properties that need routes".to_owned()),
        _ => (2, "the document".to_owned()),
    }
}

fn example(name: &str) -> Vec<u8> {
    fs::read(root().join(format!("examples/{name}/design.json"))).unwrap()
}

#[test]
fn no_rule_fires_on_the_good_example() {
    let decoded = decode(&example("secure-training"));
    assert_eq!(decoded.diagnostics, []);
    assert_eq!(check(&decoded.design), []);
    assert_eq!(compile(&example("secure-training")).diagnostics(), [], "nor a built-in property");
}

#[test]
fn the_broken_example_has_its_six_mistakes_and_nothing_else() {
    let compiled = compile(&example("broken-training"));
    let found: BTreeSet<_> = compiled.diagnostics().iter().map(|finding| (finding.code, finding.path.as_str())).collect();
    let expected = BTreeSet::from([
        ("gateway-default-route", "/routeTables/3/routes/0"),
        ("gateway-return-route-missing", "/routeTables/3"),
        ("next-hop-unowned", "/routeTables/0/routes/2/nextHopIpAddress"),
        ("propagation-bypasses-appliance", "/routeTables/0"),
        ("route-table-region", "/routeTables/2/location"),
        ("subnet-outside-vnet", "/virtualNetworks/1/subnets/2/addressPrefix"),
    ]);
    assert_eq!((found, compiled.diagnostics().len()), (expected, 6));
}
