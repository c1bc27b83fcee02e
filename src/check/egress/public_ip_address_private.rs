//! `public-ip-address-private`: a public IP address is stated to have a private address.
//!
//! # What it checks
//! The `ipAddress` of a public IP address is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
//!
//! # Why it matters
//! Azure gives public addresses from its own ranges: the one that is stated is a mistake, and nothing arrives there from the Internet.
//!
//! # Fix
//! State the address that Azure gave, or leave it out. The fix leaves it out.
//!
//! # Source
//! Microsoft Learn, "Public IP addresses in Azure": they let what is on the Internet reach resources; RFC 1918 for the addresses that cannot.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{AnyAddress, Ipv4};
use crate::design::PRIVATE_TRAFFIC;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("public-ip-address-private", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for public in &design.public_ip_addresses {
        let Some(address) = public.ip_address.as_ref().and_then(AnyAddress::of::<Ipv4>) else { continue };
        if PRIVATE_TRAFFIC.iter().any(|block| block.contains(address)) {
            let at = public.at.field("ipAddress");
            let finding = rule.report(at.clone(), format!("{address} is a private address, and `{}` a public IP address", public.name));
            found.push(finding.hint("leave it out where it is not known").removing(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(address: &str) -> String {
        network("", &format!(r#""publicIpAddresses": [{{ "name": "pip"{address} }}]"#))
    }

    #[test]
    fn a_private_address_is_reported_and_left_out() {
        let document = design(r#", "ipAddress": "172.31.0.1""#);
        let expected = ["/publicIpAddresses/0/ipAddress: 172.31.0.1 is a private address, and `pip` a public IP address"];
        assert_eq!(findings(&RULE, &document), expected);
        assert_eq!(after_fix(&RULE, &document)["publicIpAddresses"][0], serde_json::json!({ "name": "pip" }));
    }

    #[test]
    fn the_address_behind_the_block_is_silent() {
        assert!(findings(&RULE, &design(r#", "ipAddress": "172.32.0.1""#)).is_empty());
    }

    #[test]
    fn one_that_is_not_known_is_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }
}
