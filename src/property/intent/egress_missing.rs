//! `intent-egress-missing`: traffic that an intent needs is sent to the Internet, and nothing gives it a public address.
//!
//! # What it checks
//! The packet that refutes an intent is not lost because its subnet is private and has no way out of its own, or because it is of a protocol
//! that its NAT gateway does not translate.
//!
//! # Why it matters
//! The route is right, and the packet is dropped where it would leave Azure.
//!
//! # Fix
//! Give the subnet a NAT gateway, the machine a public address, or lead the traffic to a firewall.
//!
//! # Source
//! Microsoft Learn, "Default outbound access in Azure" and "Azure NAT Gateway": TCP and UDP alone; specification 10.1, 10.3 and 10.4.

use super::lost;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Network};
use crate::property::Property;
use crate::property::family::Family;
use crate::verify::Judgement;

pub(in crate::property) const PROPERTY: Property =
    Property::of_intents("intent-egress-missing", Severity::Error, run).of_intents_over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, judgements: &[Judgement<A>], found: &mut Vec<Diagnostic>) {
    let stopped = |end| matches!(end, Disposition::DroppedNoEgress | Disposition::DroppedProtocolNotTranslated);
    for lost in lost(network, judgements, stopped) {
        let why = match lost.walk.disposition {
            Disposition::DroppedNoEgress => "is sent to the Internet without a public address",
            _ => "is of a protocol that the NAT gateway does not translate",
        };
        let hint = "give the subnet a NAT gateway, or lead the traffic to a firewall";
        found.push(lost.report(property, network, why).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::findings;

    fn design(subnet: &str, protocol: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"], "subnets": [
                   {{ "name": "app", "addressPrefix": "10.0.1.0/24"{subnet} }}] }}],
                 "publicIpAddresses": [{{ "name": "pip" }}], "natGateways": [{{ "name": "nat", "publicIpAddresses": ["pip"] }}],
                 "intents": [{{ "name": "out", "from": "v/app", "to": "8.8.8.8", "protocol": "{protocol}", "delivered": true }}] }}"#
        )
    }

    const NAT: &str = r#", "natGateway": "nat""#;

    #[test]
    fn a_private_subnet_without_a_way_out_is_reported_at_the_intent() {
        assert_eq!(
            findings(&PROPERTY, &design("", "Tcp")),
            ["/intents/0: `out` does not arrive: a packet from 10.0.1.4 to 8.8.8.8 is sent to the Internet without a public address"]
        );
    }

    #[test]
    fn a_protocol_that_is_not_translated_is_reported() {
        assert!(findings(&PROPERTY, &design(NAT, "Icmp")).concat().ends_with("does not translate"));
    }

    #[test]
    fn a_subnet_with_a_way_out_is_silent() {
        assert!(findings(&PROPERTY, &design(NAT, "Tcp")).is_empty());
        assert!(findings(&PROPERTY, &design(r#", "defaultOutboundAccess": true"#, "Tcp")).is_empty());
    }

    #[test]
    fn what_is_not_to_arrive_may_have_no_way_out() {
        assert!(findings(&PROPERTY, &design("", "Tcp").replace(r#""delivered": true"#, r#""delivered": false"#)).is_empty());
    }
}
