//! Every workload with flows: a design in which all of them work, one in which none does, and one that is nearly the first.

use super::testing::{findings, hub};
use super::{TRAFFIC_DENIED, TRAFFIC_MISROUTED, TRAFFIC_UNDECIDED};
use crate::workload::{ALL, Peer, Table, Way};

const OUT: &str = r#""defaultOutboundAccess": true"#;

fn route(next_hop: &str) -> String {
    format!(r#"{{ "name": "default", "addressPrefix": "0.0.0.0/0", {next_hop} }}"#)
}

// Docs/workloads.md: what leaves straight to the Internet suits every service but AKS with outbound type userDefinedRouting.
#[test]
fn a_straight_way_to_the_internet_suits_all_that_do_not_ask_for_another() {
    for needs in ALL {
        let forwarded = needs.flows.iter().any(|flow| flow.way == Way::Forwarded);
        for property in [&TRAFFIC_DENIED, &TRAFFIC_MISROUTED, &TRAFFIC_UNDECIDED] {
            let found = findings(property, &hub(needs.workload.as_str(), "", OUT));
            assert_eq!(found.len(), usize::from(forwarded && property.code == TRAFFIC_MISROUTED.code), "{found:?}");
        }
    }
}

#[test]
fn a_default_route_to_nowhere_suits_none_that_leaves_the_network() {
    for needs in ALL {
        let leaves = needs.flows.iter().any(|flow| !matches!(flow.peer, Peer::ToWorkloads(_)));
        // SQL Managed Instance writes routes of its own for its tags.
        let wanted = leaves && !needs.writes.routes;
        let found = findings(&TRAFFIC_MISROUTED, &hub(needs.workload.as_str(), &route(r#""nextHopType": "None""#), OUT));
        assert_eq!(!found.is_empty(), wanted, "{}: {found:?}", needs.name);
    }
}

// A firewall in between is what most services take, and what those with a control plane that opens connections do not.
#[test]
fn a_default_route_to_a_firewall_breaks_what_must_go_straight() {
    for needs in ALL.iter().filter(|needs| needs.table != Table::Unsupported) {
        let direct = needs.flows.iter().any(|flow| flow.way == Way::Direct) && !needs.writes.routes;
        let found = findings(&TRAFFIC_MISROUTED, &hub(needs.workload.as_str(), &route(r#""nextHop": { "firewall": "fw" }"#), OUT));
        assert_eq!(found.len(), usize::from(direct), "{}: {found:?}", needs.name);
    }
}
