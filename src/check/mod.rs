//! Rules about the design alone: one rule, one file.
//!
//! A rule is a row of [`RULES`]. Its file's header is its page: what it checks, why, how to fix it, and the source.

use crate::design::{Design, Options, Profile, RouteTable};
use crate::diagnostic::{Diagnostic, Severity};
use survey::{Reading, Survey};

mod addressing;
mod admin_rule;
mod consequence;
mod dns;
mod document;
mod egress;
mod findings;
mod firewall;
mod gateway;
mod intent;
mod ipv6;
mod load_balancer;
mod naming;
mod network_interface;
mod network_manager;
mod next_hop;
mod peering;
mod private_address;
mod private_endpoint;
mod region;
mod registry;
mod repeated;
mod route_server;
mod route_table;
mod security_group;
mod service_tag;
mod subnet;
mod survey;
#[cfg(test)]
mod testing;
mod virtual_hub;
mod workload;

pub(crate) use findings::Findings;

pub use consequence::without_consequences;
pub use registry::RULES;

/// A rule: a code, how bad a finding is, and the function that finds.
pub struct Rule {
    /// Stable kebab-case code; names the fault.
    pub code: &'static str,
    /// How bad a finding is, unless the design's options say something else.
    pub severity: Severity,
    /// The first profile in which a rule that does not report errors speaks.
    pub profile: Profile,
    run: Run,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
enum Run {
    /// The whole design.
    Design(fn(&Rule, &Survey<'_>, &mut Findings)),
    /// One route table at a time. Tables are by far the largest part of a design; all these rules read
    /// one table before the next is touched.
    Table(fn(&Rule, &Design, &RouteTable, &mut Findings)),
}

impl Rule {
    /// A rule about the whole design.
    const fn design(code: &'static str, severity: Severity, run: fn(&Rule, &Survey<'_>, &mut Findings)) -> Self {
        Self { code, severity, profile: Profile::Recommended, run: Run::Design(run) }
    }

    /// A rule about what stands in one route table.
    const fn table(code: &'static str, severity: Severity, run: fn(&Rule, &Design, &RouteTable, &mut Findings)) -> Self {
        Self { code, severity, profile: Profile::Recommended, run: Run::Table(run) }
    }

    /// The rule, speaking in the profile `landing-zone` alone.
    const fn in_landing_zones(self) -> Self {
        Self { profile: Profile::LandingZone, ..self }
    }

    /// The rule as the design's options have it; `None` when it does not speak.
    fn under(&self, options: &Options) -> Option<Self> {
        let severity = options.severity_of(self.code, self.severity, self.profile)?;
        Some(Self { severity, ..*self })
    }

    /// A finding of this rule.
    fn report(&self, path: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.severity, path, message)
    }
}

/// Checks a design against every rule; findings come sorted by code, those of one rule in the order of the document.
pub fn check(design: &Design) -> Vec<Diagnostic> {
    let mut found: Vec<_> = RULES.iter().filter_map(|rule| Some((rule.under(&design.options)?, Findings::default()))).collect();
    let mut readings = Vec::with_capacity(design.route_tables.len());
    for table in &design.route_tables {
        for (rule, found) in &mut found {
            if let Run::Table(run) = rule.run {
                run(rule, design, table, found);
            }
        }
        readings.push(Reading::of(design, table));
    }
    let survey = Survey::of(design, readings);
    for (rule, found) in &mut found {
        if let Run::Design(run) = rule.run {
            run(rule, &survey, found);
        }
    }
    found.into_iter().flat_map(|(_, found)| found.into_vec()).collect()
}
