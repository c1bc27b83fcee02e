//! The whole way: the only module that knows the order of the stages.

use crate::answer::{SubnetRoutes, TraceQuery, TraceRow, VerdictRow, answer, list, present};
use crate::check::{check, without_consequences};
use crate::design::{Design, SubnetId, TagAddresses, decode};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{Emission, emit};
use crate::ipv4;
use crate::property::check_properties;
use crate::route::Routes;
use crate::suppress::suppress;
use crate::verify::{Judgement, Verdict};

/// The most routes that all subnets together may have, before routes are not computed at all.
///
/// A bound, because a small document can name a long table from very many subnets. 1,000 networks with 400 routes each have 400,000.
const MOST_ROUTES: u64 = 8_000_000;

/// A design taken the whole way; answers are put into words when they are asked for.
#[derive(Debug)]
pub struct Compiled {
    design: Design,
    diagnostics: Vec<Diagnostic>,
    suppressed: Vec<Diagnostic>,
    routes: Option<Routes>,
    judgements: Vec<Judgement>,
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
    if ipv4::work(&design) > MOST_ROUTES {
        let message =
            format!("the subnets of this design have more than {MOST_ROUTES} routes together; routes and intents are not computed");
        let (mut shown, suppressed) = suppress(&design.options, found, false);
        diagnostics.append(&mut shown);
        diagnostics.push(Diagnostic::new("design-too-large", Severity::Error, "", message));
        return Compiled { design, diagnostics, suppressed, routes: None, judgements: Vec::new() };
    }
    let routes = ipv4::routes(&design);
    let network = ipv4::network(&design, &routes);
    let judgements = ipv4::verify(&network);
    found.append(&mut check_properties(&network, &judgements));
    let (mut shown, suppressed) = suppress(&design.options, found, whole);
    diagnostics.append(&mut shown);
    Compiled { design, diagnostics, suppressed, routes: Some(routes), judgements }
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
        self.judgements.iter().filter_map(|judgement| present(&network, judgement)).collect()
    }

    /// The effective routes of a subnet, named `vnet/subnet`.
    pub fn routes(&self, subnet: &str) -> Result<SubnetRoutes, String> {
        let id = self.subnet(subnet).ok_or_else(|| format!("the design has no subnet `{subnet}`"))?;
        let routes = self.routes.as_ref().ok_or("the design is too large: its routes were not computed")?;
        Ok(list(&self.design, id, routes.of_subnet(&self.design, id)))
    }

    fn subnet(&self, path: &str) -> Option<SubnetId> {
        let named = path.split_once('/').and_then(|(vnet, subnet)| self.design.subnet_named(self.design.vnet_named(vnet)?, subnet));
        // A slash in a name is an error of the design; its subnets are listed, so they can be asked about.
        named.or_else(|| self.design.subnet_ids().find(|id| self.design.subnet_path(*id) == path))
    }

    /// Where one packet goes, there and back.
    pub fn trace(&self, query: &TraceQuery) -> Result<TraceRow, String> {
        let routes = self.routes.as_ref().ok_or("the design is too large: its routes were not computed")?;
        answer(&ipv4::network(&self.design, routes), query)
    }

    /// The resource definitions; only a design without errors has them.
    pub fn emission(&self) -> Result<Emission, String> {
        if self.ok() { Ok(emit(&self.design)) } else { Err("a design with errors has no resource definitions".to_owned()) }
    }

    /// The totals.
    pub fn summary(&self) -> Summary {
        let severity = |severity: Severity| self.diagnostics.iter().filter(|finding| finding.severity == severity).count();
        let verdict = |verdict: Verdict| self.judgements.iter().filter(|judgement| judgement.verdict == verdict).count();
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
