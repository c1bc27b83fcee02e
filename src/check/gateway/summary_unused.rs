//! `gateway-summary-unused`: summarized prefixes of a network without a gateway.
//!
//! # What it checks
//! A network with `summarizedGatewayPrefixes` has a gateway of its own.
//!
//! # Why it matters
//! Azure takes the list and does nothing with it: only the gateways of the same network read it, not those of a hub that it peers with.
//!
//! # Fix
//! Move the list to the network that has the gateway. The fix removes it instead.
//!
//! # Source
//! Microsoft Learn, "Advertise gateway prefixes" for hub and spoke networks; Azure/bicep-types-az, Microsoft.Network 2025-07-01:
//! `summarizedGatewayPrefixes` (specification 3.2).

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-summary-unused", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let network = &design[vnet];
        if network.summarized_gateway_prefixes.is_empty() || network.existing || design.gateways_in(vnet).next().is_some() {
            continue;
        }
        let path = network.at.field("summarizedGatewayPrefixes");
        let finding =
            rule.report(path.clone(), format!("`{}` has no gateway, and nobody else reads its summarized prefixes", network.name));
        found.push(finding.hint("move the list to the network that has the gateway").removing(path));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(gateways: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"], "summarizedGatewayPrefixes": ["10.0.0.0/8"],
                "subnets": [{{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/26" }}] }},
                {{ "name": "w", "addressSpace": ["10.1.0.0/16"] }}],
                "virtualNetworkGateways": [{gateways}] }}"#
        )
    }

    const GATEWAY: &str = r#"{ "name": "g", "type": "Vpn", "virtualNetwork": "v" }"#;

    #[test]
    fn a_summary_without_a_gateway_is_reported() {
        let expected = "/virtualNetworks/0/summarizedGatewayPrefixes: `v` has no gateway, and nobody else reads its summarized prefixes";
        assert_eq!(findings(&RULE, &design("")), [expected]);
        assert!(fixable(&RULE, &design("")));
    }

    #[test]
    fn a_summary_with_a_gateway_is_silent() {
        assert!(findings(&RULE, &design(GATEWAY)).is_empty());
    }

    #[test]
    fn a_network_owned_by_someone_else_may_have_a_gateway_that_is_not_told() {
        let existing = design("").replace(
            r#""name": "v""#,
            r#""name": "v", "existing": true, "subscription": "00000000-0000-0000-0000-000000000000", "resourceGroup": "rg""#,
        );
        assert!(findings(&RULE, &existing).is_empty());
    }
}
