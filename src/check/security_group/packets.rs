//! What rules of a group match, as sets of packets: senders, destinations, and what is carried.
//!
//! What a tag holds a group alone does not say, so each tag that it names is one more sender that stands for all that nobody else
//! names. A rule can match for sure or perhaps; whatever is said of packets here holds for every meaning of the tags.
//!
//! A packet is one of IPv4 or of IPv6, so everything here is for one family: tags, groups and `*` stand for addresses of both
//! (specification 9.10).

use crate::address::{Address, AddressSet, Interval, Ipv4, Ipv6, Prefix, Share};
use crate::design::{Access, Direction, List, NetworkSecurityGroup, PortRange, Reference, SecurityAddress, SecurityProtocol, SecurityRule};

/// A set of packets of one family: every sender with every destination and everything carried.
#[derive(Clone, Debug)]
pub(super) struct Packets<A> {
    /// The senders.
    pub(super) sources: AddressSet<A>,
    /// The destinations.
    pub(super) destinations: AddressSet<A>,
    /// What they carry: protocol and destination port as one number.
    pub(super) traffic: AddressSet,
}

/// A rule with what it matches.
pub(super) struct Matching<'r, A> {
    pub(super) rule: &'r SecurityRule,
    /// At most.
    pub(super) possible: Packets<A>,
    /// At least; nothing where source ports say that more must be true.
    pub(super) sure: Option<Packets<A>>,
}

/// The numbers of protocols; only the first two have ports.
const PROTOCOLS: [SecurityProtocol; 5] =
    [SecurityProtocol::Tcp, SecurityProtocol::Udp, SecurityProtocol::Icmp, SecurityProtocol::Esp, SecurityProtocol::Ah];

/// A block whose addresses no packet between machines has: here they stand for tags. The reserved one of IPv4, multicast of IPv6.
fn tags<A: Address>() -> Prefix<A> {
    let v4 = A::from_v4(Ipv4::new(240, 0, 0, 0)).map(|first| Prefix::holding(first, 4));
    let v6 = A::from_v6(Ipv6(0xff << 120)).map(|first| Prefix::holding(first, 8));
    v4.or(v6).unwrap_or(Prefix::ALL)
}

/// Blocks that are not part of the Internet of IPv4. Source: IANA, "IPv4 Special-Purpose Address Registry".
const NOT_PUBLIC: [(Ipv4, u8); 9] = [
    (Ipv4::new(0, 0, 0, 0), 8),
    (Ipv4::new(10, 0, 0, 0), 8),
    (Ipv4::new(100, 64, 0, 0), 10),
    (Ipv4::new(127, 0, 0, 0), 8),
    (Ipv4::new(169, 254, 0, 0), 16),
    (Ipv4::new(172, 16, 0, 0), 12),
    (Ipv4::new(192, 168, 0, 0), 16),
    (Ipv4::new(198, 18, 0, 0), 15),
    (Ipv4::new(224, 0, 0, 0), 3),
];

/// The addresses of the Internet. That of IPv6 is 2000::/3: IANA, "Internet Protocol Version 6 Address Space".
fn public<A: Address>() -> AddressSet<A> {
    if let Some(first) = A::from_v6(Ipv6(0x2 << 124)) {
        return AddressSet::covering([Prefix::holding(first, 3)]);
    }
    let blocks = NOT_PUBLIC.into_iter().filter_map(|(first, length)| Some(Prefix::holding(A::from_v4(first)?, length)));
    AddressSet::covering(blocks).complement()
}

impl<A: Address> Packets<A> {
    /// How much of these packets is among others.
    pub(super) fn share(&self, other: &Self) -> Share {
        let shares = [self.traffic.share(&other.traffic), self.sources.share(&other.sources), self.destinations.share(&other.destinations)];
        match shares {
            shares if shares.contains(&Share::None) => Share::None,
            [Share::All, Share::All, Share::All] => Share::All,
            _ => Share::Some,
        }
    }

    /// The packets that are not among others; in up to three parts.
    fn without(self, other: &Self, left: &mut Vec<Self>) {
        let (inside, outside) = self.traffic.part(&other.traffic);
        let (near, far) = self.sources.part(&other.sources);
        let rest = self.destinations.difference(&other.destinations);
        let mut add = |part: Self| {
            if !part.traffic.is_empty() && !part.sources.is_empty() && !part.destinations.is_empty() {
                left.push(part);
            }
        };
        add(Self { traffic: outside, sources: self.sources.clone(), destinations: self.destinations.clone() });
        add(Self { traffic: inside.clone(), sources: far, destinations: self.destinations });
        add(Self { traffic: inside, sources: near, destinations: rest });
    }

    /// Whether some packets may be among both: what a tag holds may be anything.
    pub(super) fn may_meet(&self, other: &Self) -> bool {
        let tags = AddressSet::covering([tags()]);
        let meet = |one: &AddressSet<A>, other: &AddressSet<A>| {
            let tagged = |set: &AddressSet<A>| set.share(&tags) != Share::None && !set.is_empty();
            tagged(one) || tagged(other) || one.share(other) != Share::None
        };
        self.traffic.share(&other.traffic) != Share::None
            && meet(&self.sources, &other.sources)
            && meet(&self.destinations, &other.destinations)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.traffic.is_empty() || self.sources.is_empty() || self.destinations.is_empty()
    }
}

/// Takes `other` out of `parts`; `false` where the parts become too many to go on.
pub(super) fn take<A: Address>(parts: &mut Vec<Packets<A>>, other: &Packets<A>) -> bool {
    const MOST: usize = 64;
    if parts.iter().any(|part| part.share(other) != Share::None) {
        let mut left = Vec::new();
        for part in parts.drain(..) {
            part.without(other, &mut left);
        }
        *parts = left;
    }
    parts.len() <= MOST
}

/// The tags that a group's rules name, and its rules for one direction in the order in which they are asked.
pub(super) struct Group<'r, A> {
    tags: Vec<String>,
    pub(super) rules: Vec<Matching<'r, A>>,
}

impl<'r, A: Address> Group<'r, A> {
    pub(super) fn of(group: &'r NetworkSecurityGroup, direction: Direction) -> Self {
        let mut of_direction: Vec<&SecurityRule> = group.security_rules.iter().filter(|rule| rule.direction == direction).collect();
        crate::address::sort_by_rank(&mut of_direction, |rule| u64::from(rule.priority));
        let mut it = Self { tags: vec!["internet".to_owned(), "virtualnetwork".to_owned()], rules: Vec::new() };
        for rule in of_direction {
            let from = it.addresses(&rule.source_address_prefix, &rule.source_address_prefixes);
            let from = from.union(&it.groups(&rule.source_application_security_groups));
            let to = it.addresses(&rule.destination_address_prefix, &rule.destination_address_prefixes);
            let to = to.union(&it.groups(&rule.destination_application_security_groups));
            let (most, least) = traffic::<A>(rule);
            let any_port = rule.source_port_range.iter().chain(&rule.source_port_ranges).any(|ports| *ports == PortRange::ALL);
            let sure = any_port.then(|| Packets { sources: from.clone(), destinations: to.clone(), traffic: least });
            it.rules.push(Matching { rule, possible: Packets { sources: from, destinations: to, traffic: most }, sure });
        }
        it
    }

    fn addresses(&mut self, one: &Option<SecurityAddress>, more: &List<SecurityAddress>) -> AddressSet<A> {
        let mut explicit = Vec::new();
        let mut named = AddressSet::default();
        for address in one.iter().chain(more) {
            match address.prefix() {
                Some(prefix) => explicit.push(prefix),
                None if address.0 == "*" => explicit.push(Prefix::ALL),
                // Of the other family.
                None if address.0.contains(':') || address.0.starts_with(|c: char| c.is_ascii_digit()) => {}
                None => named = named.union(&AddressSet::one(self.tag(&address.0))),
            }
        }
        if explicit.iter().any(|prefix| prefix.length() == 0) {
            return AddressSet::all();
        }
        let explicit = AddressSet::covering(explicit).difference(&AddressSet::covering([tags()]));
        if public().share(&explicit) == Share::All {
            named = named.union(&internet());
        }
        explicit.union(&named)
    }

    /// Application security groups are tags too: what they hold a rule does not say.
    fn groups(&mut self, groups: &[Reference]) -> AddressSet<A> {
        let mut all = AddressSet::default();
        for group in groups {
            // No tag has a space in its name.
            all = all.union(&AddressSet::one(self.tag(&format!("group {}", group.name))));
        }
        all
    }

    /// The address that stands for a tag.
    fn tag(&mut self, text: &str) -> A {
        let folded = text.to_ascii_lowercase();
        let known = self.tags.iter().position(|tag| *tag == folded);
        let index = known.unwrap_or(self.tags.len());
        if known.is_none() {
            self.tags.push(folded);
        }
        stand_in(index as u32)
    }

    /// What is left of `packets` for the rule at `position`; `None` where that takes too long to find out.
    pub(super) fn left_for(&self, position: usize, packets: Packets<A>) -> Option<Vec<Packets<A>>> {
        self.left(position, packets, |_| true)
    }

    /// What no rule before the one at `position` denies of `packets`; `None` where that takes too long to find out.
    pub(super) fn not_denied(&self, position: usize, packets: Packets<A>) -> Option<Vec<Packets<A>>> {
        self.left(position, packets, |rule| rule.access == Access::Deny)
    }

    fn left(&self, position: usize, packets: Packets<A>, counts: fn(&SecurityRule) -> bool) -> Option<Vec<Packets<A>>> {
        let mut parts = vec![packets];
        let before = self.rules.iter().take(position).filter(|earlier| counts(earlier.rule));
        for earlier in before.filter_map(|earlier| earlier.sure.as_ref()) {
            if !take(&mut parts, earlier) {
                return None;
            }
            if parts.is_empty() {
                break;
            }
        }
        Some(parts)
    }
}

/// Whoever is on the Internet and named by no rule.
pub(super) fn internet<A: Address>() -> AddressSet<A> {
    AddressSet::one(stand_in(0))
}

/// Whoever is in the network or behind it and named by no rule.
pub(super) fn virtual_network<A: Address>() -> AddressSet<A> {
    AddressSet::one(stand_in(1))
}

/// The address that stands for the tag with this index.
fn stand_in<A: Address>(index: u32) -> A {
    let block = tags::<A>();
    block.first().offset(index).unwrap_or(block.last())
}

/// Everything that packets can carry.
pub(super) fn everything<A: Address>() -> AddressSet {
    let known = (0..PROTOCOLS.len()).flat_map(|protocol| numbers(protocol, &[PortRange::ALL]));
    AddressSet::of(known.chain(only_any::<A>()))
}

/// What only rules for every protocol match: ICMPv6, of which it is not known what rules for Icmp do with it (specification 9.10).
///
/// A second number of Icmp, beside the one that such rules share.
fn only_any<A: Address>() -> Option<Interval> {
    let number = Ipv4(2 << 16 | 1);
    A::from_v6(Ipv6::MIN).map(|_| Interval { first: number, last: number })
}

/// One protocol with one port or, where it has none, with nothing more.
pub(super) fn carried(protocol: SecurityProtocol, first: u16, last: u16) -> AddressSet {
    let position = PROTOCOLS.iter().position(|it| *it == protocol).unwrap_or_default();
    AddressSet::of(numbers(position, &[PortRange { first, last }]))
}

/// What a rule matches at most and at least: what ports mean for protocols that have none is not said.
fn traffic<A: Address>(rule: &SecurityRule) -> (AddressSet, AddressSet) {
    let ports: Vec<PortRange> = rule.destination_port_range.iter().chain(&rule.destination_port_ranges).copied().collect();
    let (mut most, mut least) = (Vec::new(), Vec::new());
    for (position, protocol) in PROTOCOLS.into_iter().enumerate() {
        if rule.protocol == protocol || rule.protocol == SecurityProtocol::Any {
            let all = numbers(position, &ports);
            if position < 2 || ports.contains(&PortRange::ALL) {
                least.extend_from_slice(&all);
            }
            most.extend(all);
        }
    }
    if let Some(unsure) = only_any::<A>().filter(|_| rule.protocol == SecurityProtocol::Any && !ports.is_empty()) {
        most.push(unsure);
        if ports.contains(&PortRange::ALL) {
            least.push(unsure);
        }
    }
    (AddressSet::of(most), AddressSet::of(least))
}

fn numbers(protocol: usize, ports: &[PortRange]) -> Vec<Interval> {
    let number = |port: u16| Ipv4((protocol as u32) << 16 | u32::from(port));
    if protocol >= 2 {
        return if ports.is_empty() { Vec::new() } else { vec![Interval { first: number(0), last: number(0) }] };
    }
    ports.iter().map(|ports| Interval { first: number(ports.first), last: number(ports.last) }).collect()
}
