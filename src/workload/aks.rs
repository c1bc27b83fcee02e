//! What every AKS cluster needs.
//!
//! Microsoft documents host names; the tags are those of the named services, and a host without a tag of its own is on the Internet.
//! Source: Microsoft Learn, "Outbound network and FQDN rules for Azure Kubernetes Service (AKS) clusters".
//!
//! Specification 12.2 and 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Way, Writes};
use crate::design::Workload;

const NODES: &[Workload] = &[Workload::AksLoadBalancer, Workload::AksUserDefinedRouting, Workload::AksNatGateway, Workload::AksNone];

/// "Blocking internal subnet traffic using network security groups and firewalls isn't supported."
pub(super) const INTERNAL: Flow = Flow::any(Peer::ToWorkloads(NODES), "nodes and pods reach each other");

pub(super) const REGISTRY: Flow =
    Flow::tcp(Peer::To("MicrosoftContainerRegistry"), &[(443, 443)], "images of the cluster itself: mcr.microsoft.com");

pub(super) const REGISTRY_DATA: Flow =
    Flow::tcp(Peer::To("AzureFrontDoor.FirstParty"), &[(443, 443)], "the data of these images: *.data.mcr.microsoft.com");

pub(super) const MANAGEMENT: Flow =
    Flow::tcp(Peer::To("AzureResourceManager"), &[(443, 443)], "Kubernetes' operations: management.azure.com");

pub(super) const IDENTITY: Flow = Flow::tcp(Peer::To("AzureActiveDirectory"), &[(443, 443)], "authentication: login.microsoftonline.com");

pub(super) const PACKAGES: Flow = Flow::tcp(Peer::ToInternet, &[(443, 443)], "packages.microsoft.com and acs-mirror.azureedge.net");

/// A cluster whose nodes reach what they need over what their outbound type gives them.
pub(super) const CLUSTER: Needs = Needs {
    workload: Workload::AksLoadBalancer,
    name: "AKS",
    flows: &[INTERNAL, REGISTRY, REGISTRY_DATA, MANAGEMENT, IDENTITY, PACKAGES],
    table: Table::Optional,
    nat_gateway: NatGateway::Optional,
    security_group: false,
    delegation: Delegation::Refused,
    // A node has one address, and an upgrade surges by one more.
    size: Size { smallest: 29, recommended: 29, addresses: 2 },
    dedicated: false,
    one_in_network: false,
    writes: Writes::NOTHING,
    egress: Egress::Own,
    source: "Microsoft Learn, \"Outbound network and FQDN rules for Azure Kubernetes Service (AKS) clusters\"",
};

/// The default route of a cluster whose egress is left to routes.
pub(super) const DEFAULT: Flow =
    Flow::tcp(Peer::ToInternet, &[(443, 443)], "all egress: AKS refuses a default route to the Internet").by(Way::Forwarded);
