//! `workload-egress-missing`: a workload has to reach services, and nothing gives it a public address.
//!
//! # What it checks
//! Where the flows that a workload needs leave straight to the Internet, something translates them: a NAT gateway, default outbound access, or
//! addresses that the service brings itself.
//!
//! # Why it matters
//! In a private subnet a route to the Internet leads nowhere, also one for a service tag. Compute of Azure Machine Learning without public addresses, and
//! AKS whose egress is left to the network, then fail to start: images are not pulled, and the control plane is not reached.
//!
//! # Fix
//! Give the subnet a NAT gateway, or lead its default route to a firewall. The fix takes the only NAT gateway or the only firewall that there is,
//! unless it would break what another workload of the subnet needs.
//!
//! # Source
//! Microsoft Learn, "Configure inbound and outbound network traffic" (Azure Machine Learning): compute without public IP has no access to the Internet by
//! itself; "Default outbound access in Azure"; specification 6, 10.1 and 10.3.

use super::Workloads;
use super::fix::given_egress;
use super::grade::Grade;
use crate::diagnostic::{Diagnostic, Severity};
use crate::property::Property;

pub(in crate::property) const PROPERTY: Property = Property::of_workloads("workload-egress-missing", Severity::Error, run);

fn run(property: &Property, workloads: &Workloads<'_>, found: &mut Vec<Diagnostic>) {
    let design = workloads.network.design;
    for group in workloads.groups.iter().filter(|group| group.is(Grade::NoEgress)) {
        let message = format!(
            "{} needs {}, and {} sends it straight to the Internet, but nothing gives it a public address",
            group.subject(design),
            group.flows(),
            group.cause.words(design),
        );
        let finding =
            property.report(group.place(design), message).hint("give the subnet a NAT gateway, or lead its default route to a firewall");
        found.push(given_egress(design, group, finding));
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::workload::testing::{design, findings, fixed};

    fn private(workload: &str, members: &str, rest: &str) -> String {
        design(&format!(r#""defaultOutboundAccess": false, "workloads": ["{workload}"]{members}"#), rest)
    }

    const NAT: &str = r#""natGateways": [{ "name": "nat", "publicIpAddresses": ["pip"] }], "publicIpAddresses": [{ "name": "pip" }]"#;

    #[test]
    fn compute_in_a_private_subnet_has_no_way_out() {
        let found = findings(&PROPERTY, &private("AzureMachineLearningCompute", "", ""));
        assert_eq!(
            found,
            [
                "/virtualNetworks/1/subnets/0/workloads/0: Azure Machine Learning compute in `spoke/app` needs TCP 80, 443 to AzureActiveDirectory, TCP \
              443, 8787, 18881 to AzureMachineLearning, UDP 5831 to AzureMachineLearning and 7 more, and the system route 0.0.0.0/0 sends it straight to \
              the Internet, but nothing gives it a public address"
            ]
        );
    }

    #[test]
    fn a_nat_gateway_or_default_outbound_access_is_a_way_out() {
        assert!(findings(&PROPERTY, &private("AzureMachineLearningCompute", r#", "natGateway": "nat""#, NAT)).is_empty());
        assert!(
            findings(&PROPERTY, &design(r#""defaultOutboundAccess": true, "workloads": ["AzureMachineLearningCompute"]"#, "")).is_empty()
        );
        // One that the subnet does not have is offered.
        assert_eq!(findings(&PROPERTY, &private("AksNatGateway", "", NAT)).len(), 1);
    }

    #[test]
    fn a_service_with_addresses_of_its_own_needs_none() {
        assert!(findings(&PROPERTY, &private("AzureMachineLearningComputeWithPublicIp", "", "")).is_empty());
        assert!(findings(&PROPERTY, &private("AksLoadBalancer", "", "")).is_empty());
    }

    // Specification 12.1: compute without public addresses has no way out, whatever a cluster beside it has (12.2).
    #[test]
    fn a_service_with_addresses_beside_it_does_not_help() {
        let beside = private(r#"AzureMachineLearningCompute", "AksLoadBalancer"#, "", "");
        let found = findings(&PROPERTY, &beside);
        assert!(
            matches!(found.as_slice(), [one] if one.contains("/workloads/0: Azure Machine Learning compute in `spoke/app`")),
            "{found:?}"
        );
    }

    // Specification 12.1: replies of compute with a public address do not go through a firewall, so that no default route leads there.
    #[test]
    fn a_fix_leaves_the_flows_of_other_workloads_alone() {
        let fixes = |document: &str| fixed(&PROPERTY, document);
        assert_eq!(fixes(&private("AzureMachineLearningCompute", "", "")), [2]);
        assert_eq!(fixes(&private(r#"AzureMachineLearningCompute", "AksLoadBalancer"#, "", "")), [2]);
        let beside = r#"AzureMachineLearningCompute", "AzureMachineLearningComputeWithPublicIp"#;
        assert_eq!(fixes(&private(beside, "", "")), [0]);
        assert_eq!(fixes(&private(beside, "", NAT)), [1]);
        // SQL Managed Instance works with no NAT gateway, and a route straight to the Internet is its own.
        assert_eq!(fixes(&private(r#"AzureMachineLearningCompute", "SqlManagedInstance"#, "", NAT)), [0]);
    }

    // Microsoft Learn, "Azure NAT Gateway resource": one NAT gateway serves one network.
    #[test]
    fn a_nat_gateway_of_another_network_is_not_taken() {
        let other = private("AzureMachineLearningCompute", "", NAT).replace(
            r#""10.0.1.0/26""#,
            r#""10.0.1.0/26" }, { "name": "out",
            "addressPrefix": "10.0.2.0/24", "natGateway": "nat""#,
        );
        assert_eq!(fixed(&PROPERTY, &other), [2]);
    }

    // Specification 10.3: a service tag route does not give a private subnet egress.
    #[test]
    fn a_route_for_a_service_tag_is_no_way_out() {
        let routes = r#"{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } },
            { "name": "storage", "addressPrefix": "Storage", "nextHopType": "Internet" }"#;
        let table = format!(r#""routeTables": [{{ "name": "rt", "routes": [{routes}] }}]"#);
        let found = findings(&PROPERTY, &private("AzureMachineLearningCompute", r#", "routeTable": "rt""#, &table));
        assert_eq!(
            found,
            [
                "/virtualNetworks/1/subnets/0/workloads/0: Azure Machine Learning compute in `spoke/app` needs TCP 443 to Storage.EastUS, and route `storage` of \
              `rt` sends it straight to the Internet, but nothing gives it a public address"
            ]
        );
    }
}
