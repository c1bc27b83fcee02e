//! Security admin rules of Azure Virtual Network Manager as packets meet them (specification 9.11).

use super::extent::Extent;
use super::network::Network;
use super::rule::{Rule, RuleName, RuleSource, Rules};
use super::security::traffic;
use super::tags::Tags;
use super::traffic::Traffic;
use crate::address::{Address, sort_by_rank};
use crate::design::{AdminAccess, Design, Direction, SubnetId, VnetId, reserved};

/// Services whose networks keep their own rules: security admin rules leave the whole network out.
///
/// Source: Microsoft Learn, "Security admin rules in Azure Virtual Network Manager", nonapplication at virtual network level.
const NETWORK_LEFT_OUT: [&str; 2] = ["Microsoft.Sql/managedInstances", "Microsoft.Databricks/workspaces"];

/// A service whose subnets they leave out. An Application Gateway with network isolation is not: a design does not know it.
const SUBNET_LEFT_OUT: &str = "Microsoft.Network/applicationGateways";

impl<A: Address> Network<'_, A> {
    /// The security admin rules for a subnet, if it has any.
    pub(super) fn admin_rules_of(&self, tags: &Tags<A>, subnet: SubnetId) -> Option<Rules<A>> {
        let manager = self.design.network_manager.as_ref()?;
        let for_network = |vnet: VnetId| move |rule: &u32| is_for(self.design, *rule, vnet);
        let mut order: Vec<u32> = (0..manager.security_admin_rules.len() as u32).filter(for_network(subnet.vnet)).collect();
        if order.is_empty() || is_left_out(self.design, subnet) {
            return None;
        }
        let priority = |index: &u32| manager.security_admin_rules.get(*index as usize).map_or(0, |rule| u64::from(rule.priority));
        sort_by_rank(&mut order, priority);
        let mut rules = Rules { source: RuleSource::Admin, inbound: Vec::new(), outbound: Vec::new() };
        rules.outbound.push(self.platform_rule(false));
        for index in order {
            let Some(rule) = manager.security_admin_rules.get(index as usize) else { continue };
            let list = match rule.direction {
                Direction::Inbound => &mut rules.inbound,
                Direction::Outbound => &mut rules.outbound,
            };
            list.push(Rule {
                name: RuleName::Own(index),
                access: rule.access,
                sources: tags.extent(self, rule.sources.iter(), &[]),
                destinations: tags.extent(self, rule.destinations.iter(), &[]),
                traffic: traffic(rule.protocol, &rule.source_port_ranges, &rule.destination_port_ranges),
            });
        }
        for list in [&mut rules.inbound, &mut rules.outbound] {
            list.push(Rule {
                // What no rule matches is left to the security groups.
                name: RuleName::Platform,
                access: AdminAccess::Allow,
                sources: Extent::all(),
                destinations: Extent::all(),
                traffic: Extent::exactly(Traffic::ANY.set()),
            });
        }
        Some(rules)
    }
}

/// Whether the `rule`th security admin rule is for a network.
fn is_for(design: &Design, rule: u32, vnet: VnetId) -> bool {
    let rule = design.network_manager.as_ref().and_then(|manager| manager.security_admin_rules.get(rule as usize));
    rule.is_some_and(|rule| rule.applies_to.iter().any(|network| network.vnet() == Some(vnet)))
}

/// Whether security admin rules leave a subnet out, or the whole network that it is in.
fn is_left_out(design: &Design, id: SubnetId) -> bool {
    let delegated = |id: SubnetId, service: &str| design[id].delegation.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(service));
    reserved::ALL.iter().any(|name| design[id].is(name))
        || delegated(id, SUBNET_LEFT_OUT)
        || design.subnets_of(id.vnet).any(|subnet| NETWORK_LEFT_OUT.iter().any(|service| delegated(subnet, service)))
}
