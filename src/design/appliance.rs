//! Things that forward or end traffic inside Azure: firewalls, appliances, private endpoints, public addresses.

use super::firewall_rule::{ApplicationRule, FirewallRule, NatRule};
use super::id::PublicIpId;
use super::list::List;
use super::name::Name;
use super::reference::Reference;
use crate::address::{Address, AnyAddress, Ipv4, Ipv6};

resource! {
    /// An Azure Firewall.
    Firewall: "a firewall" {
        /// The network whose AzureFirewallSubnet it stands in; absent for the firewall of a virtual hub, which the hub names.
        "virtualNetwork" => virtual_network: optional Reference;
        /// Its private address; the first usable one of AzureFirewallSubnet by default.
        "privateIpAddress" => private_ip_address: optional Ipv4;
        /// Public IP addresses by name.
        "publicIpAddresses" => public_ip_addresses: default List<Reference> = List::default();
        /// Whether it has a management interface, so that its own traffic may be tunnelled.
        "managementSubnet" => management_subnet: default bool = false;
        /// Which destinations see the firewall's address instead of the sender's.
        "snat" => snat: default Snat = Snat::Public;
        /// What it lets pass; everything that it is given where there are neither these rules nor application rules, else only what a rule allows.
        "networkRules" => network_rules: optional Vec<FirewallRule>;
        /// What it lets pass by name where no network rule matches. Which addresses are meant is not known: what depends on it is undecided.
        "applicationRules" => application_rules: default Vec<ApplicationRule> = Vec::new();
        /// What it lets in from the Internet, and where to. Nothing else comes in.
        "natRules" => nat_rules: default Vec<NatRule> = Vec::new();
    }
}

impl Firewall {
    /// Whether the design says what the firewall lets pass.
    pub fn filters(&self) -> bool {
        self.network_rules.is_some() || !self.application_rules.is_empty()
    }
}

record! {
    /// A network virtual appliance: a machine that forwards.
    Appliance: "an appliance" {
        /// Name of the appliance.
        "name" => name: required Name;
        /// Its network interfaces.
        "networkInterfaces" => network_interfaces: required Vec<ApplianceInterface>;
        /// Which destinations see the appliance's address instead of the sender's.
        "snat" => snat: default Snat = Snat::Never;
        /// Whether it drops replies of connections that it did not see.
        "stateful" => stateful: default bool = true;
    }
}

record! {
    /// A network interface of an appliance.
    ApplianceInterface: "a network interface" {
        /// Name of the interface.
        "name" => name: optional Name;
        /// The subnet it stands in, as `vnet/subnet`.
        "subnet" => subnet: required Reference;
        /// Its private address.
        "privateIpAddress" => private_ip_address: required Ipv4;
        /// Its private IPv6 address, beside the other one.
        "privateIpv6Address" => private_ipv6_address: optional Ipv6;
        /// Whether Azure lets it forward packets that are not for itself.
        "enableIPForwarding" => enable_ip_forwarding: default bool = false;
        /// Its public IP address by name.
        "publicIpAddress" => public_ip_address: optional Reference;
        /// The public IP address of its IPv6 address by name.
        "publicIpv6Address" => public_ipv6_address: optional Reference;
    }
}

resource! {
    /// A private endpoint.
    PrivateEndpoint: "a private endpoint" {
        /// The subnet it stands in, as `vnet/subnet`.
        "subnet" => subnet: required Reference;
        /// Its private address.
        "privateIpAddress" => private_ip_address: required Ipv4;
        /// The service behind it, such as `Microsoft.Storage/storageAccounts`.
        "service" => service: optional String;
        /// The part of the service, such as `blob`.
        "groupId" => group_id: optional String;
    }
}

resource! {
    /// A public IP address.
    PublicIpAddress: "a public IP address" {
        /// IPv4 (the default) or IPv6.
        "publicIPAddressVersion" => version: optional IpVersion;
        /// The address, where it is known.
        "ipAddress" => ip_address: optional AnyAddress;
    }
}

impl ApplianceInterface {
    /// The public IP address of the private address of one family.
    pub fn public<A: Address>(&self) -> Option<PublicIpId> {
        let reference = if A::BITS == Ipv4::BITS { &self.public_ip_address } else { &self.public_ipv6_address };
        reference.as_ref()?.public_ip()
    }

    /// The private address of one family.
    pub fn address<A: Address>(&self) -> Option<A> {
        A::from_v4(self.private_ip_address).or_else(|| A::from_v6(self.private_ipv6_address?))
    }
}

impl PrivateEndpoint {
    /// The private address, if it is of this family.
    pub fn address<A: Address>(&self) -> Option<A> {
        A::from_v4(self.private_ip_address)
    }
}

impl PublicIpAddress {
    /// Whether it is an IPv6 address.
    pub fn is_v6(&self) -> bool {
        self.version == Some(IpVersion::V6) || self.ip_address.as_ref().is_some_and(AnyAddress::is_v6)
    }

    /// The address, if it is known and of this family.
    pub fn address<A: Address>(&self) -> Option<A> {
        self.ip_address.as_ref()?.of()
    }
}

words! {
    /// An address family, as ARM calls it.
    IpVersion: "an IP version" {
        /// IPv4.
        V4 = "IPv4",
        /// IPv6.
        V6 = "IPv6",
    }
}

words! {
    /// When an appliance puts its own address in the place of the sender's.
    Snat: "a translation mode" {
        /// Towards public destinations.
        Public = "Public",
        /// Towards every destination.
        Always = "Always",
        /// Never.
        Never = "Never",
    }
}
words_read!(Snat: "a translation mode", IpVersion: "an IP version");
