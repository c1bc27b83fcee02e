//! `site-inside-vnet`: a site uses addresses of a virtual network.
//!
//! # What it checks
//! No prefix of a site lies in the address space of a network of the design. A larger prefix around it is not meant: it is a summary.
//!
//! # Why it matters
//! Azure never programs a learned prefix that is equal to or inside the network's own address space, or a peer's: nothing in the
//! network reaches these machines of the site, and none of them is answered.
//!
//! # Fix
//! Give the network or the site other addresses.
//!
//! # Source
//! Microsoft Learn, "VPN Gateway FAQ", BGP and the prefixes of virtual networks; Azure review checklists, D03.01; specification 1.5.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, holder, maximal};
use crate::design::VnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("site-inside-vnet", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut parts = Vec::new();
    if !design.on_premises.is_empty() {
        for vnet in design.vnet_ids() {
            parts.extend(design.space(vnet).iter().map(|(prefix, _)| (*prefix, vnet.0)));
        }
    }
    let spaces = maximal(parts);
    for site in &design.on_premises {
        for (index, prefix) in site.placed() {
            let Some((space, vnet)) = holder(&spaces, prefix.first()).filter(|(space, _)| space.covers(prefix)) else { continue };
            let network = &design[VnetId(vnet)];
            let message = format!("{prefix} of site `{}` belongs to {space} of virtual network `{}`", site.name, network.name);
            found.push(
                rule.report(site.at.field(&format!("addressPrefixes/{index}")), message)
                    .related(network.at.field("addressSpace"))
                    .hint("give the network or the site other addresses"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, peered};

    fn design(prefix: &str) -> String {
        peered("", &format!(r#""onPremises": [{{ "name": "dc", "addressPrefixes": ["192.168.0.0/16", "{prefix}"] }}]"#))
    }

    #[test]
    fn a_site_inside_a_network_is_reported() {
        assert_eq!(
            findings(&RULE, &design("10.1.7.0/24")),
            ["/onPremises/0/addressPrefixes/1: 10.1.7.0/24 of site `dc` belongs to 10.1.0.0/16 of virtual network `a`"]
        );
        assert_eq!(findings(&RULE, &design("10.1.0.0/16")).len(), 1);
    }

    #[test]
    fn a_site_with_addresses_of_its_own_is_silent() {
        assert!(findings(&RULE, &design("10.3.0.0/16")).is_empty());
    }

    #[test]
    fn a_summary_around_the_network_is_silent() {
        assert!(findings(&RULE, &design("10.0.0.0/8")).is_empty());
    }
}
