//! `firewall-nat-rule-any-source`: a NAT rule lets in whoever comes.
//!
//! # What it checks
//! The sources of NAT rules are not `*`, `Internet` or 0.0.0.0/0.
//!
//! # Why it matters
//! No network rule is asked about what a NAT rule lets in: its sources are all that keeps strangers out.
//!
//! # Fix
//! Name the addresses that may come in.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall rule processing logic", inbound connectivity: add a specific source and avoid wildcards.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-nat-rule-any-source", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for it in design.firewalls.iter().flat_map(|firewall| &firewall.nat_rules) {
        for (index, source) in it.sources.placed() {
            if ["*", "0.0.0.0/0", "Internet"].iter().any(|any| source.0.eq_ignore_ascii_case(any)) {
                let message = format!("NAT rule `{}` lets in whoever comes", it.name);
                found.push(rule.report(it.at.field(&format!("sources/{index}")), message).hint("name the addresses that may come in"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::translating;
    use super::RULE;
    use crate::check::testing::findings;

    fn design(source: &str) -> String {
        let profile = r#"{ "options": { "profile": "landing-zone" }, "#;
        translating(&[(source, "443", "10.0.1.4")]).replacen('{', profile, 1)
    }

    #[test]
    fn any_source_is_reported_in_landing_zones() {
        for any in ["*", "0.0.0.0/0", "internet"] {
            assert_eq!(findings(&RULE, &design(any)), ["/firewalls/0/natRules/0/sources/0: NAT rule `nat-0` lets in whoever comes"]);
        }
        assert!(findings(&RULE, &translating(&[("*", "443", "10.0.1.4")])).is_empty());
    }

    #[test]
    fn a_prefix_is_silent() {
        assert!(findings(&RULE, &design("203.0.113.0/24")).is_empty());
    }

    #[test]
    fn half_of_all_addresses_is_silent() {
        assert!(findings(&RULE, &design("128.0.0.0/1")).is_empty());
    }
}
