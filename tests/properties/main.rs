//! Random designs and packets: the crate against the oracle, the symbolic walk against single packets, verdicts under attack.
//!
//! `ROUTEWRIGHT_CASES=N cargo test --test properties` tries N designs in each property; `ROUTEWRIGHT_SEED=S` tries others.
//! `npm run stress` goes on for as long as is wanted.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../oracle/mod.rs"]
mod oracle;

mod broken;
mod classes;
mod fixes;
mod intended;
mod mirrored;
mod random;
mod routes;
mod stress;
mod verdicts;
mod walks;
mod words;
mod work;
mod workload_needs;
mod workloads;

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use proptest::test_runner::{TestCaseResult, TestError, TestRunner};
use routewright::design::{TagAddresses, decode};
use routewright::flow::Network;
use routewright::route::Routes;
use serde_json::Value;

use oracle::Estate;
use random::{Tape, config, tape};

/// One random design, as the crate and as the oracle understand it.
pub struct Case<'c> {
    document: &'c Value,
    estate: &'c Estate,
    network: &'c Network<'c>,
}

impl Case<'_> {
    /// The design, for the message of a failure.
    fn shown(&self) -> String {
        format!("{} with {:?}", self.document, random::service_tags(self.document))
    }
}

/// How much a property has tried.
#[derive(Default)]
pub struct Tried {
    designs: AtomicU64,
    subnets: AtomicU64,
    packets: AtomicU64,
}

impl Tried {
    /// Counts one packet.
    fn packet(&self) {
        self.packets.fetch_add(1, Ordering::Relaxed);
    }
}

/// Tries a property on random designs; the tape that it gets is for packets.
fn try_designs(property: &str, cases: u32, run: impl Fn(&Case<'_>, &mut Tape<'_>, &Tried) -> TestCaseResult + Sync) {
    let tried = Tried::default();
    let one = |numbers: &[u16], seed: u32| {
        let document = random::document(&mut Tape::finite(numbers));
        let mut decoded = decode(document.to_string().as_bytes());
        assert_eq!(decoded.diagnostics, [], "{document:#}");
        let tags = random::service_tags(&document);
        decoded.design.tag_addresses = TagAddresses::read(&tags);
        let routes = Routes::of(&decoded.design);
        let network = Network::new(&decoded.design, &routes);
        tried.designs.fetch_add(1, Ordering::Relaxed);
        tried.subnets.fetch_add(decoded.design.subnet_ids().count() as u64, Ordering::Relaxed);
        let mut estate = Estate::read(&document);
        estate.read_tags(&tags);
        run(&Case { document: &document, estate: &estate, network: &network }, &mut Tape::endless(seed), &tried)
    };
    let start = Instant::now();
    let failure = match stress::wanted() {
        Some(time) => {
            let found = stress::run(property, time, one);
            found.map(|(number, reason)| {
                format!("{reason}\nagain: ROUTEWRIGHT_SEED={number} ROUTEWRIGHT_CASES=1 cargo test --test properties")
            })
        }
        None => match TestRunner::new(config(cases)).run(&tape(), |(numbers, seed)| one(&numbers, seed)) {
            Ok(()) => None,
            // The tape says nothing to people; the message has the design.
            Err(TestError::Fail(reason, _)) => Some(reason.message().to_owned()),
            Err(TestError::Abort(reason)) => Some(format!("could not run: {reason}")),
        },
    };
    let Tried { designs, subnets, packets } = tried;
    let (designs, subnets, packets) = (designs.into_inner(), subnets.into_inner(), packets.into_inner());
    let seconds = start.elapsed().as_secs_f64();
    // Past the test harness, which shows nothing of a test that passes.
    let line = format!("{property}: {designs} designs, {subnets} subnets, {packets} packets in {seconds:.1} s\n");
    std::io::stdout().write_all(line.as_bytes()).unwrap();
    if let Some(failure) = failure {
        panic!("{property}: {failure}");
    }
}
