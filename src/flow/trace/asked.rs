//! What one packet is asked on its way: by security groups, by firewalls, and before a private endpoint takes it.

use super::super::disposition::Disposition;
use super::super::firewall::Inspection;
use super::super::network::Network;
use super::super::packet::{Header, Note, Walk};
use super::super::position::Position;
use super::super::private_endpoint::HandedOver;
use super::super::rule::{Decision, Rules, decide};
use super::{Walker, own_address};
use crate::address::Address;
use crate::design::{AdminAccess, Direction, Forwarder, SubnetId};

/// What the security rules of a subnet say of one packet that arrives there or leaves it, wherever it comes from or goes to.
///
/// If they let it pass, it ends as delivered to the subnet.
pub fn asked<A: Address>(network: &Network<'_, A>, subnet: SubnetId, direction: Direction, header: Header<A>) -> Walk<A> {
    let mut walker = Walker::new(network, Position::Subnet(subnet), header, None);
    let said = walker.guard(Position::Subnet(subnet), direction);
    walker.walk.disposition = said.err().unwrap_or(Disposition::DeliveredToSubnet(subnet));
    walker.walk
}

impl<A: Address> Walker<'_, '_, '_, A> {
    /// Asks the security groups of a position, where it has any; groups let the replies to what they let pass through.
    pub(super) fn guard(&mut self, at: Position, direction: Direction) -> Result<(), Disposition> {
        let Some(guards) = self.network.guards_at(at) else { return Ok(()) };
        let own = if direction == Direction::Inbound { self.header.destination } else { self.header.source };
        for layer in guards.layers(at, direction).filter(|layer| layer.is_for(own)) {
            if self.ask(at, direction, &layer.rules)? == AdminAccess::AlwaysAllow {
                break;
            }
        }
        Ok(())
    }

    /// What rules say that let a packet pass.
    fn ask(&mut self, at: Position, direction: Direction, rules: &Rules<A>) -> Result<AdminAccess, Disposition> {
        let end = match self.request {
            Some((request, _)) if request.security.iter().any(|decision| decision.at == at) => return Ok(AdminAccess::AlwaysAllow),
            // No rule speaks of what belongs to a flow that the group has not seen begin.
            Some(_) => Disposition::UndecidedSecurityRule,
            None => {
                let Header { source, destination, traffic } = self.header;
                let (rule, access) = decide(rules.of(direction), source, destination, traffic);
                self.walk.security.push(Decision { at, hop: self.walk.hops.len(), source: rules.source, direction, rule, access });
                match access {
                    Some(access @ (AdminAccess::Allow | AdminAccess::AlwaysAllow)) => return Ok(access),
                    Some(AdminAccess::Deny) => Disposition::DroppedBySecurityRule,
                    None => Disposition::UndecidedSecurityRule,
                }
            }
        };
        self.note(at, None, Note::Ended);
        Err(end)
    }

    /// Asks the rules of a firewall, where it has some; it lets the replies to what it let pass through.
    pub(super) fn inspect(&mut self, forwarder: Forwarder) -> Result<(), Disposition> {
        let (Some(rules), Forwarder::Firewall(firewall), None) = (self.network.inspection(forwarder), forwarder, self.request) else {
            return Ok(());
        };
        let Header { source, destination, traffic } = self.header;
        let (rule, access) = decide(rules, source, destination, traffic);
        self.walk.inspections.push(Inspection { firewall, hop: self.walk.hops.len(), rule, access });
        let end = match access {
            Some(AdminAccess::Allow | AdminAccess::AlwaysAllow) => return Ok(()),
            Some(AdminAccess::Deny) => Disposition::DroppedByFirewallRule,
            None => Disposition::UndecidedFirewallRule,
        };
        self.note(Position::Forwarder(forwarder), None, Note::Ended);
        Err(end)
    }

    /// How a packet ends that would end like this, at `position` coming from `before`, if private endpoints took everything.
    pub(super) fn hand_over(&mut self, before: Option<Position>, position: Position, end: Disposition) -> Disposition {
        let (Position::Forwarder(entered), Disposition::DeliveredToPrivateEndpoint(endpoint)) = (position, end) else { return end };
        let own = self.network.own_interfaces(entered).any(|own| own_address(self.network, own) == self.header.source);
        if own || self.request.is_some() {
            return end;
        }
        match self.network.handed_over(before, entered, endpoint) {
            HandedOver::Routed => end,
            HandedOver::Returning(leaving) => {
                self.walk.handed_over = Some(leaving);
                end
            }
            HandedOver::Dropped => Disposition::DroppedUntranslatedToPrivateEndpoint,
            HandedOver::Unknown => Disposition::UndecidedPrivateEndpoint,
        }
    }

    /// How a packet ends that would end like this if the security group there lets it in.
    pub(super) fn received(&mut self, end: Disposition) -> Disposition {
        match end.position() {
            Some(at) => self.guard(at, Direction::Inbound).err().unwrap_or(end),
            None => end,
        }
    }
}
