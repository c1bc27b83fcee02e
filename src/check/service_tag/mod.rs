//! Rules about the service tags that security rules name.

pub(super) mod misspelt;
pub(super) mod unlisted;

use crate::design::{Design, List, Place, SecurityAddress, TagSpelling};

/// A name that is no service tag that is known.
struct Unknown<'d> {
    name: &'d str,
    /// Where it stands.
    path: String,
    /// The tag that is meant, if there is one.
    meant: Option<String>,
    /// Whether a network security group has it.
    in_group: bool,
}

/// Gives `found` every name in a rule that is no known tag, until it says that it has enough.
fn unknown<'d>(design: &'d Design, mut found: impl FnMut(Unknown<'d>) -> bool) {
    let mut look = |address: &'d SecurityAddress, path: &dyn Fn() -> String, in_group: bool| -> bool {
        let name = address.0.as_str();
        if name.contains(':') || name.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let meant = match TagSpelling::of(name) {
            TagSpelling::Known => return true,
            TagSpelling::Misspelt(meant) => Some(meant),
            TagSpelling::Unlisted => None,
        };
        found(Unknown { name, path: path(), meant, in_group })
    };
    for rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        let sides = [
            ("sourceAddressPrefix", &rule.source_address_prefix, &rule.source_address_prefixes),
            ("destinationAddressPrefix", &rule.destination_address_prefix, &rule.destination_address_prefixes),
        ];
        for (field, one, list) in sides {
            let mut several = list.placed();
            let go_on = one.iter().all(|it| look(it, &|| rule.at.field(field), true))
                && several.all(|(index, it)| look(it, &|| rule.at.field(&format!("{field}es/{index}")), true));
            if !go_on {
                return;
            }
        }
    }
    let admin = design.network_manager.iter().flat_map(|it| &it.security_admin_rules).map(|it| (it.at, &it.sources, &it.destinations));
    let admin = admin.flat_map(|(at, sources, destinations)| [(at, "sources", sources), (at, "destinations", destinations)]);
    // As the source of a firewall's rule no tag is right, however it is spelt.
    let network =
        design.firewalls.iter().flat_map(|it| it.network_rules.iter().flatten()).map(|it| (it.at, "destinations", &it.destinations));
    let lists: Vec<(Place, &str, &List<SecurityAddress>)> = admin.chain(network).collect();
    for (at, field, list) in lists {
        if !list.placed().all(|(index, it)| look(it, &|| at.field(&format!("{field}/{index}")), false)) {
            return;
        }
    }
}
