//! `security-rule-property-missing`: a security rule does not say which addresses or ports it matches.
//!
//! # What it checks
//! Every security rule has source and destination addresses and source and destination ports, each in the singular or the plural;
//! application security groups can stand in the place of addresses.
//!
//! # Why it matters
//! Azure refuses the rule.
//!
//! # Fix
//! Write the property; `*` matches everything.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/networkSecurityGroups/securityRules.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::matching;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-property-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        for missing in matching(security_rule)
            .iter()
            .filter(|it| it.one.is_none() && it.several.is_none() && it.groups.is_none_or(|(_, given)| !given))
        {
            let message = format!("rule `{}` has neither `{}` nor `{}`", missing.rule.name, missing.singular, missing.plural);
            found.push(rule.report(security_rule.at.pointer(), message).hint("write one of the two; `*` matches everything"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn each_missing_property_is_reported() {
        let rule = r#""direction": "Inbound", "sourceAddressPrefix": "*", "destinationPortRange": "22""#;
        let path = "/networkSecurityGroups/0/securityRules/0: rule `rule-0` has neither";
        assert_eq!(
            findings(&RULE, &group(&[(100, rule)])),
            [
                format!("{path} `sourcePortRange` nor `sourcePortRanges`"),
                format!("{path} `destinationAddressPrefix` nor `destinationAddressPrefixes`"),
            ],
        );
    }

    #[test]
    fn application_security_groups_are_addresses() {
        let rule = ANY.replace(r#""sourceAddressPrefix": "*""#, r#""sourceApplicationSecurityGroups": ["asg"]"#);
        let document = group(&[(100, &rule)]).replacen('{', r#"{ "applicationSecurityGroups": [{ "name": "asg" }], "#, 1);
        assert!(findings(&RULE, &document).is_empty());
        assert_eq!(findings(&RULE, &document.replace(r#"Groups": ["asg"]"#, r#"Groups": []"#)).len(), 1);
    }

    #[test]
    fn a_complete_rule_is_silent() {
        assert!(findings(&RULE, &group(&[(100, ANY)])).is_empty());
    }

    #[test]
    fn the_plural_is_enough_unless_it_is_empty() {
        let plural = ANY.replace(r#""destinationPortRange": "*""#, r#""destinationPortRanges": ["22", "80-443"]"#);
        assert!(findings(&RULE, &group(&[(100, &plural)])).is_empty());
        let empty = plural.replace(r#"["22", "80-443"]"#, "[]");
        assert_eq!(findings(&RULE, &group(&[(100, &empty)])).len(), 1);
    }
}
