//! What the names of a design mean: one table for the names of every kind.

use super::id::VnetId;
use super::name::{MIX, Name, digest, slow_digest};
use super::place::Place;

/// The kinds of things that have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    VirtualNetwork,
    SubnetOf(VnetId),
    RouteTable,
    NetworkSecurityGroup,
    PublicIpAddress,
    Gateway,
    Site,
    Firewall,
    Appliance,
    PrivateEndpoint,
    Label,
    Internet,
}

impl Kind {
    /// What a person would call it.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::VirtualNetwork => "virtual network",
            Self::SubnetOf(_) => "subnet of this network",
            Self::RouteTable => "route table",
            Self::NetworkSecurityGroup => "network security group",
            Self::PublicIpAddress => "public IP address",
            Self::Gateway => "gateway",
            Self::Site => "site",
            Self::Firewall => "firewall",
            Self::Appliance => "appliance",
            Self::PrivateEndpoint => "private endpoint",
            Self::Label => "label",
            Self::Internet => "Internet",
        }
    }
}

/// A name, and what has it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    kind: Kind,
    name: Name,
    /// Its position in the list of its kind.
    pub(super) index: u32,
    /// Where it stands in the document.
    pub(super) at: Place,
    /// How many entries follow in the chain, and the first of them, counted from one.
    following: u32,
    next: u32,
}

/// What each name means: a hash table whose slots are chains of entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    entries: Vec<Entry>,
    /// The first entry of each chain, counted from one; as many chains as a power of two.
    chains: Vec<u32>,
    /// Whether the quick digest puts too many names into one chain, as only a hostile design makes it.
    hostile: bool,
}

/// The longest chain that is no accident yet.
const LONGEST: u32 = 32;

impl Names {
    /// What has this name.
    pub(super) fn get(&self, kind: Kind, name: &str) -> Option<&Entry> {
        let mut next = *self.chains.get(self.chain(kind, name))?;
        loop {
            let entry = self.entries.get(next.checked_sub(1)? as usize)?;
            if entry.kind == kind && entry.name.is(name) {
                return Some(entry);
            }
            next = entry.next;
        }
    }

    /// Adds a name; the entry that has it already, if there is one, stays what the name means.
    pub(super) fn add(&mut self, kind: Kind, name: &Name, index: u32, at: Place) -> Option<&Entry> {
        if self.get(kind, name.as_str()).is_some() {
            return self.get(kind, name.as_str());
        }
        self.entries.push(Entry { kind, name: name.clone(), index, at, following: 0, next: 0 });
        if self.entries.len() > self.chains.len() {
            self.spread(self.entries.len().next_power_of_two().max(64));
        } else if self.put(self.entries.len() - 1) > LONGEST && !self.hostile {
            self.hostile = true;
            self.spread(self.chains.len());
        }
        None
    }

    /// The names of some kinds, in the order of the document.
    pub(super) fn of<'n>(&'n self, kinds: &'n [Kind]) -> impl Iterator<Item = &'n str> {
        self.entries.iter().filter(|entry| kinds.contains(&entry.kind)).map(|entry| entry.name.as_str())
    }

    /// Where the chain of a name begins.
    fn chain(&self, kind: Kind, name: &str) -> usize {
        let digest = if self.hostile { slow_digest(name) } else { digest(name) };
        // Many networks have subnets of the same names; where else two kinds share a name, a chain has both.
        let network = if let Kind::SubnetOf(vnet) = kind { u64::from(vnet.0) } else { 0 };
        let mixed = (digest ^ network).wrapping_mul(MIX) >> 32;
        mixed as usize & self.chains.len().wrapping_sub(1)
    }

    /// Makes the chains anew.
    fn spread(&mut self, chains: usize) {
        self.chains = vec![0; chains];
        for position in 0..self.entries.len() {
            self.put(position);
        }
    }

    /// Puts an entry at the head of its chain; how many follow it there.
    fn put(&mut self, position: usize) -> u32 {
        let Some(chain) = self.entries.get(position).map(|entry| self.chain(entry.kind, entry.name.as_str())) else { return 0 };
        let next = self.chains.get_mut(chain).map_or(0, |head| std::mem::replace(head, position as u32 + 1));
        let following = next.checked_sub(1).and_then(|next| self.entries.get(next as usize)).map_or(0, |next| next.following + 1);
        if let Some(entry) = self.entries.get_mut(position) {
            (entry.next, entry.following) = (next, following);
        }
        following
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, LONGEST, Names};
    use crate::design::id::VnetId;
    use crate::design::place::Place;

    fn named(kind: Kind, all: &[String]) -> Names {
        let mut names = Names::default();
        for (name, index) in all.iter().zip(0..) {
            assert!(names.add(kind, &name.as_str().into(), index, Place::default()).is_none(), "{name}");
        }
        names
    }

    #[test]
    fn each_name_is_found_and_no_other() {
        let all: Vec<_> = (0..1_000).map(|i| format!("Subnet-{i}")).collect();
        let kind = Kind::SubnetOf(VnetId(7));
        let mut names = named(kind, &all);
        assert!(!names.hostile);
        for (name, index) in all.iter().zip(0..) {
            assert_eq!(names.get(kind, &name.to_uppercase()).map(|entry| entry.index), Some(index));
            assert!(names.get(Kind::SubnetOf(VnetId(8)), name).is_none() && names.get(Kind::RouteTable, name).is_none());
        }
        assert!(names.get(kind, "subnet-1000").is_none());
        assert_eq!(names.add(kind, &"SUBNET-3".into(), 1_000, Place::default()).map(|first| first.index), Some(3));
        assert!(names.of(&[kind]).eq(all.iter().map(String::as_str)));
        assert!(Names::default().get(kind, "").is_none());
    }

    #[test]
    fn names_that_all_want_one_chain_are_told_apart_by_the_slow_digest() {
        let smallest = named(Kind::Site, &["first".to_owned()]);
        let wanted = |name: &String| smallest.chain(Kind::Site, name) == 0;
        let all: Vec<_> = (0..).map(|i| format!("site-{i}")).filter(wanted).take(LONGEST as usize + 9).collect();
        let names = named(Kind::Site, &all);
        assert!(names.hostile);
        assert!(names.entries.iter().all(|entry| entry.following < LONGEST / 2));
        assert!(all.iter().zip(0..).all(|(name, index)| names.get(Kind::Site, name).is_some_and(|entry| entry.index == index)));
    }
}
