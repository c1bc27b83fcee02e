//! What an intent speaks of, read from its text: who sends, and what is to be reached.

use serde_json::{Value, json};

use crate::Case;
use crate::oracle::{Block, Device, End, Estate, Payload, Place, Subnet, is_public};

/// The packets that an intent speaks of.
pub struct Class<'c> {
    pub case: &'c Case<'c>,
    pub intent: &'c Value,
}

/// Where packets must end to have arrived.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    Subnet(usize, usize),
    Site(usize),
    Internet,
    Anywhere,
}

impl Class<'_> {
    pub fn estate(&self) -> &Estate {
        self.case.estate
    }

    /// The service tags at the ends of the intent whose addresses were not told.
    pub fn open_tags(&self) -> Vec<String> {
        let ends = each(&self.intent["from"]).chain(each(&self.intent["to"])).filter_map(Value::as_str);
        let tags = ends.filter(|end| matches!(self.meaning(&json!(end)), Meaning::Tag(_)));
        tags.filter(|tag| self.estate().tag_blocks(tag).is_none()).map(str::to_owned).collect()
    }

    /// Whether a tag may have an address, for all that was told of the others.
    pub fn may_have(&self, tag: &str, address: u32) -> bool {
        let outside = |around: &str| self.estate().tag_holds(around, address) == Some(false);
        self.on_the_internet(address) && self.estate().tag_holds(tag, address).is_none() && !clouds(tag).any(outside)
    }

    /// The design with a tag of which one prefix is told.
    pub fn world(&self, tag: &str, address: u32, length: u8) -> Estate {
        let mut estate = Estate::read(self.case.document);
        estate.tags = self.estate().tags.clone();
        let host = ((1u64 << (32 - length)) - 1) as u32;
        let mut told = vec![Block { first: address & !host, length }];
        // Of what is told of the tags around it, it has a part.
        let service = tag.split_once('.').map(|(service, _)| service.to_lowercase());
        for around in service.into_iter().chain(clouds(tag).map(str::to_owned)) {
            if let Some(blocks) = estate.tags.get(&around) {
                told = told.iter().flat_map(|one| blocks.iter().filter_map(|other| one.shared(*other))).collect();
            }
        }
        // What a region has its service has.
        if let Some((service, _)) = tag.split_once('.') {
            estate.tags.entry(service.to_lowercase()).or_insert_with(|| told.clone());
        }
        for cloud in clouds(tag) {
            estate.tags.entry(cloud.to_owned()).or_insert_with(|| told.clone());
        }
        estate.tags.insert(tag.to_lowercase(), told);
        estate
    }

    /// The places from which the intent lets `address` send.
    pub fn senders(&self, address: u32) -> Vec<Place> {
        each(&self.intent["from"]).flat_map(|end| self.senders_of(end, address)).collect()
    }

    fn senders_of(&self, end: &Value, address: u32) -> Vec<Place> {
        let estate = self.estate();
        let from_site = |site: usize| estate.sites[site].blocks.iter().any(|block| block.holds(address)).then_some(Place::Site(site));
        let from_subnet = |(net, subnet)| {
            (self.usable(net, subnet, address) && self.estate().is_free(net, address)).then_some(Place::Subnet(net, subnet))
        };
        let internet = || self.on_the_internet(address).then_some(Place::Internet);
        match self.meaning(end) {
            Meaning::Subnets(subnets) => subnets.into_iter().filter_map(from_subnet).collect(),
            Meaning::Sites(sites) => sites.into_iter().filter_map(from_site).collect(),
            Meaning::Internet => internet().into_iter().collect(),
            Meaning::Tag(tag) => internet().filter(|_| estate.tag_holds(&tag, address) == Some(true)).into_iter().collect(),
            Meaning::Device(device) => {
                let own = estate.devices[device].ports[0].address == address;
                own.then_some(Place::Device(device, 0)).into_iter().collect()
            }
            Meaning::Endpoint(_) => Vec::new(),
            Meaning::Interface(interface) => {
                let own = &estate.interfaces[interface];
                (own.address == address).then_some(Place::Subnet(own.net, own.subnet)).into_iter().collect()
            }
            Meaning::Block(block) if block.holds(address) => {
                let subnets = self.all_subnets().into_iter().filter_map(from_subnet);
                subnets.chain((0..estate.sites.len()).filter_map(from_site)).chain(internet()).collect()
            }
            Meaning::Block(_) => Vec::new(),
        }
    }

    /// What packets for `address` mean to reach, if the intent speaks of them.
    ///
    /// From the Internet a packet names what has a public address by that, and what a NAT rule leads to by the address and port that the
    /// rule is for; all of them where it is not said what the packet carries.
    pub fn goals(&self, from: Place, address: u32, payload: Option<Payload>) -> Vec<Goal> {
        let mut goals = self.goals_meant(address);
        if from == Place::Internet {
            let aliases: Vec<(u32, Place, u32)> = self.estate().aliases().collect();
            goals.retain(|goal| !aliases.iter().any(|(_, place, private)| *private == address && self.arrived(*goal, End::At(*place))));
            let excepted = each(&self.intent["except"]).any(|end| !self.goals_of(end, address).is_empty());
            for (_, place, private) in aliases.into_iter().filter(|(public, ..)| *public == address && !excepted) {
                goals.extend(self.goals_meant(private).into_iter().filter(|goal| self.arrived(*goal, End::At(place))));
            }
            for (_, public, rule) in self.estate().nat_rules().filter(|(.., rule)| payload.is_none_or(|payload| rule.carries(payload))) {
                if rule.to == address && payload.is_some() {
                    goals.clear();
                }
                if public == address && !excepted {
                    goals.extend(self.goals_meant(rule.to));
                }
            }
        }
        goals
    }

    fn goals_meant(&self, address: u32) -> Vec<Goal> {
        if each(&self.intent["except"]).any(|end| !self.goals_of(end, address).is_empty()) {
            return Vec::new();
        }
        each(&self.intent["to"]).flat_map(|end| self.goals_of(end, address)).collect()
    }

    fn goals_of(&self, end: &Value, address: u32) -> Vec<Goal> {
        let estate = self.estate();
        let host = |own: u32, net, subnet| (own == address).then_some(Goal::Subnet(net, subnet)).into_iter().collect();
        match self.meaning(end) {
            Meaning::Subnets(subnets) => {
                let usable = subnets.into_iter().filter(|(net, subnet)| self.usable(*net, *subnet, address));
                usable.map(|(net, subnet)| Goal::Subnet(net, subnet)).collect()
            }
            Meaning::Sites(sites) => {
                sites.into_iter().filter(|site| estate.sites[*site].blocks.iter().any(|it| it.holds(address))).map(Goal::Site).collect()
            }
            Meaning::Internet => self.on_the_internet(address).then_some(Goal::Internet).into_iter().collect(),
            Meaning::Tag(tag) => {
                let held = estate.tag_holds(&tag, address) == Some(true) && self.on_the_internet(address);
                held.then_some(Goal::Internet).into_iter().collect()
            }
            Meaning::Device(device) => {
                let port = &estate.devices[device].ports[0];
                host(port.address, port.net, port.subnet)
            }
            Meaning::Endpoint(endpoint) => {
                let endpoint = &estate.endpoints[endpoint];
                host(endpoint.address, endpoint.net, endpoint.subnet)
            }
            Meaning::Interface(interface) => {
                let interface = &estate.interfaces[interface];
                host(interface.address, interface.net, interface.subnet)
            }
            Meaning::Block(block) => block.holds(address).then_some(Goal::Anywhere).into_iter().collect(),
        }
    }

    fn all_subnets(&self) -> Vec<(usize, usize)> {
        let nets = self.estate().nets.iter().enumerate();
        nets.flat_map(|(n, net)| (0..net.subnets.len()).map(move |s| (n, s))).collect()
    }

    /// Whether Azure can give a machine of the subnet this address.
    fn usable(&self, net: usize, subnet: usize, address: u32) -> bool {
        let usable = |block: &Block| block.holds(address) && address - block.first >= 4 && address != block.last();
        self.estate().nets[net].subnets[subnet].blocks.iter().any(usable)
    }

    /// Every public address that neither the design nor Azure itself has (1.12).
    pub fn on_the_internet(&self, address: u32) -> bool {
        let estate = self.estate();
        let held = |blocks: &[Block]| blocks.iter().any(|block| block.holds(address));
        is_public(address)
            && !held(&[Block::read("168.63.129.16/32")])
            && !estate.nets.iter().any(|net| held(&net.space))
            && !estate.sites.iter().any(|site| held(&site.blocks))
            && !estate.public_addresses.contains(&address)
            && !held(&estate.dropped())
    }

    fn meaning(&self, end: &Value) -> Meaning {
        let estate = self.estate();
        let firewalls = self.case.document["firewalls"].as_array().unwrap().len();
        let named =
            |list: &str, name: &Value| self.case.document[list].as_array().unwrap().iter().position(|it| it["name"] == *name).unwrap();
        if let Some(object) = end.as_object() {
            let (kind, name) = object.iter().next().unwrap();
            return match kind.as_str() {
                "firewall" => Meaning::Device(named("firewalls", name)),
                "appliance" => Meaning::Device(firewalls + named("appliances", name)),
                "networkInterface" => Meaning::Interface(named("networkInterfaces", name)),
                _ => Meaning::Endpoint(named("privateEndpoints", name)),
            };
        }
        let text = end.as_str().unwrap();
        let subnets = |wanted: &dyn Fn(&str, &Subnet) -> bool| {
            let all = self.all_subnets().into_iter();
            Meaning::Subnets(all.filter(|(n, s)| wanted(&estate.nets[*n].name, &estate.nets[*n].subnets[*s])).collect())
        };
        match text {
            "Internet" => Meaning::Internet,
            "OnPremises" => Meaning::Sites((0..estate.sites.len()).collect()),
            _ if text.starts_with("site") => Meaning::Sites(vec![named("onPremises", end)]),
            _ if text.starts_with('#') => subnets(&|_, subnet| subnet.labels.iter().any(|label| label == &text[1..])),
            _ if text.starts_with('v') => {
                let (net, subnet) = text.split_once('/').unwrap();
                subnets(&|its_net, its| its_net == net && (subnet == "*" || its.name == subnet))
            }
            _ if !text.contains('/') => Meaning::Tag(text.to_owned()),
            _ => Meaning::Block(Block::read(text)),
        }
    }

    /// Whether a packet that ends like this has reached what it meant.
    pub fn arrived(&self, goal: Goal, end: End) -> bool {
        let End::At(reached) = end else { return false };
        let estate = self.estate();
        match (goal, reached) {
            (Goal::Anywhere, _) | (Goal::Internet, Place::Internet | Place::Service) => true,
            (Goal::Site(site), Place::Site(reached)) => site == reached,
            (Goal::Subnet(net, subnet), Place::Subnet(n, s)) => (net, subnet) == (n, s),
            (Goal::Subnet(net, subnet), Place::Endpoint(endpoint)) => {
                (net, subnet) == (estate.endpoints[endpoint].net, estate.endpoints[endpoint].subnet)
            }
            (Goal::Subnet(net, subnet), Place::Device(device, reached)) => {
                let port = &estate.devices[device].ports[reached];
                // What is for a frontend gets to a backend.
                let behind = |it: &Device| {
                    let backends = it.balances.iter().flat_map(|balancer| &balancer.backends);
                    (net, subnet) == (it.ports[0].net, it.ports[0].subnet) && backends.clone().any(|at| *at == (device, reached))
                };
                (net, subnet) == (port.net, port.subnet) || estate.devices.iter().filter(|it| it.balances.is_some()).any(behind)
            }
            _ => false,
        }
    }
}

/// What an end of an intent means.
enum Meaning {
    Subnets(Vec<(usize, usize)>),
    Sites(Vec<usize>),
    Device(usize),
    Endpoint(usize),
    Interface(usize),
    Internet,
    Tag(String),
    Block(Block),
}

pub fn each(ends: &Value) -> impl Iterator<Item = &Value> {
    match ends {
        Value::Null => std::slice::from_ref(ends)[..0].iter(),
        Value::Array(list) => list.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

/// AzureCloud, for the service that is in it (4.6).
fn clouds(tag: &str) -> impl Iterator<Item = &'static str> {
    let storage = tag.split('.').next().is_some_and(|service| service.eq_ignore_ascii_case("Storage"));
    storage.then_some("azurecloud").into_iter()
}
