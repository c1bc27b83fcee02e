//! `security-rule-prefixes-overlap`: a list of a security rule has a prefix inside another one.
//!
//! # What it checks
//! The prefixes of `sourceAddressPrefixes` share no address, and those of `destinationAddressPrefixes` neither.
//!
//! # Why it matters
//! Azure refuses the rule, also where a prefix is there twice.
//!
//! # Fix
//! Remove the smaller prefix. The fix does.
//!
//! # Source
//! Azure's own message in kubernetes-sigs/cloud-provider-azure issue 6775 and alan-turing-institute/data-safe-haven issue 2077; error code
//! OverlappingSubnetsNotPermittedInSecurityRule.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Part, Survey, nested};
use crate::address::{Address, Ipv4, Ipv6};
use crate::design::{SecurityAddress, SecurityRule};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-prefixes-overlap", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        let lists = [
            ("sourceAddressPrefixes", &security_rule.source_address_prefixes),
            ("destinationAddressPrefixes", &security_rule.destination_address_prefixes),
        ];
        for (field, list) in lists.into_iter().filter(|(_, list)| list.len() > 1) {
            look::<Ipv4>(rule, security_rule, (field, list), found);
            look::<Ipv6>(rule, security_rule, (field, list), found);
        }
    }
}

/// Looks at the prefixes of one family in a list.
fn look<A: Address>(rule: &Rule, of: &SecurityRule, (field, list): (&str, &[SecurityAddress]), found: &mut Findings) {
    let parts: Vec<Part<A>> = list.iter().zip(0..).filter_map(|(it, index)| Some((it.prefix::<A>()?, index))).collect();
    for (outer, inner) in nested(parts) {
        let (path, other) = (of.at.field(&format!("{field}/{}", inner.1)), of.at.field(&format!("{field}/{}", outer.1)));
        let message = format!("rule `{}` names {}, which is inside {}", of.name, inner.0, outer.0);
        let finding = rule.report(path.clone(), message).related(other).hint("remove the smaller prefix");
        found.push(finding.arm("OverlappingSubnetsNotPermittedInSecurityRule").removing(path));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn design(prefixes: &str) -> String {
        group(&[(100, &ANY.replace(r#""sourceAddressPrefix": "*""#, &format!(r#""sourceAddressPrefixes": [{prefixes}]"#)))])
    }

    // The lists of the two issues.
    #[test]
    fn a_prefix_inside_another_is_reported_and_removed() {
        let document = design(r#""1.1.0.0/24", "1.1.0.22/32""#);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/networkSecurityGroups/0/securityRules/0/sourceAddressPrefixes/1: rule `rule-0` names 1.1.0.22/32, which is inside 1.1.0.0/24"
            ]
        );
        let fixed = &after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0];
        assert_eq!(fixed["sourceAddressPrefixes"], serde_json::json!(["1.1.0.0/24"]));
        assert_eq!(findings(&RULE, &design(r#""10.0.0.0/16", "10.0.0.0/8""#)).len(), 1);
        assert_eq!(findings(&RULE, &design(r#""fd00::/8", "fd00:1::/32""#)).len(), 1);
    }

    #[test]
    fn neighbours_are_silent() {
        assert!(findings(&RULE, &design(r#""1.1.0.0/24", "1.1.1.0/24", "10.0.0.4""#)).is_empty());
    }

    #[test]
    fn prefixes_of_the_two_sides_may_share_addresses() {
        let members = ANY
            .replace(r#""sourceAddressPrefix": "*""#, r#""sourceAddressPrefixes": ["10.0.0.0/8"]"#)
            .replace(r#""destinationAddressPrefix": "*""#, r#""destinationAddressPrefixes": ["10.0.0.0/16"]"#);
        assert!(findings(&RULE, &group(&[(100, &members)])).is_empty());
    }
}
