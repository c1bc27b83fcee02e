//! `workload-twice-in-network`: a network has two subnets for a service that takes one only.
//!
//! # What it checks
//! A virtual network has at most one subnet with Azure NetApp Files, and at most one with Azure Bastion.
//!
//! # Why it matters
//! With two delegated subnets in one network the creation of volumes fails. Azure Bastion stands in the one AzureBastionSubnet.
//!
//! # Fix
//! Keep one of them, or move the other into another network.
//!
//! # Source
//! Microsoft Learn, "Delegate a subnet to Azure NetApp Files": in each VNet only one subnet can be delegated. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, pointer};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("workload-twice-in-network", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let lonely: Vec<_> = all(design).into_iter().filter(|(.., needs)| needs.one_in_network).collect();
    for (position, (id, index, needs)) in lonely.iter().enumerate() {
        let same = |it: &&(crate::design::SubnetId, usize, &crate::workload::Needs)| {
            it.0.vnet == id.vnet && it.0 != *id && it.2.workload == needs.workload
        };
        if let Some((other, before, _)) = lonely.iter().take(position).find(same) {
            let message = format!("{} stands in `{}` already, and a network takes it once", needs.name, design.subnet_path(*other));
            found.push(rule.report(pointer(design, *id, *index), message).related(pointer(design, *other, *before)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(one: &str, other: &str) -> String {
        network(
            &format!(
                r#"{{ "name": "a", "addressPrefix": "10.0.0.0/24", "workloads": ["{one}"] }},
                   {{ "name": "b", "addressPrefix": "10.0.1.0/24", "workloads": ["{other}"] }}"#
            ),
            "",
        )
    }

    #[test]
    fn the_second_of_two_is_reported() {
        assert_eq!(
            findings(&RULE, &design("NetAppFiles", "NetAppFiles")),
            ["/virtualNetworks/0/subnets/1/workloads/0: Azure NetApp Files stands in `vnet/a` already, and a network takes it once"]
        );
    }

    #[test]
    fn one_of_each_is_silent() {
        assert!(findings(&RULE, &design("NetAppFiles", "SqlManagedInstance")).is_empty());
    }

    #[test]
    fn services_that_a_network_takes_often_are_silent() {
        assert!(findings(&RULE, &design("SqlManagedInstance", "SqlManagedInstance")).is_empty());
    }
}
