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
use super::super::findings::Findings;
use crate::design::NextHopType;
use crate::diagnostic::Severity;

use super::super::survey::Survey;

/// The first version with `RouteNextHopEcmp`.
const FIRST: &str = "2025-07-01";

pub(in crate::check) const RULE: Rule = Rule::design("ecmp-api-version", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    // Versions are dates, and compare as text; one that is no date is reported for that.
    let Some(version) = design.api_version.as_deref().filter(|version| *version < FIRST) else { return };
    let mut routes = design.route_tables.iter().flat_map(|table| &table.routes);
    if let Some(route) = routes.find(|route| route.next_hop_type == Some(NextHopType::VirtualApplianceEcmp)) {
        let path = "/apiVersion".to_owned();
        let message = format!("API version {version} knows no routes to several appliances, and `{}` is one", route.name);
        found.push(
            rule.report(path.clone(), message)
                .related(route.at.field("nextHopType"))
                .hint(format!("take {FIRST} or newer, or leave it out for the newest stable version"))
                .removing(path),
        );
    }
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
