//! `peering-count`: a virtual network has more peerings than Azure allows by default.
//!
//! # What it checks
//! No network has more than 500 links to other networks, or than `peeringsPerNetwork` of the options says.
//!
//! # Why it matters
//! Azure refuses the next peering, unless the limit has been raised.
//!
//! # Fix
//! Add a second hub before a hub has 500 spokes.
//!
//! # Source
//! Microsoft Learn, "Azure subscription and service limits", networking limits: peerings per virtual network.
//! Specification 8.6 and 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-count", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let most = design.options.peerings_per_network;
    for vnet in design.vnet_ids() {
        let count = design.links_from(vnet).count();
        if count > most as usize {
            let network = &design[vnet];
            let message = format!("virtual network `{}` has {count} peerings; Azure allows {most} by default", network.name);
            found.push(rule.report(network.at.pointer(), message).hint("add a second hub"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    const MOST: usize = 500;

    fn design(spokes: usize) -> String {
        let each = |text: &dyn Fn(usize) -> String| (0..spokes).map(text).collect::<Vec<_>>().join(",");
        let networks = each(&|i| format!(r#"{{ "name": "s{i}", "addressSpace": ["10.{}.{}.0/24"] }}"#, i / 256 + 1, i % 256));
        let peerings = each(&|i| format!(r#"{{ "between": ["hub", "s{i}"] }}"#));
        format!(r#"{{ "virtualNetworks": [{{ "name": "hub", "addressSpace": ["10.0.0.0/16"] }}, {networks}], "peerings": [{peerings}] }}"#)
    }

    #[test]
    fn one_too_many_is_reported_at_the_hub() {
        assert_eq!(
            findings(&RULE, &design(MOST + 1)),
            ["/virtualNetworks/0: virtual network `hub` has 501 peerings; Azure allows 500 by default"],
        );
    }

    #[test]
    fn the_options_may_have_another_limit() {
        let with = |limit: usize| design(3).replacen('{', &format!(r#"{{ "options": {{ "peeringsPerNetwork": {limit} }},"#), 1);
        assert_eq!(findings(&RULE, &with(2)).len(), 1);
        assert!(findings(&RULE, &with(3)).is_empty());
    }

    #[test]
    fn a_few_are_silent() {
        assert!(findings(&RULE, &design(2)).is_empty());
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &design(MOST)).is_empty());
    }
}
