//! `intent-port-range`: an intent speaks of a port that does not exist.
//!
//! # What it checks
//! The `ports` of intents are from 0 to 65535, and the protocol of an intent with ports has ports: it is not Icmp.
//!
//! # Why it matters
//! No packet has such a port, so the intent would hold whatever the network does.
//!
//! # Fix
//! Correct the port, or leave `ports` out. For Icmp the fix leaves them out.
//!
//! # Source
//! RFC 9293 and RFC 768: port numbers have 16 bits; RFC 792: ICMP has none.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::Protocol;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("intent-port-range", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for intent in &design.intents {
        if intent.protocol == Protocol::Icmp && !intent.ports.is_empty() {
            let path = intent.at.field("ports");
            let message = format!("intent `{}` speaks of ports, which ICMP does not have", intent.name);
            found.push(rule.report(path.clone(), message).hint("leave `ports` out").removing(path));
            continue;
        }
        for (i, port) in intent.ports.placed().filter(|(_, port)| **port > u32::from(u16::MAX)) {
            let message = format!("{port} in intent `{}` is not a port", intent.name);
            found.push(rule.report(intent.at.field(&format!("ports/{i}")), message).hint("write a number from 0 to 65535"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(protocol: &str, ports: &str) -> String {
        format!(
            r#"{{ "intents": [{{ "name": "i", "from": "10.0.0.0/8", "to": "Internet", "delivered": true, "protocol": "{protocol}", "ports": [{ports}] }}] }}"#
        )
    }

    #[test]
    fn a_port_with_more_than_sixteen_bits_is_reported() {
        assert_eq!(findings(&RULE, &design("Tcp", "443, 65536")), ["/intents/0/ports/1: 65536 in intent `i` is not a port"]);
    }

    #[test]
    fn ports_of_a_protocol_without_ports_are_reported() {
        let document = design("Icmp", "8");
        assert_eq!(findings(&RULE, &document), ["/intents/0/ports: intent `i` speaks of ports, which ICMP does not have"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn ordinary_ports_are_silent() {
        assert!(findings(&RULE, &design("Tcp", "22, 443")).is_empty());
        assert!(findings(&RULE, &design("Icmp", "")).is_empty());
    }

    #[test]
    fn the_first_and_the_last_port_exist() {
        assert!(findings(&RULE, &design("Udp", "0, 65535")).is_empty());
    }
}
