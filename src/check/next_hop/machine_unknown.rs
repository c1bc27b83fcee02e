//! `next-hop-machine-unknown`: a route leads to a network interface, and the design does not say what its machine does with packets.
//!
//! # What it checks
//! No `nextHopIpAddress` belongs to an element of `networkInterfaces` that has `enableIPForwarding`: machines that forward are
//! `appliances`, which say whether they translate addresses and keep state.
//!
//! # Why it matters
//! Azure delivers the packets to the machine, and nothing in the design says whether and how they leave it again. What depends on
//! that is `undecided`.
//!
//! # Fix
//! Describe the machine as an element of `appliances`, with this network interface.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", virtual appliance: a machine that runs a network application.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::{Fault, Survey};
use super::each_misled;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-machine-unknown", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    each_misled(design, &mut |route, misled| {
        let Fault::Machine(id) = misled.fault else { return };
        let interface = &design[id];
        if !interface.enable_ip_forwarding || found.is_full() || !is_new(&mut seen, id) {
            return;
        }
        let message = format!("network interface `{}` is a next hop, and nothing says what its machine forwards", interface.name);
        found.push(
            rule.report(interface.at.pointer(), message)
                .related(misled.target.pointer(route))
                .hint("describe the machine in `appliances`, with this interface"),
        );
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, route};

    fn design(members: &str) -> String {
        route(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.9""#).replace(
            r#""appliances""#,
            &format!(
                r#""networkInterfaces": [{{ "name": "vm", "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.9"{members} }}], "appliances""#
            ),
        )
    }

    #[test]
    fn a_machine_that_may_forward_is_reported() {
        let expected = "/networkInterfaces/0: network interface `vm` is a next hop, and nothing says what its machine forwards";
        assert_eq!(findings(&RULE, &design(r#", "enableIPForwarding": true"#)), [expected]);
    }

    #[test]
    fn an_appliance_is_silent() {
        let document =
            design(r#", "enableIPForwarding": true"#).replace(r#""nextHopIpAddress": "10.0.2.9""#, r#""nextHopIpAddress": "10.0.2.4""#);
        assert!(findings(&RULE, &document).is_empty());
    }

    #[test]
    fn a_machine_that_may_not_forward_is_another_fault() {
        assert!(findings(&RULE, &design("")).is_empty());
    }
}
