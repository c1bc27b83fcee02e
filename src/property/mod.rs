//! Built-in properties: findings that need routes, not the design alone.
//!
//! Each file's header is its page, as for the rules of [`crate::check`].

mod aggregation;
mod asymmetric_path;
mod dead_route;
mod default_route_uninspected;
mod dns_unreachable;
mod family;
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
mod way_out;
mod workload;

use crate::address::{Address, Ipv4, Ipv6};
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
    /// The same over IPv6, where that makes sense.
    over_ipv6: Option<Run<Ipv6>>,
}

/// A function that finds something in a network, knowing the verdicts.
type OfIntents<A> = fn(&Property, &Network<'_, A>, &[Judgement<A>], &mut Vec<Diagnostic>);

/// What a property looks at, over one family of addresses.
#[derive(Clone, Copy)]
enum Run<A: Address = Ipv4> {
    /// Routes and flows.
    Network(fn(&Property, &Network<'_, A>, &mut Vec<Diagnostic>)),
    /// What is known of the intents, too.
    Intents(OfIntents<A>),
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
        Self { code, severity, profile: Profile::Recommended, most: MOST, run: Run::Network(run), over_ipv6: None }
    }

    /// A property of intents.
    const fn of_intents(code: &'static str, severity: Severity, run: fn(&Self, &Network<'_>, &[Judgement], &mut Vec<Diagnostic>)) -> Self {
        Self { code, severity, profile: Profile::Recommended, most: MOST, run: Run::Intents(run), over_ipv6: None }
    }

    /// A property of workloads.
    const fn of_workloads(code: &'static str, severity: Severity, run: fn(&Self, &Workloads<'_>, &mut Vec<Diagnostic>)) -> Self {
        Self { code, severity, profile: Profile::Recommended, most: MOST, run: Run::Workloads(run), over_ipv6: None }
    }

    /// The property, asked over IPv6 too.
    const fn over_ipv6(self, run: fn(&Self, &Network<'_, Ipv6>, &mut Vec<Diagnostic>)) -> Self {
        Self { over_ipv6: Some(Run::Network(run)), ..self }
    }

    /// The property of intents, asked over IPv6 too.
    const fn of_intents_over_ipv6(self, run: OfIntents<Ipv6>) -> Self {
        Self { over_ipv6: Some(Run::Intents(run)), ..self }
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
    intent::firewall_rule::PROPERTY,
    intent::security_rule::PROPERTY,
    intent::egress_missing::PROPERTY,
    intent::forwarded_traffic::PROPERTY,
    intent::peering_access::PROPERTY,
    intent::not_transitive::PROPERTY,
    not_translated::PROPERTY,
    way_out::internet_route::PROPERTY,
    way_out::nat_gateway_unused::PROPERTY,
    peering_bypasses_appliance::PROPERTY,
    private_endpoint_bypasses_appliance::PROPERTY,
    propagation_bypasses_appliance::PROPERTY,
    way_out::unanswered::PROPERTY,
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

/// A design over one family of addresses, with what is known of its intents.
type Judged<'n, 'd, A> = (&'n Network<'d, A>, &'n [Judgement<A>]);

/// Checks every built-in property, over IPv6 as well where the design has IPv6 addresses.
pub fn check_properties(v4: Judged<'_, '_, Ipv4>, v6: Option<Judged<'_, '_, Ipv6>>) -> Vec<Diagnostic> {
    with_workloads(v4.0, |workloads| check_all(v4, v6, workloads))
}

fn check_all(v4: Judged<'_, '_, Ipv4>, v6: Option<Judged<'_, '_, Ipv6>>, workloads: Option<&Workloads<'_>>) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for property in PROPERTIES {
        let asked = v4.0.design.options.severity_of(property.code, property.severity, property.profile);
        let Some(severity) = asked else { continue };
        let property = Property { severity, ..*property };
        let mut found = property.run.on(&property, v4, workloads);
        if let Some((run, v6)) = property.over_ipv6.zip(v6) {
            for mut finding in run.on(&property, v6, None) {
                // One change for both families is offered once.
                let same = |other: &Diagnostic| !finding.fix.is_empty() && other.fix == finding.fix && other.path == finding.path;
                if !found.iter().any(same) {
                    finding.message.insert_str(0, "over IPv6, ");
                    found.push(finding);
                }
            }
        }
        if found.len() > property.most {
            found.truncate(property.most);
            found.push(property.report("", format!("the first {} findings of this rule are shown; there are more", property.most)));
        }
        all.append(&mut found);
    }
    all
}

impl<A: Address> Run<A> {
    fn on(self, property: &Property, (network, judgements): Judged<'_, '_, A>, workloads: Option<&Workloads<'_>>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        match self {
            Self::Network(run) => run(property, network, &mut found),
            Self::Intents(run) => run(property, network, judgements, &mut found),
            Self::Workloads(run) => workloads.into_iter().for_each(|workloads| run(property, workloads, &mut found)),
        }
        found
    }
}

/// Whether a subnet is for machines with addresses of this family, and not for one of Azure's own services.
fn for_machines<A: Address>(network: &Network<'_, A>, subnet: SubnetId) -> bool {
    let subnet = &network.design[subnet];
    subnet.prefixes::<A>().next().is_some() && !reserved::ALL.iter().any(|name| subnet.is(name))
}
