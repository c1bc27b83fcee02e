//! Verdicts: what holds is attacked with packets, what is violated is replayed, and the oracle is the judge of both.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use routewright::design::Waypoint;
use routewright::verify::{Expectation, Judgement, Reason, Verdict, verify};
use serde_json::{Value, json};

use crate::oracle::{Block, Both, DROPPED, Device, End, Estate, Journey, Passed, Payload, Place, dotted, is_public};
use crate::random::{Tape, addresses, hosts};
use crate::words::{passed, payload, place};
use crate::{Case, Tried, try_designs};

/// Packets against each verdict.
const ATTACKS: usize = 40;

/// In so many worlds is a verdict attacked where it speaks of a service tag whose addresses were not told.
const WORLDS: usize = 4;

#[test]
fn verdicts_withstand_packets() {
    try_designs("verdicts", 300, |case, tape, tried| {
        let judgements = verify(case.network);
        for judgement in &judgements {
            let intent = &case.document["intents"][judgement.intent];
            let class = Class { case, intent };
            let checked = match judgement.verdict {
                Verdict::Holds => attacked(&class, judgement, tape, tried),
                Verdict::Violated => replayed(&class, judgement),
                Verdict::Undecided => explained(judgement),
            };
            checked.map_err(|fault| {
                let expectation = judgement.expectation.written(case.network.design);
                TestCaseError::fail(format!("{fault}: {expectation} of {intent} in {}", case.shown()))
            })?;
        }
        Ok(())
    });
}

/// The packets that an intent speaks of.
struct Class<'c> {
    case: &'c Case<'c>,
    intent: &'c Value,
}

/// Where packets must end to have arrived.
#[derive(Clone, Copy, Debug)]
enum Goal {
    Subnet(usize, usize),
    Site(usize),
    Internet,
    Anywhere,
}

/// `holds`: no packet that can be found breaks it.
fn attacked(class: &Class<'_>, judgement: &Judgement, tape: &mut Tape<'_>, tried: &Tried) -> TestCaseResult {
    for tag in class.open_tags() {
        for _ in 0..WORLDS {
            let address = tape.pick(&addresses(class.case.estate)).wrapping_add(tape.below(2) as u32 * tape.address());
            if class.may_have(&tag, address) {
                let estate = class.world(&tag, address, [32, 32, 24, 25, 16, 8][tape.below(6)]);
                let case = Case { estate: &estate, ..*class.case };
                attacked_in(&Class { case: &case, intent: class.intent }, judgement, tape, tried)
                    .map_err(|fault| TestCaseError::fail(format!("{tag} has {}: {fault}", dotted(address))))?;
            }
        }
    }
    attacked_in(class, judgement, tape, tried)
}

/// The same in a design of which all is known that matters.
fn attacked_in(class: &Class<'_>, judgement: &Judgement, tape: &mut Tape<'_>, tried: &Tried) -> TestCaseResult {
    let mut edges = hosts(class.case.estate);
    edges.extend(addresses(class.case.estate));
    let senders: Vec<(Place, u32)> =
        edges.iter().flat_map(|address| class.senders(*address).into_iter().map(|place| (place, *address))).collect();
    edges.extend(class.case.estate.public_ips());
    edges.extend((0..10).map(|_| tape.address()));
    let reached_from = |place: Place| -> Vec<(Goal, u32)> {
        edges.iter().flat_map(|address| class.goals(place, *address).into_iter().map(|goal| (goal, *address))).collect()
    };
    let (inside, outside) = (reached_from(Place::Gateway(0)), reached_from(Place::Internet));
    if senders.is_empty() {
        return Ok(());
    }
    // Whichever of several equal next hops each packet takes.
    class.case.estate.drawn.set(Some(u64::from(tape.address())));
    for _ in 0..ATTACKS {
        let (place, source) = *tape.pick(&senders);
        let targets = if place == Place::Internet { &outside } else { &inside };
        if targets.is_empty() {
            continue;
        }
        let (goal, destination) = *tape.pick(targets);
        let Some(payload) = class.payload(tape) else { continue };
        tried.packet();
        let trace = class.case.estate.trace(place, source, destination, payload);
        prop_assert!(
            class.met(judgement.expectation, goal, &trace),
            "said to hold, but {} -> {} {:?} from {:?} breaks it: {:?}",
            dotted(source),
            dotted(destination),
            payload,
            place,
            trace
        );
    }
    class.case.estate.drawn.set(None);
    Ok(())
}

/// `violated`: the witness is a packet of the class and breaks the expectation.
fn replayed(class: &Class<'_>, judgement: &Judgement) -> TestCaseResult {
    let witness = judgement.witness.expect("a violated expectation has a witness");
    let (source, destination) = (witness.header.source.0, witness.header.destination.0);
    // The address is taken for one of the tag.
    let tag = witness.tag.map(|tag| tag.to_string());
    let open = class.open_tags().into_iter().find(|open| tag.as_ref().is_some_and(|tag| tag.eq_ignore_ascii_case(open)));
    let address = if each(&class.intent["to"]).any(|end| end.as_str() == open.as_deref()) { destination } else { source };
    let world = open.map(|tag| class.world(&tag, address, 32));
    let case = world.as_ref().map(|estate| Case { estate, ..*class.case });
    let class = case.as_ref().map_or(Class { case: class.case, intent: class.intent }, |case| Class { case, intent: class.intent });
    let start = place(class.case.network.design, witness.start);
    prop_assert!(class.senders(source).contains(&start), "nothing sends {} from {:?}", dotted(source), start);
    let goals = class.goals(start, destination);
    let trace = class.case.estate.trace(start, source, destination, payload(witness.header.traffic));
    prop_assert!(
        goals.iter().any(|goal| !class.met(judgement.expectation, *goal, &trace)),
        "the witness {} -> {} breaks nothing: {:?}",
        dotted(source),
        dotted(destination),
        trace
    );
    Ok(())
}

/// `undecided`: for a reason that lies in the design.
fn explained(judgement: &Judgement) -> TestCaseResult {
    let reason = judgement.reason.expect("an undecided expectation has a reason");
    let known = matches!(
        reason,
        Reason::NoPacket
            | Reason::AmbiguousGateway
            | Reason::Egress
            | Reason::Machine
            | Reason::ConnectedGroup
            | Reason::PrivateEndpoint
            | Reason::FirewallRule
            | Reason::LoadBalancer
            | Reason::SeveralNextHops
            | Reason::BeyondAppliance
            | Reason::ServiceTag(_)
            | Reason::SecurityRule
    );
    prop_assert!(known, "{:?}", reason);
    Ok(())
}

impl Class<'_> {
    fn estate(&self) -> &Estate {
        self.case.estate
    }

    /// The service tags at the ends of the intent whose addresses were not told.
    fn open_tags(&self) -> Vec<String> {
        let ends = each(&self.intent["from"]).chain(each(&self.intent["to"])).filter_map(Value::as_str);
        let tags = ends.filter(|end| matches!(self.meaning(&json!(end)), Meaning::Tag(_)));
        tags.filter(|tag| self.estate().tag_blocks(tag).is_none()).map(str::to_owned).collect()
    }

    /// Whether a tag may have an address, for all that was told of the others.
    fn may_have(&self, tag: &str, address: u32) -> bool {
        self.on_the_internet(address) && self.estate().tag_holds(tag, address).is_none()
    }

    /// The design with a tag of which one prefix is told.
    fn world(&self, tag: &str, address: u32, length: u8) -> Estate {
        let mut estate = Estate::read(self.case.document);
        estate.tags = self.estate().tags.clone();
        let host = ((1u64 << (32 - length)) - 1) as u32;
        estate.tags.insert(tag.to_lowercase(), vec![Block { first: address & !host, length }]);
        estate
    }

    /// Something that the packets of the intent can carry, mostly.
    fn payload(&self, tape: &mut Tape<'_>) -> Option<Payload> {
        let (protocol, port) = crate::random::payload(tape);
        let wanted = self.intent["protocol"].as_str().unwrap_or("Any");
        let ports = self.intent["ports"].as_array();
        let port = match (port, ports) {
            (Some(_), Some(ports)) => Some(tape.pick(ports).as_u64().unwrap() as u16),
            (port, _) => port,
        };
        ((wanted == "Any" || wanted == protocol) && (ports.is_none() || port.is_some())).then_some((protocol, port))
    }

    /// The places from which the intent lets `address` send.
    fn senders(&self, address: u32) -> Vec<Place> {
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
    /// From the Internet a packet names what has a public address by that.
    fn goals(&self, from: Place, address: u32) -> Vec<Goal> {
        let mut goals = self.goals_meant(address);
        if from == Place::Internet {
            let aliases: Vec<(u32, Place, u32)> = self.estate().aliases().collect();
            goals.retain(|goal| !aliases.iter().any(|(_, place, private)| *private == address && self.arrived(*goal, End::At(*place))));
            let excepted = each(&self.intent["except"]).any(|end| !self.goals_of(end, address).is_empty());
            for (_, place, private) in aliases.into_iter().filter(|(public, ..)| *public == address && !excepted) {
                goals.extend(self.goals_meant(private).into_iter().filter(|goal| self.arrived(*goal, End::At(place))));
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
    fn on_the_internet(&self, address: u32) -> bool {
        let estate = self.estate();
        let held = |blocks: &[Block]| blocks.iter().any(|block| block.holds(address));
        is_public(address)
            && !held(&[Block::read("168.63.129.16/32")])
            && !estate.nets.iter().any(|net| held(&net.space))
            && !estate.sites.iter().any(|site| held(&site.blocks))
            && !estate.public_addresses.contains(&address)
            && !held(&DROPPED.map(Block::read))
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
        let subnets = |wanted: &dyn Fn(&str, &crate::oracle::Subnet) -> bool| {
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

    /// Whether a traced packet meets an expectation, in the words of the language's reference.
    fn met(&self, expectation: Expectation, goal: Goal, trace: &Both) -> bool {
        let both_ways = self.intent["bothWays"] == true;
        let arrived = self.arrived(goal, trace.out.end);
        // Of what is not decided nothing may be said; the reply to what did not arrive is not asked for.
        let open = |journey: &Journey| matches!(journey.end, End::Dropped(end) if end.starts_with("Undecided"));
        let asks = match expectation {
            Expectation::Delivered(_) => false,
            Expectation::Answered(_) | Expectation::Symmetric(_) => arrived,
            Expectation::Through(_) | Expectation::Avoid(_) => arrived && both_ways,
        };
        if open(&trace.out) || asks && trace.back.as_ref().is_some_and(open) {
            return false;
        }
        let reply = trace.back.as_ref().filter(|_| both_ways && arrived);
        match expectation {
            Expectation::Delivered(expected) => arrived == expected,
            Expectation::Answered(expected) => (arrived && trace.answered) == expected,
            Expectation::Symmetric(expected) => !arrived || trace.symmetric == expected,
            Expectation::Through(waypoint) => {
                let delivered = |back: &&Journey| matches!(back.end, End::At(_));
                !arrived || self.passes(waypoint, &trace.out) && reply.filter(delivered).is_none_or(|back| self.passes(waypoint, back))
            }
            Expectation::Avoid(waypoint) => !self.passes(waypoint, &trace.out) && !reply.is_some_and(|back| self.passes(waypoint, back)),
        }
    }

    fn arrived(&self, goal: Goal, end: End) -> bool {
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
                    let backends = it.balances.iter().flat_map(|(_, backends)| backends);
                    (net, subnet) == (it.ports[0].net, it.ports[0].subnet) && backends.clone().any(|at| *at == (device, reached))
                };
                (net, subnet) == (port.net, port.subnet) || estate.devices.iter().filter(|it| it.balances.is_some()).any(behind)
            }
            _ => false,
        }
    }

    /// Whether a journey passes a waypoint or ends at it.
    fn passes(&self, waypoint: Waypoint, journey: &Journey) -> bool {
        let design = self.case.network.design;
        let instance = match waypoint {
            Waypoint::Internet => return journey.end == End::At(Place::Internet),
            Waypoint::Firewall(id) => routewright::flow::Instance::Firewall(id),
            Waypoint::Appliance(id) => routewright::flow::Instance::Appliance(id),
            Waypoint::LoadBalancer(id) => routewright::flow::Instance::LoadBalancer(id),
            Waypoint::Gateway(id) => routewright::flow::Instance::Gateway(id),
        };
        let wanted = passed(design, &[instance])[0];
        let ended = matches!(journey.end, End::At(Place::Device(device, _)) if wanted == Passed::Device(device));
        ended || journey.passed.contains(&wanted)
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

fn each(ends: &Value) -> impl Iterator<Item = &Value> {
    match ends {
        Value::Null => std::slice::from_ref(ends)[..0].iter(),
        Value::Array(list) => list.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}
