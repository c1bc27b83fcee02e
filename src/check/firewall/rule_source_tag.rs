//! `firewall-rule-source-tag`: a rule of a firewall has a service tag for its source.
//!
//! # What it checks
//! The sources of network rules, NAT rules and application rules are addresses, prefixes and `*`, and no names.
//!
//! # Why it matters
//! Azure Firewall knows service tags as destinations of network rules alone. Security rules take them on both sides, so that a source such as
//! `GatewayManager` looks right, and Azure refuses it.
//!
//! # Fix
//! Name the addresses, or filter by the tag in a network security group. The fix removes the tag where others stand beside it.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall service tags": in the destination field of network rules. MicrosoftDocs/azure-docs issue 89508. Specification 11.9.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::written;
use crate::design::SecurityAddress;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-rule-source-tag", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let named = |address: &SecurityAddress| !address.0.contains(':') && address.0.starts_with(|c: char| c.is_ascii_alphabetic());
    for firewall in &design.firewalls {
        for it in written(firewall).into_iter().flatten() {
            for (index, address) in it.sources.placed().filter(|(_, address)| named(address)) {
                if found.is_full() {
                    return;
                }
                let path = it.at.field(&format!("sources/{index}"));
                let message = format!(
                    "rule `{}` of `{}` has the source {}, and a firewall takes addresses alone there",
                    it.name, firewall.name, address.0
                );
                let finding =
                    rule.report(path.clone(), message).hint("name the addresses, or filter by the tag in a network security group");
                found.push(if it.sources.iter().all(named) { finding } else { finding.removing(path) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{firewall, rule, translating};
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable, subnet};

    #[test]
    fn a_tag_is_reported_and_removed_from_among_addresses() {
        let document = firewall(&[&rule(100, "Allow", r#"10.0.0.0/8", "GatewayManager"#, "*", "443")]);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/firewalls/0/networkRules/0/sources/1: rule `rule-0` of `fw` has the source GatewayManager, and a firewall takes addresses alone there"
            ]
        );
        assert_eq!(after_fix(&RULE, &document)["firewalls"][0]["networkRules"][0]["sources"], serde_json::json!(["10.0.0.0/8"]));
        let alone = firewall(&[&rule(100, "Allow", "VirtualNetwork", "*", "443")]);
        assert_eq!(findings(&RULE, &alone).len(), 1);
        assert!(!fixable(&RULE, &alone));
    }

    #[test]
    fn rules_of_the_other_kinds_take_none_either() {
        assert_eq!(findings(&RULE, &translating(&[("AzureFrontDoor.Backend", "443", "10.0.1.4")])).len(), 1);
        let application = |source: &str| {
            let rules = format!(
                r#"{{ "name": "a", "priority": 100, "action": "Allow", "sources": ["{source}"], "targetFqdns": ["example.com"] }}"#
            );
            let rest = format!(r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "applicationRules": [{rules}] }}]"#);
            findings(&RULE, &subnet("AzureFirewallSubnet", "10.0.0.0/26", "", &rest))
        };
        assert_eq!(
            application("Storage"),
            [
                "/firewalls/0/applicationRules/0/sources/0: rule `a` of `fw` has the source Storage, and a firewall takes addresses alone there"
            ]
        );
        assert!(application("10.0.0.0/8").is_empty());
    }

    #[test]
    fn addresses_everything_and_tags_as_destinations_are_silent() {
        for (from, to) in [("10.0.0.4", "Storage"), ("*", "AzureMonitor"), ("fd00::/8", "*")] {
            assert!(findings(&RULE, &firewall(&[&rule(100, "Allow", from, to, "443")])).is_empty());
        }
    }
}
