//! `connected-group-network-twice`: a connected group names a network twice.
//!
//! # What it checks
//! The networks of a connected group are all different.
//!
//! # Why it matters
//! A network is in a group once: another one was meant, or the name is left over.
//!
//! # Fix
//! Name the network that was meant. The fix removes the second name.
//!
//! # Source
//! Microsoft Learn, "Connectivity configuration in Azure Virtual Network Manager", connected group; specification 3.7.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_names;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("connected-group-network-twice", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let Some(manager) = &design.network_manager else { return };
    for (group, members) in manager.connected_groups.placed() {
        let at = |position: usize| manager.at.field(&format!("connectedGroups/{group}/{}", members.index(position)));
        for (position, first) in repeated_names(members.iter().map(|member| &member.name)) {
            let Some(network) = members.get(position) else { continue };
            let message = format!("network `{}` is in the connected group already", network.name);
            found.push(rule.report(at(position), message).related(at(first)).removing(at(position)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_network_that_stands_twice_is_reported_and_removed() {
        let document = design(r#""connectedGroups": [["one", "two", "ONE"]]"#);
        assert_eq!(findings(&RULE, &document), ["/networkManager/connectedGroups/0/2: network `ONE` is in the connected group already"]);
        assert_eq!(after_fix(&RULE, &document)["networkManager"]["connectedGroups"][0], serde_json::json!(["one", "two"]));
    }

    #[test]
    fn a_network_in_two_groups_is_silent() {
        assert!(findings(&RULE, &design(r#""connectedGroups": [["one", "two"], ["two", "one"]]"#)).is_empty());
    }

    #[test]
    fn different_networks_are_silent() {
        assert!(findings(&RULE, &design(r#""connectedGroups": [["one", "two"]]"#)).is_empty());
    }
}
