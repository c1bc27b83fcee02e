//! `subnet-outside-vnet`: a subnet lies outside its virtual network.
//!
//! # What it checks
//! Every prefix of a subnet lies inside one of the prefixes of its network's address space.
//!
//! # Why it matters
//! Azure refuses the subnet.
//!
//! # Fix
//! Correct the prefix of the subnet, or add it to the address space of the network.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ"; error code NetcfgInvalidSubnet.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Part, Survey, few, holder, space_of};
use crate::address::{Address, Ipv6};
use crate::design::VirtualNetwork;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-outside-vnet", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        report(rule, &design[vnet], design.space(vnet), found);
        if design.has_v6() {
            report(rule, &design[vnet], &space_of::<Ipv6>(&design[vnet]), found);
        }
    }
}

/// Reports the prefixes of one family that are outside the network's `space` of that family.
fn report<A: Address>(rule: &Rule, network: &VirtualNetwork, space: &[Part<A>], found: &mut Findings) {
    // A network without any address is reported for that.
    for subnet in network.subnets.iter().filter(|_| !network.address_space.is_empty()) {
        for (i, prefix) in subnet.placed() {
            if holder(space, prefix.first()).is_none_or(|(space, _)| !space.covers(prefix)) {
                let message = format!("subnet `{}` with {prefix} lies outside the address space of `{}`", subnet.name, network.name);
                let finding = rule.report(subnet.prefix_pointer(i), message).related(network.at.field("addressSpace"));
                let all = few(&mut network.prefixes::<A>());
                let finding = if all.is_empty() { finding } else { finding.hint(format!("the address space is {all}")) };
                found.push(finding.arm("NetcfgInvalidSubnet"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    #[test]
    fn a_prefix_elsewhere_is_reported() {
        assert_eq!(
            findings(&RULE, &subnet("app", "10.1.0.0/24", "", "")),
            ["/virtualNetworks/0/subnets/0/addressPrefix: subnet `app` with 10.1.0.0/24 lies outside the address space of `vnet`"],
        );
    }

    #[test]
    fn a_prefix_of_a_family_that_the_network_does_not_have_is_outside() {
        let document = subnet("app", "fd00:20::/64", "", "");
        let told = "/virtualNetworks/0/subnets/0/addressPrefix: subnet `app` with fd00:20::/64 lies outside the address space of `vnet`";
        assert_eq!(findings(&RULE, &document), [told]);
        assert!(findings(&RULE, &document.replace(r#""10.0.0.0/16""#, r#""10.0.0.0/16", "fd00:20::/48""#)).is_empty());
    }

    #[test]
    fn every_prefix_of_the_network_counts() {
        let document = subnet("app", "10.1.0.0/24", "", "").replace(r#"["10.0.0.0/16"]"#, r#"["10.0.0.0/16", "10.1.0.0/16"]"#);
        assert!(findings(&RULE, &document).is_empty());
    }

    #[test]
    fn a_subnet_that_is_larger_than_its_network_is_outside_and_one_as_large_is_not() {
        assert_eq!(findings(&RULE, &subnet("app", "10.0.0.0/15", "", "")).len(), 1);
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/16", "", "")).is_empty());
    }
}
