//! What the names of a design mean: one table for the names of every kind.

use std::hash::{DefaultHasher, Hasher};

use hashbrown::HashTable;

use super::id::VnetId;
use super::name::Name;
use super::place::Place;

/// The kinds of things that have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    VirtualNetwork,
    SubnetOf(VnetId),
    RouteTable,
    NetworkSecurityGroup,
    PublicIpAddress,
    NatGateway,
    Gateway,
    RouteServer,
    VirtualHub,
    Site,
    Firewall,
    Appliance,
    LoadBalancer,
    PrivateEndpoint,
    NetworkInterface,
    ApplicationSecurityGroup,
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
            Self::NatGateway => "NAT gateway",
            Self::Gateway => "gateway",
            Self::RouteServer => "route server",
            Self::VirtualHub => "virtual hub",
            Self::Site => "site",
            Self::Firewall => "firewall",
            Self::Appliance => "appliance",
            Self::LoadBalancer => "load balancer",
            Self::PrivateEndpoint => "private endpoint",
            Self::NetworkInterface => "network interface",
            Self::ApplicationSecurityGroup => "application security group",
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
}

/// What each name means.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// In the order of the document.
    entries: Vec<Entry>,
    /// Positions of entries, by their kinds and names.
    table: HashTable<u32>,
}

impl Names {
    /// What has this name.
    pub(super) fn get(&self, kind: Kind, name: &str) -> Option<&Entry> {
        self.entries.get(self.position(hash(kind, name), kind, name)?)
    }

    fn position(&self, hash: u64, kind: Kind, name: &str) -> Option<usize> {
        let is = |position: &u32| self.entries.get(*position as usize).is_some_and(|entry| entry.kind == kind && entry.name.is(name));
        self.table.find(hash, is).map(|position| *position as usize)
    }

    /// Adds a name; the entry that has it already, if there is one, stays what the name means.
    pub(super) fn add(&mut self, kind: Kind, name: &Name, index: u32, at: Place) -> Option<&Entry> {
        let hashed = hash(kind, name.as_str());
        if let Some(known) = self.position(hashed, kind, name.as_str()) {
            return self.entries.get(known);
        }
        let position = self.entries.len() as u32;
        self.entries.push(Entry { kind, name: name.clone(), index, at });
        let entries = &self.entries;
        let hash_of = |position: &u32| entries.get(*position as usize).map_or(0, |entry| hash(entry.kind, entry.name.as_str()));
        self.table.insert_unique(hashed, position, hash_of);
        None
    }

    /// The names of some kinds, in the order of the document.
    pub(super) fn of<'n>(&'n self, kinds: &'n [Kind]) -> impl Iterator<Item = &'n str> {
        self.entries.iter().filter(|entry| kinds.contains(&entry.kind)).map(|entry| entry.name.as_str())
    }
}

/// A hash for which nobody can find many names of one number: a design may be hostile.
fn hash(kind: Kind, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    // Many networks have subnets of the same names; where else two kinds share a name, so do they share a number.
    if let Kind::SubnetOf(vnet) = kind {
        hasher.write_u32(vnet.0);
    }
    let (words, rest) = name.as_bytes().as_chunks::<8>();
    for word in words {
        hasher.write(&word.map(|byte| byte.to_ascii_lowercase()));
    }
    for byte in rest {
        hasher.write_u8(byte.to_ascii_lowercase());
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{Kind, Names};
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
        for (name, index) in all.iter().zip(0..) {
            assert_eq!(names.get(kind, &name.to_uppercase()).map(|entry| entry.index), Some(index));
            assert!(names.get(Kind::SubnetOf(VnetId(8)), name).is_none() && names.get(Kind::RouteTable, name).is_none());
        }
        assert!(names.get(kind, "subnet-1000").is_none());
        assert_eq!(names.add(kind, &"SUBNET-3".into(), 1_000, Place::default()).map(|first| first.index), Some(3));
        assert!(names.of(&[kind]).eq(all.iter().map(String::as_str)));
        assert!(Names::default().get(kind, "").is_none());
    }
}
