//! The whole way: the only module that knows the order of the stages.

use crate::address::Ipv6;
use crate::answer::{SubnetRoutes, TraceRow, VerdictRow, answer, list_both, present, present_both};
use crate::check::{check, without_consequences};
use crate::design::{Design, IpVersion, SubnetId, TagAddresses, TraceQuery, decode};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{Emission, emit};
use crate::flow::Network;
use crate::ipv4;
use crate::property::check_properties;
use crate::route::{Routes, work};
use crate::suppress::suppress;
use crate::verify::{Judgement, Verdict, joint, verify};

/// The most routes that all subnets together may have, before routes are not computed at all.
///
/// A bound, because a small document can name a long table from very many subnets. 1,000 networks with 400 routes each have 400,000.
const MOST_ROUTES: u64 = 8_000_000;

const UNCOMPUTED: &str = "the design is too large: its routes were not computed";

/// A design taken the whole way; answers are put into words when they are asked for.
#[derive(Debug)]
pub struct Compiled {
    design: Design,
    diagnostics: Vec<Diagnostic>,
    suppressed: Vec<Diagnostic>,
    routes: Option<Routes>,
    judgements: Vec<Judgement>,
    /// Where a network has IPv6 addresses.
    ipv6: Option<OverIpv6>,
}

/// What is computed anew for IPv6.
#[derive(Debug)]
struct OverIpv6 {
    routes: Routes<Ipv6>,
    /// For each judgement over IPv4, the one on the same expectation.
    judgements: Vec<Judgement<Ipv6>>,
}

/// Totals of a compiled design.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Summary {
    name: String,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    holds: usize,
    violated: usize,
    undecided: usize,
    subnets: Vec<String>,
}

/// Compiles a design document.
pub fn compile(document: &[u8]) -> Compiled {
    compile_with(document, "")
}

/// Compiles a design document, with what the host knows of the addresses of service tags; see [`TagAddresses::read`].
pub fn compile_with(document: &[u8], service_tags: &str) -> Compiled {
    let decoded = decode(document);
    let (mut design, mut diagnostics) = (decoded.design, decoded.diagnostics);
    design.tag_addresses = TagAddresses::read(service_tags);
    let whole = diagnostics.is_empty();
    let mut found = without_consequences(check(&design), &diagnostics);
    let dual = design.has_v6();
    if ipv4::work(&design) + if dual { work::<Ipv6>(&design) } else { 0 } > MOST_ROUTES {
        let message =
            format!("the subnets of this design have more than {MOST_ROUTES} routes together; routes and intents are not computed");
        let (mut shown, suppressed) = suppress(&design.options, found, false);
        diagnostics.append(&mut shown);
        diagnostics.push(Diagnostic::new("design-too-large", Severity::Error, "", message));
        return Compiled { design, diagnostics, suppressed, routes: None, judgements: Vec::new(), ipv6: None };
    }
    let routes = ipv4::routes(&design);
    let network = ipv4::network(&design, &routes);
    let judgements = ipv4::verify(&network);
    let over_ipv6 = dual.then(|| Routes::of(&design));
    let network6 = over_ipv6.as_ref().map(|routes| Network::new(&design, routes));
    let judgements6 = network6.as_ref().map(verify).unwrap_or_default();
    let asked6 = network6.as_ref().map(|network| (network, judgements6.as_slice()));
    found.append(&mut check_properties((&network, &judgements), asked6));
    drop(network6);
    let ipv6 = over_ipv6.map(|routes| OverIpv6 { routes, judgements: judgements6 });
    let (mut shown, suppressed) = suppress(&design.options, found, whole);
    diagnostics.append(&mut shown);
    Compiled { design, diagnostics, suppressed, routes: Some(routes), judgements, ipv6 }
}

impl Compiled {
    /// Whether there is no error.
    pub fn ok(&self) -> bool {
        self.diagnostics.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// Every finding: of the document, of its options, of the rules, and of the built-in properties.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The findings that the design's options take back, each with the reason.
    pub fn suppressed(&self) -> &[Diagnostic] {
        &self.suppressed
    }

    /// The design as it was understood.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// One verdict for each intent and expectation.
    pub fn verdicts(&self) -> Vec<VerdictRow> {
        let Some(routes) = &self.routes else { return Vec::new() };
        let network = ipv4::network(&self.design, routes);
        let Some(ipv6) = &self.ipv6 else {
            return self.judgements.iter().filter_map(|judgement| present(&network, judgement)).collect();
        };
        let over_ipv6 = Network::new(&self.design, &ipv6.routes);
        let both = self.judgements.iter().zip(&ipv6.judgements);
        both.filter_map(|(v4, v6)| present_both((&network, v4), (&over_ipv6, v6))).collect()
    }

    /// The effective routes of a subnet, named `vnet/subnet`.
    pub fn routes(&self, subnet: &str) -> Result<SubnetRoutes, String> {
        let id = self.subnet(subnet).ok_or_else(|| format!("the design has no subnet `{subnet}`"))?;
        let routes = self.routes.as_ref().ok_or(UNCOMPUTED)?;
        let over_ipv6 = self.ipv6.as_ref().map(|ipv6| ipv6.routes.of_subnet(&self.design, id));
        Ok(list_both(&self.design, id, routes.of_subnet(&self.design, id), over_ipv6))
    }

    fn subnet(&self, path: &str) -> Option<SubnetId> {
        let named = path.split_once('/').and_then(|(vnet, subnet)| self.design.subnet_named(self.design.vnet_named(vnet)?, subnet));
        // A slash in a name is an error of the design; its subnets are listed, so they can be asked about.
        named.or_else(|| self.design.subnet_ids().find(|id| self.design.subnet_path(*id) == path))
    }

    /// Where one packet goes, there and back.
    ///
    /// What is wrong with the question is located in it.
    pub fn trace(&self, query: &TraceQuery) -> Result<TraceRow, Vec<Diagnostic>> {
        let refused = |code, path: &str, message| vec![Diagnostic::new(code, Severity::Error, path, message)];
        let routes = self.routes.as_ref().ok_or_else(|| refused("design-too-large", "", UNCOMPUTED))?;
        let ends = query.ends(&self.design)?;
        let over_ipv4 = || answer(&ipv4::network(&self.design, routes), query, &ends);
        let over_ipv6 = || self.ipv6.as_ref().map(|ipv6| answer(&Network::new(&self.design, &ipv6.routes), query, &ends));
        let none = || refused("endpoint-not-traceable", "/ipVersion", "the design has no IPv6 addresses");
        let found = match query.ip_version {
            Some(IpVersion::V4) => over_ipv4(),
            Some(IpVersion::V6) => over_ipv6().ok_or_else(none)?,
            // Ends that only have IPv6 addresses in common.
            None => over_ipv4().or_else(|error| over_ipv6().and_then(Result::ok).ok_or(error)),
        };
        found.map_err(|wrong| vec![*wrong])
    }

    /// The answer to a question about one packet that is written as JSON.
    pub fn asked(&self, question: &str) -> Result<TraceRow, Vec<Diagnostic>> {
        self.trace(&TraceQuery::read(question)?)
    }

    /// The resource definitions; only a design without errors has them.
    pub fn emission(&self) -> Result<Emission, String> {
        if self.ok() { Ok(emit(&self.design)) } else { Err("a design with errors has no resource definitions".to_owned()) }
    }

    /// The totals.
    pub fn summary(&self) -> Summary {
        let severity = |severity: Severity| self.diagnostics.iter().filter(|finding| finding.severity == severity).count();
        let verdicts: Vec<Verdict> = match &self.ipv6 {
            None => self.judgements.iter().map(|judgement| judgement.verdict).collect(),
            Some(ipv6) => self.judgements.iter().zip(&ipv6.judgements).map(|(v4, v6)| joint(v4, v6)).collect(),
        };
        let verdict = |verdict: Verdict| verdicts.iter().filter(|it| **it == verdict).count();
        Summary {
            name: self.design.name.as_ref().map_or_else(String::new, ToString::to_string),
            errors: severity(Severity::Error),
            warnings: severity(Severity::Warning),
            infos: severity(Severity::Info),
            suppressed: self.suppressed.len(),
            holds: verdict(Verdict::Holds),
            violated: verdict(Verdict::Violated),
            undecided: verdict(Verdict::Undecided),
            subnets: self.design.subnet_ids().map(|subnet| self.design.subnet_path(subnet)).collect(),
        }
    }
}
