//! `subnet-ipv6-alone`: a subnet has IPv6 addresses only.
//!
//! # What it checks
//! A subnet with an IPv6 prefix has an IPv4 prefix too.
//!
//! # Why it matters
//! Azure has subnets of both families and none of IPv6 alone: every network interface needs an IPv4 address.
//!
//! # Fix
//! Add an IPv4 prefix to `addressPrefixes`.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network", limitations: each NIC must include at least one IPv4 configuration.
//! Specification 2.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Ipv6};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-ipv6-alone", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if !design.has_v6() {
        return;
    }
    for id in design.subnet_ids() {
        let subnet = &design[id];
        if subnet.prefixes::<Ipv6>().next().is_some() && subnet.prefixes::<Ipv4>().next().is_none() {
            let message = format!("subnet `{}` has IPv6 addresses and no IPv4 address", design.subnet_path(id));
            found.push(rule.report(subnet.at.pointer(), message).hint("add an IPv4 prefix"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::dual;
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    #[test]
    fn a_subnet_without_ipv4_is_reported() {
        let document = dual("").replace(r#""10.0.1.0/24", "#, "");
        assert_eq!(findings(&RULE, &document), ["/virtualNetworks/0/subnets/1: subnet `vnet/app` has IPv6 addresses and no IPv4 address"]);
    }

    #[test]
    fn both_families_and_ipv4_alone_are_silent() {
        assert!(findings(&RULE, &dual("")).is_empty());
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", "", "")).is_empty());
    }

    #[test]
    fn a_subnet_without_any_prefix_is_reported_elsewhere() {
        assert!(findings(&RULE, &dual("").replace(r#""10.0.1.0/24", "fd00:20:0:1::/64""#, "")).is_empty());
    }
}
