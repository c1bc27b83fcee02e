//! `workload-nat-gateway-not-allowed`: the subnet of a workload has a NAT gateway, and its service does not work with one.
//!
//! # What it checks
//! The subnet of SQL Managed Instance and of a Consumption-only environment of Azure Container Apps has no NAT gateway.
//!
//! # Why it matters
//! Outbound traffic of SQL Managed Instance that leaves through a NAT gateway renders the instance unavailable. Container Apps support it with workload
//! profiles only.
//!
//! # Fix
//! Take the NAT gateway away from the subnet. The fix does.
//!
//! # Source
//! Microsoft Learn, "Connectivity architecture for Azure SQL Managed Instance", networking constraints; "Using Azure Firewall with Azure Container Apps".
//! Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, pointer};
use crate::diagnostic::Severity;
use crate::workload::NatGateway;

pub(in crate::check) const RULE: Rule = Rule::design("workload-nat-gateway-not-allowed", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, index, needs) in all(design) {
        if needs.nat_gateway == NatGateway::Unsupported && design[id].nat_gateway.is_some() {
            let path = design[id].at.field("natGateway");
            let message = format!("{} does not work with a NAT gateway on `{}`", needs.name, design.subnet_path(id));
            found.push(rule.report(path.clone(), message).related(pointer(design, id, index)).removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    const NAT: &str =
        r#""natGateways": [{ "name": "nat", "existing": true, "publicIpAddresses": ["pip"] }], "publicIpAddresses": [{ "name": "pip" }]"#;

    fn design(workload: &str, members: &str) -> String {
        subnet("db", "10.0.0.0/23", &format!(r#""workloads": ["{workload}"]{members}"#), NAT)
    }

    #[test]
    fn a_nat_gateway_is_reported_and_taken_away() {
        let document = design("SqlManagedInstance", r#", "natGateway": "nat""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/natGateway: SQL Managed Instance does not work with a NAT gateway on `vnet/db`"]
        );
        assert!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0].get("natGateway").is_none());
    }

    #[test]
    fn without_one_it_is_silent() {
        assert!(findings(&RULE, &design("ContainerAppsConsumption", "")).is_empty());
    }

    #[test]
    fn container_apps_with_workload_profiles_may_have_one() {
        assert!(findings(&RULE, &design("ContainerAppsWorkloadProfiles", r#", "natGateway": "nat""#)).is_empty());
    }
}
