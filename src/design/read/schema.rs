//! The JSON Schema of the language, from the same declarations that read it.

use serde_json::{Map, Value, json};

/// Named parts of the schema.
pub(crate) type Definitions = Map<String, Value>;

/// A type that can say how it is written.
pub(crate) trait Schema {
    /// The JSON Schema of a value of this type; records go into `definitions`.
    fn schema(definitions: &mut Definitions) -> Value;
}

/// Description and schema of one member.
pub(crate) struct Member {
    pub(crate) key: &'static str,
    pub(crate) doc: String,
    pub(crate) schema: Value,
    pub(crate) required: bool,
}

/// Puts the schema of a record into `definitions` and gives the reference to it.
pub(crate) fn object(definitions: &mut Definitions, name: &str, doc: &str, members: impl FnOnce(&mut Definitions) -> Vec<Member>) -> Value {
    let reference = json!({ "$ref": format!("#/definitions/{name}") });
    if definitions.contains_key(name) {
        return reference;
    }
    definitions.insert(name.to_owned(), Value::Null);
    let members = members(definitions);
    let required: Vec<_> = members.iter().filter(|member| member.required).map(|member| member.key).collect();
    let properties: Map<String, Value> = members
        .into_iter()
        .map(|member| {
            let mut schema = member.schema;
            if let Value::Object(fields) = &mut schema {
                // Draft 7 ignores what stands beside `$ref`, so a described reference is wrapped.
                if let Some(target) = fields.remove("$ref") {
                    fields.insert("allOf".to_owned(), json!([{ "$ref": target }]));
                }
                fields.insert("description".to_owned(), member.doc.into());
            }
            (member.key.to_owned(), schema)
        })
        .collect();
    let mut schema = json!({ "type": "object", "description": doc, "additionalProperties": false, "properties": properties });
    if let (false, Value::Object(fields)) = (required.is_empty(), &mut schema) {
        fields.insert("required".to_owned(), json!(required));
    }
    definitions.insert(name.to_owned(), schema);
    reference
}

/// Joins the lines of a doc comment.
pub(crate) fn doc(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// The known word that `text` most likely means.
pub fn nearest<'k>(text: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    nearest_of(text, &mut known.into_iter())
}

fn nearest_of<'k>(text: &str, known: &mut dyn Iterator<Item = &'k str>) -> Option<&'k str> {
    if text.len() > 100 {
        return None;
    }
    let folded = text.to_ascii_lowercase();
    let distance = |word: &str| strsim::damerau_levenshtein(&folded, &word.to_ascii_lowercase());
    known.map(|word| (distance(word), word)).filter(|(distance, word)| *distance <= 1 + word.len() / 4).min().map(|(_, word)| word)
}
