//! `security-rule-application-group-and-prefix`: a security rule names application security groups and addresses on the same side.
//!
//! # What it checks
//! A security rule with `sourceApplicationSecurityGroups` has neither `sourceAddressPrefix` nor `sourceAddressPrefixes`; likewise
//! for destinations.
//!
//! # Why it matters
//! Azure refuses the rule: each side has a value for exactly one of the three.
//!
//! # Fix
//! Remove the prefixes, or write a second rule for them. The fix removes a `*`, which would match what the groups are for.
//!
//! # Source
//! Azure's own message in Azure/azure-cli issue 8615, "must specify a non empty value for exactly one of";
//! hashicorp/terraform-provider-azurerm issue 15279.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::matching;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-application-group-and-prefix", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        for both in matching(security_rule) {
            let Some((groups, true)) = both.groups else { continue };
            let other = match (&both.one, both.several) {
                (Some(_), _) => both.singular,
                (None, Some(_)) => both.plural,
                (None, None) => continue,
            };
            let path = security_rule.at.field(other);
            let message = format!("rule `{}` has both `{groups}` and `{other}`", both.rule.name);
            let finding = rule
                .report(path.clone(), message)
                .related(security_rule.at.field(groups))
                .hint("remove the prefixes, or write a second rule for them");
            let any = both.one.as_deref() == Some("*") && both.several.is_none();
            found.push(if any { finding.removing(path) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    fn design(members: &str) -> String {
        group(&[(100, members)]).replacen('{', r#"{ "applicationSecurityGroups": [{ "name": "asg" }], "#, 1)
    }

    #[test]
    fn groups_beside_every_address_are_reported_and_stay() {
        let document = design(&format!(r#"{ANY}, "destinationApplicationSecurityGroups": ["asg"]"#));
        let expected = "/networkSecurityGroups/0/securityRules/0/destinationAddressPrefix: rule `rule-0` has both \
                        `destinationApplicationSecurityGroups` and `destinationAddressPrefix`";
        assert_eq!(findings(&RULE, &document), [expected]);
        let fixed = &after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0];
        assert_eq!(fixed.get("destinationAddressPrefix"), None);
    }

    #[test]
    fn groups_beside_some_prefixes_are_for_people_to_part() {
        let rule = ANY.replace(
            r#""sourceAddressPrefix": "*""#,
            r#""sourceAddressPrefixes": ["10.0.0.0/8"], "sourceApplicationSecurityGroups": ["asg"]"#,
        );
        let document = design(&rule);
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &document));
    }

    #[test]
    fn groups_alone_are_silent() {
        let rule = ANY.replace(r#""sourceAddressPrefix": "*""#, r#""sourceApplicationSecurityGroups": ["asg"]"#);
        assert!(findings(&RULE, &design(&rule)).is_empty());
    }

    #[test]
    fn groups_on_one_side_and_prefixes_on_the_other_are_silent() {
        let rule = ANY.replace(
            r#""sourceAddressPrefix": "*""#,
            r#""sourceApplicationSecurityGroups": ["asg"], "destinationApplicationSecurityGroups": []"#,
        );
        assert!(findings(&RULE, &design(&rule)).is_empty());
    }
}
