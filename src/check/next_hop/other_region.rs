//! `next-hop-other-region`: routes lead to a firewall in another region although there is one in their own.
//!
//! # What it checks
//! Where a route leads to an Azure Firewall of another region than its subnets, no Azure Firewall of their own region is in reach.
//!
//! # Why it matters
//! Everything crosses regions twice: it takes longer, it is paid for, and it stops when the other region does.
//!
//! # Fix
//! Send it to the firewall of the region. The fix does so where the route names the other one.
//!
//! # Source
//! Azure review checklists, D06.25 (traffic between Azure workloads stays in the region); Azure Architecture Center, "Hub-spoke network
//! topology", several regions.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, Target};
use crate::design::{FirewallId, Forwarder, TableId, VnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-other-region", Severity::Info, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if design.firewalls.len() < 2 {
        return;
    }
    for table in design.table_ids() {
        let mut nearer = Vec::new();
        for target in &design.reading(table).targets {
            nearer.extend(nearer_firewall(design, table, *target).map(|near| (*target, near)));
        }
        if nearer.is_empty() {
            continue;
        }
        for route in &design[table].routes {
            let found_at = Target::of(design, route).and_then(|target| nearer.iter().find(|(it, _)| *it == target));
            let Some((target, near)) = found_at else { continue };
            let name = &design[*near].name;
            let path = target.pointer(route);
            let message = format!("route `{}` leads to a firewall of another region, and `{name}` is near", route.name);
            let finding = rule.report(path.clone(), message).related(design[*near].at.pointer()).hint(format!("send it to `{name}`"));
            found.push(match target {
                Target::Named(_) => finding.replacing(route.at.field("nextHop/firewall"), name.as_str()),
                Target::Address(_) | Target::AddressV6(_) => finding,
            });
        }
    }
}

/// The firewall that is in the region of all subnets of a table and in reach of them, where `target` is one of another region.
fn nearer_firewall(design: &Survey<'_>, table: TableId, target: Target) -> Option<FirewallId> {
    let (Forwarder::Firewall(far), _) = *design.forwarders_at(target).first()? else { return None };
    let networks = design.user_networks(table);
    let region = |vnet: VnetId| design.location(&design[vnet]);
    let here = region(*networks.first()?)?;
    let home = |id: FirewallId| design.firewall_vnet(id);
    let in_region = |vnet: VnetId| region(vnet).is_some_and(|it| it.eq_ignore_ascii_case(here));
    if in_region(home(far)?) || !networks.iter().all(|vnet| in_region(*vnet)) {
        return None;
    }
    design.firewall_ids().find(|id| {
        home(*id).is_some_and(|home| {
            let reaches = |vnet: &VnetId| {
                *vnet == home || design.connected_link(*vnet, home).is_some_and(|link| design[link].allow_forwarded_traffic)
            };
            in_region(home) && networks.iter().all(reaches) && design.firewall_subnet(*id).is_some()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    /// Hubs `hub-e` and `hub-w` with a firewall each; a spoke in `eastus` that routes to `firewall`.
    fn design(spoke: &str, next_hop: &str, near: &str) -> String {
        let hub = |name: &str, region: &str, block: u8| {
            format!(
                r#"{{ "name": "{name}", "location": "{region}", "addressSpace": ["10.{block}.0.0/16"], "subnets": [{{ "name": "AzureFirewallSubnet", "addressPrefix": "10.{block}.0.0/26" }}] }}"#
            )
        };
        let peering = |hub: &str| format!(r#"{{ "between": ["{hub}", "spoke"], "allowForwardedTraffic": true }}"#);
        let peerings = if near.is_empty() { peering("hub-w") } else { format!("{}, {}", peering("hub-w"), peering(near)) };
        format!(
            r#"{{ "location": "eastus", "virtualNetworks": [{}, {},
                 {{ "name": "spoke", "location": "{spoke}", "addressSpace": ["10.2.0.0/16"], "subnets": [{{ "name": "app", "addressPrefix": "10.2.0.0/24", "routeTable": "rt" }}] }}],
               "peerings": [{peerings}],
               "firewalls": [{{ "name": "fw-e", "location": "eastus", "virtualNetwork": "hub-e" }}, {{ "name": "fw-w", "location": "westus", "virtualNetwork": "hub-w" }}],
               "routeTables": [{{ "name": "rt", "location": "{spoke}", "routes": [{{ "name": "r", "addressPrefix": "10.9.0.0/16", {next_hop} }}] }}] }}"#,
            hub("hub-e", "eastus", 0),
            hub("hub-w", "westus", 1)
        )
    }

    const FAR: &str = r#""nextHop": { "firewall": "fw-w" }"#;

    #[test]
    fn a_firewall_of_another_region_is_reported_and_exchanged() {
        let document = design("eastus", FAR, "hub-e");
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0/routes/0/nextHop: route `r` leads to a firewall of another region, and `fw-e` is near"]
        );
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][0]["nextHop"]["firewall"], "fw-e");
    }

    #[test]
    fn an_address_is_recognised() {
        let document = design("eastus", r#""nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.1.0.4""#, "hub-e");
        assert_eq!(findings(&RULE, &document).len(), 1);
    }

    #[test]
    fn the_firewall_of_the_region_is_silent() {
        assert!(findings(&RULE, &design("westus", FAR, "hub-e")).is_empty());
    }

    #[test]
    fn a_near_firewall_out_of_reach_is_no_alternative() {
        assert!(findings(&RULE, &design("eastus", FAR, "")).is_empty());
    }
}
