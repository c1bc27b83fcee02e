//! `private-endpoint-group-empty`: the group or the service of a private endpoint is an empty text.
//!
//! # What it checks
//! A `groupId`, and a `service`, of a private endpoint says something.
//!
//! # Why it matters
//! There is no group without a name: it says less than to leave the member out, and looks as if it were known.
//!
//! # Fix
//! Write the group, such as `blob`, or leave it out. The fix leaves it out.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/privateEndpoints: `groupIds` are those of the remote resource; Microsoft Learn, "What is a private
//! endpoint?", which lists the groups of each service.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("private-endpoint-group-empty", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for endpoint in &design.private_endpoints {
        for (field, text) in [("groupId", &endpoint.group_id), ("service", &endpoint.service)] {
            if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
                let at = endpoint.at.field(field);
                let finding = rule.report(at.clone(), format!("`{field}` of private endpoint `{}` is empty", endpoint.name));
                found.push(finding.hint("write what is meant, or leave it out").removing(at));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(members: &str) -> String {
        network(
            r#"{ "name": "app", "addressPrefix": "10.0.0.0/24" }"#,
            &format!(r#""privateEndpoints": [{{ "name": "pe", "subnet": "vnet/app", "privateIpAddress": "10.0.0.4"{members} }}]"#),
        )
    }

    #[test]
    fn an_empty_group_is_reported_and_left_out() {
        let document = design(r#", "service": "Microsoft.Storage/storageAccounts", "groupId": """#);
        assert_eq!(findings(&RULE, &document), ["/privateEndpoints/0/groupId: `groupId` of private endpoint `pe` is empty"]);
        assert!(after_fix(&RULE, &document)["privateEndpoints"][0].get("groupId").is_none());
    }

    #[test]
    fn a_group_is_silent() {
        assert!(findings(&RULE, &design(r#", "service": "Microsoft.Storage/storageAccounts", "groupId": "blob""#)).is_empty());
    }

    #[test]
    fn one_that_is_not_stated_is_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }
}
