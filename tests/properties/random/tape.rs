//! Numbers that decide everything about a random design.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

/// Reads numbers off a tape, a design; after its end come zeros, the simplest choices.
pub struct Tape<'t> {
    numbers: std::slice::Iter<'t, u16>,
    /// The state of a generator that goes on where the tape ends.
    generator: Option<u64>,
}

impl<'t> Tape<'t> {
    /// What decides a design.
    pub fn finite(numbers: &'t [u16]) -> Self {
        Self { numbers: numbers.iter(), generator: None }
    }

    /// What decides packets: never ends.
    pub fn endless(seed: u32) -> Self {
        Self { numbers: [].iter(), generator: Some(seed.into()) }
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let next = self.numbers.next().copied().or_else(|| self.generated()).unwrap_or(0);
        usize::from(next) % bound
    }

    fn generated(&mut self) -> Option<u16> {
        let state = self.generator.as_mut()?;
        // Knuth's linear congruential generator; its high bits are the random ones.
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some((*state >> 48) as u16)
    }

    /// True once in `times`; false at the end of the tape.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// One of several; the first one at the end of the tape.
    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }

    /// Any address.
    pub fn address(&mut self) -> u32 {
        (self.below(1 << 16) as u32) << 16 | self.below(1 << 16) as u32
    }
}

/// The numbers of a design, and the seed of its packets.
pub fn tape() -> impl Strategy<Value = (Vec<u16>, u32)> {
    (prop::collection::vec(any::<u16>(), 0..800), any::<u32>())
}

fn wanted(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is not a number")))
}

/// Whether at least `cases` designs are tried.
pub fn enough(cases: u32) -> bool {
    crate::stress::wanted().is_none() && config(cases).cases >= cases
}

/// As many cases as `ROUTEWRIGHT_CASES` says, the same ones every time; `ROUTEWRIGHT_SEED` starts another sequence.
pub fn config(cases: u32) -> Config {
    Config {
        cases: wanted("ROUTEWRIGHT_CASES").map_or(cases, |wanted| wanted as u32),
        rng_seed: RngSeed::Fixed(wanted("ROUTEWRIGHT_SEED").unwrap_or(0)),
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..Config::default()
    }
}
