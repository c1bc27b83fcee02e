//! `peering-subnet-count`: a peering of subnets lists too many.
//!
//! # What it checks
//! No link lists more than 200 subnets of one of its networks.
//!
//! # Why it matters
//! Azure refuses the peering.
//!
//! # Fix
//! List fewer subnets, or peer the whole networks.
//!
//! # Source
//! Microsoft Learn, "How to configure subnet peering": up to 200 subnets on each side of a link.
//! Specification 8.8 and 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-subnet-count", Severity::Error, run);

const MOST: usize = 200;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for link in &design.links {
        let Some(listed) = &link.subnets else { continue };
        for (member, subnets) in [("localSubnets", &listed.local), ("remoteSubnets", &listed.remote)] {
            // `between` stands for two links, and the first one has the lists as they are written.
            if subnets.len() > MOST && !found.is_full() && is_new(&mut seen, (link.at, subnets.first().map(|subnet| subnet.vnet))) {
                let message = format!("the peering lists {} subnets; Azure allows {MOST}", subnets.len());
                found.push(rule.report(link.at.field(member), message).hint("list fewer subnets, or peer the whole networks"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, RULE};
    use crate::check::testing::{findings, peered};

    fn listing(count: usize) -> String {
        let names = (0..count).map(|i| format!(r#""s{i}""#)).collect::<Vec<_>>().join(",");
        let subnets =
            (0..count).map(|i| format!(r#"{{ "name": "s{i}", "addressPrefix": "10.1.{i}.0/24" }}"#)).collect::<Vec<_>>().join(",");
        let peering = format!(r#"{{ "between": ["hub", "a"], "localSubnets": ["GatewaySubnet"], "remoteSubnets": [{names}] }}"#);
        peered(&peering, "").replace(r#"["10.1.0.0/16"]"#, &format!(r#"["10.1.0.0/16"], "subnets": [{subnets}]"#))
    }

    #[test]
    fn one_too_many_is_reported_once() {
        assert_eq!(findings(&RULE, &listing(MOST + 1)), ["/peerings/0/remoteSubnets: the peering lists 201 subnets; Azure allows 200"]);
    }

    #[test]
    fn a_few_are_silent() {
        assert!(findings(&RULE, &listing(2)).is_empty());
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &listing(MOST)).is_empty());
    }
}
