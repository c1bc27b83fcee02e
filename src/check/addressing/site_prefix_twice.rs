//! `site-prefix-twice`: two sites have the same prefix.
//!
//! # What it checks
//! No two prefixes of the design's sites are equal.
//!
//! # Why it matters
//! Where both are learned, Azure takes one of the two ways by rules that the design does not decide, and machines of the other site
//! are not reached. A site with two connections is one site.
//!
//! # Fix
//! Remove the prefix that is not meant. The fix does so where one site has it twice.
//!
//! # Source
//! Azure review checklists, D03.01 (no overlapping addresses across on-premises locations); specification 1.9 and 3.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::{key, repeated_keys};
use super::super::survey::Survey;
use crate::address::{Ipv6, Prefix, sort_by_rank};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("site-prefix-twice", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut all = Vec::new();
    for site in design.site_ids() {
        all.extend(design[site].address_prefixes.placed().map(|(index, prefix)| (site, index, prefix)));
    }
    let mut long: Vec<Prefix<Ipv6>> = all.iter().filter_map(|(.., prefix)| prefix.of()).collect();
    sort_by_rank(&mut long, |prefix| prefix.rank());
    let keys: Vec<u64> = all.iter().map(|(.., prefix)| key(prefix, &long)).collect();
    for (second, first) in repeated_keys(&keys) {
        let (Some((site, index, prefix)), Some((other, at, _))) = (all.get(second), all.get(first)) else { continue };
        let path = design[*site].at.field(&format!("addressPrefixes/{index}"));
        let message = format!("{prefix} is used at site `{}` and at site `{}`", design[*site].name, design[*other].name);
        let finding = rule.report(path.clone(), message).related(design[*other].at.field(&format!("addressPrefixes/{at}")));
        found.push(if site == other {
            finding.hint("remove it: it is there already").removing(path)
        } else {
            finding.hint("remove the one that is not meant")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(one: &str, other: &str) -> String {
        format!(
            r#"{{ "onPremises": [{{ "name": "north", "addressPrefixes": [{one}] }}, {{ "name": "south", "addressPrefixes": [{other}] }}] }}"#
        )
    }

    #[test]
    fn two_sites_with_one_prefix_are_reported() {
        let document = design(r#""10.1.0.0/16""#, r#""10.2.0.0/16", "10.1.0.0/16""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/onPremises/1/addressPrefixes/1: 10.1.0.0/16 is used at site `south` and at site `north`"]
        );
        assert!(!fixable(&RULE, &document));
    }

    #[test]
    fn one_site_with_a_prefix_twice_is_repaired() {
        let document = design(r#""10.1.0.0/16", "10.1.0.0/16""#, "");
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn different_prefixes_are_silent() {
        assert!(findings(&RULE, &design(r#""10.1.0.0/16""#, r#""10.2.0.0/16""#)).is_empty());
    }

    #[test]
    fn a_summary_beside_a_longer_prefix_is_decided_by_length() {
        assert!(findings(&RULE, &design(r#""10.0.0.0/8""#, r#""10.1.0.0/16""#)).is_empty());
    }
}
