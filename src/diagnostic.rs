//! Findings as data: what is wrong, where, how bad, and what to change. No rendering.

use serde::Serialize;

use crate::json::Json;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Azure refuses it, or traffic that the design means to carry is lost.
    Error,
    /// Azure accepts it and most designs do not mean it.
    Warning,
    /// Worth knowing.
    Info,
}

/// One problem in the design, located.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// Stable kebab-case code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence, lower case, with the user's names in backticks.
    pub message: String,
    /// JSON pointer (RFC 6901) to the place in the document; empty for the whole document.
    pub path: String,
    /// JSON pointers to the other places that take part.
    pub related: Vec<String>,
    /// What to change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// A JSON Patch (RFC 6902) that removes the finding.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<PatchOperation>,
    /// The code with which Azure Resource Manager would refuse it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arm_error_code: Option<&'static str>,
    /// Why the design says that the finding is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<String>,
    /// Byte offset into the document, where it stops being JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<usize>,
}

/// One operation of a JSON Patch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PatchOperation {
    /// `add`, `remove` or `replace`.
    pub op: &'static str,
    /// JSON pointer of what is added, removed or replaced.
    pub path: String,
    /// The new value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Json>,
}

impl Diagnostic {
    /// A finding with code, severity, place and message; the rest is added with the methods below.
    pub fn new(code: &'static str, severity: Severity, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            path: path.into(),
            related: Vec::new(),
            hint: None,
            fix: Vec::new(),
            arm_error_code: None,
            suppressed: None,
            offset: None,
        }
    }

    /// Says what to change.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Names another place that takes part.
    pub fn related(mut self, path: impl Into<String>) -> Self {
        self.related.push(path.into());
        self
    }

    /// Offers a change that removes the finding: a member or an element more. Several changes are made one after the other.
    pub fn adding(self, path: String, value: impl Into<Json>) -> Self {
        self.changing("add", path, Some(value.into()))
    }

    /// Offers a change that removes the finding: a member or an element less.
    pub fn removing(self, path: String) -> Self {
        self.changing("remove", path, None)
    }

    /// Offers a change that removes the finding: another value.
    pub fn replacing(self, path: String, value: impl Into<Json>) -> Self {
        self.changing("replace", path, Some(value.into()))
    }

    /// Offers another value, where there is one.
    pub fn replacing_some(self, path: String, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.replacing(path, value),
            None => self,
        }
    }

    fn changing(mut self, op: &'static str, path: String, value: Option<Json>) -> Self {
        self.fix.push(PatchOperation { op, path, value });
        self
    }

    /// Names Azure Resource Manager's error code.
    pub fn arm(mut self, code: &'static str) -> Self {
        self.arm_error_code = Some(code);
        self
    }
}
