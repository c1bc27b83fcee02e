//! Subnets whose name demands a size.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, enlarged};
use crate::address::Ipv4;
use crate::design::SubnetId;

/// Reports every subnet `name` that is smaller than `/most`, and larger than nothing.
///
/// What is smaller than /29 is too small for any subnet and is reported for that.
pub(super) fn report_small(rule: &Rule, design: &Survey<'_>, name: &str, most: u8, found: &mut Findings) {
    for id in design.called(name).iter().copied() {
        report_if_small(rule, design, id, most, found);
    }
}

/// Reports one subnet if it is smaller than `/most`.
pub(super) fn report_if_small(rule: &Rule, design: &Survey<'_>, id: SubnetId, most: u8, found: &mut Findings) {
    let subnet = &design[id];
    // The lengths up to the smallest subnet there is.
    for (i, prefix) in subnet.placed::<Ipv4>().filter(|(_, prefix)| prefix.length() > most && prefix.length() <= 29) {
        let path = subnet.prefix_pointer(i);
        let message = format!("{prefix} is too small for {} of `{}`", subnet.name, design[id.vnet].name);
        let finding = rule.report(path.clone(), message).hint(format!("it needs /{most} or more"));
        let block = enlarged(design, id, most).map(|block| block.to_string());
        found.push(finding.replacing_some(path, block));
    }
}
