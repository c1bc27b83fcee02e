//! `workload-traffic-misrouted`: a route takes traffic that a workload needs where it does not work.
//!
//! # What it checks
//! Every flow that a workload of the subnet needs leaves the subnet by a way that the service supports, arrives, and is answered: straight to the
//! Internet where the service demands it, and never straight to the Internet where AKS demands an appliance or a gateway. For what
//! the service itself opens, the replies count. The flows are in docs/workloads.md; service tags need no addresses for this.
//!
//! # Why it matters
//! Azure accepts the routes. The service then fails to be created, or loses its control plane: Application Gateway v2 with a default
//! route to an appliance is not supported, replies to the control plane of API Management or Azure Machine Learning that pass a firewall are dropped by
//! it, and AKS refuses outbound type `userDefinedRouting` while the default route leads to the Internet.
//!
//! # Fix
//! Add routes for the service tags with next hop Internet, or correct the default route. The fix does so in the table of the subnet; a
//! default route that other subnets use too is left alone.
//!
//! # Source
//! Specification 6, 12 and the source of each workload in docs/workloads.md.

use super::Workloads;
use super::fix::routed;
use super::grade::Grade;
use crate::diagnostic::{Diagnostic, Severity};
use crate::property::Property;
use crate::workload::Way;

pub(in crate::property) const PROPERTY: Property = Property::of_workloads("workload-traffic-misrouted", Severity::Error, run);

fn run(property: &Property, workloads: &Workloads<'_>, found: &mut Vec<Diagnostic>) {
    let design = workloads.network.design;
    for group in workloads.groups.iter().filter(|group| group.is(Grade::Misrouted)) {
        let way = match group.way() {
            Way::Any => "",
            Way::Direct => " without a detour",
            Way::Forwarded => " through an appliance or a gateway",
        };
        let what = if group.faults.iter().all(|fault| fault.flow.peer.inbound()) { "the replies" } else { "it" };
        let (subject, flows, cause) = (group.subject(design), group.flows(), group.cause.words(design));
        let message = format!(
            "{subject} needs {flows}{way}, but {cause} sends {what} {}",
            group.cause.destination(workloads.network, group.way() == Way::Any)
        );
        let hint = match group.way() {
            Way::Forwarded => "lead the default route to a firewall, an appliance or a gateway",
            Way::Any => "lead it to something that passes it on and brings the replies back, or straight to the Internet",
            Way::Direct => "add routes with next hop Internet, in a route table that only this subnet uses",
        };
        let finding = group.located(design, |place| property.report(place, message)).hint(hint);
        found.push(routed(design, group, finding));
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::workload::testing::{design, findings, hub};

    const TO_FIREWALL: &str = r#"{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }"#;

    // Microsoft Learn, "Application Gateway infrastructure configuration": v2 unsupported scenarios.
    #[test]
    fn a_default_route_to_an_appliance_breaks_application_gateway() {
        let found = findings(&PROPERTY, &hub("ApplicationGatewayV2", TO_FIREWALL, ""));
        assert_eq!(
            found,
            [
                "/routeTables/0/routes/0: Application Gateway v2 in `spoke/app` needs TCP 65200-65535 from GatewayManager and TCP 80, 443 to Internet \
              without a detour, but route `default` of `rt` sends it to `fw`"
            ]
        );
    }

    #[test]
    fn a_default_route_to_the_internet_is_what_it_wants() {
        let route = r#"{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }"#;
        assert!(findings(&PROPERTY, &hub("ApplicationGatewayV2", route, "")).is_empty());
        assert!(findings(&PROPERTY, &hub("ApplicationGatewayV2", "", "")).is_empty());
    }

    // A route for one private prefix is supported: only the way to the Internet is demanded.
    #[test]
    fn a_route_for_a_private_prefix_is_no_detour() {
        let route = r#"{ "name": "dc", "addressPrefix": "192.168.0.0/16", "nextHop": { "firewall": "fw" } }"#;
        assert!(findings(&PROPERTY, &hub("ApplicationGatewayV2", route, "")).is_empty());
    }

    // Microsoft Learn, "Customize cluster egress with a user-defined routing table": AKS validates the default route.
    #[test]
    fn aks_with_user_defined_routing_needs_the_default_route_forwarded() {
        let internet = r#"{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }"#;
        let found = findings(&PROPERTY, &hub("AksUserDefinedRouting", internet, ""));
        assert_eq!(
            found,
            [
                "/routeTables/0/routes/0: AKS with outbound type userDefinedRouting in `spoke/app` needs TCP 443 to Internet through an appliance or a \
              gateway, but route `default` of `rt` sends it straight to the Internet"
            ]
        );
        assert!(findings(&PROPERTY, &hub("AksUserDefinedRouting", TO_FIREWALL, "")).is_empty());
        // The sample of the page sends the firewall's own public address to the Internet beside it.
        let sample = format!(r#"{TO_FIREWALL}, {{ "name": "fw", "addressPrefix": "20.0.0.5/32", "nextHopType": "Internet" }}"#);
        assert!(findings(&PROPERTY, &hub("AksUserDefinedRouting", &sample, "")).is_empty());
    }

    #[test]
    fn aks_without_a_table_goes_straight_to_the_internet() {
        let document = design(r#""workloads": ["AksUserDefinedRouting"]"#, "");
        assert_eq!(findings(&PROPERTY, &document).len(), 1);
    }

    // Microsoft Learn, "Configure inbound and outbound network traffic": the service tag route.
    #[test]
    fn replies_to_the_control_plane_do_not_pass_a_firewall() {
        let found = findings(&PROPERTY, &hub("AzureMachineLearningComputeWithPublicIp", TO_FIREWALL, ""));
        assert_eq!(
            found,
            ["/routeTables/0/routes/0: Azure Machine Learning compute with public IP addresses in `spoke/app` needs TCP 44224 from \
              AzureMachineLearning without a detour, but route `default` of `rt` sends the replies to `fw`"]
        );
        for tag in ["AzureMachineLearning", "azuremachinelearning"] {
            let routes = format!(r#"{TO_FIREWALL}, {{ "name": "aml", "addressPrefix": "{tag}", "nextHopType": "Internet" }}"#);
            assert!(findings(&PROPERTY, &hub("AzureMachineLearningComputeWithPublicIp", &routes, "")).is_empty());
        }
        // The part of one region is not all of the service.
        let region =
            format!(r#"{TO_FIREWALL}, {{ "name": "aml", "addressPrefix": "AzureMachineLearning.EastUS", "nextHopType": "Internet" }}"#);
        assert_eq!(findings(&PROPERTY, &hub("AzureMachineLearningComputeWithPublicIp", &region, "")).len(), 1);
    }

    #[test]
    fn compute_without_public_addresses_may_leave_through_a_firewall() {
        assert!(findings(&PROPERTY, &hub("AzureMachineLearningCompute", TO_FIREWALL, "")).is_empty());
        let nowhere = r#"{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHopType": "None" }"#;
        let found = findings(&PROPERTY, &hub("AzureMachineLearningCompute", nowhere, ""));
        assert_eq!(
            found,
            [
                "/routeTables/0/routes/0: Azure Machine Learning compute in `spoke/app` needs TCP 80, 443 to AzureActiveDirectory, TCP 443, 8787, 18881 to \
              AzureMachineLearning, UDP 5831 to AzureMachineLearning and 7 more, but route `default` of `rt` sends it nowhere"
            ]
        );
    }
}
