//! `subnet-prefix-missing`: a subnet has no address prefix.
//!
//! # What it checks
//! Every subnet has `addressPrefix`, or `addressPrefixes` with at least one prefix.
//!
//! # Why it matters
//! Azure creates no subnet without addresses.
//!
//! # Fix
//! Write a prefix. The fix takes the /24 of what stands in the subnet, or the lowest one that no other subnet uses.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/virtualNetworks/subnets: `addressPrefix` and `addressPrefixes`.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, free_block};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-prefix-missing", Severity::Error, run);

/// The size that most subnets have: one byte of the address is left for the hosts.
const USUAL: u8 = 24;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        for id in
            design.subnets_of(vnet).filter(|id| design[*id].all_prefixes().next().is_none() && design[*id].address_prefixes.is_whole())
        {
            if found.is_full() {
                return;
            }
            let subnet = &design[id];
            // What stands in the subnet tells where it is.
            let inside = design.owned().iter().find(|owned| owned.subnet == id).map(|owned| owned.address);
            let block = free_block(design, vnet, USUAL, inside);
            let message = format!("subnet `{}` has no address prefix", subnet.name);
            let finding = rule.report(subnet.at.pointer(), message).hint("write `addressPrefix`");
            found.push(match block {
                Some(block) => finding.adding(subnet.at.field("addressPrefix"), block.to_string()),
                None => finding,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    #[test]
    fn a_subnet_without_prefixes_is_reported_and_given_free_addresses() {
        let document = network(r#"{ "name": "app", "addressPrefix": "10.0.0.0/25" }, { "name": "db", "addressPrefixes": [] }"#, "");
        assert_eq!(findings(&RULE, &document), ["/virtualNetworks/0/subnets/1: subnet `db` has no address prefix"]);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][1]["addressPrefix"], "10.0.1.0/24");
    }

    #[test]
    fn an_address_in_the_subnet_tells_where_it_is() {
        let endpoint = r#""privateEndpoints": [{ "name": "pe", "subnet": "vnet/db", "privateIpAddress": "10.0.7.4" }]"#;
        let document = network(r#"{ "name": "db" }"#, endpoint);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0]["addressPrefix"], "10.0.7.0/24");
    }

    #[test]
    fn one_prefix_is_enough() {
        assert!(findings(&RULE, &network(r#"{ "name": "app", "addressPrefix": "10.0.0.0/24" }"#, "")).is_empty());
    }

    #[test]
    fn a_list_of_one_is_a_prefix_too() {
        assert!(findings(&RULE, &network(r#"{ "name": "app", "addressPrefixes": ["10.0.0.0/24"] }"#, "")).is_empty());
    }
}
