//! Whether a name in a security rule is a service tag, or nearly one.

use super::near_word::close;
use super::service_tag::{NOT_FOR_ROUTES, REGIONS, SERVICES, ServiceTag};

/// What is known of a name that stands where a security rule has a service tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagSpelling {
    /// It is a tag, or `*`.
    Known,
    /// It is none, and this one is meant.
    Misspelt(String),
    /// No tag that is known; there may be newer ones.
    Unlisted,
}

impl TagSpelling {
    /// What is known of a name.
    pub fn of(text: &str) -> Self {
        let special = || NOT_FOR_ROUTES.split(' ').any(|word| word.eq_ignore_ascii_case(text));
        if text == "*" || ServiceTag::parse(text).is_some() || special() {
            return Self::Known;
        }
        // What other firewalls call everything.
        if text.eq_ignore_ascii_case("any") {
            return Self::Misspelt("*".to_owned());
        }
        let names = || SERVICES.split(' ').chain(NOT_FOR_ROUTES.split(' '));
        if let Some(name) = close(text, 2, &mut names()) {
            return Self::Misspelt(name.to_owned());
        }
        let parts = text.rsplit_once('.');
        let meant = parts.and_then(|(service, region)| {
            Some(format!("{}.{}", close(service, 2, &mut SERVICES.split(' '))?, close(region, 1, &mut REGIONS.split(' '))?))
        });
        meant.map_or(Self::Unlisted, Self::Misspelt)
    }
}

#[cfg(test)]
mod tests {
    use super::TagSpelling;

    /// The tag that is meant.
    fn meant(text: &str) -> Option<String> {
        match TagSpelling::of(text) {
            TagSpelling::Misspelt(meant) => Some(meant),
            TagSpelling::Known | TagSpelling::Unlisted => None,
        }
    }

    // Tags: Microsoft Learn, "Virtual network service tags". VIRTUAL_NETWORK and `any`: Azure's refusals in azure-powershell issue 391 and
    // ernestio/ernest issue 473.
    #[test]
    fn a_slip_is_told_from_a_tag() {
        for (slip, tag) in [
            ("Storrage", "Storage"),
            ("storrage.eastus", "Storage.EastUS"),
            ("Storage.WestEurop", "Storage.WestEurope"),
            ("VIRTUAL_NETWORK", "VirtualNetwork"),
            ("Internett", "Internet"),
            ("AzureFrontDoor.Backnd", "AzureFrontDoor.Backend"),
            ("Any", "*"),
        ] {
            assert_eq!(meant(slip).as_deref(), Some(tag), "{slip}");
        }
        for tag in ["*", "storage", "Storage.EastUS", "AzureFrontDoor.Backend", "internet", "AzurePlatformDNS"] {
            assert_eq!(TagSpelling::of(tag), TagSpelling::Known, "{tag}");
        }
    }

    #[test]
    fn what_may_be_newer_is_none() {
        for name in ["AzureQuantumWorkspaces", "Storage.USGovVirginia", "Storage.EastUS3", "Storage.UKNorth", "AKS"] {
            assert_eq!(TagSpelling::of(name), TagSpelling::Unlisted, "{name}");
        }
    }
}
