//! `appliance-without-interface`: an appliance has no network interface.
//!
//! # What it checks
//! The list `networkInterfaces` of every appliance has an element.
//!
//! # Why it matters
//! Azure has no machine without a network interface, and a route to this one leads nowhere.
//!
//! # Fix
//! Write the interface with its subnet and its private address.
//!
//! # Source
//! Microsoft.Compute/virtualMachines: `networkProfile.networkInterfaces` has at least one.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("appliance-without-interface", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for appliance in design.appliances.iter().filter(|appliance| appliance.network_interfaces.is_empty()) {
        let message = format!("appliance `{}` has no network interface", appliance.name);
        found.push(rule.report(appliance.at.field("networkInterfaces"), message).hint("write its subnet and its private address"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network, routes};

    #[test]
    fn an_empty_list_is_reported() {
        let document = network("", r#""appliances": [{ "name": "nva", "networkInterfaces": [] }]"#);
        assert_eq!(findings(&RULE, &document), ["/appliances/0/networkInterfaces: appliance `nva` has no network interface"]);
    }

    #[test]
    fn one_interface_is_enough() {
        assert!(findings(&RULE, &routes("")).is_empty());
    }

    #[test]
    fn no_appliance_needs_none() {
        assert!(findings(&RULE, &network("", r#""appliances": []"#)).is_empty());
    }
}
