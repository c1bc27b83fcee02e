//! `docs/rules-coverage.md`: each code that it names exists, and each row names codes or says why there are none.

// A failed assumption is a failed test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use serde_json::Value;

const PAGE: &str = include_str!("../docs/rules-coverage.md");

#[test]
fn each_row_names_codes_that_exist_or_a_reason() {
    let catalogue: Value = serde_json::from_str(include_str!("../pkg/rules.json")).unwrap();
    let known = |code: &str| match &catalogue {
        Value::Array(rows) => rows.iter().any(|row| row["code"] == code),
        Value::Object(rows) => rows.contains_key(code),
        _ => false,
    };
    let rows: Vec<Vec<&str>> = PAGE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| row"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 100, "{} rows", rows.len());
    let names: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(names.len(), rows.len(), "each row stands once");
    for row in &rows {
        assert_eq!(row.len(), 3, "{row:?}");
        let codes: Vec<&str> = row[2].split('`').skip(1).step_by(2).filter(|code| !code.contains('/')).collect();
        let only_codes = row[2].split_whitespace().all(|word| word.starts_with('`') && word.ends_with('`'));
        assert!(!row[2].is_empty() && (only_codes || row[2].len() > 7), "{row:?} says nothing");
        for code in codes {
            assert!(known(code), "{}: there is no code `{code}`", row[0]);
        }
    }
}
