//! `interface-name-duplicate`: two interfaces of one appliance have the same name.
//!
//! # What it checks
//! The names of an appliance's interfaces differ by more than case.
//!
//! # Why it matters
//! A route that names the interface means the first one, whatever its author meant.
//!
//! # Fix
//! Rename one of the two.
//!
//! # Source
//! Microsoft Learn, "Naming rules and restrictions for Azure resources": names are compared without regard to case.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_names;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("interface-name-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for appliance in &design.appliances {
        let named: Vec<_> = appliance.network_interfaces.iter().filter_map(|it| Some((it.at, it.name.as_ref()?))).collect();
        for (second, first) in repeated_names(named.iter().map(|it| it.1)) {
            let (Some((second, name)), Some((first, _))) = (named.get(second), named.get(first)) else { continue };
            let message = format!("a second interface of `{}` is named `{name}`", appliance.name);
            found.push(rule.report(second.field("name"), message).related(first.field("name")).hint("rename one of the two"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(one: &str, other: &str) -> String {
        let nics = format!(
            r#"{{ "subnet": "vnet/dmz", "privateIpAddress": "10.0.0.6" }}, {{ {one} "subnet": "vnet/dmz", "privateIpAddress": "10.0.0.4" }},
               {{ {other} "subnet": "vnet/dmz", "privateIpAddress": "10.0.0.5" }}"#
        );
        let appliance = format!(r#""appliances": [{{ "name": "nva", "networkInterfaces": [{nics}] }}]"#);
        subnet("dmz", "10.0.0.0/24", "", &appliance)
    }

    #[test]
    fn the_second_holder_of_a_name_is_reported() {
        assert_eq!(
            findings(&RULE, &design(r#""name": "trust","#, r#""name": "Trust","#)),
            ["/appliances/0/networkInterfaces/2/name: a second interface of `nva` is named `Trust`"],
        );
    }

    #[test]
    fn different_names_are_silent() {
        assert!(findings(&RULE, &design(r#""name": "trust","#, r#""name": "untrust","#)).is_empty());
    }

    #[test]
    fn interfaces_without_names_have_no_name_in_common() {
        assert!(findings(&RULE, &design("", "")).is_empty());
    }
}
