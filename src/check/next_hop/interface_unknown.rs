//! `next-hop-interface-unknown`: a route names an interface that its appliance does not have.
//!
//! # What it checks
//! `interface` of a named next hop is the name of one of the appliance's interfaces, and an appliance that routes name has one.
//!
//! # Why it matters
//! The route leads nowhere.
//!
//! # Fix
//! Name one of the interfaces, or leave `interface` out for the first one. The fix corrects a misspelt name.
//!
//! # Source
//! The design language: `interface` chooses one of an appliance's interfaces; the first one by default.

use super::super::Rule;
use super::super::findings::Findings;
use crate::design::nearest;
use crate::design::shown;
use crate::design::{ApplianceId, Design, Forwarder, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("next-hop-interface-unknown", Severity::Error, run);

fn run(rule: &Rule, design: &Design, table: &RouteTable, found: &mut Findings) {
    for route in &table.routes {
        let Some(hop) = &route.next_hop else { continue };
        let Some(id) = hop.appliance.as_ref().and_then(|appliance| appliance.index()).map(ApplianceId) else { continue };
        if hop.firewall.is_some() || design.named_forwarder(hop).is_some_and(|forwarder| exists(design, forwarder)) || found.is_full() {
            continue;
        }
        let appliance = &design[id];
        let path = route.at.field("nextHop");
        let Some(name) = &hop.interface else {
            let message = format!("appliance `{}` has no interface that route `{}` could lead to", appliance.name, route.name);
            found.push(rule.report(path, message).related(appliance.at.field("networkInterfaces")).hint("give it an interface"));
            continue;
        };
        let path = path + "/interface";
        let message = format!("appliance `{}` has no interface `{}`", appliance.name, shown(name.as_str()));
        let finding = rule.report(path.clone(), message).related(appliance.at.field("networkInterfaces"));
        let known = appliance.network_interfaces.iter().filter_map(|it| it.name.as_ref()).map(|name| name.as_str());
        found.push(match nearest(name.as_str(), known.take(100)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")).replacing(path, near),
            None => finding.hint("name one of its interfaces, or leave `interface` out for the first one"),
        });
    }
}

fn exists(design: &Design, forwarder: Forwarder) -> bool {
    match forwarder {
        Forwarder::Firewall(_) | Forwarder::LoadBalancer(_) => true,
        Forwarder::Appliance(id, index) => design.interface(id, index).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, route};

    #[test]
    fn a_misspelt_interface_is_reported_and_corrected() {
        let document = route(r#", "nextHop": { "appliance": "nva", "interface": "nik" }"#);
        assert_eq!(findings(&RULE, &document), ["/routeTables/0/routes/0/nextHop/interface: appliance `nva` has no interface `nik`"],);
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][0]["nextHop"]["interface"], "nic");
    }

    #[test]
    fn an_appliance_without_interfaces_is_no_next_hop() {
        let document = r#"{ "appliances": [{ "name": "nva", "networkInterfaces": [] }], "routeTables": [{ "name": "rt", "routes": [
            { "name": "r", "addressPrefix": "10.9.0.0/16", "nextHop": { "appliance": "nva" } }] }] }"#;
        assert_eq!(
            findings(&RULE, document),
            ["/routeTables/0/routes/0/nextHop: appliance `nva` has no interface that route `r` could lead to"],
        );
    }

    #[test]
    fn the_first_interface_needs_no_name() {
        assert!(findings(&RULE, &route(r#", "nextHop": { "appliance": "nva" }"#)).is_empty());
    }

    #[test]
    fn interfaces_are_found_in_any_case() {
        assert!(findings(&RULE, &route(r#", "nextHop": { "appliance": "nva", "interface": "NIC" }"#)).is_empty());
    }
}
