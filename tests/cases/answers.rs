//! The crate's answers against those of the cases.

use routewright::address::{AddressSet, Ipv4};
use routewright::answer::EffectiveRouteRow;
use routewright::compile::{Compiled, compile_with};
use routewright::design::{Protocol, TraceQuery};
use routewright::diagnostic::{Diagnostic, Severity};
use serde_json::Value;

use crate::format::{AddressPlan, Case, Deciding, Errors, Listing, Query, Way};

/// Blocks that Azure documents as dropped; the other None rows of a listing change and are not compared.
const DOCUMENTED_NONE: [&str; 4] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

fn errors(compiled: &Compiled) -> Vec<&Diagnostic> {
    compiled.diagnostics().iter().filter(|finding| finding.severity == Severity::Error).collect()
}

impl Case {
    /// What the crate answers that is not expected.
    pub fn faults(&self) -> Vec<String> {
        let compiled = compile_with(self.design.as_bytes(), &self.service_tags());
        let mut faults = Vec::new();
        if !matches!(self.expected.query, Query::Check) {
            let codes: Vec<&str> = errors(&compiled).iter().map(|error| error.code).collect();
            if codes != self.expected.errors {
                faults.push(format!("the design has the errors {codes:?}, expected {:?}", self.expected.errors));
            }
        }
        match &self.expected.query {
            Query::EffectiveRoutes(subnet) => self.answer::<Listing>().compare(&compiled.routes(subnet).unwrap().routes, &mut faults),
            Query::NextHop { from, to } => self.answer::<Deciding>().compare(&trace(&compiled, from, to, None, None), &mut faults),
            Query::Trace { from, to, protocol, port } => {
                self.answer::<Way>()
                    .compare(&trace(&compiled, from, to, protocol.as_deref().and_then(Protocol::parse), *port), &mut faults);
            }
            Query::Check => self.answer::<Errors>().compare(&errors(&compiled), &mut faults),
            Query::AddressPlan(subnet) => self.answer::<AddressPlan>().compare(&compiled, subnet, &mut faults),
        }
        faults
    }
}

fn trace(compiled: &Compiled, from: &str, to: &str, protocol: Option<Protocol>, port: Option<u16>) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol, port, ..TraceQuery::default() };
    serde_json::to_value(compiled.trace(&query).unwrap()).unwrap()
}

fn written(row: &EffectiveRouteRow) -> String {
    let row_without = format!("{:?} {:?} {} {}", row.source, row.state, row.address_prefix, row.next_hop_type);
    if row.next_hop_ip_address.is_empty() { row_without } else { format!("{row_without} {}", row.next_hop_ip_address.join(",")) }
}

/// Whether a row is of this form; a form of one word is a prefix.
fn is(row: &str, form: &str) -> bool {
    let words: Vec<&str> = row.split(' ').collect();
    match form.split(' ').collect::<Vec<_>>().as_slice() {
        [prefix] => words[2] == *prefix,
        form => words.len() == form.len() && words.iter().zip(form).all(|(word, wanted)| *wanted == "*" || word == wanted),
    }
}

impl Listing {
    fn compare(&self, answer: &[EffectiveRouteRow], faults: &mut Vec<String>) {
        assert!(self.rows.is_some() || !self.contains.is_empty() || !self.absent.is_empty(), "nothing is expected");
        let rows: Vec<String> = answer.iter().map(written).collect();
        for wanted in self.rows.iter().flatten().chain(&self.contains) {
            if !rows.contains(wanted) {
                faults.push(format!("the row `{wanted}` is missing"));
            }
        }
        for unwanted in rows.iter().filter(|row| self.absent.iter().any(|form| is(row, form))) {
            faults.push(format!("the row `{unwanted}` should not be there"));
        }
        let Some(all) = &self.rows else { return };
        for (row, line) in answer.iter().zip(&rows) {
            let changing = row.next_hop_type == "None" && !DOCUMENTED_NONE.contains(&row.address_prefix.as_str());
            if !all.contains(line) && !self.tolerated.contains(line) && !changing {
                faults.push(format!("the row `{line}` is not expected"));
            }
        }
    }
}

impl Deciding {
    fn compare(&self, trace: &Value, faults: &mut Vec<String>) {
        let route = &trace["forward"]["hops"][0]["route"];
        let mut expect = |what: &str, actual: &Value, expected: Option<&str>| {
            if actual.as_str() != expected {
                faults.push(format!("{what} is {actual}, expected {expected:?}"));
            }
        };
        expect("the next hop's type", &route["nextHopType"], Some(&self.next_hop_type));
        expect("the prefix", &route["addressPrefix"], Some(&self.address_prefix));
        if let Some(address) = &self.next_hop_ip_address {
            expect("the next hop's address", &route["nextHopIpAddress"][0], Some(address));
        }
        match self.route_table.as_deref() {
            None => {}
            Some("System Route") => expect("the route table", &route["routeTable"], None),
            table => expect("the route table", &route["routeTable"], table),
        }
    }
}

impl Way {
    fn compare(&self, trace: &Value, faults: &mut Vec<String>) {
        let forward = &trace["forward"];
        if forward["delivered"] != self.delivered || trace["answered"] != self.answered || forward["disposition"] != *self.disposition {
            faults.push(format!("the packet goes another way: {trace:#}"));
        }
        if self.egress_as.as_deref().is_some_and(|name| forward["egressAs"] != name) {
            faults.push(format!("the packet leaves as {}", forward["egressAs"]));
        }
    }
}

impl Errors {
    fn compare(&self, answer: &[&Diagnostic], faults: &mut Vec<String>) {
        let codes: Vec<&str> = answer.iter().map(|error| error.code).collect();
        if codes != self.errors.iter().map(|error| error.code.as_str()).collect::<Vec<_>>() {
            faults.push(format!("the errors are {codes:?}"));
            return;
        }
        for (actual, expected) in answer.iter().zip(&self.errors) {
            if actual.arm_error_code != expected.arm_error_code.as_deref() && expected.arm_error_code.is_some() {
                faults.push(format!("{} prevents {:?}", actual.code, actual.arm_error_code));
            }
            let writes = |value: &str| actual.fix.iter().any(|it| it.op == "replace" && it.value == Some(value.into()));
            if expected.fix.as_deref().is_some_and(|value| !writes(value)) {
                faults.push(format!("{} offers {:?}", actual.code, actual.fix));
            }
        }
    }
}

impl AddressPlan {
    fn compare(&self, compiled: &Compiled, subnet: &str, faults: &mut Vec<String>) {
        let design = compiled.design();
        let id = design.subnet_ids().find(|id| design.subnet_path(*id) == subnet).unwrap();
        let (all, usable) = (AddressSet::covering(design[id].prefixes::<Ipv4>()), design[id].usable());
        let kept = all.difference(&usable);
        let each = kept.intervals().iter().flat_map(|interval| (interval.first.0..=interval.last.0).map(Ipv4));
        let reserved: Vec<String> = each.map(|address| address.to_string()).collect();
        if usable.size() != u128::from(self.usable) || reserved != self.reserved {
            faults.push(format!("{} are usable, reserved are {reserved:?}", usable.size()));
        }
    }
}
