//! The JavaScript boundary: decode, call one function, encode. No decision is taken here.
//!
//! Answers cross as JSON text: a value that crosses member by member takes longer, and much more of the module.
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

    #[wasm_bindgen(js_namespace = JSON)]
    fn parse(text: &str) -> JsValue;

    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn stringify(query: &JsTraceQuery) -> Result<Option<String>, JsValue>;
}

/// A compiled design; `free()` gives its memory back.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    compiled: Compiled,
}

/// Compiles the UTF-8 text of a JSON document. Never throws for what the document contains.
#[wasm_bindgen]
pub fn compile(document: &[u8]) -> Engine {
    Engine { compiled: compile::compile(document) }
}

#[wasm_bindgen]
impl Engine {
    /// Totals.
    pub fn summary(&self) -> Result<JsSummary, JsValue> {
        encode(&self.compiled.summary())
    }

    /// Every finding.
    pub fn diagnostics(&self) -> Result<JsDiagnostics, JsValue> {
        encode(&self.compiled.diagnostics())
    }

    /// One verdict for each intent and expectation.
    pub fn verdicts(&self) -> Result<JsVerdicts, JsValue> {
        encode(&self.compiled.verdicts())
    }

    /// The effective routes of a subnet, named `vnet/subnet`. Throws when the design has no such subnet.
    pub fn routes(&self, subnet: &str) -> Result<JsSubnetRoutes, JsValue> {
        encode(&self.compiled.routes(subnet).map_err(misuse)?)
    }

    /// Where one packet goes, there and back. Throws when the query names what the design does not have.
    pub fn trace(&self, query: JsTraceQuery) -> Result<JsTrace, JsValue> {
        let query = stringify(&query)?.unwrap_or_default().parse().map_err(misuse)?;
        encode(&self.compiled.trace(&query).map_err(misuse)?)
    }

    /// The resource definitions. Throws when the design has errors.
    pub fn emission(&self) -> Result<JsEmission, JsValue> {
        encode(&self.compiled.emission().map_err(misuse)?)
    }

    /// The resource definitions as an ARM template. Throws when the design has errors.
    pub fn template(&self) -> Result<JsTemplate, JsValue> {
        let emission = self.compiled.emission().map_err(misuse)?;
        encode(&template(&emission))
    }
}

fn encode<T: JsCast>(value: &(impl Serialize + ?Sized)) -> Result<T, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| misuse(error.to_string()))?;
    Ok(parse(&text).unchecked_into())
}

fn misuse(message: impl AsRef<str>) -> JsValue {
    JsError::new(message.as_ref()).into()
}
