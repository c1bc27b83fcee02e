//! `security-rule-property-twice`: a security rule says in the singular and in the plural what it matches.
//!
//! # What it checks
//! A security rule with `sourceAddressPrefixes` has no `sourceAddressPrefix`; likewise for destinations and for ports.
//!
//! # Why it matters
//! Azure refuses a rule that has both.
//!
//! # Fix
//! Move the single value into the list.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/networkSecurityGroups/securityRules.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::matching;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-property-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        for both in matching(security_rule) {
            let (Some(one), Some(among)) = (both.one, both.several) else { continue };
            let path = security_rule.at.field(both.singular);
            let message = format!("rule `{}` has both `{}` and `{}`", both.rule.name, both.singular, both.plural);
            let finding = rule
                .report(path.clone(), message)
                .related(security_rule.at.field(both.plural))
                .hint("move the single value into the list")
                .removing(path);
            let path = security_rule.at.field(&format!("{}/0", both.plural));
            found.push(if among { finding } else { finding.adding(path, one) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn both_forms_are_reported_and_become_one_list() {
        let rule = ANY.replace(r#""destinationPortRange": "*""#, r#""destinationPortRange": "22", "destinationPortRanges": ["80-443"]"#);
        let document = group(&[(100, &rule)]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0/destinationPortRange: rule `rule-0` has both `destinationPortRange` and \
                 `destinationPortRanges`"],
        );
        let fixed = &after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0];
        assert_eq!(fixed["destinationPortRanges"], serde_json::json!(["22", "80-443"]));
        assert_eq!(fixed.get("destinationPortRange"), None);
    }

    #[test]
    fn a_value_that_the_list_has_already_is_not_added_again() {
        let rule =
            ANY.replace(r#""sourceAddressPrefix": "*""#, r#""sourceAddressPrefix": "Internet", "sourceAddressPrefixes": ["Internet"]"#);
        let fixed = &after_fix(&RULE, &group(&[(100, &rule)]))["networkSecurityGroups"][0]["securityRules"][0];
        assert_eq!(fixed["sourceAddressPrefixes"], serde_json::json!(["Internet"]));
    }

    #[test]
    fn one_form_is_silent() {
        assert!(findings(&RULE, &group(&[(100, ANY)])).is_empty());
    }

    #[test]
    fn an_empty_list_beside_a_value_says_nothing_twice() {
        let rule = format!(r#"{ANY}, "destinationPortRanges": []"#);
        assert!(findings(&RULE, &group(&[(100, &rule)])).is_empty());
    }
}
