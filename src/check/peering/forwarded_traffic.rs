//! `peering-forwarded-traffic`: what an appliance forwards to a virtual network is not let in.
//!
//! # What it checks
//! Where a route of a network leads to an appliance in a peered network, for destinations outside that network, the link to it has
//! `allowForwardedTraffic`.
//!
//! # Why it matters
//! What comes back through the appliance carries the address of whoever answers, not one of the appliance's network. Without
//! `allowForwardedTraffic` on the receiving side it is dropped: requests leave, and no reply arrives. Azure shows no error.
//!
//! # Fix
//! The fix sets `allowForwardedTraffic`.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering", allow forwarded traffic; specification 8.3.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::{Survey, Target};
use crate::address::Ipv6;
use crate::design::{Forwarder, LinkId, Route, SubnetId, VnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-forwarded-traffic", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for table in design.table_ids() {
        for target in design.reading(table).targets.iter().filter(|target| is_known(design, **target)) {
            for vnet in design.user_networks(table) {
                let Some((link, forwarder)) = refusing(design, *vnet, *target) else { continue };
                let leads_past =
                    |route: &&Route| Target::all(design, route).any(|it| it == *target) && !is_for(design, route, design[link].to);
                let Some(route) = design[table].routes.iter().find(leads_past) else { continue };
                if found.is_full() || !is_new(&mut seen, link) {
                    continue;
                }
                let (network, link) = (&design[*vnet].name, &design[link]);
                let message = format!(
                    "`{network}` sends {} to `{}` in `{}`, but accepts nothing forwarded from there",
                    route.address_prefix,
                    design.forwarder_name(forwarder),
                    design[link.to].name
                );
                found.push(
                    rule.report(link.at.pointer(), message)
                        .related(route.at.pointer())
                        .hint(format!("set `allowForwardedTraffic` on the link of `{network}`"))
                        .adding(link.at.field("allowForwardedTraffic"), true),
                );
            }
        }
    }
}

/// Whether anything has the address of `target`: in a hostile design nothing has most of very many.
fn is_known(design: &Survey<'_>, target: Target) -> bool {
    match target {
        Target::Named(_) => true,
        Target::Address(address) => !design.owners(address).is_empty(),
        Target::AddressV6(address) => !design.owners_v6(address).is_empty(),
    }
}

/// The link of `vnet` to the network of `target` that takes nothing forwarded, with the appliance.
fn refusing(design: &Survey<'_>, vnet: VnetId, target: Target) -> Option<(LinkId, Forwarder)> {
    let near = |(_, subnet): &(Forwarder, SubnetId)| matches!(target, Target::Named(_)) || design.linked(vnet, subnet.vnet);
    let (forwarder, _) = design.forwarders_at(target).into_iter().find(near)?;
    let home = design.forwarder_network(forwarder).filter(|home| *home != vnet)?;
    let link = design.connected_link(vnet, home).filter(|link| !design[*link].allow_forwarded_traffic)?;
    Some((link, forwarder))
}

/// Whether a route is for the appliance's own network, whose machines answer for themselves.
fn is_for(design: &Survey<'_>, route: &Route, home: VnetId) -> bool {
    let v6 = |prefix| design[home].prefixes::<Ipv6>().any(|space| space.covers(prefix));
    route.address_prefix.prefix().is_some_and(|prefix| design.space(home).iter().any(|(space, _)| space.covers(prefix)))
        || route.address_prefix.prefix().is_some_and(v6)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, peered};

    /// A spoke `a` of `hub`, where firewall `fw` stands; the peering and the spoke's route have these members.
    fn design(peering: &str, prefix: &str) -> String {
        let rest = format!(
            r#""firewalls": [{{ "name": "fw", "virtualNetwork": "hub" }}],
               "routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "{prefix}", "nextHop": {{ "firewall": "fw" }} }}] }}]"#
        );
        let spoke =
            r#""addressSpace": ["10.1.0.0/16"], "subnets": [{ "name": "app", "addressPrefix": "10.1.0.0/24", "routeTable": "rt" }]"#;
        let firewall = r#"{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" }, { "name": "GatewaySubnet""#;
        peered(&format!(r#"{{ "between": ["hub", "a"]{peering} }}"#), &rest)
            .replace(r#""addressSpace": ["10.1.0.0/16"]"#, spoke)
            .replace(r#"{ "name": "GatewaySubnet""#, firewall)
    }

    #[test]
    fn a_spoke_that_refuses_what_the_firewall_forwards_is_reported_and_opened() {
        let document = design("", "0.0.0.0/0");
        assert_eq!(
            findings(&RULE, &document),
            ["/peerings/0: `a` sends 0.0.0.0/0 to `fw` in `hub`, but accepts nothing forwarded from there"]
        );
        assert_eq!(after_fix(&RULE, &document)["peerings"][0]["allowForwardedTraffic"], true);
    }

    #[test]
    fn a_spoke_that_accepts_it_is_silent() {
        assert!(findings(&RULE, &design(r#", "allowForwardedTraffic": true"#, "0.0.0.0/0")).is_empty());
    }

    #[test]
    fn traffic_for_the_hub_itself_is_not_forwarded() {
        assert!(findings(&RULE, &design("", "10.0.7.0/24")).is_empty());
    }

    #[test]
    fn only_the_receiving_side_matters() {
        let one = |from: &str, to: &str, flag: bool| format!(r#"{{ "from": "{from}", "to": "{to}", "allowForwardedTraffic": {flag} }}"#);
        let with = |spoke: bool, hub: bool| {
            let both = format!("{}, {}", one("a", "hub", spoke), one("hub", "a", hub));
            design("", "0.0.0.0/0").replace(r#"{ "between": ["hub", "a"] }"#, &both)
        };
        assert_eq!(findings(&RULE, &with(false, true)).len(), 1);
        assert!(findings(&RULE, &with(true, false)).is_empty());
    }
}
