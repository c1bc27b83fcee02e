//! Why intents do not hold: findings that say what to change.
//!
//! Each takes the packet that refutes an intent, follows it again, and looks at where it ended.

pub(super) mod black_hole;
pub(super) mod egress_missing;
pub(super) mod firewall_rule;
pub(super) mod forwarded_traffic;
pub(super) mod not_transitive;
pub(super) mod peering_access;
pub(super) mod security_rule;

use super::Property;
use super::family::Family;
use crate::address::{Address, Ipv4};
use crate::design::{Intent, LinkId, VnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Network, Walk};
use crate::route::{NextHop, Origin, Route};
use crate::verify::{Expectation, Judgement, Verdict};

/// A packet of an intent that is to arrive, or to be answered, and is lost.
struct Lost<'d, A: Address = Ipv4> {
    intent: &'d Intent,
    /// The way on which it is lost.
    walk: Walk<A>,
    /// Whether that is the way of the answer.
    answer: bool,
}

/// The packets that refute intents by being lost like this, one for each intent.
fn lost<'d, A: Family>(network: &Network<'d, A>, judgements: &[Judgement<A>], ends: fn(Disposition) -> bool) -> Vec<Lost<'d, A>> {
    let mut all = Vec::new();
    let mut last = None;
    for judgement in judgements.iter().filter(|judgement| judgement.verdict == Verdict::Violated) {
        let wanted = matches!(judgement.expectation, Expectation::Delivered(true) | Expectation::Answered(true));
        // Where the addresses of a tag are not known, the replay holds for one meaning of it only.
        let Some(witness) = judgement.witness.filter(|witness| wanted && witness.tag.is_none()) else { continue };
        let Some(intent) = network.design.intents.get(judgement.intent).filter(|_| last != Some(judgement.intent)) else { continue };
        let trace = A::trace(network, witness.start, witness.header);
        let answer = trace.forward.disposition.is_delivered();
        let Some(walk) = (if answer { trace.reply } else { Some(trace.forward) }) else { continue };
        if !walk.disposition.is_delivered() && ends(walk.disposition) {
            last = Some(judgement.intent);
            all.push(Lost { intent, walk, answer });
        }
    }
    all
}

impl<A: Address> Lost<'_, A> {
    /// A finding at the intent, which is no worse than the intent says that it is.
    fn report(&self, property: &Property, network: &Network<'_, A>, why: &str) -> Diagnostic {
        let header = self.walk.header;
        let what = if self.answer { "is not answered: the answer from" } else { "does not arrive: a packet from" };
        let message = format!("`{}` {what} {} to {} {why}", self.intent.name, header.source, header.destination);
        let severity = property.severity.max(Severity::from(self.intent.severity));
        let finding = Diagnostic::new(property.code, severity, self.intent.at.pointer(), message);
        match self.route().and_then(|route| self.pointer(network, route)) {
            Some(pointer) => finding.related(pointer),
            None => finding,
        }
    }

    /// The last route that decided.
    fn route(&self) -> Option<&Route<A>> {
        self.walk.hops.iter().rev().find_map(|hop| hop.route.as_ref())
    }

    fn pointer(&self, network: &Network<'_, A>, route: &Route<A>) -> Option<String> {
        let Origin::User { index } = route.origin else { return None };
        let at = self.walk.hops.iter().rev().find(|hop| hop.route.is_some())?.at;
        Some(network.design[network.effective(at)?.table?].routes.get(index as usize)?.at.pointer())
    }

    /// The network in which the last route decided.
    fn vnet(&self, network: &Network<'_, A>) -> Option<VnetId> {
        let at = self.walk.hops.iter().rev().find(|hop| hop.route.is_some())?.at;
        Some(network.effective(at)?.vnet)
    }

    /// The peering that the last route leads over: this network's link.
    fn link(&self, network: &Network<'_, A>) -> Option<LinkId> {
        let design = network.design;
        let route = self.route()?;
        if let NextHop::Peering { link, .. } = route.next_hop {
            return Some(link);
        }
        let from = self.vnet(network)?;
        let to = match route.next_hop {
            NextHop::PrivateEndpoint(endpoint) => design[endpoint].subnet.subnet()?.vnet,
            NextHop::Learned(gateway) => design.gateway_vnet(gateway)?,
            NextHop::VirtualNetworkGateway => design.transit_links(from).map(|link| design[link].to).next()?,
            _ => {
                let effective = network.effective(self.walk.hops.iter().rev().find(|hop| hop.route.is_some())?.at)?;
                design.forwarder_subnet(network.appliance_for(effective, self.walk.header.destination)?)?.vnet
            }
        };
        design.connected_link(from, to)
    }
}

#[cfg(test)]
mod testing {
    /// Networks `a`, `hub` and `b` with a subnet `s` each, an intent from `a` to `b`, and these members of the document beside.
    pub(super) fn chain(peerings: &str, rest: &str) -> String {
        let network = |(i, name): (usize, &str)| {
            let table = if name == "a" { r#", "routeTable": "rt""# } else { "" };
            format!(
                r#"{{ "name": "{name}", "addressSpace": ["10.{i}.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.{i}.0.0/24"{table} }}] }}"#
            )
        };
        let networks: Vec<_> = ["a", "hub", "b"].into_iter().enumerate().map(network).collect();
        format!(
            r#"{{ "virtualNetworks": [{}], "peerings": [{peerings}],
                 "intents": [{{ "name": "talk", "from": "a/s", "to": "b/s", "delivered": true }}], {rest} }}"#,
            networks.join(",")
        )
    }

    /// Route tables for [`chain`].
    pub(super) fn table(routes: &str) -> String {
        format!(r#""routeTables": [{{ "name": "rt", "routes": [{routes}] }}]"#)
    }
}
