//! What packets carry: protocols and destination ports, as sets.
//!
//! A protocol with a port has a number, and sets of these numbers are kept as sets of addresses, which the symbolic walk can part.

use crate::address::{Address, AddressSet, Interval, Share};
use crate::design::{PortRange, Protocol};

const TCP: u8 = 1;
const UDP: u8 = 2;
const ICMP: u8 = 4;
const OTHER: u8 = 8;

/// The protocol and the destination port of a packet, as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traffic {
    /// The protocols that it may have, a bit for each.
    protocols: u8,
    port: Option<u16>,
}

impl Traffic {
    /// Anything.
    pub const ANY: Self = Self { protocols: TCP | UDP | ICMP | OTHER, port: None };

    /// Of a protocol, to a port if one is known; only TCP and UDP have ports.
    pub fn new(protocol: Protocol, port: Option<u16>) -> Self {
        let protocols = match protocol {
            Protocol::Any if port.is_some() => TCP | UDP,
            Protocol::Any => return Self::ANY,
            Protocol::Tcp => TCP,
            Protocol::Udp => UDP,
            Protocol::Icmp => ICMP,
        };
        Self { protocols, port: port.filter(|_| protocols != ICMP) }
    }

    /// Every number that this may be.
    pub fn set<A: Address>(self) -> AddressSet<A> {
        let port = self.port.map_or(PortRange::ALL, |port| PortRange { first: port, last: port });
        set(self.protocols, &[port])
    }

    /// Traffic of a set: this, if the set has all of it, else its lowest number.
    pub fn of<A: Address>(self, numbers: &AddressSet<A>) -> Option<Self> {
        if self.set().share(numbers) == Share::All {
            return Some(self);
        }
        let number = A::MIN.count_to(numbers.lowest()?).saturating_sub(1) as u32;
        let protocols = 1 << (number >> 16);
        Some(Self { protocols, port: (protocols <= UDP).then_some(number as u16) })
    }

    /// That of the answer: it goes to a port that nobody knows.
    #[must_use]
    pub fn answer(self) -> Self {
        Self { port: None, ..self }
    }

    /// The same to another port.
    #[must_use]
    pub(super) fn to_port(self, port: u16) -> Self {
        Self { port: Some(port), ..self }
    }

    /// The destination port, if it is known.
    pub fn port(self) -> Option<u16> {
        self.port
    }

    /// The protocol in the words of intents, or `Other` where it is none of theirs.
    pub fn protocol(self) -> &'static str {
        match self.protocols {
            TCP => Protocol::Tcp.as_str(),
            UDP => Protocol::Udp.as_str(),
            ICMP => Protocol::Icmp.as_str(),
            OTHER => "Other",
            _ => Protocol::Any.as_str(),
        }
    }
}

/// The numbers of a protocol with these ports; with all of them where there are none.
pub fn numbers<A: Address>(protocol: Protocol, ports: &[PortRange]) -> AddressSet<A> {
    if ports.is_empty() {
        return Traffic::new(protocol, None).set();
    }
    let any = protocol == Protocol::Any;
    with_ports(any || protocol == Protocol::Tcp, any || protocol == Protocol::Udp, ports)
}

/// The numbers of protocols that have ports, with these ports.
pub(super) fn with_ports<A: Address>(tcp: bool, udp: bool, ports: &[PortRange]) -> AddressSet<A> {
    set(if tcp { TCP } else { 0 } | if udp { UDP } else { 0 }, ports)
}

/// The numbers of protocols without ports.
pub(super) fn without_ports<A: Address>(icmp: bool, other: bool) -> AddressSet<A> {
    set(if icmp { ICMP } else { 0 } | if other { OTHER } else { 0 }, &[])
}

fn set<A: Address>(protocols: u8, ports: &[PortRange]) -> AddressSet<A> {
    let mut numbers = Vec::new();
    for protocol in 0..4u32 {
        if protocols & 1 << protocol == 0 {
            continue;
        }
        let mut add = |first: u16, last: u16| {
            let number = |port: u16| A::MIN.offset(protocol << 16 | u32::from(port)).unwrap_or(A::MAX);
            numbers.push(Interval { first: number(first), last: number(last) });
        };
        if protocol >= 2 {
            add(0, 0);
        } else {
            ports.iter().for_each(|ports| add(ports.first, ports.last));
        }
    }
    AddressSet::of(numbers)
}

#[cfg(test)]
mod tests {
    use super::{Traffic, numbers};
    use crate::address::{AddressSet, Ipv4, Ipv6};
    use crate::design::{PortRange, Protocol};

    #[test]
    fn a_packet_of_part_of_the_traffic_has_a_protocol_and_a_port() {
        let any = Traffic::ANY;
        assert_eq!(any.of(&any.set::<Ipv4>()), Some(any));
        let rest = any.set::<Ipv4>().difference(&Traffic::new(Protocol::Tcp, None).set());
        assert_eq!(any.of(&rest), Some(Traffic::new(Protocol::Udp, Some(0))));
        let ports = Traffic::new(Protocol::Any, Some(443));
        assert_eq!(ports.set::<Ipv6>().size(), 2);
        assert_eq!(any.of(&Traffic::new(Protocol::Icmp, None).set::<Ipv6>()), Some(Traffic::new(Protocol::Icmp, None)));
    }
    #[test]
    fn numbers_are_those_of_the_protocols_and_their_ports() {
        let web = [PortRange { first: 443, last: 443 }, PortRange { first: 8000, last: 8009 }];
        let of = |protocol| numbers::<Ipv4>(protocol, &web);
        let each = |protocol| (443..=443).chain(8000..=8009).map(move |port| Traffic::new(protocol, Some(port)).set::<Ipv4>());
        let all = |sets: &mut dyn Iterator<Item = AddressSet<Ipv4>>| sets.fold(AddressSet::default(), |all, set| all.union(&set));
        assert_eq!(of(Protocol::Tcp), all(&mut each(Protocol::Tcp)));
        assert_eq!(of(Protocol::Udp), all(&mut each(Protocol::Udp)));
        assert_eq!(of(Protocol::Any), of(Protocol::Tcp).union(&of(Protocol::Udp)));
        // ICMP has no ports.
        assert_eq!(of(Protocol::Icmp), AddressSet::default());
        assert_eq!(numbers::<Ipv4>(Protocol::Udp, &[]), Traffic::new(Protocol::Udp, None).set());
    }

    #[test]
    fn the_port_changes_and_the_protocol_stays() {
        let web = Traffic::new(Protocol::Tcp, Some(443));
        assert_eq!((web.to_port(8443).port(), web.to_port(8443).protocol()), (Some(8443), "Tcp"));
        assert_eq!((web.answer().port(), web.answer().protocol()), (None, "Tcp"));
        let named = Traffic::new(Protocol::Tcp, None).set().union(&Traffic::new(Protocol::Udp, None).set::<Ipv4>());
        let rest = Traffic::ANY.set().difference(&named).difference(&Traffic::new(Protocol::Icmp, None).set());
        assert_eq!(Traffic::ANY.of(&rest).map(Traffic::protocol), Some("Other"));
    }
}
