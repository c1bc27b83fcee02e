//! `firewall-rule-ipv6`: a rule of a firewall names IPv6 addresses.
//!
//! # What it checks
//! The sources and destinations of a firewall's rules are service tags, `*`, and IPv4 addresses and prefixes.
//!
//! # Why it matters
//! An Azure Firewall has IPv4 addresses alone and sees no packet of IPv6. Azure refuses the rule, and whoever reads it believes in it.
//!
//! # Fix
//! Write security rules for IPv6. The fix removes the address where others stand beside it.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network", limitations: Azure Firewall does not support IPv6. Specification 2.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::written;
use crate::address::Ipv6;
use crate::design::SecurityAddress;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-rule-ipv6", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for firewall in &design.firewalls {
        let sources = written(firewall).into_iter().flatten().map(|it| (it.name, it.at, "sources", it.sources));
        let destinations = firewall.network_rules.iter().flatten();
        let destinations = destinations.map(|it| (&it.name, it.at, "destinations", &it.destinations));
        for (name, at, member, addresses) in sources.chain(destinations) {
            let v6 = |address: &SecurityAddress| address.prefix::<Ipv6>().is_some();
            for (index, address) in addresses.placed().filter(|(_, address)| v6(address)) {
                let path = at.field(&format!("{member}/{index}"));
                let message = format!("rule `{name}` of `{}` names {}, and a firewall sees IPv4 alone", firewall.name, address.0);
                let finding = rule.report(path.clone(), message).hint("write security rules for IPv6");
                found.push(if addresses.iter().all(v6) { finding } else { finding.removing(path) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{firewall, rule};
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    #[test]
    fn an_ipv6_address_is_reported_and_removed_from_among_others() {
        let document = firewall(&[&rule(100, "Allow", r#"10.0.0.0/8", "fd00::/8"#, "*", "443")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/firewalls/0/networkRules/0/sources/1: rule `rule-0` of `fw` names fd00::/8, and a firewall sees IPv4 alone"]
        );
        assert_eq!(after_fix(&RULE, &document)["firewalls"][0]["networkRules"][0]["sources"], serde_json::json!(["10.0.0.0/8"]));
    }

    #[test]
    fn a_rule_for_ipv6_alone_is_not_emptied() {
        let document = firewall(&[&rule(100, "Allow", "*", "2001:db8::1", "443")]);
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &document));
    }

    #[test]
    fn addresses_of_ipv4_are_silent() {
        assert!(findings(&RULE, &firewall(&[&rule(100, "Allow", "10.0.0.4", "20.0.0.0/8", "443")])).is_empty());
    }

    #[test]
    fn tags_and_everything_are_silent() {
        assert!(findings(&RULE, &firewall(&[&rule(100, "Allow", "*", "Storage", "443")])).is_empty());
    }
}
