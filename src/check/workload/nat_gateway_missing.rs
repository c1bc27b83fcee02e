//! `workload-nat-gateway-missing`: the subnet of AKS with a NAT gateway of one's own has none.
//!
//! # What it checks
//! The subnet of AKS with outbound type `userAssignedNATGateway` has a NAT gateway.
//!
//! # Why it matters
//! AKS makes no egress with this outbound type, and refuses a subnet without the NAT gateway.
//!
//! # Fix
//! Name a NAT gateway in `natGateway`. The fix takes the only one that there is.
//!
//! # Source
//! Microsoft Learn, "Customize cluster egress with outbound types in Azure Kubernetes Service (AKS)": a NAT gateway must be there before the cluster.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, pointer};
use crate::diagnostic::Severity;
use crate::workload::NatGateway;

pub(in crate::check) const RULE: Rule = Rule::design("workload-nat-gateway-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, index, needs) in all(design) {
        if needs.nat_gateway == NatGateway::Required && design[id].nat_gateway.is_none() {
            let message = format!("{} needs a NAT gateway on `{}`", needs.name, design.subnet_path(id));
            let finding = rule.report(pointer(design, id, index), message).hint("name one in `natGateway`");
            found.push(match design.nat_gateways.as_slice() {
                [only] => finding.adding(design[id].at.field("natGateway"), only.name.as_str()),
                _ => finding,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable, subnet};

    const NAT: &str = r#""natGateways": [{ "name": "nat", "publicIpAddresses": ["pip"] }], "publicIpAddresses": [{ "name": "pip" }]"#;

    fn design(workload: &str, members: &str, rest: &str) -> String {
        subnet("nodes", "10.0.0.0/24", &format!(r#""workloads": ["{workload}"]{members}"#), rest)
    }

    #[test]
    fn a_subnet_without_nat_gateway_is_reported_and_given_the_only_one() {
        let document = design("AksNatGateway", "", NAT);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/workloads/0: AKS with outbound type userAssignedNATGateway needs a NAT gateway on `vnet/nodes`"]
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0]["natGateway"], "nat");
        assert!(!fixable(&RULE, &design("AksNatGateway", "", "")));
    }

    #[test]
    fn a_nat_gateway_is_enough() {
        assert!(findings(&RULE, &design("AksNatGateway", r#", "natGateway": "nat""#, NAT)).is_empty());
    }

    #[test]
    fn other_outbound_types_need_none() {
        assert!(findings(&RULE, &design("AksLoadBalancer", "", "")).is_empty());
    }
}
