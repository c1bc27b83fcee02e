//! Answers over both address families.

use super::routes::{SubnetRoutes, list};
use super::verdict::{VerdictRow, present};
use crate::address::Ipv6;
use crate::design::{Design, SubnetId};
use crate::flow::Network;
use crate::route::EffectiveRoutes;
use crate::verify::{Answering, Judgement, answering};

/// Puts what is known of one expectation in both families into words.
pub fn present_both(v4: (&Network<'_>, &Judgement), v6: (&Network<'_, Ipv6>, &Judgement<Ipv6>)) -> Option<VerdictRow> {
    let over = |family: &str, row: VerdictRow| because(format!("over {family}, {}", row.because), row);
    match answering(v4.1, v6.1) {
        Answering::V4Alone => present(v4.0, v4.1),
        Answering::V4 => Some(over("IPv4", present(v4.0, v4.1)?)),
        Answering::V6Alone | Answering::V6 => Some(over("IPv6", present(v6.0, v6.1)?)),
        Answering::Both => {
            let (v4, v6) = (over("IPv4", present(v4.0, v4.1)?), over("IPv6", present(v6.0, v6.1)?));
            Some(because(format!("{}; {}", v4.because, v6.because), v4))
        }
    }
}

fn because(text: String, mut row: VerdictRow) -> VerdictRow {
    row.because = text;
    row
}

/// Lists the effective routes of a subnet: those of IPv4, and those of IPv6 where it has such addresses.
pub fn list_both(design: &Design, subnet: SubnetId, v4: &EffectiveRoutes, v6: Option<&EffectiveRoutes<Ipv6>>) -> SubnetRoutes {
    let mut listed = list(design, subnet, v4);
    let dual = design[subnet].prefixes::<Ipv6>().next().is_some();
    if let Some(v6) = v6.filter(|_| dual) {
        let mut more = list(design, subnet, v6);
        // A service tag is one row, for the addresses of both families.
        more.routes.retain(|row| !listed.routes.contains(row));
        listed.routes.append(&mut more.routes);
        listed.filtered.append(&mut more.filtered);
    }
    listed
}
