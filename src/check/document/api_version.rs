//! `api-version-form`: the design's API version is not one.
//!
//! # What it checks
//! `apiVersion` is a date, such as `2024-05-01`, or a date with `-preview`.
//!
//! # Why it matters
//! Azure refuses a request for an API version that it does not have.
//!
//! # Fix
//! Write a version of Microsoft.Network, or leave it out for the newest stable one. The fix leaves it out.
//!
//! # Source
//! Microsoft Learn, "Azure REST API reference": api-version.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::shown;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("api-version-form", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if let Some(version) = design.api_version.as_ref().filter(|version| !well_formed(version)) {
        let path = "/apiVersion".to_owned();
        found.push(
            rule.report(path.clone(), format!("`{}` is not an API version", shown(version)))
                .hint("write a date such as 2024-05-01, or leave it out for the newest stable version")
                .removing(path),
        );
    }
}

/// Whether `version` is a date, with or without `-preview`.
fn well_formed(version: &str) -> bool {
    let mut parts = version.strip_suffix("-preview").unwrap_or(version).split('-');
    let mut number = |digits: usize, range: std::ops::RangeInclusive<u32>| {
        let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()));
        part.and_then(|part| part.parse().ok()).is_some_and(|number| range.contains(&number))
    };
    number(4, 2010..=2999) && number(2, 1..=12) && number(2, 1..=31) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(version: &str) -> String {
        format!(r#"{{ "apiVersion": "{version}" }}"#)
    }

    #[test]
    fn what_is_not_a_date_is_reported() {
        for version in ["", "latest", "2024-5-1", "2024-13-01", "2024-05-01-beta", "2024-05-01-preview-preview", "20240501", "+024-05-01"] {
            assert_eq!(findings(&RULE, &design(version)), [format!("/apiVersion: `{version}` is not an API version")]);
            assert!(fixable(&RULE, &design(version)));
        }
    }

    #[test]
    fn a_date_is_silent() {
        assert!(findings(&RULE, &design("2024-05-01")).is_empty());
        assert!(findings(&RULE, "{}").is_empty());
    }

    #[test]
    fn a_preview_version_is_a_version() {
        assert!(findings(&RULE, &design("2024-01-01-preview")).is_empty());
    }
}
