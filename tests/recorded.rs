//! Effective-route tables that were printed by running networks in public labs, row by row.
//!
//! A folder of tests/recorded is one network: the design behind it, rebuilt from the lab's text and templates, and the tables
//! that `az network nic show-effective-route-table` printed.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use routewright::answer::EffectiveRouteRow;
use routewright::compile::compile;
use routewright::diagnostic::Severity;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// How many tables there are in all.
const ALL: usize = 19;

/// Documented None blocks. Azure's internal ones are not documented and change, so they are not compared.
const DOCUMENTED_NONE: [&str; 4] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Recording {
    /// Repository and commit.
    source: String,
    /// Date of the commit that first holds the rows.
    recorded: String,
    notes: String,
    /// What the network has and the design cannot say; it changes none of these rows.
    left_out: Option<String>,
    not_printed: Option<NotPrinted>,
    tables: Vec<Table>,
}

/// Rows that the source trimmed: the answer may have them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NotPrinted {
    next_hop_types: Vec<String>,
    because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    id: String,
    /// File and lines in the source.
    lines: String,
    subnet: String,
    /// `source state prefix type address` of each printed row.
    rows: BTreeSet<String>,
}

fn parsed<T: DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded")
}

fn recordings() -> Vec<(PathBuf, Recording)> {
    let entries = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.into_iter().map(|folder| (folder.clone(), parsed(&folder.join("tables.json")))).collect()
}

fn written(row: &EffectiveRouteRow) -> String {
    let words = [format!("{:?} {:?} {} {}", row.source, row.state, row.address_prefix, row.next_hop_type)];
    words.into_iter().chain(row.next_hop_ip_address.iter().cloned()).collect::<Vec<_>>().join(" ")
}

/// Rows of the answer that are not printed and not tolerated, and printed rows that the answer lacks.
fn differences(answer: &[EffectiveRouteRow], table: &Table, tolerated: &[String]) -> Vec<String> {
    let derived: BTreeSet<String> = answer.iter().map(written).collect();
    let lacking = table.rows.difference(&derived).map(|row| format!("not derived: {row}"));
    let extra = answer.iter().filter(|row| {
        let internal = row.next_hop_type == "None" && !DOCUMENTED_NONE.contains(&row.address_prefix.as_str());
        !table.rows.contains(&written(row)) && !internal && !tolerated.iter().any(|kind| kind == row.next_hop_type)
    });
    lacking.chain(extra.map(|row| format!("not recorded: {}", written(row)))).collect()
}

#[test]
fn recorded_tables_are_what_the_design_gives() {
    let (mut agreeing, mut reduced, mut differing) = (0, 0, Vec::new());
    for (folder, recording) in recordings() {
        let document = fs::read(folder.join("design.json")).unwrap();
        let compiled = compile(&document);
        let errors = compiled.diagnostics().iter().filter(|finding| finding.severity == Severity::Error);
        let errors: Vec<&String> = errors.map(|error| &error.message).collect();
        // What is left out is missed by the rules.
        assert!(errors.is_empty() || recording.left_out.is_some(), "{} ran, but: {errors:?}", folder.display());
        let tolerated = recording.not_printed.as_ref().map_or(&[][..], |it| &it.next_hop_types);
        for table in &recording.tables {
            let differences = differences(&compiled.routes(&table.subnet).unwrap().routes, table, tolerated);
            if differences.is_empty() {
                agreeing += 1;
                reduced += usize::from(recording.left_out.is_some());
            } else {
                differing.push(format!("{} of {} {}: {differences:#?}", table.id, recording.source, table.lines));
            }
        }
    }
    let line = format!("recorded: {agreeing} of {ALL} tables agree ({reduced} of them without an object that does not matter to them)\n");
    // Past the test harness, which shows nothing of a test that passes.
    std::io::stdout().write_all(line.as_bytes()).unwrap();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert_eq!(agreeing, ALL);
}

#[test]
fn every_table_is_there_once_and_says_where_it_comes_from() {
    let mut numbers = BTreeSet::new();
    for (folder, recording) in recordings() {
        let dated = recording.recorded.len() == 10 && recording.source.contains('@') && recording.notes.ends_with('.');
        assert!(dated, "{} does not say where and when", folder.display());
        assert!(recording.not_printed.is_none_or(|it| !it.because.is_empty()), "{}", folder.display());
        for table in recording.tables {
            assert!(numbers.insert(table.id) && table.lines.contains(':') && !table.rows.is_empty(), "{}", folder.display());
        }
    }
    assert_eq!(numbers.len(), ALL);
}
