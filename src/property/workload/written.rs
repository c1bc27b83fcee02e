//! The routes that a service writes itself: where one of them decides, and not what the design says.
//!
//! Such a route leads straight to the Internet and has a block of a tag's addresses, so that it beats every shorter prefix, and of
//! equal ones all but a user-defined route that comes before it. Specification 4.6 and 12.4.

use super::assumed::Tags;
use crate::address::{AddressSet, Prefix};
use crate::design::{Destination, ServiceTag, SubnetId};
use crate::flow::{Network, Position};
use crate::route::{Origin, Route};

/// The addresses of `own` for which routes decide that the service writes, for that tag, into the table of a subnet.
pub(super) fn written(network: &Network<'_>, tags: &Tags, subnet: SubnetId, own: ServiceTag) -> AddressSet {
    let Some(effective) = network.effective(Position::Subnet(subnet)) else { return AddressSet::default() };
    let design = network.design;
    // How the blocks of AzureCloud compare with those of a tag that nobody told of is not known.
    let beats = |other: ServiceTag| other.rank() <= own.rank() || tags.stands_in(own);
    let before = |route: &Route| match (route.origin, effective.table) {
        (Origin::User { index }, Some(table)) => match design[table].routes.get(index as usize).map(|route| &route.address_prefix) {
            Some(Destination::Tag(other)) => beats(*other),
            _ => true,
        },
        _ => false,
    };
    let left = |block: &Prefix| {
        let other = |route: &&Route| block.covers(route.prefix) && (route.prefix != *block || before(route));
        AddressSet::covering([*block]).difference(&AddressSet::covering(effective.routes().filter(other).map(|route| route.prefix)))
    };
    let blocks = design.tag_addresses.of(own).unwrap_or_default();
    blocks.iter().map(left).fold(AddressSet::default(), |all, some| all.union(&some))
}

#[cfg(test)]
mod tests {
    use crate::property::workload::testing::{findings, findings_with, hub};
    use crate::property::workload::{TRAFFIC_MISROUTED, TRAFFIC_UNDECIDED};

    const TOLD: &str = "AzureActiveDirectory 20.190.128.0/18 40.126.0.0/18\nOneDsCollector 13.69.109.0/24\nStorage 20.60.0.0/16\n\
        Storage.EastUS 20.60.128.0/24\nAzureCloud 20.190.128.0/18 13.64.0.0/11";

    /// Routes to the firewall with these destinations.
    fn to_firewall(destinations: &[&str]) -> String {
        let route = |(index, to): (usize, &&str)| {
            format!(r#"{{ "name": "r{index}", "addressPrefix": "{to}", "nextHop": {{ "firewall": "fw" }} }}"#)
        };
        hub("SqlManagedInstance", &destinations.iter().enumerate().map(route).collect::<Vec<_>>().join(","), "")
    }

    // Specification 12.4: a default route of the design does not reach the tags of the service's routes; cut in two it is still shorter.
    #[test]
    fn no_shorter_route_reaches_the_service() {
        for routes in [&["0.0.0.0/0"][..], &["0.0.0.0/1", "128.0.0.0/1"]] {
            for tags in ["", TOLD] {
                assert!(findings_with(&TRAFFIC_MISROUTED, &to_firewall(routes), tags).is_empty(), "{routes:?}");
                assert!(findings_with(&TRAFFIC_UNDECIDED, &to_firewall(routes), tags).is_empty(), "{routes:?}");
            }
        }
        // Longer than the default route, and shorter than every block of the tags.
        let near = to_firewall(&["0.0.0.0/0", "20.190.0.0/16", "40.126.0.0/17", "20.60.128.0/23", "13.69.0.0/16"]);
        assert!(findings_with(&TRAFFIC_MISROUTED, &near, TOLD).is_empty());
    }

    // Specification 4.6: of equal prefixes the one of addresses wins, and a longer one always does, also beside a default route.
    #[test]
    fn an_equal_or_longer_route_does() {
        for prefix in ["20.190.128.0/18", "20.190.130.0/24"] {
            let found = findings_with(&TRAFFIC_MISROUTED, &to_firewall(&["0.0.0.0/0", prefix]), TOLD);
            assert_eq!(
                found,
                [
                    "/routeTables/0/routes/1: SQL Managed Instance in `spoke/app` needs TCP 443 to AzureActiveDirectory without a detour, but route \
                  `r1` of `rt` sends it to `fw`"
                ]
            );
        }
    }

    // Specification 12.4: a route for the tag itself contradicts; of equal prefixes AzureCloud comes last (4.6).
    #[test]
    fn a_route_for_the_tag_itself_does_and_one_for_azure_cloud_does_not() {
        for tags in ["", TOLD] {
            assert_eq!(findings_with(&TRAFFIC_MISROUTED, &to_firewall(&["OneDsCollector"]), tags).len(), 1);
        }
        assert!(findings_with(&TRAFFIC_MISROUTED, &to_firewall(&["AzureCloud"]), TOLD).is_empty());
        assert!(findings(&TRAFFIC_MISROUTED, &to_firewall(&["AzureCloud"])).is_empty());
        assert_eq!(findings(&TRAFFIC_UNDECIDED, &to_firewall(&["AzureCloud"])).len(), 1);
    }

    // Nobody told which addresses the tags have, so that a long route may be longer than their blocks or not.
    #[test]
    fn where_blocks_are_not_known_a_narrow_route_is_undecided() {
        let document = to_firewall(&["0.0.0.0/0", "20.190.130.0/24"]);
        assert!(findings(&TRAFFIC_MISROUTED, &document).is_empty());
        assert_eq!(findings(&TRAFFIC_UNDECIDED, &document).len(), 1);
    }
}
