//! What packets from the Internet name when they are for machines of the design: their public IP addresses.

use super::class::{Target, exceptions};
use crate::address::{Address, AddressSet, Prefix};
use crate::design::Intent;
use crate::flow::{Network, Traffic};

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
        let translated = translated(network, target, &mut named);
        if public.is_empty() && translated.is_empty() {
            rest.push(target.clone());
            continue;
        }
        if !public.is_empty() {
            named.push(Target { addresses: AddressSet::covering(public), place: target.place, traffic: None });
        }
        let private = AddressSet::covering(private);
        let mut addresses = target.addresses.difference(&private);
        for (address, traffic) in translated {
            addresses = addresses.difference(&AddressSet::one(address));
            // By its private address a packet names what no NAT rule leads to.
            let other = Traffic::ANY.set().difference(&traffic);
            if !private.contains(address) && !other.is_empty() {
                rest.push(Target { addresses: AddressSet::one(address), place: target.place, traffic: Some(other) });
            }
        }
        if !addresses.is_empty() {
            rest.push(Target { addresses, place: target.place, traffic: None });
        }
    }
    named.append(&mut rest);
    named
}

/// The addresses of a target that NAT rules of firewalls lead to, each with what they let through; as packets name them, they are `named`.
fn translated<A: Address>(network: &Network<'_, A>, target: &Target<A>, named: &mut Vec<Target<A>>) -> Vec<(A, AddressSet<A>)> {
    let mut translated: Vec<(A, AddressSet<A>)> = Vec::new();
    for rule in network.translating.iter().filter(|rule| target.addresses.contains(rule.address)) {
        let public = network.published.iter().find(|it| it.id == rule.public && it.entry.is_none() && !it.closed);
        let Some(public) = public else { continue };
        named.push(Target { addresses: AddressSet::one(public.address), place: target.place, traffic: Some(rule.traffic.clone()) });
        match translated.iter_mut().find(|(address, _)| *address == rule.address) {
            Some((_, traffic)) => *traffic = traffic.union(&rule.traffic),
            None => translated.push((rule.address, rule.traffic.clone())),
        }
    }
    translated
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
