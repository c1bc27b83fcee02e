//! The links that peerings stand for.

use super::Linker;
use crate::address::sort_by_rank;
use crate::design::id::{LinkId, SubnetId, VnetId};
use crate::design::list::List;
use crate::design::names::Kind;
use crate::design::peering::{Link, ListedSubnets, Peering};
use crate::design::reference::Reference;
use crate::diagnostic::{Diagnostic, Severity};

impl Linker<'_> {
    /// The directed links that the peerings stand for, partners found.
    pub(super) fn links(&self, peerings: &[Peering]) -> Vec<Link> {
        let mut links = Vec::new();
        for peering in peerings {
            self.add_links(peering, &mut links);
        }
        let ends = |from: VnetId, to: VnetId| u64::from(from.0) << 32 | u64::from(to.0);
        let mut by_ends: Vec<(u64, LinkId)> =
            links.iter().zip(0..).map(|(link, index)| (ends(link.from, link.to), LinkId(index))).collect();
        sort_by_rank(&mut by_ends, |(ends, _)| *ends);
        for link in &mut links {
            let back = ends(link.to, link.from);
            let first = by_ends.partition_point(|(ends, _)| *ends < back);
            link.partner = by_ends.get(first).filter(|(ends, _)| *ends == back).map(|(_, id)| *id);
        }
        let disconnected: Vec<bool> = links.iter().map(|link| link.disconnected).collect();
        let is_disconnected = |id: LinkId| disconnected.get(id.0 as usize) == Some(&true);
        for link in links.iter_mut().filter(|link| link.disconnected || link.partner.is_some_and(is_disconnected)) {
            link.partner = None;
        }
        links
    }

    fn add_links(&self, peering: &Peering, links: &mut Vec<Link>) {
        let at = peering.at;
        let form = |message: &str| self.sink.report(Diagnostic::new("peering-form", Severity::Error, at.pointer(), message));
        let vnet = |reference: &Reference, field: &str| {
            let (_, index) = self.find(&reference.name, &[Kind::VirtualNetwork], at, field)?;
            Some(VnetId(index))
        };
        let listed = |list: &List<Reference>, field: &str, vnet: VnetId| {
            let found = |(index, reference): (usize, &Reference)| {
                let (_, index) = self.find(&reference.name, &[Kind::SubnetOf(vnet)], at, &format!("{field}/{index}"))?;
                Some(SubnetId { vnet, index })
            };
            list.placed().filter_map(found).collect::<Vec<_>>()
        };
        let subnets = |from, to| {
            if peering.local_subnets.is_empty() && peering.remote_subnets.is_empty() {
                return None;
            }
            if peering.local_subnets.is_empty() || peering.remote_subnets.is_empty() {
                form("a peering of subnets lists some of both networks: `localSubnets` and `remoteSubnets`");
            }
            let local = listed(&peering.local_subnets, "localSubnets", from);
            Some(Box::new(ListedSubnets { local, remote: listed(&peering.remote_subnets, "remoteSubnets", to) }))
        };
        let link = |from, to, gateway_transit, remote_gateways, subnets| Link {
            at,
            from,
            to,
            allow_virtual_network_access: peering.allow_virtual_network_access,
            allow_forwarded_traffic: peering.allow_forwarded_traffic,
            allow_gateway_transit: gateway_transit,
            use_remote_gateways: remote_gateways,
            subnets,
            existing: peering.existing,
            disconnected: peering.peering_state.is_some(),
            partner: None,
        };
        if peering.peering_state.is_some() && (!peering.existing || peering.between.is_some()) {
            form("`peeringState` speaks of one existing link: one with `from`, `to` and `existing`");
        }
        match (&peering.between, &peering.from, &peering.to) {
            (Some(ends), None, None) => {
                let found: Vec<_> = ends.placed().map(|(index, end)| vnet(end, &format!("between/{index}"))).collect();
                let &[a, b] = found.as_slice() else {
                    // What could not be read is one of them.
                    return if ends.is_whole() || ends.len() > 1 {
                        form("`between` names exactly two virtual networks")
                    };
                };
                if peering.allow_gateway_transit.is_some() || peering.use_remote_gateways.is_some() {
                    form("with `between`, the network with the gateway is named by `gatewayTransit`");
                }
                let hub = peering.gateway_transit.as_ref().and_then(|hub| vnet(hub, "gatewayTransit"));
                let (Some(a), Some(b)) = (a, b) else { return };
                if hub.is_some_and(|hub| hub != a && hub != b) {
                    form("`gatewayTransit` names one of the two networks of `between`");
                }
                let subnets = subnets(a, b);
                let back = subnets.as_ref().map(|it| Box::new(ListedSubnets { local: it.remote.clone(), remote: it.local.clone() }));
                links.push(link(a, b, hub == Some(a), hub == Some(b), subnets));
                links.push(link(b, a, hub == Some(b), hub == Some(a), back));
            }
            (None, Some(from), Some(to)) => {
                if peering.gateway_transit.is_some() {
                    form("`gatewayTransit` belongs to `between`; one link has `allowGatewayTransit` and `useRemoteGateways`");
                }
                let (from, to) = (vnet(from, "from"), vnet(to, "to"));
                if let (Some(from), Some(to)) = (from, to) {
                    let (transit, remote) = (peering.allow_gateway_transit == Some(true), peering.use_remote_gateways == Some(true));
                    links.push(link(from, to, transit, remote, subnets(from, to)));
                }
            }
            _ => form("a peering has either `between`, or `from` and `to`"),
        }
    }
}
