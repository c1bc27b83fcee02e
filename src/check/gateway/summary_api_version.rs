//! `gateway-summary-api-version`: summarized gateway prefixes need a newer API version.
//!
//! # What it checks
//! A design with `summarizedGatewayPrefixes` does not state an `apiVersion` older than 2025-07-01.
//!
//! # Why it matters
//! Azure refuses or forgets the property in older versions of the interface.
//!
//! # Fix
//! Take a newer API version, or leave it out for the newest stable one. The fix leaves it out.
//!
//! # Source
//! Microsoft Learn, "Advertise gateway prefixes" for hub and spoke networks; Azure/bicep-types-az, Microsoft.Network 2025-07-01:
//! `summarizedGatewayPrefixes` (specification 3.2).

use super::super::Rule;
use super::super::document::needs_version;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::VirtualNetwork;
use crate::diagnostic::Severity;

/// The first version with the property.
const FIRST: &str = "2025-07-01";

pub(in crate::check) const RULE: Rule = Rule::design("gateway-summary-api-version", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let written = |network: &&VirtualNetwork| !network.existing && !network.summarized_gateway_prefixes.is_empty();
    let network = || {
        let network = design.virtual_networks.iter().find(written)?;
        let what = format!("knows no summarized gateway prefixes, and `{}` has some", network.name);
        Some((what, network.at.field("summarizedGatewayPrefixes")))
    };
    needs_version(rule, design, FIRST, &network, found);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(version: &str, summary: &str) -> String {
        format!(
            r#"{{ "apiVersion": "{version}", "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"], "summarizedGatewayPrefixes": [{summary}],
                "subnets": [{{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/26" }}] }}],
                "virtualNetworkGateways": [{{ "name": "g", "type": "Vpn", "virtualNetwork": "v" }}] }}"#
        )
    }

    #[test]
    fn an_older_version_is_reported() {
        let document = design("2024-05-01", r#""10.0.0.0/8""#);
        let expected = "/apiVersion: API version 2024-05-01 knows no summarized gateway prefixes, and `v` has some";
        assert_eq!(findings(&RULE, &document), [expected]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn the_first_version_with_the_property_is_silent() {
        assert!(findings(&RULE, &design("2025-07-01", r#""10.0.0.0/8""#)).is_empty());
    }

    #[test]
    fn an_empty_list_needs_no_newer_version() {
        assert!(findings(&RULE, &design("2024-05-01", "")).is_empty());
    }
}
