//! Virtual network peerings: what is written, and the two links it stands for.

use super::id::{LinkId, SubnetId, VnetId};
use super::list::List;
use super::place::Place;
use super::reference::Reference;

record! {
    /// A peering: both links with `between`, or one link with `from` and `to`.
    Peering: "a peering" {
        /// The two virtual networks; both links are made.
        "between" => between: optional List<Reference>;
        /// The network that has this one link.
        "from" => from: optional Reference;
        /// The network that this one link leads to.
        "to" => to: optional Reference;
        /// With `between`: the network whose gateway both use.
        "gatewayTransit" => gateway_transit: optional Reference;
        /// Whether the two networks may talk; true by default, as in ARM.
        "allowVirtualNetworkAccess" => allow_virtual_network_access: default bool = true;
        /// Whether packets that do not come from the peer itself are accepted.
        "allowForwardedTraffic" => allow_forwarded_traffic: default bool = false;
        /// With `from` and `to`: lets the peer use this network's gateway.
        "allowGatewayTransit" => allow_gateway_transit: optional bool;
        /// With `from` and `to`: uses the peer's gateway.
        "useRemoteGateways" => use_remote_gateways: optional bool;
        /// With `remoteSubnets`, peers subnets instead of whole networks: those of `from`, or of the first network of `between`.
        "localSubnets" => local_subnets: default List<Reference> = List::default();
        /// The subnets of `to`, or of the second network of `between`.
        "remoteSubnets" => remote_subnets: default List<Reference> = List::default();
        /// Whether it is there already and is someone else's: part of every proof, never written.
        "existing" => existing: default bool = false;
        /// With `from`, `to` and `existing`: that the other side was deleted since, so that the link carries nothing.
        "peeringState" => peering_state: optional PeeringState;
    }
}

words! {
    /// The state of an existing link; any other follows from the design.
    PeeringState: "a peering state" {
        /// The other side was deleted.
        Disconnected = "Disconnected",
    }
}
words_read!(PeeringState: "a peering state");

/// The subnets that a link between subnets lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSubnets {
    /// Those of the network that has the link.
    pub local: Vec<SubnetId>,
    /// Those of the network that it leads to.
    pub remote: Vec<SubnetId>,
}

/// One directed link of a peering, a `virtualNetworkPeerings` resource under `from`.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where the peering stands in the document.
    pub at: Place,
    /// The network that has the link.
    pub from: VnetId,
    /// The network it leads to.
    pub to: VnetId,
    /// ARM's `allowVirtualNetworkAccess`.
    pub allow_virtual_network_access: bool,
    /// ARM's `allowForwardedTraffic`: `from` accepts packets that do not come from `to` itself.
    pub allow_forwarded_traffic: bool,
    /// ARM's `allowGatewayTransit`.
    pub allow_gateway_transit: bool,
    /// ARM's `useRemoteGateways`.
    pub use_remote_gateways: bool,
    /// The subnets that are peered, where it is not the whole networks.
    pub subnets: Option<Box<ListedSubnets>>,
    /// Whether it is someone else's and never written.
    pub existing: bool,
    /// Whether the other side was deleted since it was made.
    pub disconnected: bool,
    /// The link of the other side; without it, or with one that is disconnected, the peering carries nothing.
    pub partner: Option<LinkId>,
}
