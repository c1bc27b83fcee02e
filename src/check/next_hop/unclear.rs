//! `next-hop-unclear`: a named next hop does not name exactly one thing.
//!
//! # What it checks
//! `nextHop` has one of `firewall`, `appliance` and `loadBalancer`, and `interface` only beside `appliance`.
//!
//! # Why it matters
//! A route has one next hop.
//!
//! # Fix
//! Name one firewall, appliance or load balancer.
//!
//! # Source
//! The design language: `nextHop` has exactly one member, and `interface` chooses one of an appliance's interfaces.

use super::super::Rule;
use super::super::findings::Findings;
use crate::design::{Design, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("next-hop-unclear", Severity::Error, run);

fn run(rule: &Rule, _: &Design, table: &RouteTable, found: &mut Findings) {
    for route in &table.routes {
        let Some(hop) = &route.next_hop else { continue };
        let why = match (&hop.firewall, &hop.appliance, &hop.load_balancer) {
            (Some(_), Some(_), None) => "both a firewall and an appliance",
            (None, None, None) => "neither a firewall nor an appliance nor a load balancer",
            (Some(_), _, Some(_)) | (_, Some(_), Some(_)) => "a load balancer and something else",
            (Some(_), None, None) if hop.interface.is_some() => "an interface, which a firewall does not have",
            (None, None, Some(_)) if hop.interface.is_some() => "an interface, which a load balancer does not have",
            _ => continue,
        };
        let path = route.at.field("nextHop");
        let finding = rule.report(path.clone(), format!("the next hop of route `{}` names {why}", route.name));
        found.push(if hop.interface.is_some() && hop.appliance.is_none() && (hop.firewall.is_some() != hop.load_balancer.is_some()) {
            finding.hint("leave out the interface").removing(path + "/interface")
        } else {
            finding.hint("name one firewall, appliance or load balancer")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, network};

    fn design(hop: &str) -> String {
        network(
            r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "dmz", "addressPrefix": "10.0.2.0/24" },
               { "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26" }"#,
            &format!(
                r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet" }}],
                   "appliances": [{{ "name": "nva", "networkInterfaces": [
                     {{ "name": "nic", "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.4", "enableIPForwarding": true }}] }}],
                   "routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHop": {{ {hop} }} }}] }}]"#
            ),
        )
    }

    #[test]
    fn both_neither_and_a_firewall_with_an_interface_are_reported() {
        let path = "/routeTables/0/routes/0/nextHop: the next hop of route `r` names";
        let both = design(r#""firewall": "fw", "appliance": "nva""#);
        assert_eq!(findings(&RULE, &both), [format!("{path} both a firewall and an appliance")]);
        assert_eq!(findings(&RULE, &design("")), [format!("{path} neither a firewall nor an appliance nor a load balancer")]);
        let interface = design(r#""firewall": "fw", "interface": "nic""#);
        assert_eq!(findings(&RULE, &interface), [format!("{path} an interface, which a firewall does not have")]);
        assert!(fixable(&RULE, &interface) && !fixable(&RULE, &both));
    }

    #[test]
    fn one_name_is_silent() {
        assert!(findings(&RULE, &design(r#""firewall": "fw""#)).is_empty());
    }

    #[test]
    fn an_appliance_has_interfaces() {
        assert!(findings(&RULE, &design(r#""appliance": "nva", "interface": "nic""#)).is_empty());
    }
}
