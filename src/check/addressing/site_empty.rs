//! `site-prefixes-empty`: a site has no prefix, and no connection says what is learned from it.
//!
//! # What it checks
//! Every site has a prefix in `addressPrefixes`, or a connection to it has `learns`.
//!
//! # Why it matters
//! Nothing can be sent there: no network learns a route to the site.
//!
//! # Fix
//! Write the prefixes that are used there.
//!
//! # Source
//! Microsoft.Network/localNetworkGateways: `localNetworkAddressSpace`, which only a connection with BGP can do without. Specification 3.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::Remote;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("site-prefixes-empty", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let connections = || design.virtual_network_gateways.iter().flat_map(|gateway| &gateway.connections);
    for id in design.site_ids().filter(|id| design[*id].address_prefixes.is_empty()) {
        let taught = connections().any(|it| it.to.remote() == Some(Remote::Site(id)) && it.learns.iter().flatten().next().is_some());
        if !taught {
            let message = format!("nothing is known to be at site `{}`", design[id].name);
            found.push(rule.report(design[id].at.field("addressPrefixes"), message).hint("write the prefixes that are used there"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(prefixes: &str, learns: &str) -> String {
        network(
            r#"{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }"#,
            &format!(
                r#""onPremises": [{{ "name": "dc", "addressPrefixes": [{prefixes}] }}],
                   "virtualNetworkGateways": [{{ "name": "er", "type": "ExpressRoute", "virtualNetwork": "vnet", "connections": [{{ "to": "dc"{learns} }}] }}]"#
            ),
        )
    }

    #[test]
    fn a_site_of_which_nothing_is_known_is_reported() {
        let expected = ["/onPremises/0/addressPrefixes: nothing is known to be at site `dc`"];
        assert_eq!(findings(&RULE, &design("", "")), expected);
        assert_eq!(findings(&RULE, &design("", r#", "learns": []"#)), expected);
    }

    #[test]
    fn a_site_with_a_prefix_is_silent() {
        assert!(findings(&RULE, &design(r#""192.168.0.0/16""#, "")).is_empty());
    }

    #[test]
    fn what_a_connection_learns_is_enough() {
        assert!(findings(&RULE, &design("", r#", "learns": ["192.168.0.0/16"]"#)).is_empty());
    }
}
