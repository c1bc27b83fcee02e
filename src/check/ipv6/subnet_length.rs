//! `subnet-ipv6-length`: an IPv6 prefix of a subnet is not a /64.
//!
//! # What it checks
//! Every IPv6 prefix of a subnet has the length 64.
//!
//! # Why it matters
//! Azure refuses every other length.
//!
//! # Fix
//! Write the /64 that the prefix begins with.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network": the subnets for IPv6 must be exactly /64 in size.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv6, Prefix};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-ipv6-length", Severity::Error, run);

/// The only length that there is.
const LENGTH: u8 = 64;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in &design.virtual_networks {
        for (position, subnet) in network.subnets.iter().enumerate() {
            for (i, prefix) in subnet.placed::<Ipv6>().filter(|(_, prefix)| prefix.length() != LENGTH) {
                let block = Prefix::holding(prefix.first(), LENGTH);
                let others = network.subnets.iter().enumerate().filter(|(other, _)| *other != position);
                let free = !others.flat_map(|(_, other)| other.prefixes()).any(|other| other.overlaps(block));
                let inside = network.prefixes().any(|space| space.covers(block));
                let path = subnet.prefix_pointer(i);
                let finding = rule
                    .report(path.clone(), format!("{prefix} of subnet `{}` is not a /64", subnet.name))
                    .hint("IPv6 prefixes of subnets are exactly /64")
                    .arm("NetcfgInvalidSubnet");
                found.push(if free && inside { finding.replacing(path, block.to_string()) } else { finding });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::dual;
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    #[test]
    fn another_length_is_reported_and_becomes_the_first_64() {
        for (prefix, expected) in [("fd00:20::/56", "fd00:20::/64"), ("fd00:20:0:1:8000::/66", "fd00:20:0:1::/64")] {
            let document = dual("").replace("fd00:20:0:1::/64", prefix);
            let told = format!("/virtualNetworks/0/subnets/1/addressPrefixes/1: {prefix} of subnet `app` is not a /64");
            assert_eq!(findings(&RULE, &document), [told]);
            assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][1]["addressPrefixes"][1], expected);
        }
    }

    #[test]
    fn a_block_that_another_subnet_has_is_not_proposed() {
        let document = dual("").replace(r#""10.0.0.0/27""#, r#""10.0.0.0/27", "addressPrefixes": ["fd00:20:0:1:8000::/66"]"#);
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &document));
    }

    #[test]
    fn a_64_is_silent_and_ipv4_is_not_asked() {
        assert!(findings(&RULE, &dual("")).is_empty());
    }
}
