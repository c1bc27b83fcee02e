//! Security admin rules: what one packet meets before the groups (9.11).

use serde_json::Value;

use super::model::{Estate, number};
use super::read::{list, text};
use super::security::{Payload, both, carries};

#[derive(Debug)]
pub struct AdminRule {
    priority: u64,
    inbound: bool,
    access: String,
    protocol: String,
    from: Vec<String>,
    to: Vec<String>,
    ports: Vec<(u16, u16)>,
    source_port: bool,
    nets: Vec<String>,
}

/// The rules, in the order in which they are asked.
pub fn read(document: &Value) -> Vec<AdminRule> {
    let words = |it: &Value, key: &str| -> Vec<String> {
        it[key].as_array().map_or(vec!["*".to_owned()], |all| all.iter().map(|it| it.as_str().unwrap().to_owned()).collect())
    };
    let range = |ports: &String| {
        let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
        if ports == "*" { (0, u16::MAX) } else { (first.parse().unwrap(), last.parse().unwrap()) }
    };
    let one = |it: &Value| AdminRule {
        priority: it["priority"].as_u64().unwrap(),
        inbound: text(it, "direction") == "Inbound",
        access: text(it, "access"),
        protocol: text(it, "protocol"),
        from: words(it, "sources"),
        to: words(it, "destinations"),
        ports: words(it, "destinationPortRanges").iter().map(range).collect(),
        source_port: !words(it, "sourcePortRanges").contains(&"*".to_owned()),
        nets: words(it, "appliesTo"),
    };
    let mut rules: Vec<AdminRule> = list(&document["networkManager"], "securityAdminRules").iter().map(one).collect();
    rules.sort_by_key(|rule| rule.priority);
    rules
}

/// What the rules say: nothing more is asked, the groups are asked, or it is dropped; `None` is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Final,
    Groups,
    Drop,
}

impl Estate {
    /// Whether there are rules for a subnet.
    pub fn is_administered(&self, net: usize, subnet: usize) -> bool {
        let delegated = |subnet: usize, to: &str| self.nets[net].subnets[subnet].delegation == to;
        let services = ["Microsoft.Sql/managedInstances", "Microsoft.Databricks/workspaces"];
        let skipped = (0..self.nets[net].subnets.len()).any(|subnet| services.iter().any(|service| delegated(subnet, service)));
        let name = self.nets[net].subnets[subnet].name.as_str();
        let own = ["GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "AzureBastionSubnet", "RouteServerSubnet"];
        let meant = self.admin.iter().any(|rule| rule.nets.contains(&self.nets[net].name));
        meant && !skipped && !own.contains(&name) && !delegated(subnet, "Microsoft.Network/applicationGateways")
    }

    /// What the rules say of one packet.
    pub fn admin_answer(&self, net: usize, subnet: usize, inbound: bool, from: u32, to: u32, payload: Payload) -> Option<Answer> {
        // S2
        if !inbound && [number("168.63.129.16"), number("169.254.169.254")].contains(&to) {
            return Some(Answer::Groups);
        }
        let among = |words: &[String], address: u32| {
            let each: Vec<Option<bool>> = words.iter().map(|word| self.means(word, net, subnet, address)).collect();
            if each.contains(&Some(true)) {
                Some(true)
            } else if each.contains(&None) {
                None
            } else {
                Some(false)
            }
        };
        let mut perhaps = Vec::new();
        for rule in self.admin.iter().filter(|rule| rule.inbound == inbound && rule.nets.contains(&self.nets[net].name)) {
            let carried: Vec<Option<bool>> =
                rule.ports.iter().map(|ports| carries(&rule.protocol, *ports, rule.source_port, payload)).collect();
            let carried =
                if carried.contains(&Some(true)) { Some(true) } else { carried.into_iter().find(Option::is_none).unwrap_or(Some(false)) };
            let answer = match rule.access.as_str() {
                "AlwaysAllow" => Answer::Final,
                "Allow" => Answer::Groups,
                _ => Answer::Drop,
            };
            match both(both(among(&rule.from, from), among(&rule.to, to)), carried) {
                Some(false) => {}
                None => perhaps.push(answer),
                Some(true) => return perhaps.iter().all(|other| *other == answer).then_some(answer),
            }
        }
        perhaps.iter().all(|other| *other == Answer::Groups).then_some(Answer::Groups)
    }
}
