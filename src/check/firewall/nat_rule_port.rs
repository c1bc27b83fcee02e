//! `firewall-nat-rule-port`: a NAT rule leads to a port that does not exist.
//!
//! # What it checks
//! The `translatedPort` of a NAT rule is from 1 to 65535.
//!
//! # Why it matters
//! Azure refuses the rule.
//!
//! # Fix
//! Choose another port.
//!
//! # Source
//! hashicorp/terraform-provider-azurerm, firewall_nat_rule_collection_resource.go: translated_port.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-nat-rule-port", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for it in design.firewalls.iter().flat_map(|firewall| &firewall.nat_rules) {
        if !(1..=65535).contains(&it.translated_port) {
            let message = format!("NAT rule `{}` leads to port {}, which does not exist", it.name, it.translated_port);
            found.push(rule.report(it.at.field("translatedPort"), message).hint("choose one from 1 to 65535"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::translating;
    use super::RULE;
    use crate::check::testing::findings;

    fn to(port: u32) -> String {
        translating(&[("*", "443", "10.0.1.4")]).replace(r#""translatedPort": 8443"#, &format!(r#""translatedPort": {port}"#))
    }

    #[test]
    fn ports_that_do_not_exist_are_reported() {
        assert_eq!(
            findings(&RULE, &to(65536)),
            ["/firewalls/0/natRules/0/translatedPort: NAT rule `nat-0` leads to port 65536, which does not exist"]
        );
        assert_eq!(findings(&RULE, &to(0)).len(), 1);
    }

    #[test]
    fn a_usual_port_is_silent() {
        assert!(findings(&RULE, &to(443)).is_empty());
    }

    #[test]
    fn the_highest_port_is_silent() {
        assert!(findings(&RULE, &to(65535)).is_empty());
    }
}
