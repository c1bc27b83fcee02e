//! What services need of the subnet that they stand in: data, each fact with its source.
//!
//! One file a workload. What a design does with the flows is proven in `property`; the rest is checked in `check`.

mod aks;
mod aks_kubenet;
mod aks_load_balancer;
mod aks_nat_gateway;
mod aks_none;
mod aks_user_defined_routing;
mod api_management;
mod application_gateway_v2;
mod azure_machine_learning_compute;
mod azure_machine_learning_compute_with_public_ip;
mod bastion;
mod container_apps_consumption;
mod container_apps_workload_profiles;
mod databricks;
mod databricks_container;
mod databricks_host;
mod needs;
mod net_app_files;
mod sql_managed_instance;

pub use needs::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Way, Writes};

use crate::design::Workload;

/// Every workload's needs, in the order of the language.
pub const ALL: &[Needs] = &[
    azure_machine_learning_compute::NEEDS,
    azure_machine_learning_compute_with_public_ip::NEEDS,
    aks_load_balancer::NEEDS,
    aks_user_defined_routing::NEEDS,
    aks_nat_gateway::NEEDS,
    aks_none::NEEDS,
    aks_kubenet::NEEDS,
    databricks_host::NEEDS,
    databricks_container::NEEDS,
    container_apps_workload_profiles::NEEDS,
    container_apps_consumption::NEEDS,
    api_management::NEEDS,
    application_gateway_v2::NEEDS,
    sql_managed_instance::NEEDS,
    net_app_files::NEEDS,
    bastion::NEEDS,
];

/// The needs of a workload.
pub fn needs(workload: Workload) -> Option<&'static Needs> {
    ALL.get(workload as usize)
}

/// Whether a workload has public addresses, or a load balancer, that belong to its service and that the design does not show.
pub fn has_own_way_out(workload: Workload) -> bool {
    needs(workload).is_some_and(|needs| needs.egress == Egress::Own)
}

#[cfg(test)]
mod tests {
    use super::{ALL, needs};
    use crate::design::{ServiceTag, Workload};

    #[test]
    fn every_word_of_the_language_has_its_needs() {
        assert_eq!(ALL.len(), Workload::WORDS.len());
        for word in Workload::WORDS {
            let workload = Workload::parse(word).unwrap();
            assert_eq!(needs(workload).unwrap().workload, workload);
        }
    }

    #[test]
    fn what_is_said_can_be_meant() {
        for needs in ALL {
            assert!(needs.size.recommended <= needs.size.smallest && needs.source.contains('"'), "{}", needs.name);
            // The proof of a flow relies on it: what takes a route of the service meets no rule of the design.
            assert!(needs.writes.rules || !needs.writes.routes, "{}", needs.name);
            for flow in needs.flows {
                assert!(flow.ports.iter().all(|(first, last)| first <= last), "{}", needs.name);
                let tag = flow.peer.tag().map(|(tag, _)| tag);
                assert!(tag.is_none_or(|tag| ServiceTag::parse(tag).is_some()), "{}: {tag:?}", needs.name);
            }
        }
    }
}
