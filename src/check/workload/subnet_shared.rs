//! `workload-subnet-shared`: something else stands in a subnet that a service wants for itself.
//!
//! # What it checks
//! In the subnet of a workload whose service demands a dedicated subnet there is no other workload, no appliance and no private endpoint.
//!
//! # Why it matters
//! Azure refuses to create the service beside other resources, or other resources beside the service.
//!
//! # Fix
//! Move one of them into a subnet of its own.
//!
//! # Source
//! Specification 6, Microsoft Learn, "Application Gateway infrastructure configuration", and the source of each workload in docs/workloads.md.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, pointer};
use crate::design::SubnetId;
use crate::diagnostic::Severity;
use crate::workload::needs;

pub(in crate::check) const RULE: Rule = Rule::design("workload-subnet-shared", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, index, needs) in all(design).into_iter().filter(|(.., needs)| needs.dedicated) {
        let Some((what, place)) = occupant(design, id, index) else { continue };
        let message = format!("{} wants `{}` for itself, and {what} is there too", needs.name, design.subnet_path(id));
        found.push(rule.report(pointer(design, id, index), message).related(place).hint("give each of them a subnet"));
    }
}

/// Something else in the subnet of a workload, and its place.
fn occupant(design: &Survey<'_>, id: SubnetId, index: usize) -> Option<(String, String)> {
    let mut others = design[id].workloads.placed().filter(|(other, _)| *other != index);
    if let Some((other, needs)) = others.find_map(|(other, workload)| Some((other, needs(*workload)?))) {
        return Some((needs.name.to_owned(), pointer(design, id, other)));
    }
    let owned = design.owned().iter().find(|owned| owned.subnet == id)?;
    Some((owned.noun(design), owned.pointer(design)))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(workloads: &str, endpoint_in: &str) -> String {
        subnet(
            "gw",
            "10.0.0.0/24",
            &format!(r#""workloads": [{workloads}] }}, {{ "name": "app", "addressPrefix": "10.0.1.0/24""#),
            &format!(r#""privateEndpoints": [{{ "name": "pe", "subnet": "vnet/{endpoint_in}", "privateIpAddress": "10.0.0.9" }}]"#),
        )
    }

    #[test]
    fn a_private_endpoint_beside_an_application_gateway_is_reported() {
        assert_eq!(
            findings(&RULE, &design(r#""ApplicationGatewayV2""#, "gw")),
            [
                "/virtualNetworks/0/subnets/0/workloads/0: Application Gateway v2 wants `vnet/gw` for itself, and private endpoint `pe` is there too"
            ]
        );
    }

    #[test]
    fn two_services_in_one_subnet_are_reported_for_the_one_that_minds() {
        assert_eq!(findings(&RULE, &design(r#""ApiManagement", "ApplicationGatewayV2""#, "app")).len(), 1);
        assert_eq!(findings(&RULE, &design(r#""NetAppFiles", "ApplicationGatewayV2""#, "app")).len(), 2);
    }

    #[test]
    fn alone_it_is_silent() {
        assert!(findings(&RULE, &design(r#""ApplicationGatewayV2""#, "app")).is_empty());
    }

    #[test]
    fn services_that_share_are_silent() {
        assert!(findings(&RULE, &design(r#""ApiManagement", "AzureMachineLearningCompute""#, "gw")).is_empty());
    }
}
