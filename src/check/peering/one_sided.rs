//! `peering-one-sided`: a peering has only one of its two links.
//!
//! # What it checks
//! For every link from one network to another there is a link back.
//!
//! # Why it matters
//! The peering stays in the state Initiated and carries no traffic.
//!
//! # Fix
//! Write the other link, or both at once with `between`. The fix adds the other link.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering": peering states; "Azure Virtual Network FAQ".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::Survey;
use super::facing_disconnected;
use crate::design::{Link, SubnetId};
use crate::diagnostic::Severity;
use crate::json::{Json, Object};

pub(in crate::check) const RULE: Rule = Rule::design("peering-one-sided", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    let dead = |link: &Link| link.disconnected || facing_disconnected(design, link).is_some();
    // A second link to the same network is reported as such.
    for link in design.links.iter().filter(|link| link.partner.is_none() && link.from != link.to && !dead(link)) {
        if found.is_full() || !is_new(&mut seen, (link.from, link.to)) {
            continue;
        }
        let (from, to) = (&design[link.from].name, &design[link.to].name);
        let back = Object::new()
            .with("from", to.as_str())
            .with("to", from.as_str())
            .with_some("allowForwardedTraffic", link.allow_forwarded_traffic.then_some(true))
            .with_some("allowGatewayTransit", link.use_remote_gateways.then_some(true));
        let names = |subnets: &[SubnetId]| subnets.iter().map(|subnet| design[*subnet].name.as_str().into()).collect::<Vec<Json>>();
        let back = match &link.subnets {
            None => back,
            Some(listed) => back.with("localSubnets", names(&listed.remote)).with("remoteSubnets", names(&listed.local)),
        };
        found.push(
            rule.report(link.at.pointer(), format!("there is a link from `{from}` to `{to}`, and none back"))
                .related(design[link.to].at.pointer())
                .hint("write the other link, or both at once with `between`")
                .adding("/peerings/-".to_owned(), back),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, peered, vpn};

    #[test]
    fn a_link_without_its_partner_is_reported_and_given_one() {
        let document =
            peered(r#"{ "from": "a", "to": "hub", "useRemoteGateways": true, "allowForwardedTraffic": true }"#, &vpn("gw", "hub"));
        assert_eq!(findings(&RULE, &document), ["/peerings/0: there is a link from `a` to `hub`, and none back"]);
        let expected = serde_json::json!({ "from": "hub", "to": "a", "allowForwardedTraffic": true, "allowGatewayTransit": true });
        assert_eq!(after_fix(&RULE, &document)["peerings"][1], expected);
    }

    #[test]
    fn both_links_at_once_are_silent() {
        assert!(findings(&RULE, &peered(r#"{ "between": ["hub", "a"] }"#, "")).is_empty());
    }

    #[test]
    fn two_links_one_by_one_are_silent_and_links_to_different_networks_are_not_partners() {
        assert!(findings(&RULE, &peered(r#"{ "from": "a", "to": "hub" }, { "from": "hub", "to": "a" }"#, "")).is_empty());
        assert_eq!(findings(&RULE, &peered(r#"{ "from": "a", "to": "hub" }, { "from": "hub", "to": "b" }"#, "")).len(), 2);
    }
}
