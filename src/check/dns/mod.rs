//! Rules about the DNS servers of virtual networks.

pub(super) mod server_count;
pub(super) mod server_duplicate;
pub(super) mod server_elsewhere;
pub(super) mod server_reserved;
pub(super) mod server_single;

use crate::address::Ipv4;
use crate::design::VirtualNetwork;

/// Azure's own resolver, which answers in every virtual network.
const AZURE: Ipv4 = Ipv4::new(168, 63, 129, 16);

/// The JSON pointer of one of a network's servers.
fn pointer(network: &VirtualNetwork, index: usize) -> String {
    network.at.field(&format!("dnsServers/{index}"))
}

#[cfg(test)]
mod testing {
    use crate::check::testing::peered;

    /// Networks `hub`, `a` and `b`; `a` is peered with the hub and has these servers.
    pub(super) fn servers(servers: &str) -> String {
        let rest = r#""onPremises": [{ "name": "dc", "addressPrefixes": ["192.168.0.0/24"] }]"#;
        let subnets =
            r#""dnsServers": [SERVERS], "subnets": [{ "name": "dns", "addressPrefix": "10.1.0.0/24" }]"#.replace("SERVERS", servers);
        peered(r#"{ "between": ["hub", "a"] }"#, rest)
            .replace(r#""addressSpace": ["10.1.0.0/16"]"#, &format!(r#""addressSpace": ["10.1.0.0/16"], {subnets}"#))
    }
}
