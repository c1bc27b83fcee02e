//! References by name.

use super::model::{SubnetId, VnetId};
use super::name::Name;
use super::read::{At, Definitions, Schema, Text, text_read};

/// A reference to another object by its name; `target` is filled in when the name is found.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The name as written: `rt-training`, or `vnet-hub/GatewaySubnet` for a subnet.
    pub name: Name,
    /// The index of the object meant; absent when there is none, which has been reported.
    pub(crate) target: Option<(u32, u32)>,
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

/// Reads a resolved reference as an id of one kind.
macro_rules! targets {
    ($($(#[$meta:meta])* $method:ident: $id:ident;)*) => {
        impl Reference {
            $( $(#[$meta])* pub fn $method(&self) -> Option<super::model::$id> { Some(super::model::$id(self.target?.0)) } )*
        }
    };
}

targets! {
    /// The virtual network meant.
    vnet: VnetId;
    /// The route table meant.
    table: TableId;
    /// The network security group meant.
    security_group: SecurityGroupId;
    /// The public IP address meant.
    public_ip: PublicIpId;
}

impl Reference {
    /// The subnet meant.
    pub fn subnet(&self) -> Option<SubnetId> {
        self.target.map(|(vnet, index)| SubnetId { vnet: VnetId(vnet), index })
    }

    /// The index of the object meant, of whatever kind the place asks for.
    pub fn index(&self) -> Option<u32> {
        Some(self.target?.0)
    }
}
