//! `security-admin-rule-network-left-out`: a security admin rule names a network that such rules leave out.
//!
//! # What it checks
//! No network of `appliesTo` has a subnet that is delegated to Azure SQL Managed Instance or Azure Databricks.
//!
//! # Why it matters
//! Azure skips the whole network: the rule protects nothing in it, and nothing says so.
//!
//! # Fix
//! Take the network out of the rule, and protect it with network security groups; or move the service into a network of its own.
//!
//! # Source
//! Microsoft Learn, "Security admin rules in Azure Virtual Network Manager", nonapplication at virtual network level.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::SubnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-admin-rule-network-left-out", Severity::Warning, run);

const SERVICES: [&str; 2] = ["Microsoft.Sql/managedInstances", "Microsoft.Databricks/workspaces"];

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let service = |subnet: SubnetId| {
        let delegation = design[subnet].delegation.as_deref()?;
        SERVICES.into_iter().find(|service| delegation.eq_ignore_ascii_case(service)).map(|service| (subnet, service))
    };
    for admin in super::rules(design) {
        for (position, vnet) in admin.applies_to.placed() {
            let Some((vnet, (subnet, service))) = vnet.vnet().and_then(|vnet| Some((vnet, design.subnets_of(vnet).find_map(service)?)))
            else {
                continue;
            };
            let message = format!(
                "security admin rule `{}` does not apply to `{}`: subnet `{}` is for {service}",
                admin.name, design[vnet].name, design[subnet].name
            );
            found.push(
                rule.report(admin.at.field(&format!("appliesTo/{position}")), message)
                    .related(design[subnet].at.field("delegation"))
                    .hint("protect the network with network security groups"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::findings;

    fn with(delegation: &str) -> String {
        design(&[r#""appliesTo": ["one"]"#], &format!(r#", "delegation": "{delegation}""#))
    }

    #[test]
    fn a_network_with_databricks_is_reported() {
        assert_eq!(
            findings(&RULE, &with("Microsoft.Databricks/workspaces")),
            ["/networkManager/securityAdminRules/0/appliesTo/0: security admin rule `a0` does not apply to `one`: subnet `s` is for \
              Microsoft.Databricks/workspaces"],
        );
    }

    #[test]
    fn a_network_without_is_silent() {
        assert!(findings(&RULE, &design(&[r#""appliesTo": ["one"]"#], "")).is_empty());
    }

    #[test]
    fn other_services_are_protected() {
        assert!(findings(&RULE, &with("Microsoft.Web/serverFarms")).is_empty());
    }
}
