//! What inbound rules open to the whole Internet: packet by packet, whichever way the rules are written.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::packets::{Group, Packets, carried, internet};
use super::pairs::Asked;
use crate::address::{Address, AddressSet, Share};
use crate::design::{Access, Direction, NetworkSecurityGroup, SecurityProtocol, SecurityRule};
use crate::diagnostic::Diagnostic;

/// What a rule opens to the whole Internet, and no rule before it denies: of IPv4, and of IPv6 where the design has it.
struct Opened {
    v4: Option<AddressSet>,
    v6: Option<AddressSet>,
    has_v6: bool,
}

impl Opened {
    /// The families whose traffic is such, in words, which say nothing where it is both, or the design has one alone; nothing where it is none.
    fn over(&self, wanted: impl Fn(&AddressSet) -> bool) -> Option<&'static str> {
        match [&self.v4, &self.v6].map(|opened| opened.as_ref().is_some_and(&wanted)) {
            [false, false] => None,
            [false, true] => Some(" over IPv6"),
            [true, false] if self.has_v6 => Some(" over IPv4"),
            [true, _] => Some(""),
        }
    }
}

/// Visits each rule that opens something to the whole Internet.
fn each_opening<'d>(design: &'d Survey<'_>, visit: &mut dyn FnMut(&'d NetworkSecurityGroup, &'d SecurityRule, &Opened)) {
    for group in &design.network_security_groups {
        if !group.security_rules.iter().any(|rule| rule.direction == Direction::Inbound && rule.access == Access::Allow) {
            continue;
        }
        let inbound = Asked::of(design, group, Direction::Inbound);
        for (position, matching) in inbound.v4.rules.iter().enumerate().filter(|(_, it)| it.rule.access == Access::Allow) {
            let v6 = inbound.v6.as_ref().and_then(|asked| opened(asked, position));
            let opened = Opened { v4: opened(&inbound.v4, position), v6, has_v6: inbound.v6.is_some() };
            if opened.v4.is_some() || opened.v6.is_some() {
                visit(group, matching.rule, &opened);
            }
        }
    }
}

/// What the rule at `position` opens of one family to the whole Internet, and no rule before it denies.
fn opened<A: Address>(asked: &Group<'_, A>, position: usize) -> Option<AddressSet> {
    let possible = &asked.rules.get(position)?.possible;
    if internet().share(&possible.sources) != Share::All || possible.is_empty() {
        return None;
    }
    let left = asked.not_denied(position, Packets { sources: internet(), ..possible.clone() })?;
    Some(left.iter().fold(AddressSet::default(), |all, part| all.union(&part.traffic)))
}

/// Whether traffic is every port of TCP.
fn is_everything(opened: &AddressSet) -> bool {
    carried(SecurityProtocol::Tcp, 0, u16::MAX).share(opened) == Share::All
}

/// Reports each rule that opens every port.
pub(super) fn report_all(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_opening(design, &mut |group, opening, opened| {
        if let Some(over) = opened.over(is_everything) {
            let message = format!("rule `{}` of `{}` lets the whole Internet in{over}, on every port", opening.name, group.name);
            found.push(rule.report(opening.at.pointer(), message).hint("name who may send, and to which ports"));
        }
    });
}

/// Reports each rule that opens one of some ports, and not all of them; `what` is how a person calls the service.
pub(super) fn report_ports(rule: &Rule, design: &Survey<'_>, services: &[(SecurityProtocol, u16, &'static str)], found: &mut Findings) {
    each_opening(design, &mut |group, opening, opened| {
        let is_open = |(protocol, port, what): &(SecurityProtocol, u16, &'static str)| {
            let over = opened.over(|opened| carried(*protocol, *port, *port).share(opened) == Share::All)?;
            Some((*port, *what, over))
        };
        if opened.over(is_everything).is_some() {
            return;
        }
        let Some((port, what, over)) = services.iter().find_map(is_open) else { return };
        let message = format!("rule `{}` of `{}` opens {what}, port {port}, to the whole Internet{over}", opening.name, group.name);
        found.push(from_network(rule.report(opening.at.pointer(), message), opening));
    });
}

/// Reports each rule that opens ports of UDP.
pub(super) fn report_udp(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_opening(design, &mut |group, opening, opened| {
        let udp = carried(SecurityProtocol::Udp, 0, u16::MAX);
        let lowest = |opened: &AddressSet| opened.intersection(&udp).lowest();
        let port =
            opened.v4.as_ref().and_then(lowest).or_else(|| lowest(opened.v6.as_ref()?)).filter(|_| opened.over(is_everything).is_none());
        if let Some((port, over)) = port.and_then(|port| Some((port, opened.over(|opened| opened.contains(port))?))) {
            let message =
                format!("rule `{}` of `{}` opens UDP port {} to the whole Internet{over}", opening.name, group.name, port.0 as u16);
            found.push(from_network(rule.report(opening.at.pointer(), message), opening));
        }
    });
}

/// Adds the change after which only the network itself may send, where one member says who may.
fn from_network(finding: Diagnostic, opening: &SecurityRule) -> Diagnostic {
    let finding = finding.hint("name who may send");
    match (&opening.source_address_prefix, opening.source_address_prefixes.is_empty()) {
        (Some(_), true) => finding.replacing(opening.at.field("sourceAddressPrefix"), "VirtualNetwork"),
        _ => finding,
    }
}

#[cfg(test)]
pub(super) mod testing {
    /// A group with these inbound rules, each its access, protocol, sender and ports, by ascending priority.
    pub(in crate::check::security_group) fn inbound(rules: &[(&str, &str, &str, &str)]) -> String {
        let rule = |(i, (access, protocol, from, ports)): (usize, &(&str, &str, &str, &str))| {
            format!(
                r#"{{ "name": "rule-{i}", "priority": {}, "direction": "Inbound", "access": "{access}", "protocol": "{protocol}",
                     "sourceAddressPrefix": "{from}", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "{ports}" }}"#,
                100 + i
            )
        };
        let rules: Vec<_> = rules.iter().enumerate().map(rule).collect();
        crate::check::testing::subnet(
            "app",
            "10.0.1.0/24",
            r#""networkSecurityGroup": "nsg""#,
            &format!(r#""networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{}] }}]"#, rules.join(",")),
        )
    }
}
