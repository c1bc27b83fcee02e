//! The rules of firewalls (F1 to F3).

use serde_json::Value;

use super::model::{Block, Estate};
use super::read::{list, text};
use super::security::{Payload, both};

#[derive(Debug)]
pub struct FirewallRule {
    priority: u64,
    allow: bool,
    sources: Vec<String>,
    /// None for an application rule, which names no addresses.
    destinations: Option<Vec<String>>,
    protocols: Vec<String>,
    ports: Vec<(u16, u16)>,
}

/// The rules of a firewall in the order in which they are asked, if it has some.
pub fn read(firewall: &Value) -> Option<Vec<FirewallRule>> {
    let words = |it: &Value, key: &str| -> Vec<String> { list(it, key).iter().map(|word| word.as_str().unwrap().to_owned()).collect() };
    let ports = |it: &Value| -> Vec<(u16, u16)> {
        let range = |ports: &String| match ports.split_once('-') {
            _ if ports == "*" => (0, u16::MAX),
            Some((first, last)) => (first.parse().unwrap(), last.parse().unwrap()),
            None => (ports.parse().unwrap(), ports.parse().unwrap()),
        };
        words(it, "ports").iter().map(range).collect()
    };
    let rule = |it: &Value, application: bool| FirewallRule {
        priority: it["priority"].as_u64().unwrap(),
        allow: text(it, "action") == "Allow",
        sources: words(it, "sources"),
        destinations: (!application).then(|| words(it, "destinations")),
        protocols: if application { vec!["Tcp".to_owned()] } else { words(it, "protocols") },
        ports: if application { vec![(80, 80), (443, 443)] } else { ports(it) },
    };
    let mut rules: Vec<FirewallRule> = list(firewall, "networkRules").iter().map(|it| rule(it, false)).collect();
    let mut names: Vec<FirewallRule> = list(firewall, "applicationRules").iter().map(|it| rule(it, true)).collect();
    let given = firewall["networkRules"].is_array() || !names.is_empty();
    rules.sort_by_key(|rule| rule.priority);
    names.sort_by_key(|rule| rule.priority);
    rules.append(&mut names);
    given.then_some(rules)
}

impl FirewallRule {
    fn carries(&self, (protocol, port): Payload) -> Option<bool> {
        let any = self.protocols.iter().any(|it| it == "Any");
        let same = any || self.protocols.iter().any(|it| it == protocol);
        match port {
            Some(port) => Some(same && self.ports.iter().any(|(first, last)| *first <= port && port <= *last)),
            None if self.ports.contains(&(0, u16::MAX)) => Some(same),
            // S3
            None => {
                if same {
                    None
                } else {
                    Some(false)
                }
            }
        }
    }
}

impl Estate {
    /// Whether the rules of a device let a request pass; `None` is not known.
    pub fn admits(&self, device: usize, from: u32, to: u32, payload: Payload) -> Option<bool> {
        let Some(rules) = &self.devices[device].rules else { return Some(true) };
        let among = |words: &[String], address: u32| self.among(words, address);
        let mut perhaps = Vec::new();
        for rule in rules {
            let to = rule.destinations.as_ref().and_then(|words| among(words, to));
            match both(both(among(&rule.sources, from), to), rule.carries(payload)) {
                Some(false) => {}
                None => perhaps.push(rule.allow),
                Some(true) => return perhaps.iter().all(|allow| *allow == rule.allow).then_some(rule.allow),
            }
        }
        // F2
        (!perhaps.contains(&true)).then_some(false)
    }

    /// Whether one of the words stands for an address; `None` is not known.
    pub fn among(&self, words: &[String], address: u32) -> Option<bool> {
        let each: Vec<Option<bool>> = words.iter().map(|word| self.stands_for(word, address)).collect();
        if each.contains(&Some(true)) {
            Some(true)
        } else if each.contains(&None) {
            None
        } else {
            Some(false)
        }
    }

    fn stands_for(&self, word: &str, address: u32) -> Option<bool> {
        match word {
            "*" => Some(true),
            block if block.contains('/') => Some(Block::read(block).holds(address)),
            tag => self.tag_holds(tag, address),
        }
    }
}
