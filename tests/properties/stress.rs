//! A property on random designs for as long as is wanted, on every core: `npm run stress`.
//!
//! Every design has a number, from which alone it and its packets are made; `ROUTEWRIGHT_SEED=NUMBER ROUTEWRIGHT_CASES=1` makes it again.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{available_parallelism, scope};
use std::time::{Duration, Instant};

use proptest::test_runner::{RngSeed, TestCaseResult, TestError, TestRunner};

use crate::random::{config, tape};

/// For how long each property runs, where `ROUTEWRIGHT_SECONDS` says so.
pub fn wanted() -> Option<Duration> {
    let seconds = std::env::var("ROUTEWRIGHT_SECONDS").ok()?;
    Some(Duration::from_secs_f64(seconds.parse().expect("ROUTEWRIGHT_SECONDS is a number")))
}

/// Runs until the time is over or a design fails; gives the number of that design and what is wrong with it.
pub fn run(property: &str, time: Duration, run: impl Fn(&[u16], u32) -> TestCaseResult + Sync) -> Option<(u64, String)> {
    let end = Instant::now() + time;
    let next = AtomicU64::new(first(property));
    let found = Mutex::new(None);
    scope(|scope| {
        for _ in 0..available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while Instant::now() < end && found.lock().unwrap().is_none() {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let one = proptest::test_runner::Config { rng_seed: RngSeed::Fixed(number), ..config(1) };
                    let result = TestRunner::new(one).run(&tape(), |(numbers, seed)| run(&numbers, seed));
                    if let Err(TestError::Fail(reason, _)) = result {
                        found.lock().unwrap().get_or_insert((number, reason.message().to_owned()));
                    }
                }
            });
        }
    });
    found.into_inner().unwrap()
}

/// The number of the first design: every property tries others, and every seed others again.
fn first(property: &str) -> u64 {
    let RngSeed::Fixed(seed) = config(1).rng_seed else { unreachable!() };
    // FNV-1a; numbers count up from here, so the hash goes where counting does not reach.
    let hash = property.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 44 << 44) | (seed << 32 & ((1 << 44) - 1))
}
