//! `service-endpoint-bypasses-appliance`: service endpoints take traffic past the way that the default route points at.
//!
//! # What it checks
//! No subnet whose route table sends 0.0.0.0/0 to an appliance or a gateway has service endpoints. Azure's services are
//! reached over IPv4 (specification 2.8), so ::/0 does not matter.
//!
//! # Why it matters
//! The routes of a service endpoint win over shorter user-defined ones at least: what goes to the service, to anybody's account there, leaves past the
//! firewall, and no route brings it back.
//!
//! # Fix
//! Use private endpoints. The fix takes the service endpoints from the subnet; services that know the subnet by them must be told
//! before. Where the direct way is meant, for throughput, suppress the finding.
//!
//! # Source
//! Microsoft Learn, "Virtual Network service endpoints", routing with forced tunnelling; Azure review checklists, D08.04; specification 1.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::Ipv4;
use crate::design::{NextHop, Resource};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("service-endpoint-bypasses-appliance", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.subnet_ids().filter(|id| !design[*id].service_endpoints.is_empty()) {
        let subnet = &design[id];
        let Some(table) = design.written_table_of(id) else { continue };
        let Some(default) = design[table].routes.iter().find(|route| route.address_prefix.is_default()) else { continue };
        let past = match design.next_hop::<Ipv4>(default) {
            Some(NextHop::VirtualAppliance { .. } | NextHop::VirtualApplianceEcmp) => "the appliance",
            Some(NextHop::VirtualNetworkGateway) => "the gateway",
            _ => continue,
        };
        let names: Vec<&str> = subnet.service_endpoints.iter().map(|endpoint| endpoint.as_str()).collect();
        let path = subnet.at.field("serviceEndpoints");
        let message = format!("`{}` reaches {} past {past} that its default route leads to", design.subnet_path(id), names.join(", "));
        let finding = rule.report(path.clone(), message).related(default.at.pointer()).hint("use private endpoints");
        found.push(if design[id.vnet].existing() { finding } else { finding.removing(path) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, routes};

    fn design(endpoints: &str, route: &str) -> String {
        routes(&format!(r#"{{ "name": "r", {route} }}"#))
            .replace(r#""routeTable": "rt""#, &format!(r#""routeTable": "rt", "serviceEndpoints": [{endpoints}]"#))
    }

    const DEFAULT: &str = r#""addressPrefix": "0.0.0.0/0", "nextHop": { "appliance": "nva" }"#;

    #[test]
    fn an_endpoint_beside_a_default_route_to_an_appliance_is_reported_and_removed() {
        let document = design(r#""Microsoft.Storage", "Microsoft.Sql""#, DEFAULT);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/virtualNetworks/0/subnets/0/serviceEndpoints: `vnet/app` reaches Microsoft.Storage, Microsoft.Sql past the appliance that its default route leads to"
            ]
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0].get("serviceEndpoints"), None);
    }

    #[test]
    fn a_subnet_without_endpoints_is_silent() {
        assert!(findings(&RULE, &design("", DEFAULT)).is_empty());
    }

    #[test]
    fn a_default_route_to_the_internet_is_the_same_way() {
        assert!(
            findings(&RULE, &design(r#""Microsoft.Storage""#, r#""addressPrefix": "0.0.0.0/0", "nextHopType": "Internet""#)).is_empty()
        );
    }

    #[test]
    fn a_route_to_an_appliance_for_private_addresses_is_silent() {
        assert!(
            findings(&RULE, &design(r#""Microsoft.Storage""#, r#""addressPrefix": "10.9.0.0/16", "nextHop": { "appliance": "nva" }"#))
                .is_empty()
        );
    }
}
