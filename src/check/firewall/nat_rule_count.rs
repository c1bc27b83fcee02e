//! `firewall-nat-rule-count`: a firewall has more public addresses and NAT rules than Azure takes.
//!
//! # What it checks
//! The public IP addresses of a firewall and its NAT rules are together at most 250.
//!
//! # Why it matters
//! Azure refuses what is above its limit.
//!
//! # Fix
//! Put a load balancer or an application gateway before some of the machines.
//!
//! # Source
//! Microsoft Learn, "Deploy an Azure Firewall with multiple public IP addresses": addresses and DNAT destinations, 250 at most.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-nat-rule-count", Severity::Warning, run);

/// How many there may be together.
const MOST: usize = 250;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for firewall in design.firewalls.iter().filter(|firewall| !firewall.nat_rules.is_empty()) {
        let (addresses, rules) = (firewall.public_ip_addresses.len(), firewall.nat_rules.len());
        if addresses + rules > MOST {
            let message = format!("`{}` has {addresses} public addresses and {rules} NAT rules, together more than {MOST}", firewall.name);
            found.push(rule.report(firewall.at.field("natRules"), message).hint("put something else before some of the machines"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::translating;
    use super::RULE;
    use crate::check::testing::findings;

    fn of(count: usize) -> String {
        let ports: Vec<String> = (1..=count).map(|port| port.to_string()).collect();
        translating(&ports.iter().map(|port| ("*", port.as_str(), "10.0.1.4")).collect::<Vec<_>>())
    }

    #[test]
    fn more_than_azure_takes_is_reported() {
        let expected = "/firewalls/0/natRules: `fw` has 1 public addresses and 250 NAT rules, together more than 250";
        assert_eq!(findings(&RULE, &of(250)), [expected]);
    }

    #[test]
    fn the_most_that_azure_takes_is_silent() {
        assert!(findings(&RULE, &of(249)).is_empty());
    }

    #[test]
    fn a_firewall_without_nat_rules_is_silent() {
        assert!(findings(&RULE, &of(0)).is_empty());
    }
}
