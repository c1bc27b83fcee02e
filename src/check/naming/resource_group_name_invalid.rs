//! `resource-group-name-invalid`: a resource group has a name that Azure does not take.
//!
//! # What it checks
//! Names of resource groups have 1 to 90 letters, digits, `_`, `.`, `-`, `(` and `)`, letters and digits of any script, and do
//! not end with a dot.
//!
//! # Why it matters
//! Azure refuses other names, and with the group everything that was to be in it.
//!
//! # Fix
//! Choose another name.
//!
//! # Source
//! Microsoft Learn, "Naming rules and restrictions for Azure resources", Microsoft.Resources.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::Resource;
use crate::design::shown;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("resource-group-name-invalid", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut look = |name: Option<&str>, path: &dyn Fn() -> String| {
        if let Some(name) = name.filter(|name| !taken(name)) {
            let message = format!("`{}` is not a name for a resource group", shown(name));
            let hint = "write 1 to 90 letters, digits, `_`, `.`, `-`, `(` or `)`, and no dot last";
            found.push(rule.report(path(), message).hint(hint));
        }
    };
    look(design.resource_group.as_deref(), &|| "/resourceGroup".to_owned());
    let mut resource = |it: &dyn Resource| look(it.resource_group(), &|| it.place().field("resourceGroup"));
    design.virtual_networks.iter().for_each(|it| resource(it));
    design.route_tables.iter().for_each(|it| resource(it));
    design.network_security_groups.iter().for_each(|it| resource(it));
    design.public_ip_addresses.iter().for_each(|it| resource(it));
    design.nat_gateways.iter().for_each(|it| resource(it));
    design.firewalls.iter().for_each(|it| resource(it));
    design.virtual_network_gateways.iter().for_each(|it| resource(it));
    design.virtual_hubs.iter().for_each(|it| resource(it));
    design.on_premises.iter().for_each(|it| resource(it));
    design.private_endpoints.iter().for_each(|it| resource(it));
    design.network_interfaces.iter().for_each(|it| resource(it));
    design.application_security_groups.iter().for_each(|it| resource(it));
}

fn taken(name: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "_.-()".contains(c);
    (1..=90).contains(&name.chars().count()) && !name.ends_with('.') && name.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn the_groups_of_the_design_and_of_each_resource_are_looked_at() {
        let document = r#"{ "resourceGroup": "rg/training", "publicIpAddresses": [{ "name": "pip", "resourceGroup": "rg." }] }"#;
        assert_eq!(
            findings(&RULE, document),
            [
                "/resourceGroup: `rg/training` is not a name for a resource group",
                "/publicIpAddresses/0/resourceGroup: `rg.` is not a name for a resource group",
            ],
        );
    }

    #[test]
    fn ordinary_names_are_silent() {
        assert!(findings(&RULE, r#"{ "resourceGroup": "rg-training" }"#).is_empty());
    }

    #[test]
    fn groups_may_have_what_other_names_may_not() {
        assert!(findings(&RULE, r#"{ "resourceGroup": "-Größe(1)-" }"#).is_empty());
    }
}
