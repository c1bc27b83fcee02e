//! Effective routes: the crate's listing is the oracle's, row by row, and its map is a linear scan.

use proptest::prelude::*;
use routewright::address::Ipv4;
use routewright::answer::{EffectiveRouteRow, list};

use crate::random::addresses;
use crate::try_designs;

#[test]
fn every_subnet_has_the_rows_that_the_oracle_derives() {
    try_designs("effective routes", 200, |case, _, _| {
        let design = case.network.design;
        for (n, vnet) in design.vnet_ids().enumerate() {
            for (s, subnet) in design.subnets_of(vnet).enumerate() {
                let answer = list(design, subnet, case.network.routes.of_subnet(design, subnet));
                let row = |row: &EffectiveRouteRow| {
                    let address = row.next_hop_ip_address.join(",");
                    let name = row.name.as_deref().unwrap_or_default();
                    format!("{:?} {:?} {} {} [{address}] {name}", row.source, row.state, row.address_prefix, row.next_hop_type)
                };
                let mut rows: Vec<String> = answer.routes.iter().map(row).collect();
                rows.sort();
                let mut filtered: Vec<String> = answer.filtered.iter().map(|row| row.address_prefix.clone()).collect();
                filtered.sort();
                let its = &case.estate.nets[n].subnets[s];
                let expected = case.estate.effective(n, its.table, &its.service_endpoints);
                let mut missing: Vec<String> = expected.missing.iter().map(ToString::to_string).collect();
                missing.sort();
                let expected_rows = expected.listing();
                let only =
                    |these: &[String], those: &[String]| these.iter().filter(|row| !those.contains(row)).cloned().collect::<Vec<_>>();
                let (more, fewer) = (only(&rows, &expected_rows), only(&expected_rows, &rows));
                prop_assert!(
                    rows == expected_rows,
                    "{} lists {more:#?} where the oracle has {fewer:#?} in {}",
                    answer.subnet,
                    case.shown()
                );
                prop_assert_eq!(filtered, missing, "not programmed in {} of {}", answer.subnet, case.shown());
            }
        }
        Ok(())
    });
}

#[test]
fn the_map_of_active_routes_decides_as_a_scan_of_the_rows() {
    try_designs("forwarding maps", 100, |case, _, tried| {
        let design = case.network.design;
        for subnet in design.subnet_ids() {
            let effective = case.network.routes.of_subnet(design, subnet);
            for address in addresses(case.estate) {
                tried.packet();
                let scanned = effective.lookup(Ipv4(address)).map(|route| route.next_hop);
                prop_assert_eq!(effective.map.lookup(Ipv4(address)), scanned, "{} in {}", Ipv4(address), case.shown());
            }
        }
        Ok(())
    });
}
