//! What gives packets a public address where a route sends them to the Internet (10.1 to 10.4).

use serde_json::Value;

use super::model::{Estate, NOWHERE, number};
use super::read::{list, text};
use super::security::Payload;
use super::walk::Place;

/// What the document says of ways out.
#[derive(Debug, Default)]
pub struct Ways {
    /// Per NAT gateway: whether it has an address.
    gateways: Vec<bool>,
    /// By network and subnet.
    subnets: Vec<Vec<Subnet>>,
    /// Network, subnet and private address of each machine with a public IP address.
    machines: Vec<(usize, usize, u32)>,
    /// The public addresses, each with the machine that answers there, and its private address.
    published: Vec<(u32, Option<(Place, u32)>)>,
    /// For each of them: whether a machine has it.
    owned: Vec<bool>,
    /// By device and port: whether it has a public IP address.
    ports: Vec<Vec<bool>>,
}

#[derive(Debug)]
struct Subnet {
    gateway: Option<usize>,
    open: bool,
    delegated: bool,
    /// Whether a service stands there that has public addresses which the document does not show (10.3).
    served: bool,
    /// Whether Azure itself runs what stands there.
    reserved: bool,
}

const RESERVED: [&str; 5] =
    ["GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "AzureBastionSubnet", "RouteServerSubnet"];

/// 10.3: the workloads whose service has public addresses of its own, or is none of the subnet's machines.
const WITH_ADDRESSES: [&str; 9] = [
    "AzureMachineLearningComputeWithPublicIp",
    "AksLoadBalancer",
    "ContainerAppsWorkloadProfiles",
    "ContainerAppsConsumption",
    "ApiManagement",
    "ApplicationGatewayV2",
    "SqlManagedInstance",
    "Bastion",
    "NetAppFiles",
];

/// The subnet that a path names.
fn subnet_of<'v>(document: &'v Value, path: &str) -> Option<&'v Value> {
    let (net, subnet) = path.split_once('/')?;
    let named = |it: &&Value, name: &str| text(it, "name").eq_ignore_ascii_case(name);
    let net = list(document, "virtualNetworks").iter().find(|it| named(it, net))?;
    list(net, "subnets").iter().find(|it| named(it, subnet))
}

impl Ways {
    pub fn read(document: &Value) -> Self {
        let all = |key: &str| list(document, key).iter();
        let gateway = |name: &str| all("natGateways").position(|it| text(it, "name").eq_ignore_ascii_case(name)).unwrap();
        // 10.3: what a new network gets depends on the version with which it is made, and the newest is one of the later ones.
        let old = document["apiVersion"].as_str().is_some_and(|version| version < "2025-07-01");
        let subnet = |it: &Value, existing: bool| Subnet {
            gateway: it["natGateway"].as_str().map(gateway),
            open: it["defaultOutboundAccess"].as_bool().unwrap_or(old || existing),
            delegated: it["delegation"].is_string(),
            served: list(it, "workloads").iter().any(|it| WITH_ADDRESSES.contains(&it.as_str().unwrap())),
            reserved: RESERVED.iter().any(|name| name.eq_ignore_ascii_case(&text(it, "name"))),
        };
        let machine = |it: &Value| {
            let path = text(it, "subnet").to_lowercase();
            let (net, subnet) = path.split_once('/').unwrap();
            let named = |it: &Value, name: &str| text(it, "name").to_lowercase() == name;
            let net = all("virtualNetworks").position(|it| named(it, net)).unwrap();
            let subnet = list(&document["virtualNetworks"][net], "subnets").iter().position(|it| named(it, subnet)).unwrap();
            it["publicIpAddress"].is_string().then(|| (net, subnet, number(&text(it, "privateIpAddress"))))
        };
        let machines: Vec<(usize, usize, u32)> = all("networkInterfaces").filter_map(machine).collect();
        let published = all("publicIpAddresses").enumerate().map(|(i, it)| {
            // I1
            let address = it["ipAddress"].as_str().map_or((255 << 24) + i as u32, number);
            let has = |port: &Value| port["publicIpAddress"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(&text(it, "name")));
            let interface = all("networkInterfaces").find(|it| has(it));
            // I3
            let has_group = |it: &Value| it["networkSecurityGroup"].is_string();
            let guarded = |it: &Value| has_group(it) || subnet_of(document, &text(it, "subnet")).is_some_and(has_group);
            let machine = interface.and_then(|it| Some((machine(it)?, guarded(it))));
            let machine = machine.map(|((net, subnet, private), guarded)| guarded.then_some((Place::Subnet(net, subnet), private)));
            let ports =
                all("appliances").enumerate().flat_map(|(d, it)| list(it, "networkInterfaces").iter().enumerate().map(move |p| (d, p)));
            let mut ports = ports.filter(|(_, (_, port))| has(port));
            let device = |(d, (p, port)): (usize, (usize, &Value))| {
                guarded(port).then(|| (Place::Device(list(document, "firewalls").len() + d, p), number(&text(port, "privateIpAddress"))))
            };
            let machine = machine.or_else(|| ports.next().map(device));
            (address, machine.flatten(), machine.is_some())
        });
        let published: Vec<_> = published.collect();
        let firewalls = all("firewalls").map(|_| vec![true]);
        let ports = |it: &Value| list(it, "networkInterfaces").iter().map(|port| port["publicIpAddress"].is_string()).collect();
        Self {
            gateways: all("natGateways").map(|it| it["existing"] == true || !list(it, "publicIpAddresses").is_empty()).collect(),
            subnets: all("virtualNetworks")
                .map(|net| list(net, "subnets").iter().map(|it| subnet(it, net["existing"] == true)).collect())
                .collect(),
            machines,
            owned: published.iter().map(|(.., owned)| *owned).collect(),
            published: published.into_iter().map(|(address, machine, _)| (address, machine)).collect(),
            ports: firewalls.chain(all("appliances").map(ports)).collect(),
        }
    }
}

impl Estate {
    /// I2: what the public address leads to, if it is one of the design.
    pub fn published(&self, address: u32) -> Option<Option<(Place, u32)>> {
        self.ways.published.iter().find(|(public, _)| *public == address).map(|(_, machine)| *machine)
    }

    /// The public address at a position of the document, if no machine has it.
    pub fn unowned(&self, position: usize) -> Option<u32> {
        self.ways.published.get(position).filter(|_| !self.ways.owned[position]).map(|(public, _)| *public)
    }

    /// The machines with a public address: that, and the private one.
    pub fn aliases(&self) -> impl Iterator<Item = (u32, Place, u32)> + '_ {
        self.ways.published.iter().filter_map(|(public, machine)| machine.map(|(place, private)| (*public, place, private)))
    }

    /// All public addresses of the design.
    pub fn public_ips(&self) -> Vec<u32> {
        self.ways.published.iter().map(|(public, _)| *public).collect()
    }

    /// Whether an address is one of Storage in the region of a network, where that is known (E6).
    pub fn storage_near(&self, net: usize, address: u32) -> Option<bool> {
        match &self.nets[net].region {
            Some(region) => self.tag_holds(&format!("Storage.{region}"), address),
            None => self.tag_holds("Storage", address).filter(|held| !held),
        }
    }

    /// Whether what leaves a place for the Internet gets a public address, or why not.
    pub fn has_way_out(&self, place: Place, source: u32, (protocol, _): Payload) -> Result<(), &'static str> {
        let (net, subnet, own) = match place {
            Place::Subnet(net, subnet) => (net, subnet, self.ways.machines.contains(&(net, subnet, source))),
            Place::Endpoint(endpoint) => (self.endpoints[endpoint].net, self.endpoints[endpoint].subnet, false),
            Place::Device(device, port) => {
                let its = &self.devices[device].ports[port];
                // E1
                if its.net == NOWHERE {
                    return Ok(());
                }
                (its.net, its.subnet, self.ways.ports[device][port])
            }
            Place::Gateway(_) | Place::Hub(_) | Place::Site(_) | Place::Internet | Place::Service | Place::Platform => return Ok(()),
        };
        let subnet = &self.ways.subnets[net][subnet];
        let served = subnet.served && matches!(place, Place::Subnet(..));
        // Beside a NAT gateway: an own address, what Azure runs, Azure's own address for whoever has no other.
        let beside = if own || subnet.reserved && !subnet.open && !subnet.delegated {
            Ok(())
        } else if served && (!subnet.open || subnet.gateway.is_some()) {
            Err("UndecidedEgress")
        } else if subnet.open {
            let balanced = match place {
                Place::Device(device, port) => self.balanced_way_out(device, port),
                _ => None,
            };
            Err(balanced.unwrap_or("default"))
        } else {
            Err(if subnet.delegated { "UndecidedEgress" } else { "DroppedNoEgress" })
        };
        match (subnet.gateway, protocol) {
            (Some(gateway), "Tcp" | "Udp") => {
                if self.ways.gateways[gateway] {
                    Ok(())
                } else {
                    Err("UndecidedEgress")
                }
            }
            // 10.4
            (Some(_), _) if beside == Err("default") || beside == Err("DroppedNoEgress") => Err("DroppedProtocolNotTranslated"),
            (Some(_), _) => Err("UndecidedEgress"),
            (None, _) => beside.or_else(|reason| if reason == "default" { Ok(()) } else { Err(reason) }),
        }
    }
}
