//! `subnet-count`: a virtual network has more subnets than Azure allows.
//!
//! # What it checks
//! No network has more than 3,000 subnets.
//!
//! # Why it matters
//! Azure refuses the next subnet.
//!
//! # Fix
//! Divide the subnets between several networks.
//!
//! # Source
//! Microsoft Learn, "Azure subscription and service limits", networking limits: subnets per virtual network. Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-count", Severity::Error, run);

/// The limit, as of 2022-12.
const MOST: usize = 3_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in design.virtual_networks.iter().filter(|network| network.subnets.len() > MOST) {
        let message = format!("virtual network `{}` has {} subnets; Azure allows {MOST}", network.name, network.subnets.len());
        found.push(rule.report(network.at.field("subnets"), message).hint("divide them between several networks"));
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, RULE};
    use crate::check::testing::{findings, network};

    fn design(count: usize) -> String {
        let subnet = |i: usize| format!(r#"{{ "name": "s{i}", "addressPrefix": "10.0.{}.{}/29" }}"#, i / 32, i % 32 * 8);
        network(&(0..count).map(subnet).collect::<Vec<_>>().join(","), "")
    }

    #[test]
    fn one_too_many_is_reported() {
        assert_eq!(
            findings(&RULE, &design(MOST + 1)),
            ["/virtualNetworks/0/subnets: virtual network `vnet` has 3001 subnets; Azure allows 3000"],
        );
    }

    #[test]
    fn a_few_are_silent() {
        assert!(findings(&RULE, &design(3)).is_empty());
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &design(MOST)).is_empty());
    }
}
