//! The findings of one rule, bounded.

use crate::diagnostic::Diagnostic;

/// The most findings that one rule gives; one more then says that there are others.
///
/// A bound, because one mistake in a generator can stand in 80,000 routes, and nobody reads further.
const MOST: usize = 1_000;

/// Collects what one rule finds.
#[derive(Default)]
pub(crate) struct Findings {
    found: Vec<Diagnostic>,
}

impl Findings {
    /// Keeps a finding, up to the bound.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        if self.found.len() < MOST {
            self.found.push(finding);
        } else if self.found.len() == MOST {
            let message = format!("the first {MOST} findings of this rule are shown; there are more");
            self.found.push(Diagnostic::new(finding.code, finding.severity, "", message));
        }
    }

    /// Whether nothing more is kept, for rules whose findings take long to make.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() > MOST
    }

    /// All findings, in the order in which they came.
    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::{Findings, MOST};
    use crate::diagnostic::{Diagnostic, Severity};

    #[test]
    fn the_last_of_too_many_says_that_there_are_more() {
        let mut found = Findings::default();
        for _ in 0..MOST + 10 {
            found.push(Diagnostic::new("code", Severity::Warning, "/here", "message"));
        }
        let found = found.into_vec();
        assert_eq!(found.len(), MOST + 1);
        assert_eq!((found[MOST].code, found[MOST].severity, found[MOST].path.as_str()), ("code", Severity::Warning, ""));
    }
}
