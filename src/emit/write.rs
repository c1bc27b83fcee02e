//! One write in the making: its definition, what must be finished before it, and what Azure locks meanwhile.

use super::definition::ResourceDefinition;
use crate::json::Json;

/// A definition whose dependencies are not computed yet.
pub(super) struct Write {
    /// The definition; `depends_on` is empty.
    pub(super) definition: ResourceDefinition,
    /// Keys of writes that must be complete, besides those that the body refers to.
    pub(super) needs: Vec<String>,
    /// Keys of resources that must have settled: this write awaits their locks and does not take them.
    pub(super) awaits: Vec<String>,
}

impl Write {
    /// Puts a member beside `properties` into the body.
    pub(super) fn with(&mut self, member: &'static str, value: impl Into<Json>) -> &mut Self {
        self.definition.body.put((member.into(), value.into()));
        self
    }

    /// Names a resource that Azure locks during this write.
    pub(super) fn locks(&mut self, key: String) -> &mut Self {
        if !self.definition.locks.contains(&key) {
            self.definition.locks.push(key);
        }
        self
    }

    /// Names a write that must be complete, although the body does not refer to it.
    pub(super) fn needs(&mut self, key: String) -> &mut Self {
        self.needs.push(key);
        self
    }

    /// Names a resource that must have settled before this write.
    pub(super) fn awaits(&mut self, key: String) -> &mut Self {
        self.awaits.push(key);
        self
    }
}
