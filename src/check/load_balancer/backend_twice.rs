//! `load-balancer-backend-twice`: a load balancer lists one appliance twice.
//!
//! # What it checks
//! The backends of a load balancer are different appliances.
//!
//! # Why it matters
//! Azure refuses an interface that is in a backend pool twice, and two names of one machine are no redundancy.
//!
//! # Fix
//! Remove one of them. The fix does.
//!
//! # Source
//! Microsoft Learn, "Backend pool management".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-backend-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in &design.load_balancers {
        for (index, backend) in balancer.backends.iter().enumerate() {
            let first = balancer.backends.iter().take(index).position(|it| it.name == backend.name);
            let Some(first) = first else { continue };
            let [path, first] =
                [index, first].map(|position| balancer.at.field(&format!("backends/{}", balancer.backends.index(position))));
            let finding = rule.report(path.clone(), format!("`{}` is a backend of `{}` already", backend.name, balancer.name));
            found.push(finding.related(first).hint("remove one of them").removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::balanced;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn the_second_time_is_reported_and_removed() {
        let document = balanced(r#""one", "two", "ONE""#, "");
        assert_eq!(findings(&RULE, &document), ["/loadBalancers/0/backends/2: `ONE` is a backend of `ilb` already"]);
        assert_eq!(after_fix(&RULE, &document)["loadBalancers"][0]["backends"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn different_appliances_are_silent() {
        assert!(findings(&RULE, &balanced(r#""one", "two""#, "")).is_empty());
    }

    #[test]
    fn one_appliance_behind_two_load_balancers_is_silent() {
        let document = balanced(r#""one", "two""#, "");
        let other = r#""loadBalancers": [{ "name": "other", "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.101", "backends": ["one", "two"] }, "#;
        assert!(findings(&RULE, &document.replace(r#""loadBalancers": ["#, other)).is_empty());
    }
}
