//! `load-balancer-frontend-in-security-rule`: an inbound security rule names the frontend of a load balancer as its destination.
//!
//! # What it checks
//! No destination of an inbound rule is the address of a frontend alone, in a group that a subnet with one of its backends carries.
//!
//! # Why it matters
//! The security rules of a backend see its own address and port as the destination, never the frontend's: the rule matches nothing.
//!
//! # Fix
//! Name the addresses of the backends, and the port of the backends where it is another one.
//!
//! # Source
//! Microsoft Learn, "Azure Load Balancer Floating IP configuration": without floating IP a backend sees its own address; specification 11.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Address, Ipv4, Ipv6, Prefix};
use crate::design::{Design, Direction, Forwarder, LoadBalancerId, SecurityAddress, SecurityGroupId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-frontend-in-security-rule", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.load_balancer_ids() {
        let mut groups: Vec<SecurityGroupId> = design.backends_of(id).into_iter().filter_map(|it| group_of(design, it)).collect();
        groups.sort_unstable();
        groups.dedup();
        for group in groups {
            report(rule, design, id, group, found);
        }
    }
}

fn report(rule: &Rule, design: &Design, id: LoadBalancerId, group: SecurityGroupId, found: &mut Findings) {
    let balancer = &design[id];
    for its in design[group].security_rules.iter().filter(|it| it.direction == Direction::Inbound) {
        let named = |it: &SecurityAddress| is(it, balancer.address::<Ipv4>()) || is(it, balancer.address::<Ipv6>());
        let one = its.destination_address_prefix.as_ref().filter(|it| named(it)).map(|_| "destinationAddressPrefix".to_owned());
        let more = its.destination_address_prefixes.iter().position(named).map(|at| format!("destinationAddressPrefixes/{at}"));
        let Some(member) = one.or(more) else { continue };
        let message =
            format!("rule `{}` names the frontend of `{}`, which the security rules of its backends never see", its.name, balancer.name);
        let finding = rule.report(its.at.field(&member), message).related(balancer.at.pointer());
        found.push(finding.hint("name the addresses and the port of the backends"));
    }
}

fn is<A: Address>(named: &SecurityAddress, frontend: Option<A>) -> bool {
    frontend.is_some_and(|frontend| named.prefix::<A>() == Some(Prefix::host(frontend)))
}

fn group_of(design: &Design, backend: Forwarder) -> Option<SecurityGroupId> {
    let Forwarder::Appliance(appliance, index) = backend else { return None };
    let subnet = design.interface(appliance, index)?.subnet.subnet()?;
    design[subnet].network_security_group.as_ref()?.security_group()
}

#[cfg(test)]
mod tests {
    use super::super::testing::balanced;
    use super::RULE;
    use crate::check::testing::findings;

    fn with(direction: &str, destination: &str, carried: &str) -> String {
        let rule = format!(
            r#"{{ "name": "web", "priority": 100, "direction": "{direction}", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "*",
                  "sourcePortRange": "*", {destination}, "destinationPortRange": "443" }}"#
        );
        let design = balanced(r#""one""#, r#", "haPorts": true"#)
            .replace(&format!(r#""name": "{carried}", "#), &format!(r#""name": "{carried}", "networkSecurityGroup": "nsg", "#));
        design.replacen('{', &format!(r#"{{ "networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{rule}] }}],"#), 1)
    }

    #[test]
    fn a_rule_for_the_frontend_is_reported() {
        let told = |member| {
            format!(
                "/networkSecurityGroups/0/securityRules/0/{member}: rule `web` names the frontend of `ilb`, which the security rules of its backends never see"
            )
        };
        let one = with("Inbound", r#""destinationAddressPrefix": "10.0.2.100""#, "dmz");
        assert_eq!(findings(&RULE, &one), [told("destinationAddressPrefix")]);
        let more = with("Inbound", r#""destinationAddressPrefixes": ["10.0.2.4", "10.0.2.100/32"]"#, "dmz");
        assert_eq!(findings(&RULE, &more), [told("destinationAddressPrefixes/1")]);
    }

    #[test]
    fn rules_that_the_frontend_is_part_of_are_silent() {
        assert!(findings(&RULE, &with("Inbound", r#""destinationAddressPrefix": "10.0.2.0/24""#, "dmz")).is_empty());
        assert!(findings(&RULE, &with("Inbound", r#""destinationAddressPrefix": "10.0.2.4""#, "dmz")).is_empty());
    }

    #[test]
    fn what_leaves_for_the_frontend_is_silent() {
        assert!(findings(&RULE, &with("Outbound", r#""destinationAddressPrefix": "10.0.2.100""#, "dmz")).is_empty());
        assert!(findings(&RULE, &with("Inbound", r#""destinationAddressPrefix": "10.0.2.100""#, "app")).is_empty());
    }
}
