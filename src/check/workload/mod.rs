//! Rules about subnets that have workloads: what a service demands of its subnet beside the traffic that it needs.

pub(super) mod addresses_short;
pub(super) mod delegation_missing;
pub(super) mod delegation_not_allowed;
pub(super) mod nat_gateway_missing;
pub(super) mod nat_gateway_not_allowed;
pub(super) mod route_table_missing;
pub(super) mod route_table_not_allowed;
pub(super) mod route_table_shared;
pub(super) mod security_group_missing;
pub(super) mod subnet_shared;
pub(super) mod subnet_small;
pub(super) mod subnet_too_small;
pub(super) mod twice_in_network;

use std::ops::RangeInclusive;

use super::Rule;
use super::findings::Findings;
use super::survey::{Survey, enlarged};
use crate::address::Ipv4;
use crate::design::{Design, Subnet, SubnetId};
use crate::diagnostic::Severity;
use crate::workload::{Needs, needs};

/// Every workload of the design: its subnet, its index among the subnet's workloads, and its needs.
fn all(design: &Design) -> Vec<(SubnetId, usize, &'static Needs)> {
    let mut all = Vec::new();
    for id in design.subnet_ids() {
        for (index, workload) in design[id].workloads.placed() {
            all.extend(needs(*workload).map(|needs| (id, index, needs)));
        }
    }
    all
}

/// The place of a workload.
fn pointer(design: &Design, id: SubnetId, index: usize) -> String {
    design[id].at.field(&format!("workloads/{index}"))
}

/// Reports the workloads that demand something of their subnet that it does not carry: what, and the member that would name it.
fn report_missing(
    rule: &Rule,
    design: &Survey<'_>,
    (noun, member): (&str, &str),
    is_missing: fn(&Needs, &Subnet) -> bool,
    found: &mut Findings,
) {
    for (id, index, needs) in all(design) {
        if is_missing(needs, &design[id]) {
            let message = format!("{} needs a {noun} on `{}`", needs.name, design.subnet_path(id));
            found.push(rule.report(pointer(design, id, index), message).hint(format!("name one in `{member}`")));
        }
    }
}

/// Reports the prefixes of a subnet that are smaller than the first of these lengths, up to the last.
fn report_smaller(rule: &Rule, design: &Survey<'_>, id: SubnetId, needs: &Needs, lengths: RangeInclusive<u8>, found: &mut Findings) {
    let (wanted, smallest) = (*lengths.start(), *lengths.end());
    let subnet = &design[id];
    for (i, prefix) in subnet.placed::<Ipv4>().filter(|(_, prefix)| prefix.length() > wanted && prefix.length() <= smallest) {
        let path = subnet.prefix_pointer(i);
        let verb = if rule.severity == Severity::Error { "takes" } else { "should have" };
        let finding = rule.report(path.clone(), format!("{prefix} is smaller than the /{wanted} that {} {verb}", needs.name));
        found.push(finding.replacing_some(path, enlarged(design, id, wanted).map(|block| block.to_string())));
    }
}
