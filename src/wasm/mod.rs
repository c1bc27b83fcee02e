//! The JavaScript boundary: decode, call one function, encode. No decision is taken here.
//!
//! `types.d.ts` is the contract. A design that breaks a rule is a *result*; only misuse throws.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::compile::{self, Compiled};
use crate::emit::template;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// Totals.
    #[wasm_bindgen(typescript_type = "Summary")]
    pub type JsSummary;
    /// Findings.
    #[wasm_bindgen(typescript_type = "Diagnostic[]")]
    pub type JsDiagnostics;
    /// Verdicts.
    #[wasm_bindgen(typescript_type = "Verdict[]")]
    pub type JsVerdicts;
    /// Effective routes.
    #[wasm_bindgen(typescript_type = "SubnetRoutes")]
    pub type JsSubnetRoutes;
    /// A question about one packet.
    #[wasm_bindgen(typescript_type = "TraceQuery")]
    pub type JsTraceQuery;
    /// The way of one packet.
    #[wasm_bindgen(typescript_type = "Trace")]
    pub type JsTrace;
    /// Resource definitions.
    #[wasm_bindgen(typescript_type = "Emission")]
    pub type JsEmission;
    /// An ARM template.
    #[wasm_bindgen(typescript_type = "Record<string, unknown>")]
    pub type JsTemplate;
}

/// A compiled design; `free()` gives its memory back.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    compiled: Compiled,
}

/// Compiles the UTF-8 text of a JSON document. Never throws for what the document contains.
///
/// A line of `service_tags` is the name of a tag and its prefixes, with spaces between.
#[wasm_bindgen]
pub fn compile(document: &[u8], service_tags: Option<String>) -> Engine {
    Engine { compiled: compile::compile_with(document, service_tags.as_deref().unwrap_or_default()) }
}

#[wasm_bindgen]
impl Engine {
    /// Totals.
    pub fn summary(&self) -> Result<JsSummary, js_sys::Error> {
        encode(&self.compiled.summary()).map(JsValue::unchecked_into)
    }

    /// Every finding.
    pub fn diagnostics(&self) -> Result<JsDiagnostics, js_sys::Error> {
        encode(&self.compiled.diagnostics()).map(JsValue::unchecked_into)
    }

    /// The findings that the design's options take back.
    pub fn suppressed(&self) -> Result<JsDiagnostics, js_sys::Error> {
        encode(&self.compiled.suppressed()).map(JsValue::unchecked_into)
    }

    /// One verdict for each intent and expectation.
    pub fn verdicts(&self) -> Result<JsVerdicts, js_sys::Error> {
        encode(&self.compiled.verdicts()).map(JsValue::unchecked_into)
    }

    /// The effective routes of a subnet, named `vnet/subnet`. Throws when the design has no such subnet.
    pub fn routes(&self, subnet: &str) -> Result<JsSubnetRoutes, js_sys::Error> {
        encode(&self.compiled.routes(subnet).map_err(misuse)?).map(JsValue::unchecked_into)
    }

    /// Where one packet goes, there and back. Throws when the query is wrong or names what the design does not have; the error's
    /// `diagnostics` say where.
    pub fn trace(&self, query: JsTraceQuery) -> Result<JsTrace, js_sys::Error> {
        // What JSON cannot say, such as `undefined`, is no question.
        let text = js_sys::JSON::stringify(&query).ok().and_then(|text| text.as_string()).unwrap_or_else(|| "null".to_owned());
        let trace = self.compiled.asked(&text).or_else(|findings| Err(refused(&findings)?))?;
        encode(&trace).map(JsValue::unchecked_into)
    }

    /// The resource definitions. Throws when the design has errors.
    pub fn emission(&self) -> Result<JsEmission, js_sys::Error> {
        encode(&self.compiled.emission().map_err(misuse)?).map(JsValue::unchecked_into)
    }

    /// The resource definitions as an ARM template. Throws when the design has errors.
    pub fn template(&self) -> Result<JsTemplate, js_sys::Error> {
        let emission = self.compiled.emission().map_err(misuse)?;
        encode(&template(&emission)).map(JsValue::unchecked_into)
    }
}

fn encode(value: &(impl Serialize + ?Sized)) -> Result<JsValue, js_sys::Error> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|error| misuse(error.to_string()))
}

/// The error whose `diagnostics` are what is wrong with a question.
fn refused(findings: &impl Serialize) -> Result<js_sys::Error, js_sys::Error> {
    let error = misuse("the question is wrong");
    // A new object takes every member.
    let _ = js_sys::Reflect::set(&error, &JsValue::from_str("diagnostics"), &encode(findings)?);
    Ok(error)
}

fn misuse(message: impl AsRef<str>) -> js_sys::Error {
    js_sys::Error::new(message.as_ref())
}
