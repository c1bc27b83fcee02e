//! Built-in properties: findings that need routes, not the design alone.
//!
//! Each file's header is its page, as for the rules of [`crate::check`].

mod aggregation;
mod asymmetric_path;
mod dead_route;
mod default_route_uninspected;
mod dns_unreachable;
mod forwarding_loop;
mod gateway_return_route_missing;
mod hairpin;
mod intent;
mod minimal;
mod nested;
mod not_translated;
mod peering_bypasses_appliance;
mod private_endpoint_bypasses_appliance;
mod propagation_bypasses_appliance;
mod redundant_route;
mod shadowed_route;
mod tables;
#[cfg(test)]
mod testing;
mod workload;

use crate::design::{Profile, SubnetId, reserved};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::verify::Judgement;
use workload::{Workloads, with_workloads};

/// A built-in property.
pub struct Property {
    /// Stable kebab-case code; names the fault.
    pub code: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// The first profile in which a property that does not report errors speaks.
    pub profile: Profile,
    /// The most findings that it gives; one more then says that there are others.
    most: usize,
    run: Run,
}

/// What a property looks at.
#[derive(Clone, Copy)]
enum Run {
    /// Routes and flows.
    Network(fn(&Property, &Network<'_>, &mut Vec<Diagnostic>)),
    /// What is known of the intents, too.
    Intents(fn(&Property, &Network<'_>, &[Judgement], &mut Vec<Diagnostic>)),
    /// What is wrong with the flows of workloads.
    Workloads(fn(&Property, &Workloads<'_>, &mut Vec<Diagnostic>)),
}

/// The most findings that one property gives, if it says nothing else.
///
/// A bound, because one mistake in a generator can stand in very many tables, and nobody reads further.
const MOST: usize = 1_000;

/// The most findings of a property whose fixes rewrite whole tables.
const FEW: usize = 50;

impl Property {
    /// A property of routes and flows.
    const fn new(code: &'static str, severity: Severity, run: fn(&Self, &Network<'_>, &mut Vec<Diagnostic>)) -> Self {
        Self { code, severity, profile: Profile::Recommended, most: MOST, run: Run::Network(run) }
    }

    /// A property of intents.
    const fn of_intents(code: &'static str, severity: Severity, run: fn(&Self, &Network<'_>, &[Judgement], &mut Vec<Diagnostic>)) -> Self {
        Self { code, severity, profile: Profile::Recommended, most: MOST, run: Run::Intents(run) }
    }

    /// A property of workloads.
    const fn of_workloads(code: &'static str, severity: Severity, run: fn(&Self, &Workloads<'_>, &mut Vec<Diagnostic>)) -> Self {
        Self { code, severity, profile: Profile::Recommended, most: MOST, run: Run::Workloads(run) }
    }

    /// The property, speaking in the profile `landing-zone` alone.
    const fn in_landing_zones(self) -> Self {
        Self { profile: Profile::LandingZone, ..self }
    }

    /// The property with fewer findings.
    const fn with_few_findings(self) -> Self {
        Self { most: FEW, ..self }
    }

    fn report(&self, path: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.severity, path, message)
    }
}

/// Every built-in property, sorted by code.
pub const PROPERTIES: &[Property] = &[
    asymmetric_path::PROPERTY,
    default_route_uninspected::PROPERTY,
    dns_unreachable::PROPERTY,
    forwarding_loop::PROPERTY,
    gateway_return_route_missing::PROPERTY,
    intent::black_hole::PROPERTY,
    intent::security_rule::PROPERTY,
    intent::forwarded_traffic::PROPERTY,
    intent::peering_access::PROPERTY,
    intent::not_transitive::PROPERTY,
    not_translated::PROPERTY,
    peering_bypasses_appliance::PROPERTY,
    private_endpoint_bypasses_appliance::PROPERTY,
    propagation_bypasses_appliance::PROPERTY,
    dead_route::PROPERTY,
    redundant_route::PROPERTY,
    shadowed_route::PROPERTY,
    aggregation::PROPERTY,
    hairpin::PROPERTY,
    workload::EGRESS_MISSING,
    workload::TRAFFIC_DENIED,
    workload::TRAFFIC_MISROUTED,
    workload::TRAFFIC_UNDECIDED,
];

/// Checks every built-in property.
pub fn check_properties(network: &Network<'_>, judgements: &[Judgement]) -> Vec<Diagnostic> {
    with_workloads(network, |workloads| check_all(network, judgements, workloads))
}

fn check_all(network: &Network<'_>, judgements: &[Judgement], workloads: Option<&Workloads<'_>>) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for property in PROPERTIES {
        let asked = network.design.options.severity_of(property.code, property.severity, property.profile);
        let Some(severity) = asked else { continue };
        let (property, mut found) = (Property { severity, ..*property }, Vec::new());
        match property.run {
            Run::Network(run) => run(&property, network, &mut found),
            Run::Intents(run) => run(&property, network, judgements, &mut found),
            Run::Workloads(run) => workloads.into_iter().for_each(|workloads| run(&property, workloads, &mut found)),
        }
        if found.len() > property.most {
            found.truncate(property.most);
            found.push(property.report("", format!("the first {} findings of this rule are shown; there are more", property.most)));
        }
        all.append(&mut found);
    }
    all
}

/// Whether a subnet is for machines, and not for one of Azure's own services.
fn for_machines(network: &Network<'_>, subnet: SubnetId) -> bool {
    !reserved::ALL.iter().any(|name| network.design[subnet].is(name))
}
