//! `next-hop-ip-forwarding-disabled`: routes lead to an interface that may not forward.
//!
//! # What it checks
//! Every interface of an appliance, and every network interface of a machine, that a route leads to has `enableIPForwarding`.
//!
//! # Why it matters
//! Azure drops every packet that reaches the interface and is not for its own address. Rules that forbid IP forwarding on every
//! interface are right for all the others.
//!
//! # Fix
//! Set `enableIPForwarding` on the interface; describe the machine in `appliances` if it is not there.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", virtual appliance: IP forwarding of the network interface.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::{Fault, Survey};
use super::each_misled;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-ip-forwarding-disabled", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    let mut machines = Vec::new();
    each_misled(design, &mut |route, misled| {
        if let Fault::Machine(id) = misled.fault
            && !design[id].enable_ip_forwarding
            && !found.is_full()
            && is_new(&mut machines, id)
        {
            let message = format!("network interface `{}` is a next hop, and may not forward", design[id].name);
            let finding = rule.report(design[id].at.pointer(), message).related(misled.target.pointer(route));
            found.push(finding.hint("set `enableIPForwarding`, and describe the machine in `appliances`"));
        }
        let Fault::NotForwarding(id, index) = misled.fault else { return };
        if found.is_full() || !is_new(&mut seen, (id, index)) {
            return;
        }
        let Some(path) = design.interface(id, index).map(|interface| interface.at.pointer()) else { return };
        let message = format!("appliance `{}` is a next hop, and its interface may not forward", design[id].name);
        found.push(
            rule.report(path.clone(), message)
                .related(misled.target.pointer(route))
                .hint("set `enableIPForwarding` on the interface")
                .adding(path + "/enableIPForwarding", true),
        );
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, routes};

    const ROUTES: &str = r#"{ "name": "a", "addressPrefix": "10.8.0.0/16", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4" },
                            { "name": "b", "addressPrefix": "10.9.0.0/16", "nextHop": { "appliance": "nva" } }"#;

    #[test]
    fn an_interface_is_reported_once_however_many_routes_lead_to_it() {
        let document = routes(ROUTES).replace("true", "false");
        assert_eq!(
            findings(&RULE, &document),
            ["/appliances/0/networkInterfaces/0: appliance `nva` is a next hop, and its interface may not forward"],
        );
        assert_eq!(after_fix(&RULE, &document)["appliances"][0]["networkInterfaces"][0]["enableIPForwarding"], true);
    }

    #[test]
    fn a_machine_is_reported_where_it_is_a_next_hop() {
        let document = routes(ROUTES).replace("10.0.2.4\" }", "10.0.2.9\" }").replace(
            r#""appliances""#,
            r#""networkInterfaces": [{ "name": "vm", "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.9" }], "appliances""#,
        );
        assert_eq!(findings(&RULE, &document), ["/networkInterfaces/0: network interface `vm` is a next hop, and may not forward"]);
        assert!(findings(&RULE, &document.replace("10.0.2.9\" }]", "10.0.2.9\", \"enableIPForwarding\": true }]")).is_empty());
    }

    #[test]
    fn an_interface_that_forwards_is_silent() {
        assert!(findings(&RULE, &routes(ROUTES)).is_empty());
    }

    #[test]
    fn an_interface_that_no_route_leads_to_need_not_forward() {
        assert!(findings(&RULE, &routes("").replace("true", "false")).is_empty());
    }
}
