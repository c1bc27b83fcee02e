//! References by name.

use super::id::{
    ApplianceId, ApplicationSecurityGroupId, FirewallId, GatewayId, LoadBalancerId, NatGatewayId, PublicIpId, Remote, SecurityGroupId,
    SiteId, SubnetId, TableId, VnetId, Waypoint,
};
use super::name::Name;
use super::names::Kind;
use super::read::{At, Definitions, Schema, Text, text_read};

/// A reference to another object by its name; `target` is filled in when the name is found.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The name as written: `rt-training`, or `vnet-hub/GatewaySubnet` for a subnet.
    pub name: Name,
    /// The object meant, its kind and its index; absent when there is none, which has been reported.
    pub(super) target: Option<(Kind, u32)>,
}

impl Text for Reference {
    const EXPECTED: &'static str = "the name of a resource";

    fn from_text(text: &str, _: &At<'_>) -> Option<Self> {
        Some(Self { name: Name::from(text), target: None })
    }
}

text_read!(Reference);

impl Schema for Reference {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string" })
    }
}

impl Reference {
    /// The virtual network meant.
    pub fn vnet(&self) -> Option<VnetId> {
        self.index().map(VnetId)
    }

    /// The subnet meant.
    pub fn subnet(&self) -> Option<SubnetId> {
        match self.target? {
            (Kind::SubnetOf(vnet), index) => Some(SubnetId { vnet, index }),
            _ => None,
        }
    }

    /// The route table meant.
    pub fn table(&self) -> Option<TableId> {
        self.index().map(TableId)
    }

    /// The network security group meant.
    pub fn security_group(&self) -> Option<SecurityGroupId> {
        self.index().map(SecurityGroupId)
    }

    /// The public IP address meant.
    pub fn public_ip(&self) -> Option<PublicIpId> {
        self.index().map(PublicIpId)
    }

    /// The NAT gateway meant.
    pub fn nat_gateway(&self) -> Option<NatGatewayId> {
        self.index().map(NatGatewayId)
    }

    /// The application security group meant.
    pub fn application_security_group(&self) -> Option<ApplicationSecurityGroupId> {
        self.index().map(ApplicationSecurityGroupId)
    }

    /// The waypoint meant by `through` or `avoid`.
    pub fn waypoint(&self) -> Option<Waypoint> {
        match self.target? {
            (Kind::Firewall, index) => Some(Waypoint::Firewall(FirewallId(index))),
            (Kind::Appliance, index) => Some(Waypoint::Appliance(ApplianceId(index))),
            (Kind::LoadBalancer, index) => Some(Waypoint::LoadBalancer(LoadBalancerId(index))),
            (Kind::Gateway, index) => Some(Waypoint::Gateway(GatewayId(index))),
            (Kind::Internet, _) => Some(Waypoint::Internet),
            _ => None,
        }
    }

    /// What a connection leads to.
    pub fn remote(&self) -> Option<Remote> {
        match self.target? {
            (Kind::Site, index) => Some(Remote::Site(SiteId(index))),
            (Kind::Gateway, index) => Some(Remote::Gateway(GatewayId(index))),
            _ => None,
        }
    }

    /// The index of the object meant, of whatever kind the place asks for.
    pub fn index(&self) -> Option<u32> {
        Some(self.target?.1)
    }
}
