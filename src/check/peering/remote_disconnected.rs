//! `peering-remote-disconnected`: a link would be made while the one of the other side is disconnected.
//!
//! # What it checks
//! No link of the design leads to a network whose existing link back has the peering state Disconnected.
//!
//! # Why it matters
//! A link becomes Disconnected when the other side is deleted, and never connects again: Azure refuses to make the other side anew
//! until the disconnected link has been deleted, or written again by its owner, and so is Initiated.
//!
//! # Fix
//! Have the disconnected link deleted or written again, and take `peeringState` away.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering": both sides must be deleted and made again; the error text is
//! in hashicorp/terraform-provider-azurerm, issue 14051; specification 8.2.
//! Specification 8.1.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::facing_disconnected;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-remote-disconnected", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for link in design.links.iter().filter(|link| !link.existing) {
        let Some(back) = facing_disconnected(design, link) else { continue };
        let (from, to) = (&design[link.from].name, &design[link.to].name);
        found.push(
            rule.report(link.at.pointer(), format!("Azure refuses the link from `{from}` to `{to}`: the one back is disconnected"))
                .related(back.at.field("peeringState"))
                .hint("the owner of the other side must delete its link or write it again first")
                .arm("RemotePeeringIsDisconnected"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, peered};

    const DEAD: &str = r#"{ "from": "hub", "to": "a", "existing": true, "peeringState": "Disconnected" }"#;

    #[test]
    fn a_new_link_to_a_side_that_is_disconnected_is_reported() {
        let found = findings(&RULE, &peered(&format!(r#"{{ "from": "a", "to": "hub" }}, {DEAD}"#), ""));
        assert_eq!(found, ["/peerings/0: Azure refuses the link from `a` to `hub`: the one back is disconnected"]);
    }

    #[test]
    fn an_existing_link_that_is_connected_is_silent() {
        assert!(findings(&RULE, &peered(r#"{ "from": "a", "to": "hub" }, { "from": "hub", "to": "a", "existing": true }"#, "")).is_empty());
    }

    #[test]
    fn a_link_to_another_network_and_one_that_exists_are_silent() {
        let other = r#"{ "from": "b", "to": "hub" }, { "from": "hub", "to": "b" }"#;
        let exists = r#"{ "from": "a", "to": "hub", "existing": true }"#;
        assert!(findings(&RULE, &peered(&format!("{other}, {DEAD}, {exists}"), "")).is_empty());
    }
}
