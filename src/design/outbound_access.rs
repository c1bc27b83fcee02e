//! Which subnets reach the Internet over a NAT gateway, and which without anything of their own.

use super::id::{NatGatewayId, SubnetId};
use super::model::Design;
use super::vnet::reserved;

/// The API version of the definitions, unless the design states one.
///
/// The newest stable version of Microsoft.Network in Azure/azure-resource-manager-schemas, read on 2026-11-23.
pub const DEFAULT_API_VERSION: &str = "2025-07-01";

/// The first API version with which the subnets of new virtual networks are private unless they say otherwise.
///
/// Source: "Private subnets by default in Azure virtual networks", Azure Networking Blog, 2026: 2025-07-01 is the first one that was
/// released after 2026-03-31.
pub const PRIVATE_SINCE: &str = "2025-07-01";

impl Design {
    /// The NAT gateway of a subnet.
    pub fn nat_gateway_of(&self, id: SubnetId) -> Option<NatGatewayId> {
        self[id].nat_gateway.as_ref()?.nat_gateway()
    }

    /// The API version of the definitions.
    pub fn api_version(&self) -> &str {
        self.api_version.as_deref().unwrap_or(DEFAULT_API_VERSION)
    }

    /// Whether Azure gives machines of the subnet that have nothing of their own a way to the Internet.
    ///
    /// What somebody else made stays as it was: Azure changed the default for new virtual networks alone (specification 10.3).
    pub fn has_default_outbound_access(&self, id: SubnetId) -> bool {
        // A preview has its date and a word behind it.
        let date = |version: &str| version.get(..10).unwrap_or(version).to_owned();
        let default = self[id.vnet].existing || date(self.api_version()).as_str() < PRIVATE_SINCE;
        self[id].default_outbound_access.unwrap_or(default)
    }

    /// Whether the ways of the subnet to the Internet are those of its machines, and not of a service that Azure runs in it.
    pub fn is_for_machines(&self, id: SubnetId) -> bool {
        let subnet = &self[id];
        subnet.delegation.is_none() && !reserved::ALL.iter().any(|name| subnet.is(name))
    }
}

#[cfg(test)]
mod tests {
    use crate::design::{Design, decode};

    fn design(api_version: &str, network: &str, subnet: &str) -> Design {
        let document = format!(
            r#"{{ {api_version} "virtualNetworks": [{{ "name": "v", {network} "addressSpace": ["10.0.0.0/16"],
                 "subnets": [{{ "name": "s", "addressPrefix": "10.0.0.0/24" {subnet} }}] }}] }}"#
        );
        let decoded = decode(document.as_bytes());
        assert_eq!(decoded.diagnostics, []);
        decoded.design
    }

    fn open(design: &Design) -> bool {
        design.subnet_ids().all(|subnet| design.has_default_outbound_access(subnet))
    }

    // Expected values: specification 10.3.
    #[test]
    fn a_subnet_that_says_nothing_has_what_its_api_version_gives() {
        for (version, expected) in [("2024-05-01", true), ("2025-05-01", true), ("2025-07-01", false), ("2026-01-01-preview", false)] {
            assert_eq!(open(&design(&format!(r#""apiVersion": "{version}","#), "", "")), expected, "{version}");
        }
        assert!(!open(&design("", "", "")), "the default version is one of those");
    }

    #[test]
    fn a_subnet_that_says_something_has_that() {
        assert!(open(&design("", "", r#", "defaultOutboundAccess": true"#)));
        assert!(!open(&design(r#""apiVersion": "2024-05-01","#, "", r#", "defaultOutboundAccess": false"#)));
    }

    #[test]
    fn what_exists_stays_as_it_was_made() {
        assert!(open(&design("", r#""existing": true,"#, "")));
        assert!(!open(&design("", r#""existing": true,"#, r#", "defaultOutboundAccess": false"#)));
    }
}
