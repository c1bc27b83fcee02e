//! `nat-gateway-address-missing`: a NAT gateway has no public IP address.
//!
//! # What it checks
//! Every NAT gateway that the design writes names at least one of `publicIpAddresses`.
//!
//! # Why it matters
//! A NAT gateway without a public IP address translates nothing, and what its subnets send to the Internet is lost.
//!
//! # Fix
//! Name a public IP address in `publicIpAddresses`. The fix adds one of its own.
//!
//! # Source
//! Microsoft Learn, "What is Azure NAT Gateway?": a NAT gateway works with a subnet and at least one public IP address.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;
use crate::json::Object;

pub(in crate::check) const RULE: Rule = Rule::design("nat-gateway-address-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in design.nat_gateways.iter().filter(|gateway| !gateway.existing && gateway.public_ip_addresses.is_empty()) {
        let message = format!("NAT gateway `{}` has no public IP address", gateway.name);
        let finding = rule.report(gateway.at.pointer(), message).hint("name one in `publicIpAddresses`");
        let name = format!("{}-pip", gateway.name);
        // An address of this name may be meant for something else, and a list of addresses may not be there yet.
        if found.is_full() || name.len() > 80 || design.public_ip_addresses.iter().any(|it| it.name.is(&name)) {
            found.push(finding);
            continue;
        }
        let address = Object::new().with("name", name.as_str());
        let finding = if design.public_ip_addresses.is_empty() {
            finding.adding("/publicIpAddresses".to_owned(), vec![address.into()])
        } else {
            finding.adding("/publicIpAddresses/-".to_owned(), address)
        };
        found.push(finding.adding(gateway.at.field("publicIpAddresses"), vec![name.into()]));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_gateway_without_an_address_is_given_one() {
        let document = r#"{ "natGateways": [{ "name": "nat" }] }"#;
        assert_eq!(findings(&RULE, document), ["/natGateways/0: NAT gateway `nat` has no public IP address"]);
        let fixed = after_fix(&RULE, document);
        assert_eq!(
            (&fixed["publicIpAddresses"][0]["name"], &fixed["natGateways"][0]["publicIpAddresses"][0]),
            (&"nat-pip".into(), &"nat-pip".into())
        );
    }

    #[test]
    fn a_gateway_with_an_address_is_silent() {
        let document = r#"{ "publicIpAddresses": [{ "name": "pip" }], "natGateways": [{ "name": "nat", "publicIpAddresses": ["pip"] }] }"#;
        assert!(findings(&RULE, document).is_empty());
    }

    #[test]
    fn what_somebody_else_gave_its_gateway_is_not_known() {
        assert!(findings(&RULE, r#"{ "natGateways": [{ "name": "nat", "existing": true }] }"#).is_empty());
    }
}
