//! Network interfaces of machines, and the application security groups that they belong to (9.1, 9.9).

use serde_json::Value;

use super::model::{Estate, number};
use super::read::{list, text};

#[derive(Debug)]
pub struct Interface {
    pub net: usize,
    pub subnet: usize,
    pub address: u32,
    pub forwards: bool,
    /// Its security group.
    pub group: Option<usize>,
    /// Names of its application security groups.
    pub groups: Vec<String>,
}

/// Reads the interfaces; `subnet` and `group` find what a name means.
pub fn read(document: &Value, subnet: impl Fn(&str) -> (usize, usize), group: impl Fn(&Value) -> Option<usize>) -> Vec<Interface> {
    let one = |it: &Value| {
        let (net, subnet) = subnet(&text(it, "subnet"));
        Interface {
            net,
            subnet,
            address: number(&text(it, "privateIpAddress")),
            forwards: it["enableIPForwarding"] == true,
            group: group(&it["networkSecurityGroup"]),
            groups: list(it, "applicationSecurityGroups").iter().map(|it| it.as_str().unwrap().to_owned()).collect(),
        }
    };
    list(document, "networkInterfaces").iter().map(one).collect()
}

impl Estate {
    /// Whether one of these application security groups has the address; a rule that names an empty one perhaps does nothing (S9).
    pub fn in_groups(&self, groups: &[String], address: u32) -> Option<bool> {
        let members = |group: &String| self.interfaces.iter().filter(|it| it.groups.contains(group)).collect::<Vec<_>>();
        let found = groups.iter().any(|group| members(group).iter().any(|it| it.address == address));
        let empty = groups.iter().any(|group| members(group).is_empty());
        if found && empty { None } else { Some(found) }
    }

    /// W15: what becomes of packets whose next hop is no firewall and no appliance.
    pub fn machine_at(&self, net: usize, address: u32) -> &'static str {
        let forwards = self.interfaces.iter().any(|it| it.net == net && it.address == address && it.forwards);
        if forwards { "UndecidedMachine" } else { "DroppedNextHopNotForwarding" }
    }

    /// The security groups that a packet meets at a place, in order (9.1): at machines also those of their interfaces (S8).
    pub fn groups_met(&self, net: usize, subnet: usize, machine: Option<u32>, inbound: bool) -> Vec<usize> {
        let own = self.interfaces.iter().find(|it| it.net == net && it.subnet == subnet && Some(it.address) == machine);
        let mut met: Vec<usize> = self.nets[net].subnets[subnet].group.into_iter().chain(own.and_then(|it| it.group)).collect();
        if !inbound {
            met.reverse();
        }
        met
    }
}
