//! `intent-forwarded-traffic`: a peering does not let in what an appliance forwards for an intent.
//!
//! # What it checks
//! The packet that refutes an intent is not lost because the receiving link has `allowForwardedTraffic` false.
//!
//! # Why it matters
//! What an appliance forwards does not come from its own network, and is dropped at the next peering in silence.
//!
//! # Fix
//! The fix sets `allowForwardedTraffic` on the receiving side.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering", allow forwarded traffic; specification 8.3.

use super::lost;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Network};
use crate::property::Property;
use crate::property::family::Family;
use crate::verify::Judgement;

pub(in crate::property) const PROPERTY: Property =
    Property::of_intents("intent-forwarded-traffic", Severity::Error, run).of_intents_over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, judgements: &[Judgement<A>], found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for lost in lost(network, judgements, |end| end == Disposition::DroppedForwardedTraffic) {
        let Some(receiving) = lost.link(network).and_then(|link| design[link].partner).map(|link| &design[link]) else { continue };
        let (name, from) = (&design[receiving.from].name, &design[receiving.to].name);
        let why = format!("is forwarded in `{from}`, and `{name}` accepts nothing forwarded from there");
        found.push(
            lost.report(property, network, &why)
                .related(receiving.at.pointer())
                .hint(format!("set `allowForwardedTraffic` on the link of `{name}`"))
                .adding(receiving.at.field("allowForwardedTraffic"), true),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::intent::testing::{chain, table};
    use crate::property::testing::{after_fix, findings};

    fn design(members: &str) -> String {
        let nva = r#""appliances": [{ "name": "nva", "networkInterfaces": [{ "subnet": "hub/s", "privateIpAddress": "10.1.0.9", "enableIPForwarding": true }] }]"#;
        let route = table(r#"{ "name": "r", "addressPrefix": "10.2.0.0/16", "nextHop": { "appliance": "nva" } }"#);
        chain(&format!(r#"{{ "between": ["a", "hub"] }}, {{ "between": ["hub", "b"]{members} }}"#), &format!("{route}, {nva}"))
    }

    #[test]
    fn a_link_that_refuses_is_reported_and_opened() {
        let document = design("");
        assert_eq!(
            findings(&PROPERTY, &document),
            [
                "/intents/0: `talk` does not arrive: a packet from 10.0.0.4 to 10.2.0.4 is forwarded in `hub`, and `b` accepts nothing forwarded from there"
            ]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["peerings"][1]["allowForwardedTraffic"], true);
    }

    #[test]
    fn a_link_that_accepts_is_silent() {
        assert!(findings(&PROPERTY, &design(r#", "allowForwardedTraffic": true"#)).is_empty());
    }

    #[test]
    fn what_nobody_intends_may_be_refused() {
        let document = design("").replace(r#""delivered": true"#, r#""delivered": false"#);
        assert!(findings(&PROPERTY, &document).is_empty());
    }
}
