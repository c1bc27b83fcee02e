//! `nat-gateway-address-count`: a NAT gateway has more public IP addresses than Azure allows.
//!
//! # What it checks
//! No NAT gateway names more than 16 of `publicIpAddresses`.
//!
//! # Why it matters
//! Azure refuses the NAT gateway.
//!
//! # Fix
//! Take some away; each address has 64,512 ports for connections to one destination.
//!
//! # Source
//! Microsoft Learn, "What is Azure NAT Gateway?": up to 16 IP addresses; specification 10.4.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("nat-gateway-address-count", Severity::Error, run);

/// The limit of one family.
const MOST: usize = 16;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in design.nat_gateways.iter().filter(|gateway| gateway.public_ip_addresses.len() > MOST) {
        let count = gateway.public_ip_addresses.len();
        let message = format!("NAT gateway `{}` has {count} public IP addresses; Azure allows {MOST}", gateway.name);
        found.push(rule.report(gateway.at.field("publicIpAddresses"), message).hint("take some away"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(count: usize) -> String {
        let addresses: Vec<_> = (0..count).map(|i| format!(r#"{{ "name": "pip-{i}" }}"#)).collect();
        let names: Vec<_> = (0..count).map(|i| format!(r#""pip-{i}""#)).collect();
        format!(
            r#"{{ "publicIpAddresses": [{}], "natGateways": [{{ "name": "nat", "publicIpAddresses": [{}] }}] }}"#,
            addresses.join(","),
            names.join(",")
        )
    }

    #[test]
    fn one_too_many_is_reported() {
        assert_eq!(
            findings(&RULE, &design(17)),
            ["/natGateways/0/publicIpAddresses: NAT gateway `nat` has 17 public IP addresses; Azure allows 16"]
        );
    }

    #[test]
    fn one_is_silent() {
        assert!(findings(&RULE, &design(1)).is_empty());
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &design(16)).is_empty());
    }
}
