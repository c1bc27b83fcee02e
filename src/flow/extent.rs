//! Sets of which the design may not say everything, as the addresses of a service tag that nobody told.

use crate::address::{Address, AddressSet, Ipv4, Share};
use crate::design::{Design, ServiceTag};
use crate::route::private;

/// A set of which the design may not say everything.
#[derive(Clone, Debug)]
pub(super) struct Extent<A: Address = Ipv4> {
    /// What it holds at most.
    pub(super) possible: AddressSet<A>,
    /// What it holds at least.
    pub(super) sure: AddressSet<A>,
}

impl<A: Address> Extent<A> {
    pub(super) fn exactly(set: AddressSet<A>) -> Self {
        Self { possible: set.clone(), sure: set }
    }

    pub(super) fn all() -> Self {
        Self::exactly(AddressSet::all())
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.possible = self.possible.union(&other.possible);
        self.sure = self.sure.union(&other.sure);
    }

    /// How sure it is that something of `set` is meant.
    pub(super) fn share(&self, set: &AddressSet<A>) -> Share {
        match set.share(&self.possible) {
            Share::None => Share::None,
            _ if set.share(&self.sure) == Share::All => Share::All,
            _ => Share::Some,
        }
    }
}

/// What a tag of a service holds: what the host told, and else some public addresses, of a region only what its service has.
///
/// `public` is every address that the Internet routes.
pub(super) fn service<A: Address>(design: &Design, public: &AddressSet<A>, tag: Option<ServiceTag>) -> Extent<A> {
    let told = |tag| design.tag_addresses.of(tag).map(|prefixes| AddressSet::covering(prefixes.iter().copied()));
    if let Some(exactly) = tag.and_then(told) {
        return Extent::exactly(exactly);
    }
    let possible = match (tag, tag.and_then(ServiceTag::around).and_then(told)) {
        (_, Some(around)) => around.intersection(public),
        (Some(_), None) => public.clone(),
        // Of a tag that only security rules name, no more is known than that it has no private addresses.
        (None, None) => private().complement(),
    };
    Extent { possible, sure: AddressSet::default() }
}
