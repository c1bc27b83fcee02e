//! The ends of intents.

use super::Linker;
use crate::design::endpoint::{Endpoint, Endpoints, NamedEndpoint, WrittenEndpoint, resolve};
use crate::design::model::Design;
use crate::design::place::Place;
use crate::diagnostic::{Diagnostic, Severity};

impl Linker<'_> {
    /// Resolves one end of the intent at `at`.
    pub(super) fn end(&self, design: &Design, ends: &mut Endpoints, at: Place, key: &str) {
        for (index, written) in std::mem::take(&mut ends.written) {
            let field = index.map_or_else(|| key.to_owned(), |index| format!("{key}/{index}"));
            let resolved = match written {
                WrittenEndpoint::Named(named) => self.named_end(&named, at, &field),
                WrittenEndpoint::Text(text) => match resolve(design, text.as_str()) {
                    Ok(endpoint) => Some(endpoint),
                    Err(message) => self.error("endpoint-unknown", at.field(&field), message),
                },
            };
            ends.resolved.extend(resolved);
        }
    }

    fn named_end(&self, written: &NamedEndpoint, at: Place, field: &str) -> Option<Endpoint> {
        match written.only() {
            Ok((name, kind, member)) => {
                let (_, index) = self.find(name, &[kind], at, &format!("{field}/{member}"))?;
                Some(Endpoint::of(kind, index))
            }
            Err(message) => self.error("endpoint-unclear", at.field(field), message.to_owned()),
        }
    }

    fn error(&self, code: &'static str, path: String, message: String) -> Option<Endpoint> {
        self.sink.report(Diagnostic::new(code, Severity::Error, path, message));
        None
    }
}
