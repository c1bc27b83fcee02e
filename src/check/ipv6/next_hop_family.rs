//! `route-next-hop-family`: a route's next hop is of another address family than its destinations.
//!
//! # What it checks
//! The next hops of a route for an IPv6 prefix are IPv6 addresses, those of a route for an IPv4 prefix are IPv4 addresses, and a
//! firewall or appliance that a route names has an address of the route's family.
//!
//! # Why it matters
//! A packet of one family cannot be sent to an address of the other; Azure refuses such a route. A firewall has no IPv6 address.
//!
//! # Fix
//! Name an address of the route's own family; give the appliance's interface a `privateIpv6Address`.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network": routes of IPv6 to appliances; "Deploy an IPv6 dual stack
//! application", whose IPv6 route names an IPv6 address. That Azure refuses the mixture is assumed.

use super::super::Rule;
use super::super::findings::Findings;
use crate::address::{Address, AnyAddress, AnyPrefix, Ipv4, Ipv6};
use crate::design::{Design, Destination, Route, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("route-next-hop-family", Severity::Error, run);

fn run(rule: &Rule, design: &Design, table: &RouteTable, found: &mut Findings) {
    for route in &table.routes {
        let wrong = match &route.address_prefix {
            Destination::Prefix(AnyPrefix::V6(_)) => wrong::<Ipv6>(design, route),
            // A tag has addresses of both families, and its routes one next hop: that of IPv4.
            Destination::Prefix(AnyPrefix::V4(_)) | Destination::Tag(_) => wrong::<Ipv4>(design, route),
        };
        let Some((path, what)) = wrong else { continue };
        let message = format!("route `{}` is for {}, and its next hop {what}", route.name, route.address_prefix);
        found.push(rule.report(path, message).hint("a next hop has an address of the route's own family"));
    }
}

/// The JSON pointer of the first next hop without an address of this family, and what it is.
fn wrong<A: Address>(design: &Design, route: &Route) -> Option<(String, String)> {
    let foreign = |address: &AnyAddress| address.of::<A>().is_none();
    if let Some(address) = route.next_hop_ip_address.as_ref().filter(|it| foreign(it)) {
        return Some((route.at.field("nextHopIpAddress"), format!("is {address}")));
    }
    if let Some((i, address)) = route.equal_next_hops().iter().enumerate().find(|(_, it)| foreign(it)) {
        return Some((route.equal_next_hop_pointer(i), format!("is {address}")));
    }
    let named = design.named_forwarder(route.next_hop.as_ref()?)?;
    // What has no address at all is reported for that.
    let other = design.forwarder_address::<Ipv4>(named).is_some();
    let none = other && design.forwarder_address::<A>(named).is_none();
    none.then(|| (route.at.field("nextHop"), format!("`{}` has no such address", design.forwarder_name(named))))
}

#[cfg(test)]
mod tests {
    use super::super::testing::dual;
    use super::RULE;
    use crate::check::testing::findings;

    fn design(prefix: &str, hop: &str, address: &str) -> String {
        dual(&format!(
            r#""routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "{prefix}", {hop} }}] }}],
               "firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "privateIpAddress": "10.0.2.4" }}],
               "appliances": [{{ "name": "nva", "networkInterfaces": [
                 {{ "subnet": "vnet/app", "privateIpAddress": "10.0.1.9", {address} "enableIPForwarding": true }}] }}]"#
        ))
    }

    fn by_address(prefix: &str, address: &str) -> Vec<String> {
        findings(&RULE, &design(prefix, &format!(r#""nextHopType": "VirtualAppliance", "nextHopIpAddress": "{address}""#), ""))
    }

    #[test]
    fn a_next_hop_of_the_other_family_is_reported() {
        let told = "/routeTables/0/routes/0/nextHopIpAddress: route `r` is for ::/0, and its next hop is 10.0.1.9";
        assert_eq!(by_address("::/0", "10.0.1.9"), [told]);
        assert_eq!(by_address("0.0.0.0/0", "fd00:20:0:1::9").len(), 1);
        let several = r#""nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": ["fd00:20:0:1::8", "10.0.1.9"]"#;
        let told = "/routeTables/0/routes/0/nextHopIpAddresses/1: route `r` is for ::/0, and its next hop is 10.0.1.9";
        assert_eq!(findings(&RULE, &design("::/0", several, "")), [told]);
    }

    #[test]
    fn a_name_without_an_address_of_the_family_is_reported() {
        let told = "/routeTables/0/routes/0/nextHop: route `r` is for ::/0, and its next hop `fw` has no such address";
        assert_eq!(findings(&RULE, &design("::/0", r#""nextHop": { "firewall": "fw" }"#, "")), [told]);
        assert_eq!(findings(&RULE, &design("::/0", r#""nextHop": { "appliance": "nva" }"#, "")).len(), 1);
    }

    #[test]
    fn one_family_is_silent() {
        assert!(by_address("::/0", "fd00:20:0:1::9").is_empty());
        assert!(by_address("0.0.0.0/0", "10.0.1.9").is_empty());
        let address = r#""privateIpv6Address": "fd00:20:0:1::9","#;
        for prefix in ["::/0", "0.0.0.0/0"] {
            assert!(findings(&RULE, &design(prefix, r#""nextHop": { "appliance": "nva" }"#, address)).is_empty());
        }
    }
}
