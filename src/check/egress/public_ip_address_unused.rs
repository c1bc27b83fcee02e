//! `public-ip-address-unused`: nothing has a public IP address.
//!
//! # What it checks
//! Every public IP address is named by a network interface, an appliance, a NAT gateway, a firewall or a gateway.
//!
//! # Why it matters
//! It is paid for, and often left from something that is gone: allow lists of partners still name it.
//!
//! # Fix
//! Give it to something, or remove it. The fix removes it.
//!
//! # Source
//! PSRule for Azure, Azure.PublicIP.IsAttached; Azure Proactive Resiliency Library, public IP addresses.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::public_ip_references;
use crate::design::Resource;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("public-ip-address-unused", Severity::Info, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut used = vec![false; design.public_ip_addresses.len()];
    for (id, _) in public_ip_references(design) {
        used.get_mut(id.0 as usize).into_iter().for_each(|used| *used = true);
    }
    // What somebody else made may be somebody else's.
    let unused = design.public_ip_addresses.iter().zip(&used).filter(|(address, used)| !**used && !address.existing());
    for (address, _) in unused {
        let message = format!("nothing has public IP address `{}`", address.name);
        found.push(rule.report(address.at.pointer(), message).hint("give it to something, or remove it").removing(address.at.pointer()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(members: &str, existing: bool) -> String {
        network(
            r#"{ "name": "app", "addressPrefix": "10.0.0.0/24" }"#,
            &format!(
                r#""publicIpAddresses": [{{ "name": "pip", "publicIPAddressVersion": "IPv6", "existing": {existing} }}],
                   "appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "vnet/app", "privateIpAddress": "10.0.0.4"{members} }}] }}]"#
            ),
        )
    }

    #[test]
    fn an_address_that_nothing_has_is_reported_and_removed() {
        let document = design("", false);
        assert_eq!(findings(&RULE, &document), ["/publicIpAddresses/0: nothing has public IP address `pip`"]);
        assert_eq!(after_fix(&RULE, &document)["publicIpAddresses"], serde_json::json!([]));
    }

    #[test]
    fn an_address_of_an_interface_is_silent() {
        assert!(findings(&RULE, &design(r#", "privateIpv6Address": "fd00::4", "publicIpv6Address": "pip""#, false)).is_empty());
    }

    #[test]
    fn what_somebody_else_made_is_silent() {
        assert!(findings(&RULE, &design("", true)).is_empty());
    }
}
