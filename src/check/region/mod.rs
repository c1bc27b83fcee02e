//! Rules about regions and subscriptions: what a subnet carries must live beside its network.

pub(super) mod route_table_region;
pub(super) mod route_table_subscription;
pub(super) mod security_group_region;
pub(super) mod security_group_subscription;

use super::Rule;
use super::findings::Findings;
use super::survey::Survey;
use crate::design::{Resource, SubnetId};

/// Whether two texts name one region: `East US` is `eastus`.
pub(super) fn same_region(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.bytes().filter(|byte| *byte != b' ').map(|byte| byte.to_ascii_lowercase()).collect::<Vec<_>>();
    one.eq_ignore_ascii_case(other) || letters(one) == letters(other)
}

/// The most places that one finding names.
const MOST_RELATED: usize = 10;

/// Reports `resource` if a subnet that uses it is in a network of another region.
pub(super) fn report_region(
    rule: &Rule,
    design: &Survey<'_>,
    noun: &str,
    resource: &dyn Resource,
    users: &[SubnetId],
    member: &str,
    found: &mut Findings,
) {
    let Some(region) = design.location(resource) else { return };
    let elsewhere = |user: &&SubnetId| design.location(&design[user.vnet]).is_some_and(|other| !same_region(region, other));
    let Some(first) = users.iter().find(elsewhere) else { return };
    let network = &design[first.vnet];
    let other = design.location(network).unwrap_or_default();
    let message =
        format!("{noun} `{}` is in {region}, and subnet `{}` that uses it in {other}", resource.name(), design.subnet_path(*first));
    let path = resource.place().field("location");
    let own = resource.location().is_some();
    let mut finding = rule
        .report(if own { path.clone() } else { resource.place().pointer() }, message)
        .hint(format!("give the network's region a {noun} of its own"))
        .arm("InvalidResourceReference");
    for user in users.iter().filter(elsewhere).take(MOST_RELATED) {
        finding = finding.related(design[*user].at.field(member));
    }
    // Where all users are in one region the resource most likely belongs there.
    let all = users.iter().all(|user| design.location(&design[user.vnet]).is_some_and(|it| same_region(it, other)));
    found.push(if all && !resource.existing() { finding.adding(path, other) } else { finding });
}

/// Reports `resource` if a subnet that uses it is in a network of another subscription; what is not stated is not compared.
fn report_subscription(
    rule: &Rule,
    design: &Survey<'_>,
    noun: &str,
    resource: &dyn Resource,
    users: &[SubnetId],
    member: &str,
    found: &mut Findings,
) {
    let Some(own) = resource.subscription() else { return };
    let other = |user: &SubnetId| design[user.vnet].subscription().filter(|other| !other.eq_ignore_ascii_case(own));
    let Some((first, other)) = users.iter().find_map(|user| Some((*user, other(user)?))) else { return };
    let message = format!(
        "{noun} `{}` is in subscription {own}, and subnet `{}` that uses it in {other}",
        resource.name(),
        design.subnet_path(first)
    );
    found.push(
        rule.report(resource.place().field("subscription"), message)
            .related(design[first].at.field(member))
            .hint(format!("give the network's subscription a {noun} of its own")),
    );
}

#[cfg(test)]
mod tests {
    use super::same_region;

    #[test]
    fn regions_are_compared_as_azure_compares_them() {
        assert!(same_region("East US", "eastus") && same_region("WestEurope", "westeurope"));
        assert!(!same_region("eastus", "eastus2"));
    }
}
