//! What workloads need, read from docs/workloads.md, and whether a packet gets it (section 12.4 of the specification).

use crate::oracle::{Both, End, Payload, Place};

/// A flow that a workload needs.
pub struct Flow {
    pub peer: Peer,
    /// What it carries: the first and last port of each range, or samples of everything.
    pub payloads: Vec<Payload>,
    pub way: String,
}

/// The other side of a flow. Tags are in the region of the design where they are of the region.
pub enum Peer {
    ToTag(String),
    ToInternet,
    /// Machines in the subnets of the network that have one of these workloads.
    ToSubnets(Vec<String>),
    ToVirtualNetwork,
    FromTag(String),
    FromInternet,
    FromLoadBalancer,
    FromVirtualNetwork,
}

/// What the page says that a workload needs.
pub struct Needs {
    pub flows: Vec<Flow>,
    /// Whether the service brings public addresses of its own.
    own_way_out: bool,
    writes_rules: bool,
    pub writes_routes: bool,
}

/// What becomes of a packet, as far as a workload cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    Works,
    Broken,
    /// The design does not say.
    Open,
}

/// The workloads of the page.
pub fn workloads() -> Vec<&'static str> {
    let page = include_str!("../../docs/workloads.md");
    let all: Vec<&str> = page.split("\n## ").skip(1).filter_map(|section| section.lines().next()).collect();
    assert_eq!(all.len(), 16);
    all
}

impl Needs {
    pub fn of(workload: &str) -> Self {
        let page = include_str!("../../docs/workloads.md");
        let section = page.split("\n## ").find(|section| section.lines().next() == Some(workload)).unwrap();
        Self {
            flows: section.lines().filter(|line| line.starts_with("| to ") || line.starts_with("| from ")).map(flow).collect(),
            own_way_out: !section.contains("have no way to the Internet of their own"),
            writes_rules: section.contains("security rules for its flows itself"),
            writes_routes: section.contains("writes routes and security rules for its flows itself"),
        }
    }

    /// What becomes of a packet that leaves `start`, and of its reply.
    pub fn grade(&self, flow: &Flow, start: Place, trace: &Both) -> Grade {
        let direct = trace.out.passed.is_empty();
        let suits = match trace.out.end {
            End::At(Place::Internet | Place::Service) => match flow.way.as_str() {
                "direct" => direct,
                "forwarded" => !direct,
                _ => true,
            },
            End::At(Place::Site(_)) => {
                return match flow.way.as_str() {
                    "forwarded" => Grade::Works,
                    "direct" => Grade::Broken,
                    // What the site does with it the design does not say.
                    _ => Grade::Open,
                };
            }
            End::At(_) => true,
            End::Dropped("DroppedNoEgress" | "UndecidedEgress") if direct && flow.way == "forwarded" => false,
            // The service brings addresses that the design does not show.
            End::Dropped("DroppedNoEgress" | "UndecidedEgress") if direct && self.own_way_out => return Grade::Works,
            End::Dropped(end) => return self.dropped(end),
        };
        let back = trace.back.as_ref().map(|back| back.end);
        match back {
            _ if !suits => Grade::Broken,
            Some(End::At(place)) if place == start && trace.symmetric => Grade::Works,
            Some(End::Dropped(end)) => lost(end),
            _ => Grade::Broken,
        }
    }

    /// What becomes of a packet that comes to a public address of the workload, and of its reply.
    pub fn grade_arrival(&self, flow: &Flow, trace: &Both) -> Grade {
        let Some(back) = &trace.back else { return self.said(trace.out.end) };
        match back.end {
            End::At(Place::Internet | Place::Service) if back.passed.is_empty() || flow.way != "direct" => Grade::Works,
            End::At(_) => Grade::Broken,
            End::Dropped(end) => lost(end),
        }
    }

    /// What a security group says of a packet.
    pub fn said(&self, end: End) -> Grade {
        match end {
            End::At(_) => Grade::Works,
            End::Dropped(end) => self.dropped(end),
        }
    }

    fn dropped(&self, end: &str) -> Grade {
        if self.writes_rules && end == "DroppedBySecurityRule" { Grade::Works } else { lost(end) }
    }
}

fn lost(end: &str) -> Grade {
    let open = end.starts_with("Undecided") || ["DroppedAmbiguousGateway", "DroppedAmbiguousSecurityRule"].contains(&end);
    if open { Grade::Open } else { Grade::Broken }
}

fn flow(row: &str) -> Flow {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let tag = |name: &str| name.strip_suffix(" of the region").map_or(name.to_owned(), |tag| format!("{tag}.EastUS"));
    let peer = match (cells[1].strip_prefix("to "), cells[1].strip_prefix("from ")) {
        (Some("Internet"), _) => Peer::ToInternet,
        (Some("VirtualNetwork"), _) => Peer::ToVirtualNetwork,
        (Some(to), _) => match to.strip_prefix("subnets with ") {
            Some(workloads) => Peer::ToSubnets(workloads.split(", ").map(str::to_owned).collect()),
            None => Peer::ToTag(tag(to)),
        },
        (_, Some("Internet")) => Peer::FromInternet,
        (_, Some("VirtualNetwork")) => Peer::FromVirtualNetwork,
        (_, Some("AzureLoadBalancer")) => Peer::FromLoadBalancer,
        (_, Some(from)) => Peer::FromTag(tag(from)),
        _ => panic!("{row}"),
    };
    Flow { peer, payloads: payloads(cells[2]), way: cells[3].to_owned() }
}

/// `TCP 80, 8443-8451`, or `everything`.
fn payloads(carried: &str) -> Vec<Payload> {
    let Some((protocol, ports)) = carried.split_once(' ') else {
        assert_eq!(carried, "everything");
        let some = [0, 22, 443, 444, 8000, u16::MAX].into_iter().flat_map(|port| [("Tcp", Some(port)), ("Udp", Some(port))]);
        return some.chain([("Icmp", None), ("Other", None)]).collect();
    };
    let protocol = if protocol == "TCP" { "Tcp" } else { "Udp" };
    let ends = |ports: &str| {
        let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
        [first.parse().unwrap(), last.parse().unwrap()]
    };
    let mut all: Vec<Payload> = ports.split(", ").flat_map(ends).map(|port| (protocol, Some(port))).collect();
    all.dedup();
    all
}
