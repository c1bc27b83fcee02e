//! `network-interface-forwarding-needless`: a network interface may forward packets, and no route leads to it.
//!
//! # What it checks
//! Every element of `networkInterfaces` with `enableIPForwarding` is the next hop of a route.
//!
//! # Why it matters
//! Without IP forwarding Azure drops what is not for the machine itself: one machine that is taken over cannot pass on, or send in
//! the name of another. Only next hops need it.
//!
//! # Fix
//! Remove `enableIPForwarding`.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", virtual appliance; Azure Policy built-in 88c0b9da, "Network interfaces should
//! disable IP forwarding".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, Target};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("network-interface-forwarding-needless", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for interface in design.network_interfaces.iter().filter(|interface| interface.enable_ip_forwarding) {
        let targets = [Some(Target::Address(interface.private_ip_address)), interface.private_ipv6_address.map(Target::AddressV6)];
        // The targets of a table are ascending.
        let leads = |target: &Target| design.table_ids().any(|table| design.reading(table).targets.binary_search(target).is_ok());
        if targets.iter().flatten().any(leads) {
            continue;
        }
        let path = interface.at.field("enableIPForwarding");
        let message = format!("network interface `{}` may forward packets, and no route leads to it", interface.name);
        found.push(rule.report(path.clone(), message).hint("remove `enableIPForwarding`").removing(path));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, route};

    fn design(address: &str, forwards: bool) -> String {
        route(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.9""#).replace(
            r#""appliances""#,
            &format!(
                r#""networkInterfaces": [{{ "name": "vm", "subnet": "vnet/dmz", "privateIpAddress": "{address}", "enableIPForwarding": {forwards} }}],
                   "appliances""#
            ),
        )
    }

    #[test]
    fn forwarding_away_from_every_route_is_reported_and_removed() {
        let document = design("10.0.2.8", true);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkInterfaces/0/enableIPForwarding: network interface `vm` may forward packets, and no route leads to it"],
        );
        assert_eq!(after_fix(&RULE, &document)["networkInterfaces"][0].get("enableIPForwarding"), None);
    }

    #[test]
    fn a_machine_that_does_not_forward_is_silent() {
        assert!(findings(&RULE, &design("10.0.2.8", false)).is_empty());
    }

    #[test]
    fn a_next_hop_needs_it() {
        assert!(findings(&RULE, &design("10.0.2.9", true)).is_empty());
    }
}
