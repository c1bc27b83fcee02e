//! The JSON Schema of the design document, from the declarations that read it.

use serde_json::{Value, json};

use super::document::Document;
use super::read::{Definitions, Schema};

/// The JSON Schema (draft 7, which editors know best) of a design document.
pub fn schema() -> Value {
    let mut definitions = Definitions::new();
    Document::schema(&mut definitions);
    let mut root = definitions.remove("Document").unwrap_or_default();
    if let Value::Object(fields) = &mut root {
        fields.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        fields.insert("title".to_owned(), json!("Design"));
        fields.insert("definitions".to_owned(), Value::Object(definitions));
    }
    root
}
