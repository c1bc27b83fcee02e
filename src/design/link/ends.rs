//! The ends of intents and traces.

use super::Linker;
use crate::design::endpoint::{Endpoint, Endpoints, NamedEndpoint, WrittenEndpoint};
use crate::design::endpoint_names::{endpoint_named, resolve};
use crate::design::model::Design;
use crate::design::place::Place;
use crate::design::read::Sink;
use crate::design::trace_query::TracedEnd;
use crate::diagnostic::{Diagnostic, Severity};

/// Resolves one end of a question about one packet; what is wrong with it goes to the sink.
pub(in crate::design) fn traced_ends(design: &Design, ends: &Endpoints, key: &str, sink: &Sink) -> Vec<TracedEnd> {
    let linker = Linker { names: &design.names, sink };
    let root = Place::default();
    if ends.written.is_empty() {
        let nobody = Diagnostic::new("endpoint-list-empty", Severity::Error, root.field(key), format!("nobody is in `{key}`"));
        sink.report(nobody.hint("name a subnet, a label, a site, a prefix or `Internet`"));
    }
    let mut traced = Vec::new();
    for (index, written) in &ends.written {
        let field = field_of(*index, key);
        let endpoint = linker.meaning(written, root, &field, &|name| endpoint_named(design, name));
        traced.extend(endpoint.map(|endpoint| TracedEnd { endpoint, name: written.name().to_owned(), path: root.field(&field) }));
    }
    traced
}

/// The member, or the element of its list.
fn field_of(index: Option<u32>, key: &str) -> String {
    index.map_or_else(|| key.to_owned(), |index| format!("{key}/{index}"))
}

impl Linker<'_> {
    /// Resolves one end of the intent at `at`.
    pub(super) fn end(&self, design: &Design, ends: &mut Endpoints, at: Place, key: &str) {
        for (index, written) in std::mem::take(&mut ends.written) {
            ends.resolved.extend(self.meaning(&written, at, &field_of(index, key), &|name| resolve(design, name)));
        }
    }

    /// What is written at a field of `at`, where strings have a meaning of their own.
    fn meaning(
        &self,
        written: &WrittenEndpoint,
        at: Place,
        field: &str,
        text_means: &dyn Fn(&str) -> Result<Endpoint, String>,
    ) -> Option<Endpoint> {
        match written {
            WrittenEndpoint::Named(named) => self.named_end(named, at, field),
            WrittenEndpoint::Text(text) => match text_means(text.as_str()) {
                Ok(endpoint) => Some(endpoint),
                Err(message) => self.error("endpoint-unknown", at.field(field), message),
            },
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
