//! `subnet-prefix-length`: a subnet is too large or too small.
//!
//! # What it checks
//! The prefixes of subnets are between /2 and /29.
//!
//! # Why it matters
//! Azure refuses other sizes. It keeps five addresses of each subnet, so a /29 has three left and a /30 none.
//!
//! # Fix
//! Write a prefix between /2 and /29. The fix enlarges a small subnet to a /29 where the network has the room.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ": how small and how large networks and subnets can be; error code
//! NetcfgInvalidSubnet.
//! Specification 7.1.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, enlarged};
use crate::address::Ipv4;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-prefix-length", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.subnet_ids() {
        let subnet = &design[id];
        for (i, prefix) in subnet.placed::<Ipv4>().filter(|(_, prefix)| !(2..=29).contains(&prefix.length())) {
            let size = if prefix.length() < 2 { "large" } else { "small" };
            let path = subnet.prefix_pointer(i);
            let finding = rule
                .report(path.clone(), format!("{prefix} is too {size} for subnet `{}`", subnet.name))
                .hint("write a prefix between /2 and /29")
                .arm("NetcfgInvalidSubnet");
            // A subnet whose name demands a size is not helped by the smallest one.
            let block = (prefix.length() > 29 && !crate::design::reserved::ALL.iter().any(|name| subnet.is(name)))
                .then(|| enlarged(design, id, 29))
                .flatten();
            found.push(finding.replacing_some(path, block.map(|block| block.to_string())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable, subnet};

    #[test]
    fn a_subnet_without_usable_addresses_is_reported_and_enlarged() {
        let document = subnet("app", "10.0.0.0/30", "", "");
        assert_eq!(findings(&RULE, &document), ["/virtualNetworks/0/subnets/0/addressPrefix: 10.0.0.0/30 is too small for subnet `app`"],);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0]["addressPrefix"], "10.0.0.0/29");
        assert!(!fixable(&RULE, &subnet("AzureFirewallSubnet", "10.0.0.0/30", "", "")));
    }

    #[test]
    fn ordinary_subnets_are_silent() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", "", "")).is_empty());
    }

    #[test]
    fn a_slash_29_has_three_addresses_left_and_is_silent() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/29", "", "")).is_empty());
    }
}
