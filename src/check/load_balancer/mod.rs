//! Rules about load balancers in front of appliances.

pub(super) mod backend_elsewhere;
pub(super) mod backend_family;
pub(super) mod backend_port_twice;
pub(super) mod backend_twice;
pub(super) mod backends_few;
pub(super) mod carries_nothing;
pub(super) mod frontend_in_security_rule;
pub(super) mod frontend_port_twice;
pub(super) mod ha_ports;
pub(super) mod port_range;
pub(super) mod probe_missing;
pub(super) mod probe_path;
pub(super) mod rules_beside_ha_ports;

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

    /// The same with load-balancing rules `r0`, `r1`, ... of these protocols and frontend ports.
    pub(super) fn ruled(rules: &[(&str, &str)], members: &str) -> String {
        let rule = |(index, (protocol, port)): (usize, &(&str, &str))| {
            format!(r#"{{ "name": "r{index}", "protocol": "{protocol}", "frontendPort": {port} }}"#)
        };
        let rules: Vec<String> = rules.iter().enumerate().map(rule).collect();
        balanced(r#""one", "two""#, &format!(r#", "loadBalancingRules": [{}]{members}"#, rules.join(", ")))
    }

    /// A document whose appliance `two` stands in another network.
    pub(super) fn apart(document: &str) -> String {
        let other = r#"{ "name": "far", "addressSpace": ["10.9.0.0/16"], "subnets": [{ "name": "dmz", "addressPrefix": "10.9.2.0/24" }] }"#;
        let two = r#""vnet/dmz", "privateIpAddress": "10.0.2.5""#;
        let moved = document.replace(two, r#""far/dmz", "privateIpAddress": "10.9.2.5""#);
        moved.replacen(r#""virtualNetworks": ["#, &format!(r#""virtualNetworks": [{other}, "#), 1)
    }
}
