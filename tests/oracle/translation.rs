//! The NAT rules of firewalls (N1 to N3).

use serde_json::Value;

use super::model::{Estate, number};
use super::read::{list, text};
use super::security::Payload;
use super::walk::{End, Journey, Packet, Passed, Place};

/// A NAT rule.
#[derive(Debug)]
pub struct NatRule {
    priority: u64,
    sources: Vec<String>,
    /// The position of the public IP address.
    public: usize,
    protocols: Vec<String>,
    ports: Vec<(u16, u16)>,
    pub to: u32,
    port: u16,
    in_hub: bool,
}

/// The NAT rules of a firewall, in the order in which they are asked.
pub fn read(document: &Value, firewall: &Value) -> Vec<NatRule> {
    let words = |it: &Value, key: &str| -> Vec<String> { list(it, key).iter().map(|word| word.as_str().unwrap().to_owned()).collect() };
    let range = |ports: &String| match ports.split_once('-') {
        _ if ports == "*" => (0, u16::MAX),
        Some((first, last)) => (first.parse().unwrap(), last.parse().unwrap()),
        None => (ports.parse().unwrap(), ports.parse().unwrap()),
    };
    let own = words(firewall, "publicIpAddresses");
    let rule = |it: &Value| {
        let name = text(it, "publicIpAddress");
        // N1
        own.contains(&name).then(|| NatRule {
            priority: it["priority"].as_u64().unwrap(),
            sources: words(it, "sources"),
            public: list(document, "publicIpAddresses").iter().position(|it| text(it, "name") == name).unwrap(),
            protocols: words(it, "protocols"),
            ports: words(it, "ports").iter().map(range).collect(),
            to: number(&text(it, "translatedAddress")),
            port: it["translatedPort"].as_u64().unwrap() as u16,
            in_hub: firewall["virtualNetwork"].is_null(),
        })
    };
    let mut rules: Vec<NatRule> = list(firewall, "natRules").iter().filter_map(rule).collect();
    rules.sort_by_key(|rule| rule.priority);
    rules
}

impl NatRule {
    /// Whether what a packet carries matches.
    pub fn carries(&self, (protocol, port): Payload) -> bool {
        let held = |port: u16| self.ports.iter().any(|(first, last)| *first <= port && port <= *last);
        self.protocols.iter().any(|it| it == protocol) && port.is_some_and(held)
    }
}

impl Estate {
    /// Every NAT rule with its firewall and the public address that it is for, which no machine has.
    pub fn nat_rules(&self) -> impl Iterator<Item = (usize, u32, &NatRule)> {
        let rules = self.devices.iter().enumerate().flat_map(|(device, it)| it.nat.iter().map(move |rule| (device, rule)));
        rules.filter_map(|(device, rule)| Some((device, self.unowned(rule.public)?, rule)))
    }

    /// A packet from the Internet for a public address of no machine (N2).
    pub fn come_through(&self, packet: &mut Packet, journey: &mut Journey) -> Result<Place, End> {
        let rules = self.nat_rules().filter(|(_, public, _)| *public == packet.destination);
        for (device, _, rule) in rules.filter(|(.., rule)| rule.carries(journey.payload)) {
            match self.among(&rule.sources, packet.source) {
                Some(false) => {}
                None => return Err(End::Dropped("UndecidedFirewallRule")),
                // N4
                Some(true) if rule.in_hub && !self.sends_directly(device) => return Err(End::Dropped("UndecidedHub")),
                Some(true) => {
                    let own = self.devices[device].ports[0].address;
                    packet.translate(device, own);
                    packet.destination = rule.to;
                    journey.landed = Some(rule.to);
                    journey.payload.1 = Some(rule.port);
                    journey.entered = Some(device);
                    journey.passed.push(Passed::Device(device));
                    return Ok(Place::Device(device, 0));
                }
            }
        }
        Err(End::Dropped("DroppedUnsolicited"))
    }

    /// N4
    fn sends_directly(&self, device: usize) -> bool {
        self.hub_of_firewall(device).is_some_and(|hub| self.policy(hub, false) == Some(device))
    }
}
