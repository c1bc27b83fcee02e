//! `network-interface-public-address`: a network interface has a public IP address.
//!
//! # What it checks
//! No element of `networkInterfaces` has `publicIpAddress`.
//!
//! # Why it matters
//! The machine can be reached from the Internet as far as its security groups let it, and what it sends leaves beside the firewall
//! unless a route says otherwise. Landing zones publish machines through a firewall, a gateway or Azure Bastion.
//!
//! # Fix
//! Remove the public address. The fix removes it from the interface, and from the design where nothing else has it.
//!
//! # Source
//! Azure Policy built-in 83a86a26, "Network interfaces should not have public IPs"; Azure review checklists, D05.08.

use super::super::Rule;
use super::super::egress::public_ip_references;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{PublicIpId, Resource};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("network-interface-public-address", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let used: Vec<PublicIpId> = public_ip_references(design).into_iter().map(|(id, _)| id).collect();
    for interface in &design.network_interfaces {
        let Some(address) = &interface.public_ip_address else { continue };
        let path = interface.at.field("publicIpAddress");
        let message = format!("network interface `{}` has public address `{}`", interface.name, address.name);
        let finding = rule.report(path.clone(), message).hint("publish it through a firewall or a gateway").removing(path);
        let only = address.public_ip().filter(|id| used.iter().filter(|used| *used == id).count() == 1 && !design[*id].existing());
        found.push(only.into_iter().fold(finding, |finding, id| finding.removing(design[id].at.pointer())));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(member: &str, profile: &str) -> String {
        subnet(
            "app",
            "10.0.0.0/24",
            "",
            &format!(
                r#""options": {{ "profile": "{profile}" }}, "publicIpAddresses": [{{ "name": "pip" }}],
                   "networkInterfaces": [{{ "name": "vm", "subnet": "vnet/app", "privateIpAddress": "10.0.0.4"{member} }}]"#
            ),
        )
    }

    #[test]
    fn a_public_address_is_reported_in_landing_zones() {
        let document = design(r#", "publicIpAddress": "pip""#, "landing-zone");
        assert_eq!(findings(&RULE, &document), ["/networkInterfaces/0/publicIpAddress: network interface `vm` has public address `pip`"]);
        assert_eq!(after_fix(&RULE, &document)["networkInterfaces"][0].get("publicIpAddress"), None);
    }

    #[test]
    fn a_machine_without_one_is_silent() {
        assert!(findings(&RULE, &design("", "landing-zone")).is_empty());
    }

    #[test]
    fn elsewhere_it_is_a_choice() {
        assert!(findings(&RULE, &design(r#", "publicIpAddress": "pip""#, "recommended")).is_empty());
    }
}
