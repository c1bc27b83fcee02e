//! What the routes of one table say, read once: 400 routes, but two or three next hops.

use crate::address::{AnyAddress, Ipv4, Ipv6, sort_by_rank};
use crate::design::{Design, Forwarder, NextHopType, Route, RouteTable};

/// The appliance that a route sends packets to, as the route names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::check) enum Target {
    /// By its address.
    Address(Ipv4),
    /// By its IPv6 address.
    AddressV6(Ipv6),
    /// By its name.
    Named(Forwarder),
}

impl Target {
    /// The appliance that `route` sends packets to.
    pub(in crate::check) fn of(design: &Design, route: &Route) -> Option<Self> {
        if let Some(named) = &route.next_hop {
            return design.named_forwarder(named).map(Self::Named);
        }
        let appliance = route.next_hop_type == Some(NextHopType::VirtualAppliance);
        route.next_hop_ip_address.as_ref().filter(|_| appliance).map(Self::at)
    }

    /// What has this address.
    pub(in crate::check) fn at(address: &AnyAddress) -> Self {
        match address {
            AnyAddress::V4(address) => Self::Address(*address),
            AnyAddress::V6(address) => Self::AddressV6(**address),
        }
    }

    /// Every appliance that `route` may send packets to.
    pub(in crate::check) fn all(design: &Design, route: &Route) -> impl Iterator<Item = Self> {
        Self::of(design, route).into_iter().chain(route.equal_next_hops().iter().map(Self::at))
    }

    /// Numbers in the order of targets.
    fn rank(self) -> (u8, u128) {
        match self {
            Self::Address(address) => (0, u128::from(address.0)),
            Self::AddressV6(address) => (1, address.0),
            Self::Named(Forwarder::Firewall(id)) => (2, u128::from(id.0)),
            Self::Named(Forwarder::Appliance(id, index)) => (3, u128::from(id.0) << 32 | u128::from(index)),
            Self::Named(Forwarder::LoadBalancer(id)) => (4, u128::from(id.0)),
        }
    }

    /// The JSON pointer of the member of `route` that says so.
    pub(in crate::check) fn pointer(self, route: &Route) -> String {
        match self {
            Self::Address(_) | Self::AddressV6(_) => match route.equal_next_hops().iter().position(|it| Self::at(it) == self) {
                Some(position) => route.equal_next_hop_pointer(position),
                None => route.at.field("nextHopIpAddress"),
            },
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
    /// Whether a route has the type for several appliances.
    pub(in crate::check) several: bool,
}

impl Reading {
    /// A table without routes.
    pub(super) const NOTHING: Self = Self { targets: Vec::new(), gateway: false, several: false };

    /// Reads a table.
    pub(in crate::check) fn of(design: &Design, table: &RouteTable) -> Self {
        let mut reading = Self::NOTHING;
        // Nearly every table has few of them; what is not seen here is left out at the end.
        const FEW: usize = 8;
        for route in &table.routes {
            let target = Target::of(design, route);
            match target {
                Some(target) if !reading.targets.iter().rev().take(FEW).any(|it| *it == target) => reading.targets.push(target),
                Some(_) => {}
                None => {
                    reading.gateway |= leads_to_gateway(route);
                    reading.several |= route.next_hop_type == Some(NextHopType::VirtualApplianceEcmp);
                    reading.targets.extend(route.equal_next_hops().iter().map(Target::at));
                }
            }
        }
        sort_by_rank(&mut reading.targets, |target| target.rank());
        reading.targets.dedup();
        reading
    }
}

/// Whether a route leads to the virtual network gateway.
pub(in crate::check) fn leads_to_gateway(route: &Route) -> bool {
    route.next_hop.is_none() && route.next_hop_type == Some(NextHopType::VirtualNetworkGateway)
}
