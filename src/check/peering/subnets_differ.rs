//! `peering-subnets-differ`: the two links of a peering do not list the same subnets.
//!
//! # What it checks
//! What one link lists as `localSubnets`, the link back lists as `remoteSubnets`, in whatever order; or neither lists any.
//!
//! # Why it matters
//! Each side routes to the subnets that its own link lists, and the other side drops or cannot answer what comes from subnets that it
//! does not expect.
//!
//! # Fix
//! List the same subnets on both sides, or write both links at once with `between`.
//!
//! # Source
//! Microsoft Learn, "How to configure subnet peering".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::sort_by_rank;
use crate::design::{Link, SubnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-subnets-differ", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for link in &design.links {
        let Some(partner) = link.partner.map(|partner| &design[partner]) else { continue };
        // Reported at the later one.
        if link.at > partner.at && (link.subnets.is_some() || partner.subnets.is_some()) && differ(link, partner) {
            let message = format!("the links between `{}` and `{}` list different subnets", design[link.from].name, design[link.to].name);
            found.push(
                rule.report(link.at.pointer(), message)
                    .related(partner.at.pointer())
                    .hint("list the same subnets on both sides, or write both links with `between`"),
            );
        }
    }
}

fn differ(one: &Link, other: &Link) -> bool {
    let (Some(one), Some(other)) = (&one.subnets, &other.subnets) else { return true };
    sorted(&one.local) != sorted(&other.remote) || sorted(&one.remote) != sorted(&other.local)
}

fn sorted(subnets: &[SubnetId]) -> Vec<SubnetId> {
    let mut sorted = subnets.to_vec();
    sort_by_rank(&mut sorted, |subnet| u64::from(subnet.index));
    sorted.dedup();
    sorted
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, peered};

    fn design(there: &str, back: &str) -> String {
        let subnets = r#"["10.1.0.0/16"], "subnets": [{ "name": "s", "addressPrefix": "10.1.0.0/24" }, { "name": "t", "addressPrefix": "10.1.1.0/24" }]"#;
        let peerings = format!(r#"{{ "from": "hub", "to": "a"{there} }}, {{ "from": "a", "to": "hub"{back} }}"#);
        peered(&peerings, "").replace(r#"["10.1.0.0/16"]"#, subnets)
    }

    const THERE: &str = r#", "localSubnets": ["GatewaySubnet"], "remoteSubnets": ["s", "t"]"#;

    #[test]
    fn links_that_list_different_subnets_are_reported_at_the_later_one() {
        let back = r#", "localSubnets": ["s"], "remoteSubnets": ["GatewaySubnet"]"#;
        let message = "/peerings/1: the links between `a` and `hub` list different subnets";
        assert_eq!(findings(&RULE, &design(THERE, back)), [message]);
        assert_eq!(findings(&RULE, &design(THERE, "")), [message]);
    }

    #[test]
    fn whole_networks_are_silent() {
        assert!(findings(&RULE, &design("", "")).is_empty());
    }

    #[test]
    fn the_order_of_the_lists_does_not_matter() {
        let back = r#", "localSubnets": ["t", "s"], "remoteSubnets": ["GatewaySubnet"]"#;
        assert!(findings(&RULE, &design(THERE, back)).is_empty());
    }
}
