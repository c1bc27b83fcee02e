//! What the routes of one table say, read once: 400 routes, but two or three next hops.

use crate::address::Ipv4;
use crate::design::{Design, Forwarder, NextHop, Route, RouteTable};

/// The appliance that a route sends packets to, as the route names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::check) enum Target {
    /// By its address.
    Address(Ipv4),
    /// By its name.
    Named(Forwarder),
}

impl Target {
    /// The appliance that `route` sends packets to.
    pub(in crate::check) fn of(design: &Design, route: &Route) -> Option<Self> {
        match design.next_hop(route)? {
            NextHop::VirtualAppliance { named: Some(named), .. } => Some(Self::Named(named)),
            NextHop::VirtualAppliance { address, named: None } => address.map(Self::Address),
            NextHop::VirtualNetworkGateway | NextHop::VnetLocal | NextHop::Internet | NextHop::None => None,
        }
    }

    /// The JSON pointer of the member of `route` that says so.
    pub(in crate::check) fn pointer(self, route: &Route) -> String {
        match self {
            Self::Address(_) => route.at.field("nextHopIpAddress"),
            Self::Named(_) => route.at.field("nextHop"),
        }
    }
}

/// What a table's routes say.
pub(in crate::check) struct Reading {
    /// The appliances that routes send packets to, ascending, each once.
    pub(in crate::check) targets: Vec<Target>,
    /// Whether a route leads to the virtual network gateway.
    pub(in crate::check) gateway: bool,
}

impl Reading {
    /// A table without routes.
    pub(super) const NOTHING: Self = Self { targets: Vec::new(), gateway: false };

    /// Reads a table.
    pub(in crate::check) fn of(design: &Design, table: &RouteTable) -> Self {
        let mut reading = Self::NOTHING;
        let mut last = None;
        for route in &table.routes {
            let target = Target::of(design, route);
            if target.is_some() && target != last {
                reading.targets.extend(target);
                last = target;
            } else if target.is_none() {
                reading.gateway |= design.next_hop(route) == Some(NextHop::VirtualNetworkGateway);
            }
        }
        reading.targets.sort_unstable();
        reading.targets.dedup();
        reading
    }
}
