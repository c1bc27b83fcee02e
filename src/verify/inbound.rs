//! What packets from the Internet name when they are for machines of the design: their public IP addresses.

use super::class::{Target, exceptions};
use crate::address::{Address, AddressSet, Prefix};
use crate::design::Intent;
use crate::flow::Network;

/// The targets as packets from the Internet name them: what has a public IP address by that, first, and the rest by its private one.
pub fn named_from_internet<A: Address>(network: &Network<'_, A>, targets: &[Target<A>]) -> Vec<Target<A>> {
    let mut named = Vec::new();
    let mut rest = Vec::new();
    for target in targets {
        let mut public = Vec::new();
        let mut private = Vec::new();
        for published in &network.published {
            if let Some((address, end)) = published.entry
                && target.addresses.contains(address)
                // Two networks may have the same addresses.
                && target.place.arrived(network.design, end)
            {
                public.push(Prefix::host(published.address));
                private.push(Prefix::host(address));
            }
        }
        if public.is_empty() {
            rest.push(target.clone());
            continue;
        }
        named.push(Target { addresses: AddressSet::covering(public), place: target.place });
        let addresses = target.addresses.difference(&AddressSet::covering(private));
        if !addresses.is_empty() {
            rest.push(Target { addresses, place: target.place });
        }
    }
    named.append(&mut rest);
    named
}

/// The targets of an intent as packets from the Internet name them, without its exceptions.
pub(super) fn targets_from_internet<A: Address>(network: &Network<'_, A>, intent: &Intent, targets: &[Target<A>]) -> Vec<Target<A>> {
    let mut named = named_from_internet(network, targets);
    if !intent.except.resolved.is_empty() {
        let exceptions = exceptions(network.design, intent, &AddressSet::default());
        named.iter_mut().for_each(|target| target.addresses = target.addresses.difference(&exceptions));
        named.retain(|target| !target.addresses.is_empty());
    }
    named
}
