//! `ecmp-stateful`: a route spreads packets over appliances that remember connections.
//!
//! # What it checks
//! No route to several appliances leads to a stateful one that shows the sender's own address.
//!
//! # Why it matters
//! Which appliance gets a packet is a hash of its flow, and nothing says that the reply gets the same one. An appliance that has not
//! seen the request drops the reply.
//!
//! # Fix
//! Put an internal load balancer with HA ports before the appliances, which keeps both directions at one, or let them translate the
//! sender's address. The fix sets `snat` to `Always` at an appliance.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", next hop type VirtualApplianceEcmp; "Deploy highly available NVAs"; specification 4.7.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, Target};
use super::to_several;
use crate::address::AnyAddress;
use crate::design::{ApplianceId, Forwarder, Route, Snat};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("ecmp-stateful", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for route in to_several(design) {
        let Some(stateful) = stateful(design, route) else { continue };
        let message = format!(
            "route `{}` spreads packets over several appliances, and `{}` drops the replies to what another one forwarded",
            route.name,
            design.forwarder_name(stateful)
        );
        let finding =
            rule.report(route.at.field("nextHopIpAddresses"), message).hint("put an internal load balancer before the appliances");
        found.push(all_appliances(design, route).into_iter().flatten().fold(finding, |finding, id| {
            let finding = finding.related(design[id].at.pointer());
            if translates(design[id].snat) || !design[id].stateful {
                finding
            } else {
                finding.adding(design[id].at.field("snat"), "Always")
            }
        }));
    }
}

fn translates(snat: Snat) -> bool {
    snat == Snat::Always
}

/// The first of a route's appliances that drops replies to requests that it has not seen, where there is another one beside it.
fn stateful(design: &Survey<'_>, route: &Route) -> Option<Forwarder> {
    let all: Vec<Forwarder> = route.equal_next_hops().iter().filter_map(|address| forwarder(design, address)).collect();
    let drops = |it: &&Forwarder| match **it {
        Forwarder::Firewall(id) => !translates(design[id].snat),
        // Which of its backends gets a reply is no better known than which load balancer.
        Forwarder::LoadBalancer(id) => {
            let mut backends = design[id].backends.iter().filter_map(|it| it.index().map(ApplianceId));
            backends.any(|id| design[id].stateful && !translates(design[id].snat))
        }
        Forwarder::Appliance(id, _) => design[id].stateful && !translates(design[id].snat),
    };
    all.iter().find(drops).copied().filter(|_| all.len() > 1)
}

fn forwarder(design: &Survey<'_>, address: &AnyAddress) -> Option<Forwarder> {
    design.forwarders_at(Target::at(address)).first().map(|(forwarder, _)| *forwarder)
}

/// The appliances of a route, each once; `None` where one of them is something else.
fn all_appliances(design: &Survey<'_>, route: &Route) -> Option<Vec<ApplianceId>> {
    let mut all = Vec::new();
    for address in route.equal_next_hops() {
        let Forwarder::Appliance(id, _) = forwarder(design, address)? else { return None };
        if !all.contains(&id) {
            all.push(id);
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(members: &str) -> String {
        let appliance = |name: &str, host: u8| {
            format!(
                r#"{{ "name": "{name}"{members}, "networkInterfaces": [{{ "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.{host}", "enableIPForwarding": true }}] }}"#
            )
        };
        network(
            r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "dmz", "addressPrefix": "10.0.2.0/24" }"#,
            &format!(
                r#""apiVersion": "2025-07-01", "appliances": [{}, {}], "routeTables": [{{ "name": "rt", "routes": [
                    {{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": ["10.0.2.4", "10.0.2.5"] }}] }}]"#,
                appliance("one", 4),
                appliance("two", 5)
            ),
        )
    }

    #[test]
    fn stateful_appliances_are_reported_and_made_to_translate() {
        let document = design("");
        assert_eq!(
            findings(&RULE, &document),
            [
                "/routeTables/0/routes/0/nextHopIpAddresses: route `r` spreads packets over several appliances, and `one` drops the replies to what another one forwarded"
            ]
        );
        let fixed = after_fix(&RULE, &document);
        assert_eq!((&fixed["appliances"][0]["snat"], &fixed["appliances"][1]["snat"]), (&"Always".into(), &"Always".into()));
    }

    #[test]
    fn appliances_that_remember_nothing_are_silent() {
        assert!(findings(&RULE, &design(r#", "stateful": false"#)).is_empty());
    }

    #[test]
    fn appliances_that_translate_only_for_the_internet_are_reported() {
        assert!(findings(&RULE, &design(r#", "snat": "Always""#)).is_empty());
        assert_eq!(findings(&RULE, &design(r#", "snat": "Public""#)).len(), 1);
    }
}
