//! Rules about load balancers in front of appliances.

pub(super) mod backend_elsewhere;
pub(super) mod backend_twice;
pub(super) mod backends_few;
pub(super) mod ha_ports;

/// Documents for the tests of these rules.
#[cfg(test)]
mod testing {
    use crate::check::testing::network;

    /// A load balancer `ilb` at 10.0.2.100 with these backends and members, appliances `one` and `two`, and a table that names it.
    pub(super) fn balanced(backends: &str, members: &str) -> String {
        let appliance = |name: &str, host: u8| {
            format!(
                r#"{{ "name": "{name}", "networkInterfaces": [
                  {{ "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.{host}", "enableIPForwarding": true }}] }}"#
            )
        };
        network(
            r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "dmz", "addressPrefix": "10.0.2.0/24" }"#,
            &format!(
                r#""appliances": [{}, {}],
                   "loadBalancers": [{{ "name": "ilb", "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.100", "backends": [{backends}] {members} }}],
                   "routeTables": [{{ "name": "rt", "routes": [
                     {{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHop": {{ "loadBalancer": "ilb" }} }}] }}]"#,
                appliance("one", 4),
                appliance("two", 5)
            ),
        )
    }

    /// A document whose appliance `two` stands in another network.
    pub(super) fn apart(document: &str) -> String {
        let other = r#"{ "name": "far", "addressSpace": ["10.9.0.0/16"], "subnets": [{ "name": "dmz", "addressPrefix": "10.9.2.0/24" }] }"#;
        let two = r#""vnet/dmz", "privateIpAddress": "10.0.2.5""#;
        let moved = document.replace(two, r#""far/dmz", "privateIpAddress": "10.9.2.5""#);
        moved.replacen(r#""virtualNetworks": ["#, &format!(r#""virtualNetworks": [{other}, "#), 1)
    }
}
