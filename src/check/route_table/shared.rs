//! `route-table-shared`: one route table serves a subnet of Azure's own services and others.
//!
//! # What it checks
//! A table that GatewaySubnet, AzureFirewallSubnet or AzureFirewallManagementSubnet uses is used by no subnet of another kind.
//!
//! # Why it matters
//! The ways are opposite ones: machines send to the firewall, the firewall to the Internet, the gateway to the spokes. The next route
//! that is written for one of them breaks the other, and on these subnets it breaks everything at once.
//!
//! # Fix
//! Give the service's subnet a table of its own.
//!
//! # Source
//! Microsoft Learn, "Deploy and configure Azure Firewall in a hybrid network" (one table for the hub's gateway, one for the spoke), and
//! "Azure Firewall forced tunneling".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{SubnetId, reserved};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-table-shared", Severity::Warning, run);

const SERVICES: [&str; 3] = [reserved::GATEWAY, reserved::FIREWALL, reserved::FIREWALL_MANAGEMENT];

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let kind = |id: SubnetId| SERVICES.iter().position(|name| design[id].is(name));
    for table in design.table_ids().filter(|table| !design[*table].routes.is_empty()) {
        let users = design.users(table);
        let Some(service) = users.iter().copied().find(|user| kind(*user).is_some()) else { continue };
        let Some(other) = users.iter().copied().find(|user| kind(*user) != kind(service)) else { continue };
        let message = format!(
            "route table `{}` serves `{}` and `{}`, whose ways are opposite ones",
            design[table].name,
            design.subnet_path(service),
            design.subnet_path(other)
        );
        found.push(
            rule.report(design[service].at.field("routeTable"), message)
                .related(design[other].at.field("routeTable"))
                .hint(format!("give {} a table of its own", design[service].name)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(gateway: &str, app: &str, routes: &str) -> String {
        let table = |name: &str| format!(r#"{{ "name": "{name}", "routes": [{routes}] }}"#);
        network(
            &format!(
                r#"{{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27", "routeTable": "{gateway}" }},
                   {{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "{app}" }}"#
            ),
            &format!(r#""routeTables": [{}, {}]"#, table("one"), table("two")),
        )
    }

    const ROUTE: &str = r#"{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }"#;

    #[test]
    fn a_table_of_gateway_and_machines_is_reported_at_the_gateway() {
        assert_eq!(
            findings(&RULE, &design("one", "one", ROUTE)),
            [
                "/virtualNetworks/0/subnets/0/routeTable: route table `one` serves `vnet/GatewaySubnet` and `vnet/app`, whose ways are opposite ones"
            ]
        );
    }

    #[test]
    fn tables_of_their_own_are_silent() {
        assert!(findings(&RULE, &design("one", "two", ROUTE)).is_empty());
    }

    #[test]
    fn two_gateway_subnets_may_share_one() {
        let gateway = |vnet: &str, block: u8| {
            format!(
                r#"{{ "name": "{vnet}", "addressSpace": ["10.{block}.0.0/16"], "subnets": [{{ "name": "GatewaySubnet", "addressPrefix": "10.{block}.0.0/27", "routeTable": "rt" }}] }}"#
            )
        };
        let networks = format!("{}, {}", gateway("a", 0), gateway("b", 1));
        let document = format!(r#"{{ "virtualNetworks": [{networks}], "routeTables": [{{ "name": "rt", "routes": [{ROUTE}] }}] }}"#);
        assert!(findings(&RULE, &document).is_empty());
    }

    #[test]
    fn a_table_without_routes_breaks_nothing() {
        assert!(findings(&RULE, &design("one", "one", "")).is_empty());
    }
}
