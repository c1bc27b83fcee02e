//! `subnet-addresses-short`: a subnet has fewer usable addresses than what stands in it needs.
//!
//! # What it checks
//! The usable addresses of a subnet, which are five fewer than it has, are enough for its appliances, its private endpoints, its firewall, and for
//! what its workloads take at least.
//!
//! # Why it matters
//! Azure refuses the resource for which no address is left. A subnet that is in use cannot be enlarged.
//!
//! # Fix
//! Enlarge the subnet, or move something into another one.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ": five reserved addresses in each subnet; Azure's error code SubnetIsFull (specification 15).

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::all;
use crate::address::{Ipv4, sort_by_rank};
use crate::design::SubnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-addresses-short", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut needed: Vec<(SubnetId, u32)> = design.owned().iter().map(|owned| (owned.subnet, 1)).collect();
    needed.extend(all(design).into_iter().map(|(id, _, needs)| (id, needs.size.addresses)));
    sort_by_rank(&mut needed, |(id, _)| u64::from(id.vnet.0) << 32 | u64::from(id.index));
    for group in needed.chunk_by(|one, other| one.0 == other.0) {
        let Some((id, _)) = group.first().copied() else { continue };
        let wanted: u128 = group.iter().map(|(_, count)| u128::from(*count)).sum();
        let usable = design[id].usable::<Ipv4>().size();
        // A subnet that is too small for anything is reported for that.
        let mut prefixes = design[id].placed::<Ipv4>();
        let whole = prefixes.clone().all(|(_, prefix)| prefix.length() <= 29);
        let Some((first, _)) = prefixes.next().filter(|_| usable < wanted && whole) else { continue };
        {
            let message = format!("`{}` has {usable} usable addresses, and what stands there needs {wanted}", design.subnet_path(id));
            found.push(rule.report(design[id].prefix_pointer(first), message).arm("SubnetIsFull"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(workload: &str, prefix: &str, endpoints: usize) -> String {
        let endpoint = |i| format!(r#"{{ "name": "pe{i}", "subnet": "vnet/app", "privateIpAddress": "10.0.0.{}" }}"#, i + 4);
        let endpoints: Vec<String> = (0..endpoints).map(endpoint).collect();
        let rest = format!(r#""privateEndpoints": [{}]"#, endpoints.join(","));
        subnet("app", prefix, &format!(r#""workloads": [{workload}]"#), &rest)
    }

    // A /29 has three usable addresses (specification 7.2).
    #[test]
    fn more_endpoints_than_addresses_are_reported() {
        assert_eq!(
            findings(&RULE, &design("", "10.0.0.0/29", 4)),
            ["/virtualNetworks/0/subnets/0/addressPrefix: `vnet/app` has 3 usable addresses, and what stands there needs 4"]
        );
    }

    #[test]
    fn just_as_many_are_silent() {
        assert!(findings(&RULE, &design("", "10.0.0.0/29", 3)).is_empty());
    }

    #[test]
    fn what_a_workload_takes_counts() {
        assert!(findings(&RULE, &design(r#""ApiManagement""#, "10.0.0.0/29", 1)).is_empty());
        assert_eq!(findings(&RULE, &design(r#""ApiManagement""#, "10.0.0.0/29", 2)).len(), 1);
    }
}
