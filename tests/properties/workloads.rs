//! Workloads: where nothing is found wrong with one, no packet that it needs goes astray, as the oracle sees it.
//!
//! What a workload needs is read from docs/workloads.md, and how that is meant from section 12.4 of the specification.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use routewright::compile::compile_with;
use serde_json::{Value, json};

use crate::intended::Class;
use crate::oracle::{Block, Both, End, Estate, Payload, Place, dotted};
use crate::random::{Tape, service_tags};
use crate::{Case, Tried, try_designs};

/// Those whose service writes neither routes nor rules.
const WORKLOADS: [&str; 8] = [
    "AzureMachineLearningCompute",
    "AzureMachineLearningComputeWithPublicIp",
    "AksLoadBalancer",
    "AksUserDefinedRouting",
    "AksNatGateway",
    "ContainerAppsWorkloadProfiles",
    "ApiManagement",
    "ApplicationGatewayV2",
];

/// Packets against each workload of which nothing is found.
const ATTACKS: usize = 40;

/// A flow that a workload opens to a service or to the Internet.
struct Flow {
    /// The service tag, in the region of the design if it is one of the region; none for the Internet.
    tag: Option<String>,
    protocol: &'static str,
    ports: Vec<u16>,
    way: String,
}

/// What the page says that a workload needs.
struct Needs {
    flows: Vec<Flow>,
    /// Whether the service brings public addresses of its own.
    own_way_out: bool,
}

fn needs(workload: &str) -> Needs {
    let page = include_str!("../../docs/workloads.md");
    let section = page.split("\n## ").find(|section| section.lines().next() == Some(workload)).unwrap();
    let flow = |row: &str| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let to = cells[1].strip_prefix("to ")?;
        let (protocol, ports) = cells[2].split_once(' ')?;
        let regional = to.strip_suffix(" of the region").map(|tag| format!("{tag}.EastUS"));
        Some(Flow {
            tag: (to != "Internet").then(|| regional.unwrap_or(to.to_owned())),
            protocol: if protocol == "TCP" { "Tcp" } else { "Udp" },
            ports: ports.split(", ").map(|ports| ports.split('-').next().unwrap().parse().unwrap()).collect(),
            way: cells[3].to_owned(),
        })
    };
    let flows: Vec<Flow> =
        section.lines().filter(|line| line.starts_with("| to ") && !line.contains("subnets with")).filter_map(flow).collect();
    assert!(!flows.is_empty(), "{workload}");
    Needs { flows, own_way_out: !section.contains("have no way to the Internet of their own") }
}

#[test]
fn workloads_of_which_nothing_is_found_withstand_packets() {
    try_designs("workloads", 150, |case, tape, tried| {
        let mut document = case.document.clone();
        let mut placed = Vec::new();
        for (n, net) in document["virtualNetworks"].as_array_mut().unwrap().iter_mut().enumerate() {
            // Tags of the region are told for one.
            if net["location"].as_str().is_some_and(|region| !region.replace(' ', "").eq_ignore_ascii_case("eastus")) {
                continue;
            }
            for (s, subnet) in net["subnets"].as_array_mut().unwrap().iter_mut().enumerate() {
                if subnet["name"].as_str().unwrap().starts_with('s') && tape.below(2) == 0 {
                    let workload = *tape.pick(&WORKLOADS);
                    subnet["workloads"] = json!([workload]);
                    placed.push((n, s, needs(workload)));
                }
            }
        }
        let tags = told(&service_tags(case.document), &placed);
        let compiled = compile_with(document.to_string().as_bytes(), &tags);
        let found: Vec<String> = compiled
            .diagnostics()
            .iter()
            .filter(|finding| finding.code.starts_with("workload-"))
            .map(|finding| serde_json::to_string(finding).unwrap())
            .collect();
        let mut estate = Estate::read(&document);
        estate.read_tags(&tags);
        let case = Case { document: &document, estate: &estate, network: case.network };
        for (n, s, needs) in &placed {
            let place = format!("\"/virtualNetworks/{n}/subnets/{s}/workloads/0\"");
            if !found.iter().any(|finding| finding.contains(&place)) {
                attacked(&case, (*n, *s), needs, tape, tried)
                    .map_err(|fault| TestCaseError::fail(format!("{fault} in {document} with {tags:?}")))?;
            }
        }
        Ok(())
    });
}

/// Every tag that the workloads need has addresses of its own, beside what is told already.
fn told(tags: &str, placed: &[(usize, usize, Needs)]) -> String {
    let mut lines: Vec<String> = tags.lines().map(str::to_owned).collect();
    let all = placed.iter().flat_map(|(.., needs)| &needs.flows).filter_map(|flow| flow.tag.clone());
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

fn attacked(case: &Case<'_>, (net, subnet): (usize, usize), needs: &Needs, tape: &mut Tape<'_>, tried: &Tried) -> TestCaseResult {
    let estate = case.estate;
    let usable = |block: &Block| [block.first + 4, block.last() - 1];
    let machines: Vec<u32> =
        estate.nets[net].subnets[subnet].blocks.iter().flat_map(usable).filter(|it| estate.is_free(net, *it)).collect();
    let intent = Value::Null;
    let class = Class { case, intent: &intent };
    estate.drawn.set(Some(u64::from(tape.address())));
    for _ in 0..ATTACKS {
        let flow = tape.pick(&needs.flows);
        let destination = match &flow.tag {
            Some(tag) => {
                let block = *tape.pick(estate.tag_blocks(tag).unwrap());
                [block.first, block.last()][tape.below(2)]
            }
            None => tape.address(),
        };
        let elsewhere = flow.tag.is_some() || !named(estate, destination);
        if machines.is_empty() || !class.on_the_internet(destination) || !elsewhere {
            continue;
        }
        tried.packet();
        let (source, payload): (u32, Payload) = (*tape.pick(&machines), (flow.protocol, Some(*tape.pick(&flow.ports))));
        let start = Place::Subnet(net, subnet);
        let trace = estate.trace(start, source, destination, payload);
        prop_assert!(
            works(needs, flow, start, &trace),
            "nothing is found, but {} -> {} {:?} from {:?} goes astray: {:?}",
            dotted(source),
            dotted(destination),
            payload,
            start,
            trace
        );
    }
    estate.drawn.set(None);
    Ok(())
}

/// Whether a prefix of the design or a tag has an address, so that the default route's territory does not (12.4).
fn named(estate: &Estate, address: u32) -> bool {
    let near = |block: &Block| block.length > 0 && block.holds(address);
    estate.tags.values().flatten().any(near)
        || crate::random::addresses(estate).windows(2).any(|pair| pair[0] <= address && address <= pair[1] && pair[1] - pair[0] < 1 << 24)
}

fn works(needs: &Needs, flow: &Flow, start: Place, trace: &Both) -> bool {
    let direct = trace.out.passed.is_empty();
    let left = trace.out.steps.last().is_some_and(|(_, decided)| decided.is_some());
    match trace.out.end {
        End::At(Place::Internet | Place::Service) => {
            let suits = match flow.way.as_str() {
                "direct" => direct,
                "forwarded" => !direct,
                _ => true,
            };
            let returned = trace.back.as_ref().is_some_and(|back| back.end == End::At(start));
            suits && returned && trace.symmetric
        }
        End::At(Place::Site(_)) => flow.way == "forwarded",
        End::At(_) => true,
        // The service brings addresses that the design does not show; so it does where a tag decides whether it needs any.
        End::Dropped(end) if ["DroppedNoEgress", "UndecidedEgress"].contains(&end) || end == "UndecidedServiceTag" && left => {
            direct && needs.own_way_out && flow.way != "forwarded"
        }
        End::Dropped(_) => false,
    }
}
