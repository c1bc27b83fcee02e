//! `peering-count-high`: a virtual network has nearly as many peerings as Azure allows.
//!
//! # What it checks
//! No network has more than four fifths of the peerings that Azure allows by default, 400 of 500. More than all of them are another
//! rule's.
//!
//! # Why it matters
//! A hub that is full takes no further spoke, and a second hub needs addresses, a firewall, and routes between the two.
//!
//! # Fix
//! Plan the second hub now.
//!
//! # Source
//! Azure review checklists, D01.11 (limits of peerings when there are more than 400 spokes); Microsoft Learn, "Azure subscription and
//! service limits". Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-count-high", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let most = design.options.peerings_per_network as usize;
    for vnet in design.vnet_ids() {
        let count = design.links_from(vnet).count();
        if count > most / 5 * 4 && count <= most && most >= 5 {
            let network = &design[vnet];
            let message = format!("virtual network `{}` has {count} of {most} peerings", network.name);
            found.push(rule.report(network.at.pointer(), message).hint("plan a second hub"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(spokes: usize) -> String {
        let each = |text: &dyn Fn(usize) -> String| (0..spokes).map(text).collect::<Vec<_>>().join(",");
        let networks = each(&|i| format!(r#"{{ "name": "s{i}", "addressSpace": ["10.1.{i}.0/24"] }}"#));
        let peerings = each(&|i| format!(r#"{{ "between": ["hub", "s{i}"] }}"#));
        let networks = format!(r#"[{{ "name": "hub", "addressSpace": ["10.0.0.0/16"] }}, {networks}]"#);
        format!(r#"{{ "options": {{ "peeringsPerNetwork": 20 }}, "virtualNetworks": {networks}, "peerings": [{peerings}] }}"#)
    }

    #[test]
    fn more_than_four_fifths_are_reported() {
        assert_eq!(findings(&RULE, &design(17)), ["/virtualNetworks/0: virtual network `hub` has 17 of 20 peerings"]);
    }

    #[test]
    fn four_fifths_are_silent() {
        assert!(findings(&RULE, &design(16)).is_empty());
    }

    #[test]
    fn more_than_all_are_left_to_the_rule_for_that() {
        assert_eq!(findings(&RULE, &design(20)).len(), 1);
        assert!(findings(&RULE, &design(21)).is_empty());
    }
}
