//! `route-server-duplicate`: a virtual network has two route servers.
//!
//! # What it checks
//! A network has at most one route server.
//!
//! # Why it matters
//! Azure refuses the second one.
//!
//! # Fix
//! Add the peers to the first route server, or put the second one into another network.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server FAQ": only one route server in a virtual network. Specification 11.6 and 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-server-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.route_server_ids() {
        let Some(vnet) = design.route_server_vnet(id) else { continue };
        let Some(first) = design.route_server_at(vnet).filter(|first| *first != id) else { continue };
        found.push(
            rule.report(
                design[id].at.field("virtualNetwork"),
                format!("`{}` has route server `{}` already", design[vnet].name, design[first].name),
            )
            .related(design[first].at.pointer())
            .hint("add the peers to the first one, or put this one into another network"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, peered};

    fn design(network: &str) -> String {
        let servers =
            format!(r#""routeServers": [{{ "name": "one", "virtualNetwork": "a" }}, {{ "name": "two", "virtualNetwork": "{network}" }}]"#);
        peered("", &servers)
    }

    #[test]
    fn a_second_route_server_is_reported() {
        assert_eq!(findings(&RULE, &design("a")), ["/routeServers/1/virtualNetwork: `a` has route server `one` already"]);
    }

    #[test]
    fn a_design_without_route_servers_is_silent() {
        assert!(findings(&RULE, &peered("", "")).is_empty());
    }

    #[test]
    fn one_route_server_in_each_network_is_silent() {
        assert!(findings(&RULE, &design("b")).is_empty());
    }
}
