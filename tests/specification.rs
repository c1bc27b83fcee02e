//! Every point of the specification has code and a case that name it, or says why it is not modelled.
//!
//! `GOLDEN=write cargo test --test specification` rewrites docs/specification-index.md, where each point has its places.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Sections of numbered sentences; the tables, and section 12, are read by functions of their own.
const SECTIONS: std::ops::RangeInclusive<u32> = 1..=11;
const NOT_MODELLED: &str = "Not modelled: ";

struct Point {
    number: String,
    text: String,
    /// What names it in sources and tests beside its number: error codes of Azure, and rules.
    words: Vec<String>,
    /// Rules, options and workloads that the specification says hold it: each has to exist, with code and a case.
    held: Vec<String>,
    reason: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The numbered points: each ends where the next one or a heading begins.
fn points() -> Vec<Point> {
    let text = fs::read_to_string(root().join("docs/specification.md")).unwrap();
    let mut points: Vec<Point> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let number = line.split(' ').next().unwrap_or_default();
        let parts: Vec<u32> = number.split('.').filter_map(|part| part.parse().ok()).collect();
        if parts.len() == 2 && number.split('.').count() == 2 {
            inside = SECTIONS.contains(&parts[0]);
            if inside {
                points.push(Point {
                    number: number.to_owned(),
                    text: line[number.len()..].trim().to_owned(),
                    words: Vec::new(),
                    held: Vec::new(),
                    reason: None,
                });
            }
        } else if line.starts_with('#') {
            inside = false;
        }
        assert!(points.iter().filter(|point| point.number == number).count() <= 1, "{number} stands twice");
        if let (true, Some((_, reason)), Some(point)) = (inside, line.split_once(NOT_MODELLED), points.last_mut()) {
            point.reason = Some(reason.to_owned());
        }
    }
    points.extend(rows(&text, 6, 7));
    points.extend(traffic(&text));
    points.extend(rows(&text, 13, 3));
    points.extend(mistakes(&text));
    points.extend(rows(&text, 16, 2));
    points
}

/// The text of one section.
fn section(specification: &str, number: u32) -> &str {
    let heading = format!("\n## {number}. ");
    specification.split_once(&heading).unwrap().1.split("\n## ").next().unwrap()
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// What stands in backquotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn reason(text: &str) -> Option<String> {
    text.split_once(NOT_MODELLED).map(|(_, reason)| reason.trim_matches(['|', ' ']).to_owned())
}

/// The rows of a table whose first column is the item and whose column `held` says what holds it.
fn rows(specification: &str, number: u32, held: usize) -> Vec<Point> {
    let row = |line: &str| {
        let cells = cells(line);
        // A row without this cell has neither code nor a reason.
        let holds = cells.get(held).copied().unwrap_or_default();
        let counted = if cells[0].parse::<u32>().is_ok() { "#" } else { "" };
        // The column before, where there is one more, is the source.
        let text = cells[1..held.max(3) - 1].join("; ");
        Point { number: format!("{number} {counted}{}", cells[0]), text, words: Vec::new(), held: quoted(holds), reason: reason(holds) }
    };
    section(specification, number).lines().filter(|line| line.starts_with("| ")).skip(1).map(row).collect()
}

/// The parts of section 12, each with a line that says what holds it.
fn traffic(specification: &str) -> Vec<Point> {
    let part = |part: &str| {
        let (heading, rest) = part.split_once('\n').unwrap();
        let (number, text) = heading.split_once(' ').unwrap();
        let holds = rest.lines().find_map(|line| line.strip_prefix("- Held by: ")).unwrap_or_default();
        Point { number: number.to_owned(), text: text.to_owned(), words: Vec::new(), held: quoted(holds), reason: reason(holds) }
    };
    let parts: Vec<Point> = section(specification, 12).split("\n### ").skip(1).map(part).collect();
    for point in &parts {
        assert!(!point.held.is_empty(), "{} does not say what holds it", point.number);
    }
    parts
}

/// Whoever searches for a section finds the data of its workloads: each file names the sections that it is from.
#[test]
fn the_data_of_workloads_name_their_sections() {
    let specification = fs::read_to_string(root().join("docs/specification.md")).unwrap();
    let parts = traffic(&specification);
    let mut files = 0;
    for entry in fs::read_dir(root().join("src/workload")).unwrap() {
        let path = entry.unwrap().path();
        let (name, text) = (path.file_stem().unwrap().to_str().unwrap().replace('_', ""), fs::read_to_string(&path).unwrap());
        if name == "mod" || name == "needs" {
            continue;
        }
        let header: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let of = |part: &&Point| part.number == "12.4" || part.held.iter().any(|held| held.to_lowercase() == name);
        for part in parts.iter().filter(of) {
            assert!(header.contains(&part.number), "{} does not name {}", path.display(), part.number);
        }
        files += 1;
    }
    assert!(files > 10, "the data stand elsewhere");
}

/// The rows of section 15: each is named by its error codes, or by the rules that stand in backquotes.
fn mistakes(specification: &str) -> Vec<Point> {
    let row = |line: &str| {
        let cells = cells(line);
        let number: u32 = cells[0].parse().ok()?;
        let is_code = |word: &&str| word.len() > 9 && word.starts_with(char::is_uppercase) && word[1..].contains(char::is_uppercase);
        let words = cells[1].split(|c: char| !c.is_ascii_alphanumeric()).filter(is_code).map(str::to_owned).collect();
        let text = format!("{}: {}", cells[1], cells[2]);
        Some(Point { number: format!("15 #{number}"), text, words, held: quoted(cells[1]), reason: reason(line) })
    };
    section(specification, 15).lines().filter(|line| line.starts_with("| ")).filter_map(row).collect()
}

/// Whether there is such a rule, option or workload.
fn exists(name: &str) -> bool {
    let read = |file: &str| fs::read_to_string(root().join(file)).unwrap();
    if name.contains('-') {
        return read("docs/rules.md").contains(&format!("[{name}]("));
    }
    if name.starts_with(char::is_uppercase) {
        return read("src/design/workloads.rs").contains(&format!("\"{name}\""));
    }
    read("docs/options.md").contains(&format!("| `{name}` |"))
}

/// Whether a text has a name, and not as a part of another: an option also as the sources read it.
fn mentions(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let stands =
        |name: &str| text.match_indices(name).any(|(at, _)| !text[..at].ends_with(part) && !text[at + name.len()..].starts_with(part));
    if name.starts_with(char::is_uppercase) {
        return text.contains(&format!("\"{name}\"")) || stands(&format!("Workload::{name}"));
    }
    stands(name) || stands(&snake_case(name))
}

fn snake_case(name: &str) -> String {
    let word = |c: char| if c.is_uppercase() { format!("_{}", c.to_ascii_lowercase()) } else { c.to_string() };
    name.chars().map(word).collect()
}

/// The page of a rule, which stands at the head of its file.
fn page_of<'a>(code: &'a [(String, String)], rule: &str) -> Option<&'a str> {
    let start = format!("//! `{rule}`: ");
    let (_, text) = code.iter().find(|(_, text)| text.starts_with(&start))?;
    text.split("\n\n").next()
}

/// Files below a folder, as text, by name.
fn files(folder: &str) -> Vec<(String, String)> {
    let (mut pending, mut found) = (vec![root().join(folder)], Vec::new());
    while let Some(path) = pending.pop() {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if [".rs", ".ts", ".md"].iter().any(|ending| name.ends_with(ending)) && name != "tests/specification.rs" {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// Whether a text names a point: its number, and not as a part of another number or address.
fn names(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + number.len()..].chars();
        let (next, second) = (after.next(), after.next());
        let joined = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let continued = joined(next) || next == Some('.') && digit(second) || next == Some('/') && digit(second);
        !joined(before) && !matches!(before, Some('.' | '"' | '/' | '-' | '=')) && !continued
    })
}

fn links(places: &[&str]) -> String {
    let short = |name: &str| name.rsplit('/').take(2).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("/");
    let shown = places.iter().take(4).map(|name| format!("[{}](../{name})", short(name)));
    let more = places.len().saturating_sub(4);
    let rest = (more > 0).then(|| format!("and {more} more"));
    shown.chain(rest).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_point_has_code_and_a_case_or_says_why_not() {
    let code: Vec<_> = ["src", "pkg/rehearsal"].into_iter().flat_map(files).collect();
    // The list of the options is nothing that reads them.
    let reading: Vec<_> = code.iter().filter(|(name, _)| name != "src/design/options.rs").cloned().collect();
    let cases = files("tests");
    // A rule has its cases beside it.
    let beside = |name: &str| name.starts_with("src/check/") || name.starts_with("src/property/");
    let rules: Vec<_> = code.iter().filter(|(name, text)| beside(name) && text.contains("mod tests {")).cloned().collect();
    let mut page = "# Where each point of the specification is\n\nWritten by `GOLDEN=write cargo test --test specification`. Search for a number in the sources for \
                    the rest.\n\n| point | says | code | cases and tests |\n|---|---|---|---|\n"
        .to_owned();
    let (mut bare, mut modelled, mut unmodelled) = (Vec::new(), 0, 0);
    for point in points() {
        let naming = |files: &[(String, String)]| -> Vec<String> {
            let words = |text: &str| point.words.iter().any(|word| text.contains(word.as_str()));
            let named = |text: &str| names(text, &point.number) || words(text) || point.held.iter().any(|name| mentions(text, name));
            files.iter().filter(|(_, text)| named(text)).map(|(name, _)| name.clone()).collect()
        };
        let in_code = naming(&code);
        let mut in_cases = naming(&cases);
        in_cases.extend(naming(&rules));
        for name in &point.held {
            let found = |files: &[(String, String)]| files.iter().any(|(_, text)| mentions(text, name));
            if !exists(name) || !found(&reading) || !found(&cases) && !found(&rules) {
                bare.push(format!("{}: no `{name}`, nothing that reads it, or no case of it", point.number));
            }
            let section = point.number.split(['.', ' ']).next().unwrap_or_default();
            let numbers = page_of(&code, name).map(|page| page.split_once("pecification ").map_or("", |(_, numbers)| numbers));
            if ["6", "13"].contains(&section) && numbers.is_some_and(|numbers| !names(numbers, section)) {
                bare.push(format!("{}: the page of `{name}` does not name section {section}", point.number));
            }
        }
        let says: String = point.text.replace('|', "/").chars().take(80).collect();
        let refs = |all: &[String]| links(&all.iter().map(String::as_str).collect::<Vec<_>>());
        match &point.reason {
            Some(reason) if point.held.is_empty() => {
                unmodelled += 1;
                writeln!(page, "| {} | {says} | not modelled: {reason} | {} |", point.number, refs(&in_cases)).unwrap();
            }
            part => {
                modelled += 1;
                if in_code.is_empty() || in_cases.is_empty() {
                    bare.push(format!("{}: {} files of code, {} cases", point.number, in_code.len(), in_cases.len()));
                }
                let rest = part.as_ref().map_or(String::new(), |reason| format!("; not modelled: {reason}"));
                writeln!(page, "| {} | {says} | {}{rest} | {} |", point.number, refs(&in_code), refs(&in_cases)).unwrap();
            }
        }
    }
    println!("specification: {modelled} points have code and a case, {unmodelled} say why they are not modelled");
    assert!(bare.is_empty(), "points without code or without a case, and names of nothing: {bare:#?}");
    let path = root().join("docs/specification-index.md");
    if std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") {
        fs::write(&path, &page).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == page, "{} is old; GOLDEN=write cargo test --test specification rewrites it", path.display());
}
