//! `public-ip-address-twice`: two things have one public IP address.
//!
//! # What it checks
//! No public IP address is named by two network interfaces, appliances, NAT gateways, firewalls or gateways, nor twice by one of them.
//!
//! # Why it matters
//! Azure refuses the second one.
//!
//! # Fix
//! Give each a public IP address of its own.
//!
//! # Source
//! Microsoft Learn, "Public IP addresses": an address is assigned to one resource; error code PublicIPAddressInUse.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::public_ip_references;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("public-ip-address-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut first: Vec<Option<String>> = vec![None; design.public_ip_addresses.len()];
    for (id, pointer) in public_ip_references(design) {
        match first.get_mut(id.0 as usize) {
            Some(Some(before)) => {
                let message = format!("public IP address `{}` belongs to something else already", design[id].name);
                let finding = rule.report(pointer, message).related(before.as_str()).arm("PublicIPAddressInUse");
                found.push(finding.hint("give each a public IP address of its own"));
            }
            Some(place) => *place = Some(pointer),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(gateway: &str, interface: &str) -> String {
        network(
            r#"{ "name": "app", "addressPrefix": "10.0.0.0/24" }"#,
            &String::from(
                r#""publicIpAddresses": [{ "name": "a" }, { "name": "b" }], "natGateways": [{ "name": "nat", "publicIpAddresses": [GATEWAY] }],
                   "networkInterfaces": [{ "name": "vm", "subnet": "vnet/app", "privateIpAddress": "10.0.0.4", "publicIpAddress": "INTERFACE" }]"#
            )
            .replace("GATEWAY", gateway)
            .replace("INTERFACE", interface),
        )
    }

    #[test]
    fn the_second_holder_is_reported() {
        assert_eq!(
            findings(&RULE, &design(r#""A""#, "a")),
            ["/natGateways/0/publicIpAddresses/0: public IP address `a` belongs to something else already"]
        );
    }

    #[test]
    fn one_that_is_named_twice_by_one_holder_is_reported() {
        assert_eq!(findings(&RULE, &design(r#""a", "a""#, "b")).len(), 1);
    }

    #[test]
    fn different_addresses_are_silent() {
        assert!(findings(&RULE, &design(r#""a""#, "b")).is_empty());
    }
}
