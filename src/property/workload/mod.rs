//! Whether the flows that workloads need arrive: proven with routes and security groups, as intents are.
//!
//! [`study`] proves, in a design whose service tags [`assumed`] gives addresses to; [`cause`] finds what decides; each of the other
//! files is one kind of finding.

mod assumed;
mod cause;
mod egress_missing;
#[cfg(test)]
mod every;
mod fix;
mod grade;
mod study;
#[cfg(test)]
mod testing;
mod traffic_denied;
mod traffic_misrouted;
mod traffic_undecided;
mod written;

pub(super) use egress_missing::PROPERTY as EGRESS_MISSING;
pub(super) use traffic_denied::PROPERTY as TRAFFIC_DENIED;
pub(super) use traffic_misrouted::PROPERTY as TRAFFIC_MISROUTED;
pub(super) use traffic_undecided::PROPERTY as TRAFFIC_UNDECIDED;

use self::cause::Cause;
use self::grade::Grade;
use self::study::{Fault, Study};
use crate::design::Design;
use crate::diagnostic::Diagnostic;
use crate::flow::Network;
use crate::ipv4;
use crate::workload::{Needs, Peer, Way};

/// What is wrong with the workloads of a design, cause by cause.
pub(super) struct Workloads<'n> {
    network: &'n Network<'n>,
    groups: Vec<Group>,
    exhausted: bool,
}

/// Faults of one workload that have one cause.
struct Group {
    cause: Cause,
    faults: Vec<Fault>,
}

/// Studies the workloads of a design, if it has any, and hands on what is wrong with them.
pub(super) fn with_workloads<T>(network: &Network<'_>, then: impl FnOnce(Option<&Workloads<'_>>) -> T) -> T {
    let design = network.design;
    if design.subnet_ids().all(|subnet| design[subnet].workloads.is_empty()) {
        return then(None);
    }
    let (assumed, tags) = assumed::assume(network);
    let routes = ipv4::routes(&assumed);
    let network = ipv4::network(&assumed, &routes);
    let Study { faults, exhausted } = Study::of(&network, &tags);
    let mut groups: Vec<Group> = Vec::new();
    for fault in faults {
        let cause = Cause::of(&network, &fault);
        let mut known = groups.iter_mut().rev().take_while(|group| group.workload() == Some((fault.subnet, fault.index)));
        match known.find(|group| group.has(&fault) && group.cause.same(&cause)) {
            Some(group) => group.faults.push(fault),
            None => groups.push(Group { cause, faults: vec![fault] }),
        }
    }
    // What is wrong with a route is said once: that it leads to the wrong place comes before what is missing there.
    let misled: Vec<_> = groups.iter().filter(|group| group.is(Grade::Misrouted)).map(|group| (group.workload(), group.cause)).collect();
    groups.retain(|group| {
        let same = |(workload, cause): &(_, Cause)| *workload == group.workload() && cause.same(&group.cause);
        !group.is(Grade::NoEgress) || !misled.iter().any(same)
    });
    then(Some(&Workloads { network: &network, groups, exhausted }))
}

impl Group {
    fn workload(&self) -> Option<(crate::design::SubnetId, usize)> {
        self.faults.first().map(|fault| (fault.subnet, fault.index))
    }

    /// Whether its faults are of this kind.
    fn is(&self, grade: Grade) -> bool {
        self.faults.first().is_some_and(|fault| fault.grade == grade)
    }

    /// Whether a fault is of the same kind.
    fn has(&self, fault: &Fault) -> bool {
        let kind = |grade: Grade| if grade.is_open() { None } else { Some(grade) };
        self.faults.first().is_some_and(|first| kind(first.grade) == kind(fault.grade) && first.flow.way == fault.flow.way)
    }

    fn needs(&self) -> Option<&'static Needs> {
        Some(self.faults.first()?.needs)
    }

    /// The workload and its subnet in words.
    fn subject(&self, design: &Design) -> String {
        let (Some(needs), Some((subnet, _))) = (self.needs(), self.workload()) else { return String::new() };
        format!("{} in `{}`", needs.name, design.subnet_path(subnet))
    }

    /// The place of the workload in the document.
    fn place(&self, design: &Design) -> String {
        let place = self.workload().map(|(subnet, index)| design[subnet].at.field(&format!("workloads/{index}")));
        place.unwrap_or_default()
    }

    /// The place of what decides if the design may change it, else that of the workload; the workload as a related place.
    fn located(&self, design: &Design, report: impl FnOnce(String) -> Diagnostic) -> Diagnostic {
        let place = self.place(design);
        let own = match self.cause {
            Cause::Route { table: Some(table), .. } => !design[table].existing,
            Cause::Rule(group, ..) => !design[group].existing,
            _ => true,
        };
        match self.cause.pointer(design).filter(|_| own) {
            Some(pointer) => report(pointer).related(place),
            None => report(place),
        }
    }

    /// The flows in words, the first few of them.
    fn flows(&self) -> String {
        const SHOWN: usize = 3;
        let mut words: Vec<String> = self.faults.iter().take(SHOWN).map(Fault::words).collect();
        match self.faults.len().saturating_sub(SHOWN) {
            0 => {}
            more => words.push(format!("{more} more")),
        }
        let last = words.pop().unwrap_or_default();
        if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
    }

    fn way(&self) -> Way {
        self.faults.first().map_or(Way::Any, |fault| fault.flow.way)
    }
}

impl Fault {
    /// The flow in words: `TCP 443 to Storage`.
    fn words(&self) -> String {
        let ports: Vec<String> =
            self.flow.ports.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") }).collect();
        let carried = match (self.flow.protocol.as_str(), ports.join(", ")) {
            ("Any", _) => "everything".to_owned(),
            (protocol, ports) if ports.is_empty() => protocol.to_uppercase(),
            (protocol, ports) => format!("{} {ports}", protocol.to_uppercase()),
        };
        let side = if self.flow.peer.inbound() { "from" } else { "to" };
        format!("{carried} {side} {}", self.other())
    }

    /// The other side in the words of security rules; other machines of the workload in plain words.
    fn other(&self) -> String {
        match (self.tag, self.flow.peer) {
            (Some(tag), _) => tag.to_string(),
            (None, Peer::ToInternet | Peer::FromInternet) => "Internet".to_owned(),
            (None, Peer::FromLoadBalancer) => "AzureLoadBalancer".to_owned(),
            (None, Peer::ToWorkloads(_)) => "its own machines".to_owned(),
            (None, _) => "VirtualNetwork".to_owned(),
        }
    }
}
