//! `ecmp-api-version`: routes to several appliances need a newer API version.
//!
//! # What it checks
//! A design with a route of the type `VirtualApplianceEcmp` does not state an `apiVersion` older than 2025-07-01.
//!
//! # Why it matters
//! Azure refuses the type in older versions of the interface.
//!
//! # Fix
//! Take a newer API version, or leave it out for the newest stable one. The fix leaves it out.
//!
//! # Source
//! Azure/bicep-types-az, Microsoft.Network 2025-07-01, RouteNextHopEcmp: `nextHopIpAddresses`.

use super::super::Rule;
use super::super::document::needs_version;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::to_several;
use crate::diagnostic::Severity;

/// The first version with `RouteNextHopEcmp`.
const FIRST: &str = "2025-07-01";

pub(in crate::check) const RULE: Rule = Rule::design("ecmp-api-version", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let route = || {
        let route = to_several(design).next()?;
        Some((format!("knows no routes to several appliances, and `{}` is one", route.name), route.at.field("nextHopType")))
    };
    needs_version(rule, design, FIRST, &route, found);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, route};

    fn with(version: &str, hop: &str) -> String {
        route(hop).replacen('{', &format!(r#"{{ "apiVersion": "{version}","#), 1)
    }

    const SEVERAL: &str = r#", "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": ["10.0.2.4", "10.0.2.5"]"#;

    #[test]
    fn an_older_version_is_reported() {
        let document = with("2024-05-01", SEVERAL);
        assert_eq!(
            findings(&RULE, &document),
            ["/apiVersion: API version 2024-05-01 knows no routes to several appliances, and `r` is one"],
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn the_first_version_with_the_type_is_silent() {
        assert!(findings(&RULE, &with("2025-07-01", SEVERAL)).is_empty());
    }

    #[test]
    fn other_routes_need_no_newer_version() {
        assert!(findings(&RULE, &with("2024-05-01", r#", "nextHopType": "None""#)).is_empty());
    }
}
