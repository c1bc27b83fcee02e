//! The rules of a firewall, as rule collections in its own body: those of one priority are one collection.
//!
//! Not as a policy: Microsoft's schemas say of a policy's rule collections no more than their names and priorities, so nothing could hold
//! a body against them.

use super::body::texts;
use crate::address::sort_by_rank;
use crate::design::{ApplicationRule, Design, Firewall, FirewallRule, NatRule, Protocol, SecurityAddress, Snat, TransportProtocol};
use crate::json::{Json, Object};

/// The collections of NAT rules, of network rules and of application rules, and how addresses are translated, as members of the firewall's properties.
///
/// A NAT rule names its public address as text, which only a design can know that states it: the others are left out.
pub(super) fn with_rules(design: &Design, firewall: &Firewall, properties: Object) -> Object {
    // Microsoft Learn, "Azure Firewall SNAT private IP address ranges": towards these it does not translate.
    let ranges = match firewall.snat {
        Snat::Public => None,
        Snat::Never => Some("0.0.0.0/0"),
        Snat::Always => Some("255.255.255.255/32"),
    };
    let properties =
        properties.with_some("additionalProperties", ranges.map(|ranges| Object::new().with("Network.SNAT.PrivateRanges", ranges)));
    let network: Vec<_> = firewall.network_rules.iter().flatten().map(|it| (it.priority, it.action.as_str(), network_rule(it))).collect();
    let application: Vec<_> = firewall.application_rules.iter().map(|it| (it.priority, it.action.as_str(), application_rule(it))).collect();
    let translating = firewall.nat_rules.iter().filter_map(|it| Some((it.priority, "Dnat", nat_rule(it, public_address(design, it)?))));
    properties
        .with_some("natRuleCollections", collections("nat", translating.collect()))
        .with_some("networkRuleCollections", collections("network", network))
        .with_some("applicationRuleCollections", collections("application", application))
}

fn collections(kind: &str, mut rules: Vec<(u32, &'static str, Json)>) -> Option<Json> {
    sort_by_rank(&mut rules, |it| u64::from(it.0));
    let mut list: Vec<Json> = Vec::new();
    for same in rules.chunk_by(|a, b| a.0 == b.0) {
        let Some((priority, action, _)) = same.first() else { continue };
        let properties = Object::new()
            .with("priority", *priority)
            .with("action", Object::new().with("type", *action))
            .with("rules", same.iter().map(|it| it.2.clone()).collect::<Vec<_>>());
        list.push(Object::new().with("name", format!("{kind}-{priority}")).with("properties", properties).into());
    }
    (!list.is_empty()).then_some(Json::List(list))
}

fn network_rule(rule: &FirewallRule) -> Json {
    let protocols = rule.protocols.iter().map(|protocol| match protocol {
        Protocol::Any => "Any",
        Protocol::Tcp => "TCP",
        Protocol::Udp => "UDP",
        Protocol::Icmp => "ICMP",
    });
    Object::new()
        .with("name", rule.name.as_str())
        .with("protocols", texts(protocols.map(str::to_owned)))
        .with("sourceAddresses", addresses(&rule.sources))
        .with("destinationAddresses", addresses(&rule.destinations))
        .with("destinationPorts", texts(rule.ports.iter().map(ToString::to_string)))
        .into()
}

/// The address that packets for a NAT rule come to, where the design states it.
pub(super) fn public_address(design: &Design, rule: &NatRule) -> Option<String> {
    Some(design[rule.public()?].ip_address.as_ref()?.to_string())
}

fn nat_rule(rule: &NatRule, destination: String) -> Json {
    let protocols = rule.protocols.iter().map(|protocol| match protocol {
        TransportProtocol::Tcp => "TCP",
        TransportProtocol::Udp => "UDP",
    });
    Object::new()
        .with("name", rule.name.as_str())
        .with("protocols", texts(protocols.map(str::to_owned)))
        .with("sourceAddresses", addresses(&rule.sources))
        .with("destinationAddresses", texts([destination].into_iter()))
        .with("destinationPorts", texts(rule.ports.iter().map(ToString::to_string)))
        .with("translatedAddress", rule.translated_address.to_string())
        .with("translatedPort", rule.translated_port.to_string())
        .into()
}

fn application_rule(rule: &ApplicationRule) -> Json {
    let protocols = rule.ports().map(|port| {
        let kind = if port == 80 { "Http" } else { "Https" };
        Object::new().with("protocolType", kind).with("port", port).into()
    });
    Object::new()
        .with("name", rule.name.as_str())
        .with("sourceAddresses", addresses(&rule.sources))
        .with("protocols", protocols.collect::<Vec<Json>>())
        .with("targetFqdns", texts(rule.target_fqdns.iter().cloned()))
        .into()
}

fn addresses(written: &[SecurityAddress]) -> Json {
    texts(written.iter().map(|address| address.0.clone()))
}
