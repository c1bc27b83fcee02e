//! `vnet-prefix-reserved`: a virtual network uses addresses that are not for networks.
//!
//! # What it checks
//! No prefix of `addressSpace` shares an address with 224.0.0.0/4 (multicast), 255.255.255.255/32 (broadcast),
//! 127.0.0.0/8 (loopback), 169.254.0.0/16 (link-local) or 168.63.129.16/32 (Azure's own DNS and DHCP); nor with ff00::/8 (multicast),
//! fe80::/10 (link-local), ::1/128 (loopback) or ::/128 (no address).
//!
//! # Why it matters
//! Azure refuses these ranges.
//!
//! # Fix
//! Use one of the private ranges 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16, and of IPv6 fc00::/7.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ": address ranges that can't be added; of IPv6, RFC 4291, section 2.4.
//! Specification 7.3.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Address, Ipv4, Ipv6, Prefix};
use crate::design::VirtualNetwork;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("vnet-prefix-reserved", Severity::Error, run);

/// The ranges with what they are for.
const RESERVED: [(Ipv4, u8, &str); 5] = [
    (Ipv4::new(127, 0, 0, 0), 8, "loopback"),
    (Ipv4::new(168, 63, 129, 16), 32, "Azure's own DNS and DHCP"),
    (Ipv4::new(169, 254, 0, 0), 16, "link-local addresses"),
    (Ipv4::new(224, 0, 0, 0), 4, "multicast"),
    (Ipv4::new(255, 255, 255, 255), 32, "broadcast"),
];

/// Of IPv6.
const RESERVED_V6: [(Ipv6, u8, &str); 4] = [
    (Ipv6(0), 128, "machines without an address"),
    (Ipv6(1), 128, "loopback"),
    (Ipv6::new([0xfe80, 0, 0, 0, 0, 0, 0, 0]), 10, "link-local addresses"),
    (Ipv6::new([0xff00, 0, 0, 0, 0, 0, 0, 0]), 8, "multicast"),
];

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in &design.virtual_networks {
        report(rule, network, &RESERVED, "10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16", found);
        report(rule, network, &RESERVED_V6, "fc00::/7", found);
    }
}

/// Reports the prefixes of one family that share addresses with `reserved` ranges.
fn report<A: Address>(rule: &Rule, network: &VirtualNetwork, reserved: &[(A, u8, &str)], private: &str, found: &mut Findings) {
    // What is larger than any network may be is reported for that.
    for (i, prefix) in network.placed::<A>().filter(|(_, prefix)| prefix.length() >= 2) {
        let mut reserved = reserved.iter().map(|(address, length, use_)| (Prefix::holding(*address, *length), use_));
        if let Some((range, use_)) = reserved.find(|(range, _)| range.overlaps(prefix)) {
            let message = format!("{prefix} shares addresses with {range}, which is for {use_}");
            let finding = rule.report(network.at.field(&format!("addressSpace/{i}")), message);
            found.push(finding.hint(format!("use a private range: {private}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(prefix: &str) -> String {
        format!(r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["{prefix}"] }}] }}"#)
    }

    #[test]
    fn each_reserved_range_is_reported() {
        for prefix in ["127.0.1.0/24", "168.63.129.0/24", "169.254.0.0/16", "239.1.0.0/16", "255.255.255.248/29"] {
            assert_eq!(findings(&RULE, &design(prefix)).len(), 1, "{prefix}");
        }
        assert_eq!(
            findings(&RULE, &design("169.254.1.0/24")),
            ["/virtualNetworks/0/addressSpace/0: 169.254.1.0/24 shares addresses with 169.254.0.0/16, which is for link-local addresses"],
        );
    }

    #[test]
    fn of_ipv6_too() {
        for prefix in ["fe80::/64", "ff02::/64", "::/64"] {
            assert_eq!(findings(&RULE, &design(prefix)).len(), 1, "{prefix}");
        }
        for prefix in ["fd00:20::/48", "2603:1030::/48", "fec0::/48"] {
            assert!(findings(&RULE, &design(prefix)).is_empty(), "{prefix}");
        }
    }

    #[test]
    fn private_and_public_ranges_are_silent() {
        assert!(findings(&RULE, &design("10.0.0.0/8")).is_empty());
        assert!(findings(&RULE, &design("20.0.0.0/16")).is_empty());
    }

    #[test]
    fn the_neighbours_of_the_reserved_ranges_are_free() {
        for prefix in ["126.0.0.0/8", "128.0.0.0/8", "168.63.128.0/24", "169.253.0.0/16", "223.0.0.0/8"] {
            assert!(findings(&RULE, &design(prefix)).is_empty(), "{prefix}");
        }
    }
}
