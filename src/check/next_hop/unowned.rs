//! `next-hop-unowned`: the next hop of a route is an address that nothing that forwards has.
//!
//! # What it checks
//! Every `nextHopIpAddress` that is in reach belongs to a firewall or to an interface of an appliance of the design.
//!
//! # Why it matters
//! Azure does not look: it accepts any address and drops what the route matches. A typing error here is a black hole.
//!
//! # Fix
//! Correct the address, or name the firewall or appliance: `nextHop`. Where the owner is not in the design yet, add it to
//! `appliances` or `firewalls`.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", virtual appliance; "Diagnose a virtual machine routing problem".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Fault, Survey, Target};
use super::{each_misled, shown};
use crate::diagnostic::Severity;
use crate::json::Object;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-unowned", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_misled(design, &mut |route, misled| {
        let path = misled.target.pointer(route);
        let address = shown(design, misled.target);
        let finding = match misled.fault {
            Fault::Unowned => rule.report(path, format!("nothing has the next hop address {address}")),
            Fault::Endpoint(id) => {
                let message = format!("{address} is private endpoint `{}`, which forwards nothing", design[id].name);
                rule.report(path, message).related(design[id].at.pointer())
            }
            Fault::Unreachable | Fault::Reserved(_) | Fault::NotForwarding(..) | Fault::Machine(_) => return,
        };
        // The only firewall in reach is most likely meant; it has no IPv6 address.
        let v4 = matches!(misled.target, Target::Address(_));
        let mut near = design.firewall_ids().take(100).filter(|id| {
            let vnet = design.firewall_subnet(*id).map(|subnet| subnet.vnet);
            vnet.is_some_and(|vnet| vnet == misled.vnet || design.linked(vnet, misled.vnet))
        });
        found.push(match (near.next(), near.next()) {
            (Some(id), None)
                if v4
                    && route.next_hop_ip_address.is_some()
                    && design.user_networks(misled.table).len() < 2
                    && design.appliances.is_empty() =>
            {
                let value = Object::new().with("firewall", design[id].name.as_str());
                finding
                    .hint(format!("name firewall `{}` if it is meant", design[id].name))
                    .removing(route.at.field("nextHopIpAddress"))
                    .removing(route.at.field("nextHopType"))
                    .adding(route.at.field("nextHop"), value)
            }
            _ => finding.hint("correct the address, or name a firewall or appliance with `nextHop`"),
        });
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network, route};

    fn to(address: &str) -> String {
        route(&format!(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "{address}""#))
    }

    #[test]
    fn an_address_that_nothing_has_is_reported() {
        let path = "/routeTables/0/routes/0/nextHopIpAddress";
        assert_eq!(findings(&RULE, &to("10.0.2.5")), [format!("{path}: nothing has the next hop address 10.0.2.5")]);
        assert_eq!(findings(&RULE, &to("10.0.99.1")), [format!("{path}: nothing has the next hop address 10.0.99.1")]);
    }

    #[test]
    fn a_private_endpoint_forwards_nothing() {
        let document = to("10.0.2.9").replace(
            r#""appliances""#,
            r#""privateEndpoints": [{ "name": "pe", "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.9" }], "appliances""#,
        );
        let expected = "/routeTables/0/routes/0/nextHopIpAddress: 10.0.2.9 is private endpoint `pe`, which forwards nothing";
        assert_eq!(findings(&RULE, &document), [expected]);
    }

    #[test]
    fn the_only_firewall_is_proposed() {
        let document = network(
            r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26" }"#,
            r#""firewalls": [{ "name": "fw", "virtualNetwork": "vnet" }], "routeTables": [{ "name": "rt", "routes": [
               { "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.0.5" }] }]"#,
        );
        let expected = serde_json::json!({ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } });
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][0], expected);
        assert!(findings(&RULE, &document.replace("10.0.0.5", "10.0.0.4")).is_empty());
    }

    #[test]
    fn the_address_of_an_appliance_is_silent() {
        assert!(findings(&RULE, &to("10.0.2.4")).is_empty());
    }

    #[test]
    fn an_address_out_of_reach_and_one_that_azure_keeps_are_other_faults() {
        assert!(findings(&RULE, &to("10.1.0.4")).is_empty());
        assert!(findings(&RULE, &to("10.0.2.1")).is_empty());
    }
}
