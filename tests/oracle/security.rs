//! Security groups: what one packet meets where it leaves a subnet or arrives (9).

use serde_json::Value;

use super::admin::Answer;
use super::hubs::BLOCKS;
use super::model::{Block, Estate, number};
use super::read::{list, text};
use super::walk::{End, Journey, Place, Request, is_public};

/// What a packet carries: a protocol in the words of rules, or another one, and the port if the protocol has ports.
pub type Payload = (&'static str, Option<u16>);

#[derive(Debug)]
pub struct Rule {
    priority: u64,
    inbound: bool,
    allow: bool,
    protocol: String,
    from: String,
    to: String,
    /// Application security groups, in the place of `from` and `to`.
    from_groups: Vec<String>,
    to_groups: Vec<String>,
    ports: (u16, u16),
    /// Whether it asks for source ports.
    source_port: bool,
}

/// The rules of a group, in the order in which they are asked.
pub fn read(group: &Value) -> Vec<Rule> {
    let mut rules: Vec<Rule> = list(group, "securityRules")
        .iter()
        .map(|it| {
            let ports = text(it, "destinationPortRange");
            let (first, last) = ports.split_once('-').unwrap_or((&ports, &ports));
            Rule {
                priority: it["priority"].as_u64().unwrap(),
                inbound: text(it, "direction") == "Inbound",
                allow: text(it, "access") == "Allow",
                protocol: text(it, "protocol"),
                from: text(it, "sourceAddressPrefix"),
                to: text(it, "destinationAddressPrefix"),
                from_groups: names(it, "sourceApplicationSecurityGroups"),
                to_groups: names(it, "destinationApplicationSecurityGroups"),
                ports: if ports == "*" { (0, u16::MAX) } else { (first.parse().unwrap(), last.parse().unwrap()) },
                source_port: text(it, "sourcePortRange") != "*",
            }
        })
        .collect();
    rules.sort_by_key(|rule| rule.priority);
    rules
}

fn names(rule: &Value, key: &str) -> Vec<String> {
    list(rule, key).iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// What is sure of two things.
pub fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Whether a rule for these ports of a protocol is about a payload; `None` is not known (S3).
pub fn carries(rule: &str, ports: (u16, u16), source_port: bool, (protocol, port): Payload) -> Option<bool> {
    let same = match rule {
        "*" => Some(true),
        "Esp" | "Ah" if protocol == "Other" => None,
        named => Some(named == protocol),
    };
    let ports = match port {
        Some(port) => Some(ports.0 <= port && port <= ports.1),
        None => (ports == (0, u16::MAX)).then_some(true),
    };
    let from = if source_port { None } else { Some(true) };
    both(both(same, ports), from)
}

impl Estate {
    /// Asks the group of a place, if it has one.
    pub fn guard(&self, place: Place, inbound: bool, from: u32, to: u32, journey: &mut Journey, request: Request<'_>) -> Result<(), End> {
        let (net, subnet) = match place {
            Place::Subnet(net, subnet) => (net, subnet),
            Place::Device(device, port) if !self.devices[device].firewall => {
                (self.devices[device].ports[port].net, self.devices[device].ports[port].subnet)
            }
            Place::Endpoint(endpoint) if self.nets[self.endpoints[endpoint].net].subnets[self.endpoints[endpoint].subnet].guarded => {
                (self.endpoints[endpoint].net, self.endpoints[endpoint].subnet)
            }
            _ => return Ok(()),
        };
        if !matches!(place, Place::Endpoint(_)) && self.is_administered(net, subnet) {
            let answer = match request {
                Some((request, _)) if request.asked.contains(&place) => return Ok(()),
                // S4
                Some(_) => None,
                None => {
                    journey.asked.push(place);
                    self.admin_answer(net, subnet, inbound, from, to, journey.payload)
                }
            };
            let end = match answer {
                Some(Answer::Final) => return Ok(()),
                Some(Answer::Groups) => None,
                Some(Answer::Drop) => Some("DroppedBySecurityRule"),
                None => Some("UndecidedSecurityRule"),
            };
            if let Some(end) = end {
                journey.steps.push((place, None));
                return Err(End::Dropped(end));
            }
        }
        let machine = matches!(place, Place::Subnet(..)).then_some(if inbound { to } else { from });
        for group in self.groups_met(net, subnet, machine, inbound) {
            let allowed = match request {
                Some((request, _)) if request.asked.contains(&place) => return Ok(()),
                // S4
                Some(_) => None,
                None => {
                    journey.asked.push(place);
                    self.allows(group, net, subnet, inbound, from, to, journey.payload)
                }
            };
            let end = match allowed {
                Some(true) => continue,
                Some(false) => "DroppedBySecurityRule",
                None => "UndecidedSecurityRule",
            };
            journey.steps.push((place, None));
            return Err(End::Dropped(end));
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn allows(&self, group: usize, net: usize, subnet: usize, inbound: bool, from: u32, to: u32, payload: Payload) -> Option<bool> {
        // S2
        if !inbound && [number("168.63.129.16"), number("169.254.169.254")].contains(&to) {
            return Some(true);
        }
        let means = |word: &str, address: u32| self.means(word, net, subnet, address);
        let side = |word: &str, groups: &[String], address: u32| match groups {
            [] => means(word, address),
            groups => self.in_groups(groups, address),
        };
        let own = self.groups[group].iter().filter(|rule| rule.inbound == inbound);
        let ends = |rule: &Rule| both(side(&rule.from, &rule.from_groups, from), side(&rule.to, &rule.to_groups, to));
        let mut answers: Vec<(Option<bool>, bool)> =
            own.map(|rule| (both(ends(rule), carries(&rule.protocol, rule.ports, rule.source_port, payload)), rule.allow)).collect();
        // 9.3
        answers.push((both(means("VirtualNetwork", from), means("VirtualNetwork", to)), true));
        answers.push((if inbound { means("AzureLoadBalancer", from) } else { means("Internet", to) }, true));
        answers.push((Some(true), false));
        let sure = answers.iter().position(|(matches, _)| *matches == Some(true)).unwrap();
        let decided = answers[sure].1;
        let differs = answers[..sure].iter().any(|(matches, allow)| matches.is_none() && *allow != decided);
        (!differs).then_some(decided)
    }

    /// Whether a prefix or tag of a rule holds an address, for this subnet; `None` is not known.
    pub fn means(&self, word: &str, net: usize, subnet: usize, address: u32) -> Option<bool> {
        let balancer = address == number("168.63.129.16");
        match word {
            "*" => Some(true),
            "AzureLoadBalancer" => Some(balancer),
            "VirtualNetwork" | "Internet" => {
                // 9.4
                let (mut blocks, mut perhaps) = (self.nets[net].space.clone(), Vec::new());
                for link in self.connected(net).into_iter().filter(|link| link.access) {
                    match &link.listed {
                        None => blocks.extend(&self.nets[link.to].space),
                        Some((local, _)) => {
                            perhaps.extend(&self.nets[link.to].space);
                            blocks.extend(self.blocks_over(link).into_iter().filter(|_| local.contains(&subnet)));
                        }
                    }
                }
                // C1
                perhaps.extend(self.grouped(net).into_iter().flat_map(|member| &self.nets[member].space));
                for gateway in self.serving(net) {
                    let connections = 0..self.gateways[gateway].connections.len();
                    blocks.extend(connections.flat_map(|it| self.learned(gateway, it)).map(|(block, _)| block));
                }
                let table = self.nets[net].subnets[subnet].table;
                let routes = table.iter().flat_map(|table| &self.tables[*table].routes);
                let (tags, explicit): (Vec<_>, Vec<_>) = routes.partition(|route| route.tag.is_some());
                blocks.extend(explicit.iter().map(|route| route.block));
                // S6
                let tagged = tags.iter().any(|route| self.tag_holds(route.tag.as_deref().unwrap(), address) != Some(false));
                // S10
                let said = self.servers_serving(net).into_iter().flat_map(|server| self.said(server)).map(|said| said.block);
                let hub = self.hub_of(net);
                blocks.extend(hub.into_iter().flat_map(|hub| self.told_by_hub(hub)));
                let policy = hub.and_then(|hub| self.policy(hub, true));
                let blocked = policy.into_iter().flat_map(|_| BLOCKS.map(Block::read));
                let said = said.chain(blocked);
                let (defaults, said): (Vec<Block>, Vec<Block>) = said.partition(|block| block.length == 0);
                blocks.extend(defaults);
                let tagged = tagged || said.iter().any(|block| block.holds(address));
                let default = blocks.iter().any(|block| block.length == 0);
                let to_appliance = explicit.iter().any(|route| route.block.length == 0 && route.hop.starts_with("VirtualAppliance"));
                let (forced, perhaps_forced) = match self.options.virtual_network_tag_holds.as_str() {
                    "AnyDefaultRoute" => (default, default),
                    "NoDefaultRoute" => (false, false),
                    _ => (to_appliance, default),
                };
                let inside = balancer || blocks.iter().any(|block| block.length > 0 && block.holds(address));
                match (word, inside) {
                    ("VirtualNetwork", inside) if inside || forced => Some(true),
                    ("VirtualNetwork", _) if perhaps_forced => None,
                    // S5
                    ("VirtualNetwork", _) if perhaps.iter().any(|block: &Block| block.holds(address)) => None,
                    ("VirtualNetwork", _) if tagged => None,
                    ("VirtualNetwork", _) => Some(false),
                    (_, false) if (tagged || perhaps.iter().any(|block: &Block| block.holds(address))) && is_public(address) => None,
                    (_, true) if is_public(address) => None,
                    _ => Some(is_public(address)),
                }
            }
            block if block.contains('/') => Some(Block::read(block).holds(address)),
            // S1
            tag => self.tag_holds(tag, address),
        }
    }
}
