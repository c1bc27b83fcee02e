//! The rules of firewalls as packets meet them (specification 11.9).
//!
//! Network rules are asked by priority, then application rules; what none allows is dropped. An application rule speaks of names: it
//! perhaps matches whatever goes to its ports.

use super::extent::{Extent, service};
use super::rule::{Rule, RuleName, by_priority};
use super::traffic::{Traffic, with_ports, without_ports};
use crate::address::{Address, AddressSet};
use crate::design::{AdminAccess, Design, Firewall, FirewallId, FirewallRule, PortRange, Protocol, SecurityAddress, ServiceTag};

/// What a firewall said of a packet.
#[derive(Clone, Copy, Debug)]
pub struct Inspection {
    /// The firewall.
    pub firewall: FirewallId,
    /// The index of the hop that this belongs to.
    pub hop: usize,
    /// The rule that decides, or the first that perhaps does: application rules are counted after network rules.
    pub rule: RuleName,
    /// What it says; `None` where that is not known.
    pub access: Option<AdminAccess>,
}

/// The name of the rule that denies what no other allows.
pub(super) const NOTHING_MATCHES: &str = "no rule";

/// The rules of a firewall; `public` is every address that the Internet routes.
pub(super) fn rules_of_firewall<A: Address>(design: &Design, public: &AddressSet<A>, firewall: &Firewall) -> Option<Vec<Rule<A>>> {
    if !firewall.filters() {
        return None;
    }
    let written = firewall.network_rules.as_deref().unwrap_or_default();
    let mut rules = Vec::new();
    for index in by_priority(written.iter().map(|rule| rule.priority)) {
        let Some(rule) = written.get(index as usize) else { continue };
        rules.push(Rule {
            name: RuleName::Own(index),
            access: rule.action.into(),
            sources: addresses(design, public, &rule.sources),
            destinations: addresses(design, public, &rule.destinations),
            traffic: traffic(rule),
        });
    }
    for index in by_priority(firewall.application_rules.iter().map(|rule| rule.priority)) {
        let Some(rule) = firewall.application_rules.get(index as usize) else { continue };
        let ports = rule.ports().filter_map(|port| u16::try_from(port).ok()).map(|port| PortRange { first: port, last: port });
        let nothing = AddressSet::default();
        rules.push(Rule {
            name: RuleName::Own(written.len() as u32 + index),
            access: rule.action.into(),
            sources: addresses(design, public, &rule.sources),
            destinations: Extent { possible: AddressSet::all(), sure: nothing.clone() },
            traffic: Extent { possible: with_ports(true, false, &ports.collect::<Vec<_>>()), sure: nothing },
        });
    }
    let all = Extent::all();
    rules.push(Rule {
        name: RuleName::Default(NOTHING_MATCHES),
        access: AdminAccess::Deny,
        sources: all.clone(),
        destinations: all,
        traffic: Extent::exactly(Traffic::ANY.set()),
    });
    Some(rules)
}

/// The addresses that a rule of a firewall names.
pub(super) fn addresses<A: Address>(design: &Design, public: &AddressSet<A>, written: &[SecurityAddress]) -> Extent<A> {
    let mut extent = Extent::exactly(AddressSet::default());
    for written in written {
        let text = written.0.as_str();
        match written.prefix() {
            Some(prefix) => extent.add(&Extent::exactly(AddressSet::covering([prefix]))),
            // Of the other family.
            None if text.contains(['/', ':']) || text.starts_with(|c: char| c.is_ascii_digit()) => {}
            None if text == "*" => extent.add(&Extent::all()),
            // What a firewall takes the tags of security groups for is not documented: each may hold anything.
            None if ["VirtualNetwork", "Internet"].iter().any(|tag| text.eq_ignore_ascii_case(tag)) => {
                extent.add(&Extent { possible: AddressSet::all(), sure: AddressSet::default() });
            }
            None => extent.add(&service(design, public, ServiceTag::parse(text))),
        }
    }
    extent
}

/// The protocols and ports that a rule matches; what ports mean for protocols that have none is not documented.
fn traffic<A: Address>(rule: &FirewallRule) -> Extent<A> {
    let is = |protocol: Protocol| rule.protocols.iter().any(|it| *it == protocol || *it == Protocol::Any);
    let with = with_ports(is(Protocol::Tcp), is(Protocol::Udp), &rule.ports);
    let without = without_ports(is(Protocol::Icmp), rule.protocols.contains(&Protocol::Any));
    let sure = if rule.ports.contains(&PortRange::ALL) { with.union(&without) } else { with.clone() };
    Extent { possible: with.union(&without), sure }
}
