//! `subnet-default-outbound-access`: a subnet has default outbound access.
//!
//! # What it checks
//! Every subnet for machines has `defaultOutboundAccess` false, stated or by the API version.
//!
//! # Why it matters
//! Machines without a public address reach the Internet as an address of Azure's, which changes, which nobody else can allow, and which
//! nothing inspects.
//!
//! # Fix
//! Set `defaultOutboundAccess` to false, and give what needs the Internet a NAT gateway or a route to a firewall. The fix does the former.
//!
//! # Source
//! Microsoft Learn, "Default outbound access in Azure"; Azure Policy "Subnets should be private".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-default-outbound-access", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.subnet_ids().filter(|id| !design[id.vnet].existing && design.is_for_machines(*id)) {
        if design.has_default_outbound_access(id) {
            let path = design[id].at.field("defaultOutboundAccess");
            let finding = rule.report(design[id].at.pointer(), format!("subnet `{}` has default outbound access", design.subnet_path(id)));
            found.push(finding.hint("set `defaultOutboundAccess` to false").adding(path, false));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    fn design(name: &str, member: &str) -> String {
        subnet(name, "10.0.0.0/26", member, r#""options": { "profile": "landing-zone" }, "apiVersion": "2024-05-01""#)
    }

    #[test]
    fn a_subnet_that_has_it_is_reported_and_made_private() {
        assert_eq!(findings(&RULE, &design("app", "")), ["/virtualNetworks/0/subnets/0: subnet `vnet/app` has default outbound access"]);
        assert!(fixable(&RULE, &design("app", "")));
        assert_eq!(findings(&RULE, &design("app", r#""defaultOutboundAccess": true"#)).len(), 1);
    }

    #[test]
    fn a_private_subnet_is_silent() {
        assert!(findings(&RULE, &design("app", r#""defaultOutboundAccess": false"#)).is_empty());
        assert!(findings(&RULE, &design("app", "").replace("2024-05-01", "2025-07-01")).is_empty());
    }

    #[test]
    fn what_azure_runs_itself_needs_none() {
        assert!(findings(&RULE, &design("AzureFirewallSubnet", "")).is_empty());
        assert!(findings(&RULE, &design("app", r#""delegation": "Microsoft.Databricks/workspaces""#)).is_empty());
    }
}
