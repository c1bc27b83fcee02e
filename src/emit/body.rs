//! What bodies of several kinds have: references, and lists of texts.

use super::kind::application_group_key;
use crate::design::{Design, Reference};
use crate::json::{Json, Object};

/// A reference to a resource, as ARM has it in bodies.
pub(super) fn reference(key: String) -> Object {
    Object::new().with("id", Object::new().with("$ref", key))
}

/// A reference to a part of a resource, by its path inside the resource.
pub(super) fn child(key: &str, path: &str) -> Object {
    Object::new().with("id", Object::new().with("$ref", key).with("child", path))
}

/// References to application security groups; nothing where there are none.
pub(super) fn application_groups(design: &Design, groups: &[Reference]) -> Option<Vec<Json>> {
    let ids = groups.iter().filter_map(Reference::application_security_group);
    let groups: Vec<Json> = ids.map(|id| reference(application_group_key(design, id)).into()).collect();
    (!groups.is_empty()).then_some(groups)
}

/// Texts as a list of strings.
pub(super) fn texts(items: impl Iterator<Item = String>) -> Json {
    Json::List(items.map(Json::Text).collect())
}
