//! `subnet-prefix-twice`: a subnet has both `addressPrefix` and `addressPrefixes`.
//!
//! # What it checks
//! A subnet with `addressPrefixes` has no `addressPrefix`.
//!
//! # Why it matters
//! The two say one thing in two ways, and Azure keeps one of them: what the other says is lost.
//!
//! # Fix
//! Move the single prefix into the list.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/virtualNetworks/subnets: a subnet has an address prefix or a list of them.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-prefix-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for subnet in design.subnet_ids().map(|id| &design[id]) {
        let Some(single) = subnet.address_prefix.as_ref().filter(|_| !subnet.address_prefixes.is_empty()) else { continue };
        let path = subnet.at.field("addressPrefix");
        let finding = rule
            .report(path.clone(), format!("subnet `{}` has both `addressPrefix` and `addressPrefixes`", subnet.name))
            .related(subnet.at.field("addressPrefixes"))
            .hint("move the single prefix into the list")
            .removing(path);
        found.push(if subnet.address_prefixes.contains(single) {
            finding
        } else {
            finding.adding(subnet.at.field("addressPrefixes/0"), single.to_string())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    #[test]
    fn both_forms_are_reported_and_become_one_list() {
        let document = subnet("app", "10.0.0.0/24", r#""addressPrefixes": ["10.0.1.0/24"]"#, "");
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/addressPrefix: subnet `app` has both `addressPrefix` and `addressPrefixes`"],
        );
        let expected = serde_json::json!({ "name": "app", "addressPrefixes": ["10.0.0.0/24", "10.0.1.0/24"] });
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0], expected);
    }

    #[test]
    fn a_prefix_that_the_list_has_already_is_not_added_again() {
        let document = subnet("app", "10.0.0.0/24", r#""addressPrefixes": ["10.0.0.0/24"]"#, "");
        let expected = serde_json::json!({ "name": "app", "addressPrefixes": ["10.0.0.0/24"] });
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0], expected);
    }

    #[test]
    fn one_form_is_silent() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", "", "")).is_empty());
    }

    #[test]
    fn an_empty_list_beside_a_prefix_says_nothing_twice() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", r#""addressPrefixes": []"#, "")).is_empty());
    }
}
