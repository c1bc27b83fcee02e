//! `delegation-form`: a subnet is delegated to something that is not the name of a service.
//!
//! # What it checks
//! `delegation` is a resource provider and a resource type, such as `Microsoft.Databricks/workspaces`.
//!
//! # Why it matters
//! Azure refuses a delegation to a service that it does not know.
//!
//! # Fix
//! Write provider, slash and type as the service's documentation has them; one delegation is all that a subnet can have.
//!
//! # Source
//! Microsoft Learn, "What is subnet delegation?"; Azure REST API reference, Microsoft.Network/virtualNetworks/subnets:
//! `delegations.serviceName`.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::shown;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("delegation-form", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for subnet in design.subnet_ids().map(|id| &design[id]) {
        let Some(service) = subnet.delegation.as_ref().filter(|service| !well_formed(service)) else { continue };
        let message = format!("`{}` is not the name of a service", shown(service));
        found.push(
            rule.report(subnet.at.field("delegation"), message).hint("write provider and type, such as Microsoft.Databricks/workspaces"),
        );
    }
}

/// Whether `service` is a provider with a dot and one or more types.
pub(super) fn well_formed(service: &str) -> bool {
    let word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut parts = service.split('/');
    let provider = parts.next().is_some_and(|provider| provider.contains('.') && provider.split('.').all(word));
    let mut types = parts.peekable();
    provider && types.peek().is_some() && types.all(word)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(service: &str) -> String {
        subnet("app", "10.0.0.0/24", &format!(r#""delegation": "{service}""#), "")
    }

    #[test]
    fn what_is_not_provider_and_type_is_reported() {
        for service in
            ["", "Databricks", "Microsoft.Databricks", "Databricks/workspaces", "Microsoft.Sql/", "Microsoft.Web/a b", "Microsoft./x"]
        {
            assert_eq!(
                findings(&RULE, &design(service)),
                [format!("/virtualNetworks/0/subnets/0/delegation: `{service}` is not the name of a service")],
            );
        }
    }

    #[test]
    fn a_known_service_is_silent() {
        assert!(findings(&RULE, &design("Microsoft.Databricks/workspaces")).is_empty());
    }

    #[test]
    fn types_inside_types_are_well_formed() {
        assert!(findings(&RULE, &design("Microsoft.Singularity/accounts/networks")).is_empty());
    }
}
