//! The kinds of resources that can be referred to, and how their keys are made.

use crate::design::{ApplicationSecurityGroupId, Design, GatewayId, NatGatewayId, SecurityGroupId, SubnetId, TableId, VnetId};

/// A kind of resource.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    RouteTable,
    SecurityGroup,
    PublicIp,
    NatGateway,
    VirtualNetwork,
    Subnet,
    Peering,
    Firewall,
    Gateway,
    PrivateEndpoint,
    /// A route server too.
    VirtualHub,
    HubIpConfiguration,
    BgpConnection,
    LoadBalancer,
    ApplicationSecurityGroup,
    NetworkInterface,
}

/// The namespace of the types and the slash behind it.
const NAMESPACE: &str = "Microsoft.Network/";

impl Kind {
    /// The resource type, spelt as Microsoft's schemas spell it.
    pub(super) fn resource_type(self) -> &'static str {
        match self {
            Self::RouteTable => "Microsoft.Network/routeTables",
            Self::SecurityGroup => "Microsoft.Network/networkSecurityGroups",
            Self::PublicIp => "Microsoft.Network/publicIPAddresses",
            Self::NatGateway => "Microsoft.Network/natGateways",
            Self::VirtualNetwork => "Microsoft.Network/virtualNetworks",
            Self::Subnet => "Microsoft.Network/virtualNetworks/subnets",
            Self::Peering => "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
            Self::Firewall => "Microsoft.Network/azureFirewalls",
            Self::Gateway => "Microsoft.Network/virtualNetworkGateways",
            Self::LoadBalancer => "Microsoft.Network/loadBalancers",
            Self::PrivateEndpoint => "Microsoft.Network/privateEndpoints",
            Self::VirtualHub => "Microsoft.Network/virtualHubs",
            Self::HubIpConfiguration => "Microsoft.Network/virtualHubs/ipConfigurations",
            Self::BgpConnection => "Microsoft.Network/virtualHubs/bgpConnections",
            Self::ApplicationSecurityGroup => "Microsoft.Network/applicationSecurityGroups",
            Self::NetworkInterface => "Microsoft.Network/networkInterfaces",
        }
    }

    /// The key of the resource of this kind with this name: `virtualNetworks/vnet-hub/subnets/gpu`.
    pub(super) fn key(self, name: &[&str]) -> String {
        let collections = self.resource_type().strip_prefix(NAMESPACE).unwrap_or_default().split('/');
        let mut key = String::new();
        for (collection, name) in collections.zip(name) {
            let slash = if key.is_empty() { "" } else { "/" };
            key.extend([slash, collection, "/", name]);
        }
        key
    }
}

pub(super) fn vnet_key(design: &Design, id: VnetId) -> String {
    Kind::VirtualNetwork.key(&[design[id].name.as_str()])
}

pub(super) fn subnet_key(design: &Design, id: SubnetId) -> String {
    Kind::Subnet.key(&[design[id.vnet].name.as_str(), design[id].name.as_str()])
}

pub(super) fn table_key(design: &Design, id: TableId) -> String {
    Kind::RouteTable.key(&[design[id].name.as_str()])
}

pub(super) fn group_key(design: &Design, id: SecurityGroupId) -> String {
    Kind::SecurityGroup.key(&[design[id].name.as_str()])
}

pub(super) fn nat_gateway_key(design: &Design, id: NatGatewayId) -> String {
    Kind::NatGateway.key(&[design[id].name.as_str()])
}

pub(super) fn application_group_key(design: &Design, id: ApplicationSecurityGroupId) -> String {
    Kind::ApplicationSecurityGroup.key(&[design[id].name.as_str()])
}

pub(super) fn gateway_key(design: &Design, id: GatewayId) -> String {
    Kind::Gateway.key(&[design[id].name.as_str()])
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_key_alternates_collections_and_names() {
        assert_eq!(Kind::RouteTable.key(&["rt"]), "routeTables/rt");
        assert_eq!(Kind::Peering.key(&["hub", "hub-to-app"]), "virtualNetworks/hub/virtualNetworkPeerings/hub-to-app");
    }
}
