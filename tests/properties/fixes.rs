//! Fixes that make route tables smaller: every packet goes where it went before.

use proptest::prelude::*;
use routewright::address::Ipv4;
use routewright::design::{TagAddresses, decode};
use routewright::property::check_properties;
use routewright::route::Routes;

use crate::random::{self, addresses};
use crate::try_designs;

/// Properties that say that a table can be smaller.
const SMALLER: [&str; 3] = ["route-redundant", "route-shadowed", "routes-aggregable"];

#[test]
fn a_smaller_table_sends_every_packet_where_it_went_before() {
    try_designs("smaller tables", 200, |case, _, tried| {
        // Next hops of several appliances are known by the place of their route, which changes.
        if case.document.to_string().contains("VirtualApplianceEcmp") {
            return Ok(());
        }
        for finding in check_properties((case.network, &[]), None) {
            if !SMALLER.contains(&finding.code) || finding.fix.is_empty() {
                continue;
            }
            let mut fixed = case.document.clone();
            let patch: json_patch::Patch = serde_json::from_value(serde_json::to_value(&finding.fix).unwrap()).unwrap();
            json_patch::patch(&mut fixed, &patch).unwrap();
            let mut decoded = decode(fixed.to_string().as_bytes());
            prop_assert_eq!(&decoded.diagnostics, &[], "{:?} of {}", finding, case.shown());
            decoded.design.tag_addresses = TagAddresses::read(&random::service_tags(case.document));
            let routes = Routes::of(&decoded.design);
            for subnet in case.network.design.subnet_ids() {
                let before = case.network.routes.of_subnet(case.network.design, subnet);
                let after = routes.of_subnet(&decoded.design, subnet);
                for address in addresses(case.estate) {
                    tried.packet();
                    let (was, is) = (before.map.lookup(Ipv4(address)), after.map.lookup(Ipv4(address)));
                    prop_assert_eq!(was, is, "{} after {:?} in {}", Ipv4(address), finding, case.shown());
                }
            }
        }
        Ok(())
    });
}
