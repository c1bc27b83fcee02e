//! Rules about the design alone: one rule, one file.
//!
//! A rule is a row of [`RULES`]. Its file's header is its page: what it checks, why, how to fix it, and the source.

use crate::design::Design;
use crate::diagnostic::{Diagnostic, Severity};

mod gateway;

/// A rule: a code, how bad a finding is, and the function that finds.
pub struct Rule {
    /// Stable kebab-case code; names the fault.
    pub code: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    run: fn(&Rule, &Design, &mut Vec<Diagnostic>),
}

impl Rule {
    /// A finding of this rule.
    fn report(&self, path: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.severity, path, message)
    }
}

/// Every rule, sorted by code.
pub const RULES: &[Rule] = &[gateway::default_route::RULE];

/// Checks a design against every rule.
pub fn check(design: &Design) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        (rule.run)(rule, design, &mut found);
    }
    found
}

/// What a rule finds in a document that is otherwise well-formed, as `path: message`.
#[cfg(test)]
fn findings(rule: &Rule, document: &str) -> Vec<String> {
    let decoded = crate::design::decode(document.as_bytes());
    assert_eq!(decoded.diagnostics, [], "the document of a rule's test must be well-formed");
    let mut found = Vec::new();
    (rule.run)(rule, &decoded.design, &mut found);
    found.into_iter().map(|finding| format!("{}: {}", finding.path, finding.message)).collect()
}
