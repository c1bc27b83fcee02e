//! Walks: one packet there and back goes as the oracle says, route by route.

use std::collections::BTreeSet;
use std::sync::Mutex;

use proptest::test_runner::TestCaseError;

use crate::random::{addresses, enough, hosts, payload, starts};
use crate::try_designs;
use crate::words::traced_alike;

const DESIGNS: u32 = 400;
const PACKETS_OF_A_DESIGN: usize = 60;

/// Every way to end but `DroppedNoRoute`, because a design without broken references always has a default route, and but those at private
/// endpoints behind appliances, which few designs have: tests/flow/devices.rs.
const ENDS: [&str; 42] = [
    "DeliveredToAppliance",
    "DeliveredToInternet",
    "DeliveredToOnPremises",
    "DeliveredToPlatform",
    "DeliveredToPrivateEndpoint",
    "DeliveredToService",
    "DeliveredToSubnet",
    "DroppedBalancedToSender",
    "DroppedByFirewallRule",
    "DroppedByNoneRoute",
    "DroppedBySecurityRule",
    "DroppedForwardedTraffic",
    "DroppedGatewayHasNoRoute",
    "DroppedHubHasNoRoute",
    "DroppedLoop",
    "DroppedNextHopNotForwarding",
    "DroppedNextHopUnreachable",
    "DroppedNoBackend",
    "DroppedNoEgress",
    "DroppedNoGateway",
    "DroppedNoLoadBalancingRule",
    "DroppedNoSession",
    "DroppedNoSuchAddress",
    "DroppedNotAdvertised",
    "DroppedNotTranslated",
    "DroppedPeeringAccess",
    "DroppedPrivateAddressFromInternet",
    "DroppedPrivateAddressToInternet",
    "DroppedProtocolNotTranslated",
    "DroppedSubnetNotPeered",
    "DroppedUnsolicited",
    "UndecidedBeyondAppliance",
    "UndecidedConnectedGroup",
    "UndecidedEgress",
    "UndecidedFirewallRule",
    "UndecidedGateway",
    "UndecidedHub",
    "UndecidedLoadBalancer",
    "UndecidedMachine",
    "UndecidedOwnPublicAddress",
    "UndecidedSecurityRule",
    "UndecidedServiceTag",
];

/// What is reached in some runs only.
const SELDOM: [&str; 2] = ["DroppedUntranslatedToPrivateEndpoint", "UndecidedPrivateEndpoint"];

#[test]
fn a_packet_goes_as_the_oracle_says() {
    let ends = Mutex::new(BTreeSet::new());
    try_designs("walks", DESIGNS, |case, tape, tried| {
        let starts: Vec<_> = starts(case.estate).into_iter().filter(|(_, senders)| !senders.is_empty()).collect();
        let (hosts, edges) = (hosts(case.estate), addresses(case.estate));
        for _ in 0..PACKETS_OF_A_DESIGN {
            let (start, senders) = tape.pick(&starts);
            let source = *tape.pick(senders);
            let destination = match tape.below(8) {
                0..4 => *tape.pick(&hosts),
                4..7 => *tape.pick(&edges),
                _ => tape.address(),
            };
            tried.packet();
            match traced_alike(case.network, case.estate, *start, source, destination, payload(tape)) {
                Ok(seen) => ends.lock().unwrap().extend(seen),
                Err(difference) => return Err(TestCaseError::fail(format!("{difference} in {}", case.shown()))),
            }
        }
        Ok(())
    });
    let ends = ends.into_inner().unwrap();
    if enough(DESIGNS) {
        let missed: Vec<_> = ENDS.iter().filter(|end| !ends.contains(**end)).collect();
        let new: Vec<_> = ends.iter().filter(|end| !ENDS.contains(end) && !SELDOM.contains(end)).collect();
        assert!(missed.is_empty() && new.is_empty(), "the random packets miss {missed:?} and reach {new:?}");
    }
}
