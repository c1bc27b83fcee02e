//! `security-rule-open-egress`: in a landing zone, a security rule lets machines send everything to the whole Internet.
//!
//! # What it checks
//! In the profile `landing-zone`, no outbound rule allows every port of TCP to the whole Internet. Azure's own last rule does, and is not
//! reported: most groups leave what goes out to a firewall.
//!
//! # Why it matters
//! A rule of one's own is asked before those that a policy adds behind it, and stays when the firewall's route is taken away.
//!
//! # Fix
//! Name the destinations and ports, or remove the rule and leave it to the firewall.
//!
//! # Source
//! Trivy AZU-0051 ("An outbound network security rule allows traffic to /0").

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::packets::{Group, Packets, carried, internet};
use super::pairs::Asked;
use crate::address::{Address, Share};
use crate::design::{Access, Direction, SecurityProtocol};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-open-egress", Severity::Info, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for group in &design.network_security_groups {
        let outbound = Asked::of(design, group, Direction::Outbound);
        for (position, matching) in outbound.v4.rules.iter().enumerate().filter(|(_, it)| it.rule.access == Access::Allow) {
            if is_open(&outbound.v4, position) || outbound.v6.as_ref().is_some_and(|asked| is_open(asked, position)) {
                let message = format!("rule `{}` of `{}` lets everything out to the whole Internet", matching.rule.name, group.name);
                found.push(
                    rule.report(matching.rule.at.pointer(), message).hint("name the destinations and ports, or leave it to the firewall"),
                );
            }
        }
    }
}

/// Whether the rule at `position` lets every port of TCP out to the Internet of one family.
fn is_open<A: Address>(asked: &Group<'_, A>, position: usize) -> bool {
    let Some(possible) = asked.rules.get(position).map(|it| &it.possible) else { return false };
    let all = carried(SecurityProtocol::Tcp, 0, u16::MAX);
    if internet().share(&possible.destinations) != Share::All || all.share(&possible.traffic) != Share::All {
        return false;
    }
    let left = asked.left_for(position, Packets { destinations: internet(), traffic: all, ..possible.clone() });
    left.is_some_and(|left| !left.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::findings;

    /// Outbound rules, whose senders are `*`.
    fn outbound(rules: &[(&str, &str, &str, &str)]) -> String {
        let turned = inbound(rules).replace("Inbound", "Outbound");
        let turned = turned.replace("sourceAddressPrefix", "x").replace("destinationAddressPrefix", "sourceAddressPrefix");
        turned.replace(r#""x""#, r#""destinationAddressPrefix""#).replacen('{', r#"{ "options": { "profile": "landing-zone" },"#, 1)
    }

    #[test]
    fn everything_to_the_internet_is_reported() {
        let document = outbound(&[("Allow", "*", "Internet", "*")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0: rule `rule-0` of `nsg` lets everything out to the whole Internet"]
        );
    }

    #[test]
    fn azures_own_rule_and_single_ports_are_silent() {
        assert!(findings(&RULE, &outbound(&[])).is_empty());
        assert!(findings(&RULE, &outbound(&[("Allow", "Tcp", "Internet", "443")])).is_empty());
    }

    #[test]
    fn what_is_denied_before_is_not_let_out() {
        assert!(findings(&RULE, &outbound(&[("Deny", "*", "Internet", "*"), ("Allow", "*", "*", "*")])).is_empty());
    }

    #[test]
    fn the_internet_of_ipv6_is_the_internet() {
        assert_eq!(findings(&RULE, &outbound(&[("Allow", "*", "::/0", "*")])).len(), 1);
        assert!(findings(&RULE, &outbound(&[("Allow", "*", "fd00::/8", "*")])).is_empty());
        assert!(findings(&RULE, &outbound(&[("Deny", "*", "2000::/3", "*"), ("Allow", "*", "::/0", "*")])).is_empty());
    }
}
