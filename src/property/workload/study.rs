//! What becomes of each flow that a workload needs: proven for every packet of it, as intents are.

use super::assumed::{Tags, tag_of};
use super::grade::{Grade, Tried, grade_arrival, grade_request, grade_said};
use super::written::written;
use crate::address::AddressSet;
use crate::design::{Design, Direction, Endpoint, PortRange, ServiceTag, SubnetId};
use crate::flow::{Budget, Exhausted, Header, Network, Outcome, Position, Traffic, numbers};
use crate::ipv4::{at_group, walk_class};
use crate::verify::{internet, pick, senders_of};
use crate::workload::{Flow, Needs, Peer, needs};

/// The moves of packet classes that the flows of all workloads may take together.
const STEPS: u64 = 4_000_000;

/// The virtual address of the host, from which Azure's load balancers probe.
const BALANCER: crate::address::Ipv4 = crate::address::Ipv4::new(168, 63, 129, 16);

/// A flow that does not work, or of which that is not known.
pub(super) struct Fault {
    /// The subnet of the workload.
    pub(super) subnet: SubnetId,
    /// The index of the workload among the subnet's.
    pub(super) index: usize,
    /// The workload.
    pub(super) needs: &'static Needs,
    /// The flow.
    pub(super) flow: &'static Flow,
    /// The service tag of its other side.
    pub(super) tag: Option<ServiceTag>,
    /// What is wrong.
    pub(super) grade: Grade,
    /// A packet that does not do what it should, as it opens the connection.
    pub(super) packet: Header,
}

/// Everything that is wrong with the flows of the workloads.
pub(super) struct Study {
    pub(super) faults: Vec<Fault>,
    /// Whether the work became too much before all was looked at.
    pub(super) exhausted: bool,
}

impl Study {
    /// Looks at every workload, in a network whose tags have stand-ins.
    pub(super) fn of(network: &Network<'_>, tags: &Tags) -> Self {
        let mut study = Self { faults: Vec::new(), exhausted: false };
        let budget = Budget::new(STEPS);
        let internet = internet(network.design);
        for subnet in network.design.subnet_ids() {
            let workloads = network.design[subnet].workloads.placed();
            for (index, needs) in workloads.filter_map(|(index, workload)| Some((index, needs(*workload)?))) {
                for flow in needs.flows {
                    let case = Case { network, tags, budget: &budget, internet: &internet, subnet, needs, flow };
                    match case.tried() {
                        Ok(Some((grade, packet))) => {
                            let tag = tag_of(network.design, subnet, flow.peer);
                            study.faults.push(Fault { subnet, index, needs, flow, tag, grade, packet });
                        }
                        Ok(None) => {}
                        Err(Exhausted) => {
                            study.exhausted = true;
                            return study;
                        }
                    }
                }
            }
        }
        study
    }
}

/// One flow of one workload.
struct Case<'c, 'd> {
    network: &'c Network<'d>,
    tags: &'c Tags,
    budget: &'c Budget,
    internet: &'c AddressSet,
    subnet: SubnetId,
    needs: &'static Needs,
    flow: &'static Flow,
}

impl Case<'_, '_> {
    /// What is wrong with the flow, and a packet that shows it.
    fn tried(&self) -> Result<Option<(Grade, Header)>, Exhausted> {
        let design = self.network.design;
        let machines = machines(design, self.subnet, self.internet);
        if machines.is_empty() {
            return Ok(None);
        }
        let (addresses, parts) = self.others();
        if addresses.is_empty() {
            return Ok(None);
        }
        let ports: Vec<PortRange> = self.flow.ports.iter().map(|(first, last)| PortRange { first: *first, last: *last }).collect();
        let carried = numbers(self.flow.protocol, &ports);
        let mut tried = Vec::new();
        match self.flow.peer {
            Peer::To(_) | Peer::ToRegion(_) | Peer::ToInternet | Peer::ToWorkloads(_) => {
                let start = Position::Subnet(self.subnet);
                for request in &walk_class(self.network, start, [&machines, &addresses, &carried], self.budget)? {
                    let mut found = |grade, packets: &Outcome<'_>| tried.push(one(grade, packets, false));
                    grade_request(self.network, start, (self.needs, self.flow), request, self.budget, &mut found)?;
                }
            }
            Peer::From(_) | Peer::FromInternet => {
                for request in &at_group(self.network, self.subnet, Direction::Inbound, [&addresses, &machines, &carried], self.budget)? {
                    let mut found = |grade, packets: &Outcome<'_>| tried.push(one(grade, packets, true));
                    grade_arrival(self.network, (self.needs, self.flow), request, self.budget, &mut found)?;
                }
            }
            Peer::ToVirtualNetwork => {
                for said in &at_group(self.network, self.subnet, Direction::Outbound, [&machines, &addresses, &carried], self.budget)? {
                    tried.push(one(grade_said(self.needs, said), said, false));
                }
            }
            Peer::FromVirtualNetwork | Peer::FromLoadBalancer => {
                for said in &at_group(self.network, self.subnet, Direction::Inbound, [&addresses, &machines, &carried], self.budget)? {
                    tried.push(one(grade_said(self.needs, said), said, true));
                }
            }
        }
        Ok(decide(&tried, &parts))
    }

    /// The addresses of the other side, and where it is not known which they are, the parts that each have some of them.
    fn others(&self) -> (AddressSet, Vec<AddressSet>) {
        let design = self.network.design;
        let exactly = |addresses| (addresses, Vec::new());
        if let Some(tag) = tag_of(design, self.subnet, self.flow.peer) {
            let trial = self.tags.trial(design, tag);
            if !self.needs.writes.routes {
                return (trial.addresses, trial.parts);
            }
            // These packets take the service's own way; no rule stops them, because whatever writes routes writes rules too.
            let fine = written(self.network, self.tags, self.subnet, tag);
            return (trial.addresses.difference(&fine), trial.parts);
        }
        match self.flow.peer {
            Peer::ToInternet | Peer::FromInternet => exactly(self.tags.elsewhere()),
            Peer::ToWorkloads(wanted) => {
                let peers = design.subnets_of(self.subnet.vnet).filter(|id| design[*id].workloads.iter().any(|it| wanted.contains(it)));
                exactly(peers.fold(AddressSet::default(), |all, id| all.union(&machines(design, id, self.internet))))
            }
            Peer::FromLoadBalancer => exactly(AddressSet::one(BALANCER)),
            _ => exactly(AddressSet::covering(design[self.subnet.vnet].prefixes())),
        }
    }
}

/// Packets that share their fate: one of them, and the addresses of the other side.
fn one(grade: Grade, packets: &Outcome<'_>, inbound: bool) -> Tried {
    let (source, destination) = (pick(&packets.senders).unwrap_or_default(), pick(&packets.destinations).unwrap_or_default());
    let traffic = Traffic::ANY.of(&packets.traffic).unwrap_or(Traffic::ANY);
    let others = if inbound { packets.senders.clone() } else { packets.destinations.clone() };
    Tried { grade, others: others.into_owned(), packet: Header { source, destination, traffic } }
}

/// The addresses of the machines of a subnet.
fn machines(design: &Design, subnet: SubnetId, internet: &AddressSet) -> AddressSet {
    let all = senders_of(design, &Endpoint::Subnet(subnet), internet);
    all.into_iter().fold(AddressSet::default(), |all, senders| all.union(&senders.addresses))
}

/// What is wrong with a flow, given what becomes of its packets.
///
/// Where the addresses of a tag are known, one packet that goes wrong is enough. Where they are not, each part of the tag has at
/// least one address among several: only what becomes of all of these is known.
fn decide(tried: &[Tried], parts: &[AddressSet]) -> Option<(Grade, Header)> {
    let first = |wanted: &dyn Fn(&Tried) -> bool| tried.iter().find(|it| wanted(it)).map(|it| (it.grade, it.packet));
    if parts.is_empty() {
        return first(&|it| it.grade.is_broken()).or_else(|| first(&|it| it.grade.is_open()));
    }
    let others = |wanted: fn(&Grade) -> bool| {
        let wanted = tried.iter().filter(|it| wanted(&it.grade));
        wanted.fold(AddressSet::default(), |all, it| all.union(&it.others))
    };
    let broken = others(Grade::is_broken);
    let open = others(Grade::is_open).difference(&broken);
    let mut unknown = None;
    for part in parts {
        let wrong = first(&|it| it.grade.is_broken() && !it.others.intersection(part).is_empty());
        let doubt = || first(&|it| it.grade.is_open() && !it.others.intersection(part).is_empty());
        match (part.difference(&broken).is_empty(), part.intersection(&open).is_empty(), wrong) {
            (true, _, wrong) => return wrong,
            (false, true, None) => {}
            (false, _, wrong) => unknown = unknown.or(wrong.map(|(_, packet)| (Grade::Addresses, packet)).or_else(doubt)),
        }
    }
    unknown
}
