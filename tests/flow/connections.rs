//! Connections between gateways: a tunnel has two ends.
//!
//! Source: Microsoft Learn, "Configure a VNet-to-VNet VPN gateway connection", step 8: the second gateway needs a connection too (specification 3.2).

use serde_json::json;

use super::{Value, compile, design, vpn};

/// Whether traffic from one network arrives in the other, whose gateways have these connections.
fn arrives(first: Value, second: Value) -> String {
    let mut joined = design(2, json!([]));
    joined["virtualNetworkGateways"] = json!([vpn(1, first), vpn(2, second)]);
    joined["intents"] = json!([{ "name": "i", "from": "vnet1/app", "to": "vnet2/app", "delivered": true }]);
    serde_json::to_value(compile(joined.to_string().as_bytes()).verdicts()).unwrap()[0]["result"].as_str().unwrap().to_owned()
}

#[test]
fn a_tunnel_with_both_ends_carries() {
    assert_eq!(arrives(json!([{ "to": "vpn2", "bgp": true }]), json!([{ "to": "vpn1", "bgp": true }])), "holds");
}

#[test]
fn a_connection_of_one_of_two_gateways_carries_nothing_whatever_it_states() {
    assert_eq!(arrives(json!([{ "to": "vpn2", "bgp": true }]), json!([])), "violated");
    assert_eq!(arrives(json!([{ "to": "vpn2", "learns": ["10.2.0.0/16"] }]), json!([])), "violated");
}
