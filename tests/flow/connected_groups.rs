//! How packets go between the networks of a connected group (specification 3.7).

use serde_json::json;

use super::{appliance, design, end, peered, to_appliance, trace, with};

#[test]
fn a_connected_group_carries_what_its_networks_send() {
    let grouped = with(design(3, json!([])), "networkManager", json!({ "connectedGroups": [["vnet1", "vnet2"], ["vnet2", "vnet3"]] }));
    assert_eq!(trace(&grouped, "vnet1/app", "10.2.1.9")["answered"], true);
    assert_eq!(end(&grouped, "vnet1/app", "10.3.1.9"), "DroppedByNoneRoute");
}

#[test]
fn what_else_takes_a_connected_group_is_not_known() {
    let groups = json!({ "connectedGroups": [["vnet1", "vnet2"]] });
    let mut overlapping = with(design(2, json!([])), "networkManager", groups.clone());
    overlapping["virtualNetworks"][1]["addressSpace"] = json!(["10.2.0.0/16", "10.1.64.0/18"]);
    assert_eq!(end(&overlapping, "vnet1/app", "10.2.1.9"), "DeliveredToSubnet");
    assert_eq!(end(&overlapping, "vnet1/app", "10.1.64.9"), "UndecidedConnectedGroup");

    let over = with(design(2, json!([to_appliance("8.0.0.0/8", "10.2.2.4")])), "appliances", json!([appliance(2, json!({}))]));
    assert_eq!(end(&with(over.clone(), "networkManager", groups), "vnet1/app", "8.8.8.8"), "UndecidedConnectedGroup");
    assert_eq!(end(&over, "vnet1/app", "8.8.8.8"), "DroppedNextHopUnreachable");
}

#[test]
fn what_an_appliance_passes_on_over_a_connected_group_is_not_known() {
    let mut spokes = with(design(3, json!([to_appliance("10.3.0.0/16", "10.2.2.4")])), "appliances", json!([appliance(2, json!({}))]));
    spokes["networkManager"] = json!({ "connectedGroups": [["vnet2", "vnet3"]] });
    assert_eq!(end(&peered(spokes, json!({})), "vnet1/app", "10.3.1.9"), "UndecidedConnectedGroup");
}

#[test]
fn peered_networks_do_not_use_their_connected_group() {
    let grouped = with(design(2, json!([])), "networkManager", json!({ "connectedGroups": [["vnet1", "vnet2"]] }));
    let closed = peered(grouped.clone(), json!({ "allowVirtualNetworkAccess": false }));
    assert_eq!(end(&grouped, "vnet1/app", "10.2.1.9"), "DeliveredToSubnet");
    assert_eq!(end(&closed, "vnet1/app", "10.2.1.9"), "DroppedPeeringAccess");
}

// Specification 3.6: routes to the peered subnets stand in all local ones, and the far side drops what the rest sends.
#[test]
fn a_peering_of_subnets_carries_nothing_of_the_others() {
    let some = peered(design(2, json!([])), json!({ "localSubnets": ["nva"], "remoteSubnets": ["app"] }));
    assert_eq!(end(&some, "vnet1/nva", "10.2.1.9"), "DeliveredToSubnet");
    assert_eq!(end(&some, "vnet1/app", "10.2.1.9"), "DroppedSubnetNotPeered");
}
