//! Workloads: where nothing is found wrong with one, no packet that it needs, from it or to it, goes astray as the oracle sees it.
//!
//! What a workload needs is read from docs/workloads.md by `workload_needs`.

use std::collections::BTreeSet;
use std::sync::Mutex;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use routewright::compile::compile_with;
use serde_json::{Value, json};

use crate::intended::Class;
use crate::oracle::{Block, Estate, Payload, Place, Subnet, UserRoute, dotted, width};
use crate::random::{Tape, addresses, enough, service_tags};
use crate::workload_needs::{Flow, Grade, Needs, Peer, workloads};
use crate::{Case, Tried, try_designs};

const DESIGNS: u32 = 150;

/// Two that need no flow, and one that no random firewall suits in most runs.
const SELDOM: [&str; 3] = ["AksKubenet", "NetAppFiles", "AksUserDefinedRouting"];

/// Packets against each workload of which nothing is found.
const ATTACKS: usize = 40;

/// Where a balancer of Azure probes from.
const HOST: u32 = 0xa83f_8110;

/// A workload of a subnet.
struct Placed {
    net: usize,
    subnet: usize,
    workload: &'static str,
    needs: Needs,
}

#[test]
fn workloads_of_which_nothing_is_found_withstand_packets() {
    let all = workloads();
    let kinds = Mutex::new(BTreeSet::new());
    try_designs("workloads", DESIGNS, |case, tape, tried| {
        let mut document = case.document.clone();
        let mut placed = Vec::new();
        for (net, it) in document["virtualNetworks"].as_array_mut().unwrap().iter_mut().enumerate() {
            // Tags of the region are told for one.
            if it["location"].as_str().is_some_and(|region| !region.replace(' ', "").eq_ignore_ascii_case("eastus")) {
                continue;
            }
            for (subnet, it) in it["subnets"].as_array_mut().unwrap().iter_mut().enumerate() {
                if it["name"].as_str().unwrap().starts_with('s') && tape.below(2) == 0 {
                    let workload = *tape.pick(&all);
                    it["workloads"] = json!([workload]);
                    placed.push(Placed { net, subnet, workload, needs: Needs::of(workload) });
                }
            }
        }
        let tags = told(&service_tags(case.document), &placed);
        let compiled = compile_with(document.to_string().as_bytes(), &tags);
        let found: Vec<String> = compiled
            .diagnostics()
            .iter()
            .filter(|finding| finding.code.starts_with("workload-traffic-") || finding.code == "workload-egress-missing")
            .map(|finding| serde_json::to_string(finding).unwrap())
            .collect();
        let mut estate = Estate::read(&document);
        estate.read_tags(&tags);
        let case = Case { document: &document, estate: &estate, network: case.network };
        for it in &placed {
            let place = format!("\"/virtualNetworks/{}/subnets/{}/workloads/0\"", it.net, it.subnet);
            if found.iter().any(|finding| finding.contains(&place)) {
                continue;
            }
            if !it.needs.flows.is_empty() {
                kinds.lock().unwrap().insert(it.workload);
            }
            let seen = it.withstands(&case, &placed, tape, tried);
            seen.map_err(|fault| TestCaseError::fail(format!("{fault}: {} at {place} in {document} with {tags:?}", it.workload)))?;
        }
        Ok(())
    });
    let kinds = kinds.into_inner().unwrap();
    if enough(DESIGNS) {
        let missed: Vec<_> = all.iter().filter(|it| !kinds.contains(*it) && !SELDOM.contains(it)).collect();
        assert!(missed.is_empty(), "no random subnet suits {missed:?}");
    }
}

/// Every tag that the workloads need has addresses of its own, beside what is told already.
fn told(tags: &str, placed: &[Placed]) -> String {
    let mut lines: Vec<String> = tags.lines().map(str::to_owned).collect();
    let all = placed.iter().flat_map(|it| &it.needs.flows).filter_map(|flow| match &flow.peer {
        Peer::ToTag(tag) | Peer::FromTag(tag) => Some(tag.clone()),
        _ => None,
    });
    let mut names: Vec<String> = all.flat_map(|tag| [tag.split('.').next().unwrap().to_owned(), tag]).collect();
    names.extend(["Storage", "Storage.EastUS", "Sql", "AzureCloud", "AzureCloud.EastUS", "AzureKeyVault"].map(str::to_owned));
    names.sort();
    names.dedup();
    for (index, name) in names.iter().enumerate() {
        if !lines.iter().any(|line| line.split(' ').next() == Some(name)) {
            // Of two names that follow each other the second may be a part of the first.
            let first = if name.contains('.') { index.saturating_sub(1) } else { index };
            lines.push(format!("{name} 13.{first}.0.0/{}", if name.contains('.') { 25 } else { 24 }));
        }
    }
    lines.join("\n")
}

impl Placed {
    /// No packet of the workload's flows goes astray.
    fn withstands(&self, case: &Case<'_>, placed: &[Self], tape: &mut Tape<'_>, tried: &Tried) -> TestCaseResult {
        case.estate.drawn.set(Some(u64::from(tape.address())));
        let sides: Vec<(&Flow, [Vec<u32>; 2])> = self.needs.flows.iter().map(|flow| (flow, self.sides(case, placed, flow, tape))).collect();
        for _ in 0..if sides.is_empty() { 0 } else { ATTACKS } {
            let (flow, [machines, others]) = tape.pick(&sides);
            if machines.is_empty() || others.is_empty() {
                continue;
            }
            let (machine, other, payload) = (*tape.pick(machines), *tape.pick(others), *tape.pick(&flow.payloads));
            tried.packet();
            let (grade, trace) = self.tried(case.estate, flow, machine, other, payload);
            let ends = (dotted(machine), dotted(other));
            prop_assert_eq!(grade, Grade::Works, "nothing is found, but {:?} {:?} goes astray: {}", ends, payload, trace);
        }
        case.estate.drawn.set(None);
        Ok(())
    }

    /// The addresses of the workload's machines, and of the other side of a flow.
    fn sides(&self, case: &Case<'_>, placed: &[Self], flow: &Flow, tape: &mut Tape<'_>) -> [Vec<u32>; 2] {
        let (estate, edges) = (case.estate, addresses(case.estate));
        let intent = Value::Null;
        let class = Class { case, intent: &intent };
        let others: Vec<u32> = match &flow.peer {
            Peer::ToTag(tag) | Peer::FromTag(tag) => {
                let blocks = estate.tag_blocks(tag).unwrap();
                edges
                    .into_iter()
                    .filter(|address| blocks.iter().any(|block| block.holds(*address)) && class.on_the_internet(*address))
                    .collect()
            }
            Peer::ToInternet | Peer::FromInternet => {
                let some: Vec<u32> = (0..ATTACKS).map(|_| tape.address()).collect();
                some.into_iter().filter(|address| class.on_the_internet(*address) && !named(estate, *address)).collect()
            }
            Peer::ToSubnets(workloads) => {
                let such = placed.iter().filter(|it| it.net == self.net && workloads.iter().any(|name| name == it.workload));
                such.flat_map(|it| it.machines(estate)).collect()
            }
            Peer::ToVirtualNetwork | Peer::FromVirtualNetwork => edges.into_iter().filter(|it| estate.in_space(self.net, *it)).collect(),
            Peer::FromLoadBalancer => vec![HOST],
        };
        [self.machines(estate), others]
    }

    fn machines(&self, estate: &Estate) -> Vec<u32> {
        let blocks = &estate.nets[self.net].subnets[self.subnet].blocks;
        let usable = |block: &Block, address: u32| block.first + 4 <= address && address < block.last();
        let mut edges = addresses(estate);
        edges.extend(blocks.iter().flat_map(|block| [block.first + 4, block.last() - 1]));
        edges.retain(|address| blocks.iter().any(|block| usable(block, *address)) && estate.is_free(self.net, *address));
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// What becomes of a packet between a machine and the other side, and its way.
    fn tried(&self, estate: &Estate, flow: &Flow, machine: u32, other: u32, payload: Payload) -> (Grade, String) {
        let start = Place::Subnet(self.net, self.subnet);
        match flow.peer {
            Peer::ToTag(_) | Peer::ToInternet | Peer::ToSubnets(_) => {
                // Whatever writes routes writes rules too.
                if self.needs.writes_routes && self.by_service(estate, flow, other) {
                    return (Grade::Works, String::new());
                }
                let trace = estate.trace(start, machine, other, payload);
                (self.needs.grade(flow, start, &trace), format!("{trace:?}"))
            }
            Peer::FromTag(_) | Peer::FromInternet => {
                let trace = estate.arrival(start, other, machine, payload);
                (self.needs.grade_arrival(flow, &trace), format!("{trace:?}"))
            }
            Peer::ToVirtualNetwork => {
                let end = estate.asked(start, false, machine, other, payload).end;
                (self.needs.said(end), format!("{end:?}"))
            }
            Peer::FromLoadBalancer | Peer::FromVirtualNetwork => {
                let end = estate.asked(start, true, other, machine, payload).end;
                (self.needs.said(end), format!("{end:?}"))
            }
        }
    }

    /// Whether a route that the service writes decides (12.4): it has the tag's block, which is longer than what decides without it,
    /// or as long where no route of the design for that block is explicit or for a tag that is as narrow (4.6).
    fn by_service(&self, estate: &Estate, flow: &Flow, other: u32) -> bool {
        let Peer::ToTag(tag) = &flow.peer else { return false };
        let Subnet { table, service_endpoints, .. } = &estate.nets[self.net].subnets[self.subnet];
        let own = estate.tag_blocks(tag).unwrap().iter().filter(|block| block.holds(other)).max_by_key(|block| block.length);
        let decided = estate.effective(self.net, *table, service_endpoints).lookup(other).map(|row| row.block);
        let (Some(own), Some(decided)) = (own, decided) else { return false };
        let has_block = |route: &UserRoute| match &route.tag {
            None => route.block == *own,
            Some(other) => estate.tag_blocks(other).is_some_and(|blocks| blocks.contains(own)),
        };
        let mut routes = table.iter().flat_map(|table| &estate.tables[*table].routes).filter(|route| has_block(route));
        decided.length < own.length || decided == *own && routes.all(|route| width(route.tag.as_deref()) > width(Some(tag)))
    }
}

/// Whether a prefix of the design or a tag has an address, so that the default route's territory does not (12.4).
fn named(estate: &Estate, address: u32) -> bool {
    let near = |block: &Block| block.length > 0 && block.holds(address);
    estate.tags.values().flatten().any(near)
        || addresses(estate).windows(2).any(|pair| pair[0] <= address && address <= pair[1] && pair[1] - pair[0] < 1 << 24)
}
