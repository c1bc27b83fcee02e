//! `intent-peering-access`: a peering is closed to traffic that an intent needs.
//!
//! # What it checks
//! The packet that refutes an intent is not lost at a peering of which a link has `allowVirtualNetworkAccess` false.
//!
//! # Why it matters
//! The peering is Connected and its route is there, but nothing passes.
//!
//! # Fix
//! The fix sets `allowVirtualNetworkAccess`.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering", allow virtual network access; Azure review checklists, D01.13;
//! specification 3.1.

use super::lost;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Network};
use crate::property::Property;
use crate::property::family::Family;
use crate::verify::Judgement;

pub(in crate::property) const PROPERTY: Property =
    Property::of_intents("intent-peering-access", Severity::Warning, run).of_intents_over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, judgements: &[Judgement<A>], found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for lost in lost(network, judgements, |end| end == Disposition::DroppedPeeringAccess) {
        let Some(link) = lost.link(network).map(|link| &design[link]) else { continue };
        let both = [Some(link), link.partner.map(|partner| &design[partner])];
        let closed: Vec<_> = both.into_iter().flatten().filter(|link| !link.allow_virtual_network_access).collect();
        let Some(first) = closed.first() else { continue };
        let why = format!("is stopped at the peering of `{}` and `{}`", design[link.from].name, design[link.to].name);
        let mut finding = lost.report(property, network, &why).related(first.at.pointer()).hint("set `allowVirtualNetworkAccess` to true");
        let mut last = None;
        for link in closed {
            // Both links of `between` stand in one place.
            if last != Some(link.at) {
                finding = finding.adding(link.at.field("allowVirtualNetworkAccess"), true);
            }
            last = Some(link.at);
        }
        found.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::intent::testing::{chain, table};
    use crate::property::testing::{after_fix, findings};

    #[test]
    fn a_closed_peering_is_reported_and_opened() {
        let document = chain(r#"{ "between": ["a", "b"], "allowVirtualNetworkAccess": false }"#, &table(""));
        assert_eq!(
            findings(&PROPERTY, &document),
            ["/intents/0: `talk` does not arrive: a packet from 10.0.0.4 to 10.2.0.4 is stopped at the peering of `a` and `b`"]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["peerings"][0]["allowVirtualNetworkAccess"], true);
    }

    #[test]
    fn an_open_peering_is_silent() {
        assert!(findings(&PROPERTY, &chain(r#"{ "between": ["a", "b"] }"#, &table(""))).is_empty());
    }

    #[test]
    fn one_closed_side_is_enough_and_alone_opened() {
        let link =
            |from: &str, to: &str, open: bool| format!(r#"{{ "from": "{from}", "to": "{to}", "allowVirtualNetworkAccess": {open} }}"#);
        let document = chain(&format!("{}, {}", link("a", "b", true), link("b", "a", false)), &table(""));
        assert_eq!(findings(&PROPERTY, &document).len(), 1);
        assert_eq!(after_fix(&PROPERTY, &document)["peerings"][1]["allowVirtualNetworkAccess"], true);
    }

    #[test]
    fn what_nobody_intends_may_be_stopped() {
        let document = chain(r#"{ "between": ["a", "b"], "allowVirtualNetworkAccess": false }"#, &table(""));
        assert!(findings(&PROPERTY, &document.replace(r#""delivered": true"#, r#""delivered": false"#)).is_empty());
    }
}
