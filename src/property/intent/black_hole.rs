//! `intent-black-hole`: traffic that an intent needs has no way on.
//!
//! # What it checks
//! The packet that refutes an intent is not lost because no route leads on: no active route, one with next hop None, or a gateway that is
//! not there or knows no way.
//!
//! # Why it matters
//! The traffic is dropped in silence.
//!
//! # Fix
//! Write the route that is missing, or take away the one that drops.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", next hop type None; specification 1.2, 2.3 and 4.5.

use super::lost;
use super::not_transitive::between;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Network};
use crate::property::Property;
use crate::property::family::Family;
use crate::verify::Judgement;

pub(in crate::property) const PROPERTY: Property =
    Property::of_intents("intent-black-hole", Severity::Error, run).of_intents_over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, judgements: &[Judgement<A>], found: &mut Vec<Diagnostic>) {
    for lost in lost(network, judgements, |end| why(end).is_some()) {
        // Of networks that only a third one joins, another rule speaks.
        if between(network, &lost).is_some() {
            continue;
        }
        let why = why(lost.walk.disposition).unwrap_or_default();
        let prefix = lost.route().map(|route| format!(", as the route for {} says", route.prefix)).unwrap_or_default();
        found.push(
            lost.report(property, network, &format!("{why}{prefix}"))
                .hint("write the route that is missing, or take away the one that drops"),
        );
    }
}

/// Why a packet that ends like this has no way on.
fn why(end: Disposition) -> Option<&'static str> {
    Some(match end {
        Disposition::DroppedByNoneRoute => "is dropped",
        Disposition::DroppedNoRoute => "has no route",
        Disposition::DroppedNoGateway => "is for a gateway that is not there",
        Disposition::DroppedGatewayHasNoRoute => "is for a gateway that knows no way",
        Disposition::DroppedNotAdvertised => "is not known where it starts",
        Disposition::DroppedPrivateAddressToInternet => "is sent to the Internet, which does not know the address",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::intent::testing::{chain, table};
    use crate::property::testing::findings;

    const PEERED: &str = r#"{ "between": ["a", "b"] }"#;

    #[test]
    fn a_route_that_drops_is_reported_at_the_intent() {
        let drop = table(r#"{ "name": "r", "addressPrefix": "10.2.0.0/16", "nextHopType": "None" }"#);
        assert_eq!(
            findings(&PROPERTY, &chain(PEERED, &drop)),
            ["/intents/0: `talk` does not arrive: a packet from 10.0.0.4 to 10.2.0.4 is dropped, as the route for 10.2.0.0/16 says"]
        );
    }

    #[test]
    fn an_intent_that_holds_is_silent() {
        assert!(findings(&PROPERTY, &chain(PEERED, &table(""))).is_empty());
    }

    #[test]
    fn a_route_for_other_addresses_is_silent() {
        let drop = table(r#"{ "name": "r", "addressPrefix": "10.2.1.0/24", "nextHopType": "None" }"#);
        assert!(findings(&PROPERTY, &chain(PEERED, &drop)).is_empty());
    }

    #[test]
    fn the_finding_is_no_worse_than_the_intent() {
        let drop = table(r#"{ "name": "r", "addressPrefix": "10.2.0.0/16", "nextHopType": "None" }"#);
        let mild = chain(PEERED, &drop).replace(r#""delivered": true"#, r#""delivered": true, "severity": "info""#);
        assert_eq!(crate::property::testing::severities(&PROPERTY, &mild), [crate::diagnostic::Severity::Info]);
    }
}
