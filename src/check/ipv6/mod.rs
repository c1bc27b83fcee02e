//! Rules about IPv6 beside IPv4.

pub(super) mod alone;
pub(super) mod firewall_subnet;
pub(super) mod next_hop_family;
pub(super) mod public_address;
pub(super) mod security_rule_families;
pub(super) mod subnet_alone;
pub(super) mod subnet_length;
pub(super) mod vpn_gateway;

#[cfg(test)]
mod testing {
    /// A network of both families with a subnet of both; `rest` is further members of the document.
    pub(super) fn dual(rest: &str) -> String {
        let comma = if rest.is_empty() { "" } else { "," };
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "vnet", "addressSpace": ["10.0.0.0/16", "fd00:20::/48"], "subnets": [
                   {{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }},
                   {{ "name": "app", "addressPrefixes": ["10.0.1.0/24", "fd00:20:0:1::/64"] }} ] }}]{comma} {rest} }}"#
        )
    }
}
