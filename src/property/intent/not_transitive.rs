//! `intent-peering-not-transitive`: an intent relies on a peering of a peering.
//!
//! # What it checks
//! The packet that refutes an intent is not lost between two networks that are peered with a third one and not with each other.
//!
//! # Why it matters
//! Peerings are not transitive: a network learns the addresses of its peers and of nobody behind them.
//!
//! # Fix
//! Peer the two, or route through an appliance or a VPN gateway in the network between them. The fix peers them.
//!
//! # Source
//! Microsoft Learn, "Virtual network peering", "Azure Virtual Network FAQ" (peering is not transitive); specification 8.3.

use super::{Lost, lost};
use crate::address::Address;
use crate::design::VnetId;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Network};
use crate::json::{Json, Object};
use crate::property::Property;
use crate::property::family::Family;
use crate::verify::Judgement;

pub(in crate::property) const PROPERTY: Property =
    Property::of_intents("intent-peering-not-transitive", Severity::Error, run).of_intents_over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, judgements: &[Judgement<A>], found: &mut Vec<Diagnostic>) {
    let design = network.design;
    let mut joined: Vec<(VnetId, VnetId)> = Vec::new();
    for lost in lost(network, judgements, is_without_way) {
        let Some((from, to, middle)) = between(network, &lost) else { continue };
        let (one, other) = (&design[from].name, &design[to].name);
        let why = format!("has no way: `{one}` and `{other}` are both peered with `{}`, and not with each other", design[middle].name);
        let finding = lost.report(property, network, &why).related(design[from].at.pointer()).related(design[to].at.pointer());
        let finding = finding.hint("peer the two, or route through an appliance in the network between them");
        let pair = (from.min(to), from.max(to));
        // One peering is enough for all intents between the two.
        let apart =
            !design.links_from(from).any(|link| design[link].to == to) && !design.links_from(to).any(|link| design[link].to == from);
        if apart && !joined.contains(&pair) {
            joined.push(pair);
            let both = vec![Json::from(one.as_str()), Json::from(other.as_str())];
            found.push(finding.adding("/peerings/-".to_owned(), Object::new().with("between", both)));
        } else {
            found.push(finding);
        }
    }
}

fn is_without_way(end: Disposition) -> bool {
    matches!(end, Disposition::DroppedByNoneRoute | Disposition::DroppedNoRoute | Disposition::DroppedPrivateAddressToInternet)
}

/// The networks between which a packet is lost, and one that is peered with both.
pub(super) fn between<A: Address>(network: &Network<'_, A>, lost: &Lost<'_, A>) -> Option<(VnetId, VnetId, VnetId)> {
    let design = network.design;
    let from = lost.vnet(network).filter(|_| is_without_way(lost.walk.disposition))?;
    // A route of one's own that drops is meant.
    if lost.route().is_some_and(|route| route.source == crate::route::RouteSource::User) {
        return None;
    }
    let to = design.vnet_ids().find(|vnet| design[*vnet].contains(lost.walk.header.destination))?;
    if from == to || design.connected_link(from, to).is_some() || design.grouped(from).contains(&to) {
        return None;
    }
    let middle = design.connected_links(from).map(|link| design[link].to).find(|middle| design.connected_link(*middle, to).is_some())?;
    Some((from, to, middle))
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::intent::testing::{chain, table};
    use crate::property::testing::{after_fix, findings};

    const STAR: &str = r#"{ "between": ["a", "hub"] }, { "between": ["hub", "b"] }"#;

    #[test]
    fn spokes_that_are_to_talk_over_the_hub_are_reported_and_peered() {
        let document = chain(STAR, &table(""));
        assert_eq!(
            findings(&PROPERTY, &document),
            [
                "/intents/0: `talk` does not arrive: a packet from 10.0.0.4 to 10.2.0.4 has no way: `a` and `b` are both peered with `hub`, and not with each other"
            ]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["peerings"][2]["between"], serde_json::json!(["a", "b"]));
    }

    #[test]
    fn spokes_that_are_peered_are_silent() {
        assert!(findings(&PROPERTY, &chain(&format!(r#"{STAR}, {{ "between": ["a", "b"] }}"#), &table(""))).is_empty());
    }

    #[test]
    fn networks_without_a_common_peer_are_another_matter() {
        assert!(findings(&PROPERTY, &chain(r#"{ "between": ["a", "hub"] }"#, &table(""))).is_empty());
    }

    #[test]
    fn a_route_that_drops_is_meant() {
        let drop = table(r#"{ "name": "r", "addressPrefix": "10.2.0.0/16", "nextHopType": "None" }"#);
        assert!(findings(&PROPERTY, &chain(STAR, &drop)).is_empty());
    }
}
