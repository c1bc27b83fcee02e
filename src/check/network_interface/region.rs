//! `network-interface-region`: a network interface is in another region than its virtual network.
//!
//! # What it checks
//! Every element of `networkInterfaces` is in the region of the network that it stands in. What has no `location` is in that of the
//! design.
//!
//! # Why it matters
//! Azure refuses the interface.
//!
//! # Fix
//! Correct the `location`. The fix takes that of the network.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a network interface": it exists in the location and subscription of its virtual network;
//! error code InvalidResourceReference.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::region::same_region;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("network-interface-region", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for interface in &design.network_interfaces {
        let Some(subnet) = interface.subnet.subnet() else { continue };
        let network = &design[subnet.vnet];
        let (Some(own), Some(other)) = (design.location(interface), design.location(network)) else { continue };
        if same_region(own, other) {
            continue;
        }
        let path = interface.at.field("location");
        let message = format!("network interface `{}` is in {own}, and its network `{}` in {other}", interface.name, network.name);
        let finding = rule
            .report(if interface.location.is_some() { path.clone() } else { interface.at.pointer() }, message)
            .related(network.at.pointer())
            .hint("an interface is in the region of its network")
            .arm("InvalidResourceReference");
        found.push(if interface.existing { finding } else { finding.adding(path, other) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(member: &str) -> String {
        let interface = format!(r#"{{ "name": "vm", "subnet": "vnet/app", "privateIpAddress": "10.0.0.4"{member} }}"#);
        subnet("app", "10.0.0.0/24", "", &format!(r#""networkInterfaces": [{interface}]"#))
    }

    #[test]
    fn another_region_is_reported_and_corrected() {
        let document = design(r#", "location": "westus""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkInterfaces/0/location: network interface `vm` is in westus, and its network `vnet` in eastus"],
        );
        assert_eq!(after_fix(&RULE, &document)["networkInterfaces"][0]["location"], "eastus");
    }

    #[test]
    fn the_region_of_the_design_is_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }

    #[test]
    fn one_region_can_be_written_in_two_ways() {
        assert!(findings(&RULE, &design(r#", "location": "East US""#)).is_empty());
    }
}
