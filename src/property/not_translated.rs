//! `internet-not-translated`: what machines send to the Internet leaves an appliance with an address that nobody can answer.
//!
//! # What it checks
//! Where the routes of machines lead to the Internet through an appliance, it puts its own address in the place of the sender's.
//!
//! # Why it matters
//! Azure lets a packet out only with an address that belongs to the machine it leaves from; the others are dropped.
//!
//! # Fix
//! Let the appliance translate towards public addresses. The fix says so in the design; the appliance has to be set up accordingly.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", appliances that forward to public addresses must translate or proxy;
//! specification 4.3.

use super::family::Family;
use super::tables::{first_user, uses};
use super::{Property, for_machines};
use crate::design::Snat;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Header, Instance, Network, Position, Traffic};

pub(super) const PROPERTY: Property = Property::new("internet-not-translated", Severity::Warning, run).over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    let never = design.firewalls.iter().any(|it| it.snat == Snat::Never) || design.appliances.iter().any(|it| it.snat == Snat::Never);
    if !never {
        return;
    }
    let mut reported: Vec<Instance> = Vec::new();
    for effective in uses(network).into_iter().flatten().filter(|effective| effective.user_default().is_some()) {
        let Some(subnet) = first_user(design, effective).filter(|subnet| for_machines(network, *subnet)) else { continue };
        let Some(source) = A::machines(network, subnet).lowest() else { continue };
        let walk = A::walk(network, Position::Subnet(subnet), Header { source, destination: A::SOMEWHERE, traffic: Traffic::ANY });
        let Some(last) = walk.passes.last().copied().filter(|_| walk.disposition == Disposition::DroppedNotTranslated) else { continue };
        if reported.contains(&last) {
            continue;
        }
        reported.push(last);
        let at = match last {
            Instance::Firewall(id) => design[id].at,
            Instance::Appliance(id) => design[id].at,
            Instance::Gateway(_) | Instance::Hub(_) | Instance::LoadBalancer(_) => continue,
        };
        let message = format!(
            "what `{}` sends to the Internet leaves `{}` with the sender's private address, and is dropped",
            design.subnet_path(subnet),
            network.instance_name(last)
        );
        found.push(
            property
                .report(at.pointer(), message)
                .related(design[subnet].at.field("routeTable"))
                .hint("let it translate towards public addresses")
                .adding(at.field("snat"), Snat::Public.as_str()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings};

    fn design(members: &str, route: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"], "subnets": [
                 {{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }}, {{ "name": "dmz", "addressPrefix": "10.0.2.0/24" }}] }}],
               "routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "{route}", "nextHop": {{ "appliance": "nva" }} }}] }}],
               "appliances": [{{ "name": "nva"{members}, "networkInterfaces": [{{ "subnet": "v/dmz", "privateIpAddress": "10.0.2.4", "enableIPForwarding": true }}] }}] }}"#
        )
    }

    #[test]
    fn an_appliance_that_keeps_the_sender_is_reported_and_made_to_translate() {
        let document = design("", "0.0.0.0/0");
        assert_eq!(
            findings(&PROPERTY, &document),
            ["/appliances/0: what `v/app` sends to the Internet leaves `nva` with the sender's private address, and is dropped"]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["appliances"][0]["snat"], "Public");
    }

    #[test]
    fn an_appliance_that_translates_is_silent() {
        assert!(findings(&PROPERTY, &design(r#", "snat": "Public""#, "0.0.0.0/0")).is_empty());
    }

    #[test]
    fn an_appliance_for_private_addresses_alone_is_silent() {
        assert!(findings(&PROPERTY, &design("", "10.0.0.0/8")).is_empty());
    }
}
