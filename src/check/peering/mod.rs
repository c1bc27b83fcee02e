//! Rules about peerings of virtual networks.

pub(super) mod address_overlap;
pub(super) mod count;
pub(super) mod count_high;
pub(super) mod duplicate;
pub(super) mod forwarded_traffic;
pub(super) mod gateway_transit_missing;
pub(super) mod one_sided;
pub(super) mod peers_overlap;
pub(super) mod remote_disconnected;
pub(super) mod remote_gateway_beside_own;
pub(super) mod remote_gateway_missing;
pub(super) mod remote_gateway_twice;
pub(super) mod subnet_count;
pub(super) mod subnets_differ;
pub(super) mod with_itself;

use super::survey::Survey;
use crate::design::Link;
use crate::diagnostic::Diagnostic;

/// Whether a link is one of the two that `between` stands for: they stand together, and the links are in the order of the document.
fn is_between(design: &Survey<'_>, link: &Link) -> bool {
    let start = design.links.partition_point(|other| other.at < link.at);
    design.links.get(start + 1).is_some_and(|other| other.at == link.at)
}

/// The disconnected link of the other side.
fn facing_disconnected<'d>(design: &Survey<'d>, link: &Link) -> Option<&'d Link> {
    let mut back = design.links_from(link.to).map(|id| &design.design()[id]);
    back.find(|back| back.to == link.from && back.disconnected)
}

/// The member that lets `link` use the gateway of the peer, as a JSON pointer.
fn remote_gateway_pointer(design: &Survey<'_>, link: &Link) -> String {
    link.at.field(if is_between(design, link) { "gatewayTransit" } else { "useRemoteGateways" })
}

/// Adds the change after which `link` no longer uses the gateway of the peer.
fn without_remote_gateway(finding: Diagnostic, design: &Survey<'_>, link: &Link) -> Diagnostic {
    finding.removing(remote_gateway_pointer(design, link))
}
