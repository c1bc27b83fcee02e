//! One answer from the verdicts over both address families: an expectation holds if it holds in each family that both ends have.

use super::judge::{Judgement, Verdict};
use super::reason::Reason;
use crate::address::{Address, Ipv4, Ipv6};

/// Which family answers for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// Only IPv4 has packets.
    V4Alone,
    /// Only IPv6 has packets.
    V6Alone,
    /// Both have; IPv4 says what both together are.
    V4,
    /// Both have; IPv6 says what both together are.
    V6,
    /// Both hold.
    Both,
}

/// Which family answers, where both were asked about the same expectation: a violation first, then what is not known.
pub fn answering(v4: &Judgement<Ipv4>, v6: &Judgement<Ipv6>) -> Answering {
    match (silent(v4), silent(v6)) {
        (_, true) => Answering::V4Alone,
        (true, false) => Answering::V6Alone,
        (false, false) => match (v4.verdict, v6.verdict) {
            (Verdict::Violated, _) => Answering::V4,
            (_, Verdict::Violated) => Answering::V6,
            (Verdict::Undecided, _) => Answering::V4,
            (_, Verdict::Undecided) => Answering::V6,
            (Verdict::Holds, Verdict::Holds) => Answering::Both,
        },
    }
}

/// The verdict of the family that answers.
pub fn joint(v4: &Judgement<Ipv4>, v6: &Judgement<Ipv6>) -> Verdict {
    match answering(v4, v6) {
        Answering::V6Alone | Answering::V6 => v6.verdict,
        Answering::V4Alone | Answering::V4 | Answering::Both => v4.verdict,
    }
}

/// Whether no packet of the family is meant.
fn silent<A: Address>(judgement: &Judgement<A>) -> bool {
    judgement.reason == Some(Reason::NoPacket)
}

#[cfg(test)]
mod tests {
    use super::{Answering, answering, joint};
    use crate::address::Address;
    use crate::verify::{Expectation, Judgement, Reason, Verdict};

    fn judgement<A: Address>(verdict: Verdict, reason: Option<Reason>) -> Judgement<A> {
        Judgement { intent: 0, expectation: Expectation::Delivered(true), verdict, witness: None, reason, size: (1, 1) }
    }

    #[test]
    fn both_must_hold_and_a_violation_comes_before_what_is_not_known() {
        use Verdict::{Holds, Undecided, Violated};
        for (v4, v6, expected, speaks) in [
            (Holds, Holds, Holds, Answering::Both),
            (Holds, Violated, Violated, Answering::V6),
            (Violated, Holds, Violated, Answering::V4),
            (Undecided, Violated, Violated, Answering::V6),
            (Holds, Undecided, Undecided, Answering::V6),
            (Undecided, Holds, Undecided, Answering::V4),
        ] {
            let (v4, v6) = (judgement(v4, None), judgement(v6, None));
            assert_eq!((joint(&v4, &v6), answering(&v4, &v6)), (expected, speaks));
        }
    }

    #[test]
    fn a_family_without_packets_has_no_say() {
        let none = Some(Reason::NoPacket);
        let (v4, v6) = (judgement(Verdict::Holds, None), judgement(Verdict::Undecided, none));
        assert_eq!((joint(&v4, &v6), answering(&v4, &v6)), (Verdict::Holds, Answering::V4Alone));
        let (v4, v6) = (judgement(Verdict::Undecided, none), judgement(Verdict::Violated, None));
        assert_eq!((joint(&v4, &v6), answering(&v4, &v6)), (Verdict::Violated, Answering::V6Alone));
    }
}
