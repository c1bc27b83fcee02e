//! `workload-traffic-undecided`: whether traffic that a workload needs works is not known.
//!
//! # What it checks
//! Where the design leaves it open whether a flow that a workload needs arrives and is answered, this says why: the addresses of a service tag decide
//! and were not told, a site may or may not pass the traffic on, or whether a security rule matches is not known.
//!
//! # Why it matters
//! What is not known is not right. A workload whose flows all work has no such finding.
//!
//! # Fix
//! Tell the addresses of the service tags (`--service-tags`), or write routes and rules for the tag itself, which need none.
//!
//! # Source
//! Specification 4.6 and 9.4: the order of service tags, and what the tag VirtualNetwork holds.

use super::grade::Grade;
use super::{Group, Workloads};
use crate::design::{Design, Resource};
use crate::diagnostic::{Diagnostic, Severity};
use crate::property::Property;

pub(in crate::property) const PROPERTY: Property = Property::of_workloads("workload-traffic-undecided", Severity::Info, run);

fn run(property: &Property, workloads: &Workloads<'_>, found: &mut Vec<Diagnostic>) {
    let design = workloads.network.design;
    for group in &workloads.groups {
        let Some(fault) = group.faults.first().filter(|fault| fault.grade.is_open()) else { continue };
        let message =
            format!("whether {} works for {} is not known: {}", group.flows(), group.subject(design), reason(design, group, fault.grade));
        let finding = group.located(design, |place| property.report(place, message));
        found.push(match fault.grade {
            Grade::Tag(_) | Grade::Addresses => {
                finding.hint("tell the addresses of service tags, or write a route or rule for the tag itself")
            }
            Grade::Rule => finding.hint("allow it with a rule of its own"),
            _ => finding,
        });
    }
    if workloads.exhausted {
        found
            .push(property.report("", "the workloads of this design need more work than its bound; not all of their flows were looked at"));
    }
}

fn reason(design: &Design, group: &Group, grade: Grade) -> String {
    let tag = group.faults.first().and_then(|fault| fault.tag);
    match (grade, tag) {
        (Grade::Site(site), _) => format!("it leaves over `{}`, which may or may not pass it on", design[site].name()),
        (Grade::Rule, _) => format!("the design does not say whether {} matches", group.cause.words(design)),
        (Grade::Egress, _) => "the design does not say what gives it a public address".to_owned(),
        (Grade::Machine, _) => "the design does not describe what passes it on".to_owned(),
        (Grade::Gateway, _) => "two gateways are equally good".to_owned(),
        (Grade::Tag(other), _) => format!("the addresses of the service tag {other} decide, and were not told"),
        (_, Some(tag)) => format!("which addresses the service tag {tag} has decides, and was not told"),
        (_, None) => "the design does not decide it".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::workload::testing::{findings, findings_with, hub};

    const TO_FIREWALL: &str = r#"{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }"#;

    fn documented(prefix: &str) -> String {
        let explicit = format!(r#"{TO_FIREWALL}, {{ "name": "aml", "addressPrefix": "{prefix}", "nextHopType": "Internet" }}"#);
        hub("AzureMachineLearningComputeWithPublicIp", &explicit, "")
    }

    // Microsoft Learn, "Configure inbound and outbound network traffic", offers routes for addresses instead of the tag.
    #[test]
    fn a_route_for_addresses_that_may_be_the_service_leaves_it_open() {
        assert_eq!(
            findings(&PROPERTY, &documented("20.0.0.0/16")),
            [
                "/routeTables/0/routes/0: whether TCP 44224 from AzureMachineLearning works for Azure Machine Learning compute with public IP addresses in \
              `spoke/app` is not known: which addresses the service tag AzureMachineLearning has decides, and was not told"
            ]
        );
    }

    #[test]
    fn with_the_addresses_it_is_known() {
        assert!(findings_with(&PROPERTY, &documented("20.0.0.0/16"), "AzureMachineLearning 20.0.1.0/24").is_empty());
        let misrouted = &super::super::TRAFFIC_MISROUTED;
        assert!(findings_with(misrouted, &documented("20.0.0.0/16"), "AzureMachineLearning 20.0.1.0/24").is_empty());
        assert_eq!(findings_with(misrouted, &documented("20.0.0.0/16"), "AzureMachineLearning 20.0.1.0/24 20.1.0.0/24").len(), 1);
    }

    #[test]
    fn a_route_for_the_tag_itself_needs_no_addresses() {
        assert!(findings(&PROPERTY, &documented("AzureMachineLearning")).is_empty());
        // AzureCloud may have all of the service or none of it.
        assert_eq!(findings(&PROPERTY, &documented("AzureCloud")).len(), 1);
    }
}
