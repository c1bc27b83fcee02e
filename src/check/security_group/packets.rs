//! What rules of a group match, as sets of packets: senders, destinations, and what is carried.
//!
//! What a tag holds a group alone does not say, so each tag that it names is one more sender that stands for all that nobody else
//! names. A rule can match for sure or perhaps; whatever is said of packets here holds for every meaning of the tags.

use crate::address::{Address, AddressSet, Interval, Ipv4, Prefix, Share};
use crate::design::{Access, Direction, NetworkSecurityGroup, PortRange, Reference, SecurityAddress, SecurityProtocol, SecurityRule};

/// A set of packets: every sender with every destination and everything carried.
#[derive(Clone, Debug)]
pub(super) struct Packets {
    /// The senders.
    pub(super) sources: AddressSet,
    /// The destinations.
    pub(super) destinations: AddressSet,
    /// What they carry: protocol and destination port as one number.
    pub(super) traffic: AddressSet,
}

/// A rule with what it matches.
pub(super) struct Matching<'r> {
    pub(super) rule: &'r SecurityRule,
    /// At most.
    pub(super) possible: Packets,
    /// At least; nothing where source ports say that more must be true.
    pub(super) sure: Option<Packets>,
}

/// The numbers of protocols; only the first two have ports.
const PROTOCOLS: [SecurityProtocol; 5] =
    [SecurityProtocol::Tcp, SecurityProtocol::Udp, SecurityProtocol::Icmp, SecurityProtocol::Esp, SecurityProtocol::Ah];

/// Block 240.0.0.0/4, whose addresses no packet has: here they stand for tags.
const TAGS: Ipv4 = Ipv4::new(240, 0, 0, 0);

/// Blocks that are not part of the Internet. Source: IANA, "IPv4 Special-Purpose Address Registry".
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

impl Packets {
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
        let tags = AddressSet::covering([Prefix::holding(TAGS, 4)]);
        let meet = |one: &AddressSet, other: &AddressSet| {
            let tagged = |set: &AddressSet| set.share(&tags) != Share::None && !set.is_empty();
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
pub(super) fn take(parts: &mut Vec<Packets>, other: &Packets) -> bool {
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
pub(super) struct Group<'r> {
    tags: Vec<String>,
    pub(super) rules: Vec<Matching<'r>>,
}

impl<'r> Group<'r> {
    pub(super) fn of(group: &'r NetworkSecurityGroup, direction: Direction) -> Self {
        let mut of_direction: Vec<&SecurityRule> = group.security_rules.iter().filter(|rule| rule.direction == direction).collect();
        crate::address::sort_by_rank(&mut of_direction, |rule| u64::from(rule.priority));
        let mut it = Self { tags: vec!["internet".to_owned(), "virtualnetwork".to_owned()], rules: Vec::new() };
        for rule in of_direction {
            let from = it.addresses(&rule.source_address_prefix, &rule.source_address_prefixes);
            let from = from.union(&it.groups(&rule.source_application_security_groups));
            let to = it.addresses(&rule.destination_address_prefix, &rule.destination_address_prefixes);
            let to = to.union(&it.groups(&rule.destination_application_security_groups));
            let (most, least) = traffic(rule);
            let any_port = rule.source_port_range.iter().chain(&rule.source_port_ranges).any(|ports| *ports == PortRange::ALL);
            let sure = any_port.then(|| Packets { sources: from.clone(), destinations: to.clone(), traffic: least });
            it.rules.push(Matching { rule, possible: Packets { sources: from, destinations: to, traffic: most }, sure });
        }
        it
    }

    fn addresses(&mut self, one: &Option<SecurityAddress>, more: &[SecurityAddress]) -> AddressSet {
        let mut explicit = Vec::new();
        let mut tags = AddressSet::default();
        for SecurityAddress(text) in one.iter().chain(more) {
            match Ipv4::parse(text).map(Prefix::host).or_else(|| Prefix::parse(text).ok()) {
                Some(prefix) => explicit.push(prefix),
                None if text == "*" => explicit.push(Prefix::ALL),
                None => tags = tags.union(&AddressSet::one(self.tag(text))),
            }
        }
        if explicit.iter().any(|prefix| prefix.length() == 0) {
            return AddressSet::all();
        }
        let explicit = AddressSet::covering(explicit).difference(&AddressSet::covering([Prefix::holding(TAGS, 4)]));
        let elsewhere = AddressSet::covering(NOT_PUBLIC.map(|(first, length)| Prefix::holding(first, length)));
        if explicit.complement().share(&elsewhere) == Share::All {
            tags = tags.union(&internet());
        }
        explicit.union(&tags)
    }

    /// Application security groups are tags too: what they hold a rule does not say.
    fn groups(&mut self, groups: &[Reference]) -> AddressSet {
        let mut all = AddressSet::default();
        for group in groups {
            // No tag has a space in its name.
            all = all.union(&AddressSet::one(self.tag(&format!("group {}", group.name))));
        }
        all
    }

    /// The address that stands for a tag.
    fn tag(&mut self, text: &str) -> Ipv4 {
        let folded = text.to_ascii_lowercase();
        let known = self.tags.iter().position(|tag| *tag == folded);
        let index = known.unwrap_or(self.tags.len());
        if known.is_none() {
            self.tags.push(folded);
        }
        TAGS.offset(index as u32).unwrap_or(Ipv4::MAX)
    }

    /// What is left of `packets` for the rule at `position`; `None` where that takes too long to find out.
    pub(super) fn left_for(&self, position: usize, packets: Packets) -> Option<Vec<Packets>> {
        self.left(position, packets, |_| true)
    }

    /// What no rule before the one at `position` denies of `packets`; `None` where that takes too long to find out.
    pub(super) fn not_denied(&self, position: usize, packets: Packets) -> Option<Vec<Packets>> {
        self.left(position, packets, |rule| rule.access == Access::Deny)
    }

    fn left(&self, position: usize, packets: Packets, counts: fn(&SecurityRule) -> bool) -> Option<Vec<Packets>> {
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
pub(super) fn internet() -> AddressSet {
    AddressSet::one(TAGS)
}

/// Whoever is in the network or behind it and named by no rule.
pub(super) fn virtual_network() -> AddressSet {
    AddressSet::one(TAGS.next().unwrap_or(TAGS))
}

/// Everything that packets can carry.
pub(super) fn everything() -> AddressSet {
    AddressSet::of((0..PROTOCOLS.len()).flat_map(|protocol| numbers(protocol, &[PortRange::ALL])))
}

/// One protocol with one port or, where it has none, with nothing more.
pub(super) fn carried(protocol: SecurityProtocol, first: u16, last: u16) -> AddressSet {
    let position = PROTOCOLS.iter().position(|it| *it == protocol).unwrap_or_default();
    AddressSet::of(numbers(position, &[PortRange { first, last }]))
}

/// What a rule matches at most and at least: what ports mean for protocols that have none is not said.
fn traffic(rule: &SecurityRule) -> (AddressSet, AddressSet) {
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
    (AddressSet::of(most), AddressSet::of(least))
}

fn numbers(protocol: usize, ports: &[PortRange]) -> Vec<Interval> {
    let number = |port: u16| Ipv4((protocol as u32) << 16 | u32::from(port));
    if protocol >= 2 {
        return if ports.is_empty() { Vec::new() } else { vec![Interval { first: number(0), last: number(0) }] };
    }
    ports.iter().map(|ports| Interval { first: number(ports.first), last: number(ports.last) }).collect()
}
