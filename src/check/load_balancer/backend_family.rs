//! `load-balancer-backend-family`: a backend has no address of the family of a frontend.
//!
//! # What it checks
//! Where a load balancer has an IPv6 frontend, the interface with which each backend takes part has a `privateIpv6Address`.
//!
//! # Why it matters
//! Load balancing translates no protocols: the backend gets nothing of what is for the IPv6 frontend, and without any such backend nobody does.
//!
//! # Fix
//! Give the interface a `privateIpv6Address`, or remove that of the load balancer.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network" (no NAT64); the pool of a frontend is of one address version, Azure error code
//! AllNicIpConfigurationsOfLbBackendPoolOnVMScaleSetMustHaveSamePrivateIpAddressVersion (kubernetes issue 93085); specification 11.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Ipv6};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-backend-family", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.load_balancer_ids().filter(|id| design[*id].private_ipv6_address.is_some()) {
        let balancer = &design[id];
        for backend in design.backends_of(id) {
            // What has no address at all is reported for that.
            if design.forwarder_address::<Ipv4>(backend).is_none() || design.forwarder_address::<Ipv6>(backend).is_some() {
                continue;
            }
            let message = format!(
                "`{}` has an IPv6 frontend, and the interface of its backend `{}` no IPv6 address",
                balancer.name,
                design.forwarder_name(backend)
            );
            found.push(rule.report(balancer.at.field("backends"), message).hint("give the interface a `privateIpv6Address`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::balanced;
    use super::RULE;
    use crate::check::testing::findings;

    fn dual(backend: &str) -> String {
        let design = balanced(r#""one", "two""#, r#", "privateIpv6Address": "fd00:10::100""#);
        let both = format!(r#""privateIpAddress": "10.0.2.4", {backend}"#);
        design.replace(r#""privateIpAddress": "10.0.2.4","#, &both)
    }

    #[test]
    fn backends_without_an_address_of_ipv6_are_reported() {
        let told = |name| {
            format!("/loadBalancers/0/backends: `ilb` has an IPv6 frontend, and the interface of its backend `{name}` no IPv6 address")
        };
        assert_eq!(findings(&RULE, &dual("")), [told("one"), told("two")]);
        assert_eq!(findings(&RULE, &dual(r#""privateIpv6Address": "fd00:10::4","#)), [told("two")]);
    }

    #[test]
    fn backends_of_a_frontend_of_ipv4_are_silent() {
        assert!(findings(&RULE, &balanced(r#""one", "two""#, "")).is_empty());
    }

    #[test]
    fn backends_with_both_addresses_are_silent() {
        let design = dual(r#""privateIpv6Address": "fd00:10::4","#);
        let both =
            design.replace(r#""privateIpAddress": "10.0.2.5","#, r#""privateIpAddress": "10.0.2.5", "privateIpv6Address": "fd00:10::5","#);
        assert!(findings(&RULE, &both).is_empty());
    }
}
