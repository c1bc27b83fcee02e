//! `security-rule-tag-in-list`: a list of a security rule has a service tag or `*`.
//!
//! # What it checks
//! `sourceAddressPrefixes` and `destinationAddressPrefixes` have addresses and prefixes only.
//!
//! # Why it matters
//! Azure refuses the rule: a tag, and `*`, stands alone on its side, in `sourceAddressPrefix` or `destinationAddressPrefix`.
//!
//! # Fix
//! Write one rule for each tag. The fix moves a tag that is alone in its list to the property for one.
//!
//! # Source
//! Azure's own message in hashicorp/terraform-provider-azurerm issue 5617 and ansible-collections/azure issue 639, "cannot specify
//! existing VIRTUALNETWORK, INTERNET, AZURELOADBALANCER, '*' or system tags"; error code SecurityRuleParameterContainsUnsupportedValue.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Ipv6};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-tag-in-list", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        let sides = [
            ("sourceAddressPrefix", &security_rule.source_address_prefix, &security_rule.source_address_prefixes),
            ("destinationAddressPrefix", &security_rule.destination_address_prefix, &security_rule.destination_address_prefixes),
        ];
        for (field, one, list) in sides {
            let path = security_rule.at.field(&format!("{field}es"));
            for (index, word) in list.iter().enumerate() {
                if word.prefix::<Ipv4>().is_some() || word.prefix::<Ipv6>().is_some() {
                    continue;
                }
                let message = format!("rule `{}` names {} in a list", security_rule.name, word.0);
                let finding = rule.report(format!("{path}/{index}"), message).hint("write one rule for each tag");
                let finding = finding.arm("SecurityRuleParameterContainsUnsupportedValue");
                let alone = list.len() == 1 && one.is_none();
                found.push(if alone {
                    finding.removing(path.clone()).adding(security_rule.at.field(field), word.0.as_str())
                } else {
                    finding
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    fn design(prefixes: &str) -> String {
        group(&[(100, &ANY.replace(r#""sourceAddressPrefix": "*""#, &format!(r#""sourceAddressPrefixes": [{prefixes}]"#)))])
    }

    #[test]
    fn a_tag_alone_in_a_list_is_moved() {
        let document = design(r#""Internet""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0/sourceAddressPrefixes/0: rule `rule-0` names Internet in a list"]
        );
        let fixed = &after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0];
        assert_eq!((&fixed["sourceAddressPrefix"], fixed.get("sourceAddressPrefixes")), (&"Internet".into(), None));
    }

    #[test]
    fn tags_beside_others_are_for_people_to_part() {
        let document = design(r#""Storage", "10.0.0.0/8", "*""#);
        assert_eq!(findings(&RULE, &document).len(), 2);
        assert!(!fixable(&RULE, &document));
    }

    #[test]
    fn prefixes_and_a_tag_for_one_are_silent() {
        assert!(findings(&RULE, &design(r#""10.0.0.0/8", "192.168.0.4", "fd00::/8""#)).is_empty());
        assert!(findings(&RULE, &group(&[(100, ANY)])).is_empty());
    }
}
