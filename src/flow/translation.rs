//! The rules with which firewalls let packets in from the Internet and translate their destination (specification 11.13).

use super::disposition::Disposition;
use super::extent::Extent;
use super::firewall::addresses;
use super::rule::by_priority;
use super::traffic::with_ports;
use crate::address::{Address, AddressSet, Ipv4};
use crate::design::{Design, FirewallId, PublicIpId, TransportProtocol};

/// A NAT rule of a firewall, as packets meet it.
#[derive(Debug)]
pub struct Translating<A: Address = Ipv4> {
    /// The firewall.
    pub firewall: FirewallId,
    /// The index of the rule in the design.
    pub rule: u32,
    /// The public IP address that the packets are for.
    pub public: PublicIpId,
    /// Where they come from.
    pub(super) sources: Extent<A>,
    /// What they carry, as numbers.
    pub traffic: AddressSet<A>,
    /// The address that they are sent on to.
    pub address: A,
    /// The port that they are sent on to.
    pub(super) port: u16,
    /// The firewall's own address, which takes the place of the sender's; how the packets end where that is not known.
    pub(super) own: Result<A, Disposition>,
}

/// The NAT rules of every firewall, in the order in which they are asked.
///
/// One that names an address which the firewall does not have translates nothing.
pub(super) fn translations<A: Address>(design: &Design, public: &AddressSet<A>) -> Vec<Translating<A>> {
    let mut all = Vec::new();
    for firewall in design.firewall_ids() {
        let its = &design[firewall];
        let own = match (&its.virtual_network, design.firewall_address(firewall)) {
            (Some(_), Some(own)) => Ok(own),
            (Some(_), None) => continue,
            // Only of a firewall that sends to the Internet directly is it documented (specification 11.13).
            (None, Some(own)) if sends_directly(design, firewall) => Ok(own),
            (None, _) => Err(Disposition::UndecidedHub),
        };
        for index in by_priority(its.nat_rules.iter().map(|rule| rule.priority)) {
            let Some(rule) = its.nat_rules.get(index as usize) else { continue };
            let named = rule.public().filter(|id| its.public_ip_addresses.iter().any(|it| it.public_ip() == Some(*id)));
            let (Some(id), Some(address)) = (named, rule.translated::<A>()) else { continue };
            let Ok(port) = u16::try_from(rule.translated_port) else { continue };
            let has = |protocol| rule.protocols.contains(&protocol);
            let traffic = with_ports(has(TransportProtocol::Tcp), has(TransportProtocol::Udp), &rule.ports);
            let sources = addresses(design, public, &rule.sources);
            all.push(Translating { firewall, rule: index, public: id, sources, traffic, address, port, own });
        }
    }
    all
}

/// Whether a firewall stands in a hub whose policy for the Internet names it.
fn sends_directly(design: &Design, firewall: FirewallId) -> bool {
    design.firewall_hub(firewall).is_some_and(|hub| design.internet_policy(hub) == Some(firewall))
}
