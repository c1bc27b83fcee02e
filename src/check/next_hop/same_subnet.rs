//! `next-hop-same-subnet`: a subnet's routes lead to an appliance in that subnet.
//!
//! # What it checks
//! No subnet uses a table with a route to a firewall or appliance that stands in the subnet, unless the appliance has another
//! interface in a subnet that does not use the table.
//!
//! # Why it matters
//! What the appliance forwards leaves it into its own subnet, where the same route sends it back: a loop, until the packet dies.
//!
//! # Fix
//! Give the subnet of the appliance a table of its own, without the route.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing": deploy an appliance into a different subnet than the resources that route
//! through it.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::firewall::default_route_missing::must_lead_to_internet;
use super::super::survey::{Survey, Target};
use crate::design::{Forwarder, SubnetId, TableId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-same-subnet", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for table in design.table_ids() {
        let targets = design.reading(table).targets.iter();
        let looping: Vec<_> = targets.filter_map(|target| Some((*target, loops(design, table, *target)?))).collect();
        if looping.is_empty() {
            continue;
        }
        for route in &design[table].routes {
            let found_at = Target::all(design, route).find_map(|target| looping.binary_search_by_key(&target, |it| it.0).ok());
            let Some((target, (forwarder, subnet))) = found_at.and_then(|at| looping.get(at)).copied() else { continue };
            // A firewall whose default route does not lead to the Internet is reported for that.
            if route.address_prefix.is_default() && must_lead_to_internet(design, subnet) {
                continue;
            }
            let message = format!(
                "route `{}` leads to `{}`, which stands in subnet `{}` that uses the route",
                route.name,
                design.forwarder_name(forwarder),
                design.subnet_path(subnet)
            );
            found.push(
                rule.report(target.pointer(route), message)
                    .related(design[subnet].at.field("routeTable"))
                    .hint("give the subnet of the appliance a table of its own, without this route"),
            );
        }
    }
}

/// The forwarder that `target` is, with its subnet, where what it forwards can only come back to it.
fn loops(design: &Survey<'_>, table: TableId, target: Target) -> Option<(Forwarder, SubnetId)> {
    let uses = |subnet: &SubnetId| design.users(table).binary_search(subnet).is_ok();
    let (forwarder, subnet) = design.forwarders_at(target).into_iter().find(|(_, subnet)| uses(subnet))?;
    let way_out = match forwarder {
        Forwarder::Firewall(_) => false,
        // A frontend sends nothing: where its backends stand is theirs.
        Forwarder::LoadBalancer(_) => return None,
        Forwarder::Appliance(id, _) => {
            design[id].network_interfaces.iter().any(|it| it.subnet.subnet().is_some_and(|subnet| !uses(&subnet)))
        }
    };
    (!way_out).then_some((forwarder, subnet))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    /// Subnets `app` and `dmz`, the second with table `rt`; an appliance with these interfaces.
    fn design(interfaces: &str) -> String {
        network(
            r#"{ "name": "app", "addressPrefix": "10.0.1.0/24" }, { "name": "dmz", "addressPrefix": "10.0.2.0/24", "routeTable": "rt" }"#,
            &format!(
                r#""appliances": [{{ "name": "nva", "networkInterfaces": [{interfaces}] }}], "routeTables": [{{ "name": "rt", "routes": [
                   {{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4" }},
                   {{ "name": "s", "addressPrefix": "10.9.0.0/16", "nextHop": {{ "appliance": "nva" }} }}] }}]"#
            ),
        )
    }

    const INSIDE: &str = r#"{ "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.4", "enableIPForwarding": true }"#;

    #[test]
    fn routes_to_an_appliance_in_the_same_subnet_are_reported() {
        assert_eq!(
            findings(&RULE, &design(INSIDE)),
            [
                "/routeTables/0/routes/0/nextHopIpAddress: route `r` leads to `nva`, which stands in subnet `vnet/dmz` that uses the route",
                "/routeTables/0/routes/1/nextHop: route `s` leads to `nva`, which stands in subnet `vnet/dmz` that uses the route",
            ],
        );
    }

    #[test]
    fn the_table_of_another_subnet_may_lead_there() {
        let document = design(INSIDE).replace(r#""10.0.1.0/24" }"#, r#""10.0.1.0/24", "routeTable": "rt" }"#);
        let elsewhere = document.replace(r#""10.0.2.0/24", "routeTable": "rt" }"#, r#""10.0.2.0/24" }"#);
        assert!(findings(&RULE, &elsewhere).is_empty());
    }

    #[test]
    fn an_appliance_with_a_second_interface_elsewhere_has_a_way_out() {
        let both = format!(r#"{INSIDE}, {{ "subnet": "vnet/app", "privateIpAddress": "10.0.1.4", "enableIPForwarding": true }}"#);
        assert!(findings(&RULE, &design(&both)).is_empty());
    }
}
