//! The rules of a firewall, as rule collections in its own body: those of one priority are one collection.
//!
//! Not as a policy: Microsoft's schemas say of a policy's rule collections no more than their names and priorities, so nothing could hold
//! a body against them.

use super::plan::texts;
use crate::address::sort_by_rank;
use crate::design::{Access, ApplicationRule, Firewall, FirewallRule, Protocol, SecurityAddress, Snat};
use crate::json::{Json, Object};

/// The collections of network rules and of application rules, and how addresses are translated, as members of the firewall's properties.
pub(super) fn with_rules(firewall: &Firewall, properties: Object) -> Object {
    // Microsoft Learn, "Azure Firewall SNAT private IP address ranges": towards these it does not translate.
    let ranges = match firewall.snat {
        Snat::Public => None,
        Snat::Never => Some("0.0.0.0/0"),
        Snat::Always => Some("255.255.255.255/32"),
    };
    let properties =
        properties.with_some("additionalProperties", ranges.map(|ranges| Object::new().with("Network.SNAT.PrivateRanges", ranges)));
    let network: Vec<_> = firewall.network_rules.iter().flatten().map(|it| (it.priority, it.action, network_rule(it))).collect();
    let application: Vec<_> = firewall.application_rules.iter().map(|it| (it.priority, it.action, application_rule(it))).collect();
    properties
        .with_some("networkRuleCollections", collections("network", network))
        .with_some("applicationRuleCollections", collections("application", application))
}

fn collections(kind: &str, mut rules: Vec<(u32, Access, Json)>) -> Option<Json> {
    sort_by_rank(&mut rules, |it| u64::from(it.0));
    let mut list: Vec<Json> = Vec::new();
    for same in rules.chunk_by(|a, b| a.0 == b.0) {
        let Some((priority, action, _)) = same.first() else { continue };
        let properties = Object::new()
            .with("priority", *priority)
            .with("action", Object::new().with("type", action.as_str()))
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
