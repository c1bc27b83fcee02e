//! `delegation-unknown`: a subnet is delegated to a service that is not known.
//!
//! # What it checks
//! `delegation` names one of the services that Azure's clients know.
//!
//! # Why it matters
//! Azure refuses a delegation to a service that it does not know. It knows more from time to time, so this is no error.
//!
//! # Fix
//! Correct the name. The fix takes the known one that is nearest, where one is near.
//!
//! # Source
//! Microsoft Learn, "What is subnet delegation?"; the service names that Terraform's azurerm provider accepts. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::delegation_form::well_formed;
use super::delegations::SERVICES;
use crate::design::nearest;
use crate::design::shown;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("delegation-unknown", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for subnet in design.subnet_ids().map(|id| &design[id]) {
        let unknown = |service: &&String| well_formed(service) && !SERVICES.iter().any(|known| known.eq_ignore_ascii_case(service));
        let Some(service) = subnet.delegation.as_ref().filter(unknown) else { continue };
        // Looking for the nearest name takes long.
        if found.is_full() {
            return;
        }
        let path = subnet.at.field("delegation");
        let finding = rule.report(path.clone(), format!("no service `{}` is known", shown(service)));
        found.push(match nearest(service, SERVICES) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")).replacing(path, near),
            None => finding.hint("make sure that Azure has it in your region"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{RULE, SERVICES};
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(service: &str) -> String {
        subnet("app", "10.0.0.0/24", &format!(r#""delegation": "{service}""#), "")
    }

    #[test]
    fn a_misspelt_service_is_reported_and_corrected() {
        let document = design("Microsoft.Databrick/workspace");
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/delegation: no service `Microsoft.Databrick/workspace` is known"],
        );
        let subnet = &after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0];
        assert_eq!(subnet["delegation"], "Microsoft.Databricks/workspaces");
    }

    #[test]
    fn every_known_service_is_silent() {
        for service in SERVICES {
            assert!(findings(&RULE, &design(service)).is_empty(), "{service}");
        }
    }

    #[test]
    fn a_known_service_in_another_case_is_the_same_service() {
        assert!(findings(&RULE, &design("microsoft.databricks/WORKSPACES")).is_empty());
    }
}
