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
use super::super::survey::{Survey, few, holder};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-outside-vnet", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let network = &design[vnet];
        // A network without any address is reported for that.
        for subnet in network.subnets.iter().filter(|_| !network.address_space.is_empty()) {
            for (i, prefix) in subnet.placed() {
                if holder(design.space(vnet), prefix.first()).is_none_or(|(space, _)| !space.covers(prefix)) {
                    let message = format!("subnet `{}` with {prefix} lies outside the address space of `{}`", subnet.name, network.name);
                    found.push(
                        rule.report(subnet.prefix_pointer(i), message)
                            .related(network.at.field("addressSpace"))
                            .hint(format!("the address space is {}", few(&mut network.prefixes())))
                            .arm("NetcfgInvalidSubnet"),
                    );
                }
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
