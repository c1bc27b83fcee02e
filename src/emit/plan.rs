//! What has been decided so far: the writes in the order of deployment, and everything that is not written.

use super::definition::{Emission, ExistingResource, NotEmitted, ResourceDefinition, Scope};
use super::kind::{Kind, application_group_key};
use super::order::order;
use super::public_ip::PublicIps;
use crate::design::{Design, Reference, Resource};
use crate::json::{Json, Object};

/// An emission in the making.
pub(super) struct Plan<'d> {
    pub(super) design: &'d Design,
    pub(super) public_ips: PublicIps,
    writes: Vec<Write>,
    existing: Vec<ExistingResource>,
    not_emitted: Vec<NotEmitted>,
}

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

impl<'d> Plan<'d> {
    pub(super) fn new(design: &'d Design) -> Self {
        Self { design, public_ips: PublicIps::of(design), writes: Vec::new(), existing: Vec::new(), not_emitted: Vec::new() }
    }

    /// A write of a resource at the top of its resource group; every write locks what it writes.
    pub(super) fn resource(&self, kind: Kind, name: &str, owner: &dyn Resource, properties: Object) -> Write {
        let mut write = self.child(kind, &[name], owner, owner.place().pointer(), properties);
        if let Some(location) = owner.location().or(self.design.location.as_deref()) {
            write.with("location", location);
        }
        let mut tags = Object::new();
        for (name, value) in &owner.tags().unwrap_or(&self.design.tags).0 {
            tags.put((name.clone().into(), value.as_str().into()));
        }
        if !tags.is_empty() {
            write.with("tags", tags);
        }
        write
    }

    /// A write of a resource inside `owner`, which has neither location nor tags.
    pub(super) fn child(&self, kind: Kind, name: &[&str], owner: &dyn Resource, path: String, properties: Object) -> Write {
        let key = kind.key(name);
        let definition = ResourceDefinition {
            resource_type: kind.resource_type(),
            api_version: self.design.api_version().to_owned(),
            name: segments(name),
            scope: self.scope(owner),
            body: Object::new().with("properties", properties),
            depends_on: Vec::new(),
            locks: vec![key.clone()],
            path,
            key,
        };
        Write { definition, needs: Vec::new(), awaits: Vec::new() }
    }

    /// Appends a write; what it refers to has been appended before.
    pub(super) fn push(&mut self, write: Write) {
        self.writes.push(write);
    }

    /// Lists a resource that is never written.
    pub(super) fn push_existing(&mut self, kind: Kind, name: &[&str], owner: &dyn Resource, id: Option<String>, path: String) {
        let (key, scope, name) = (kind.key(name), self.scope(owner), segments(name));
        self.existing.push(ExistingResource { key, resource_type: kind.resource_type(), name, scope, id, path });
    }

    /// Lists an object for which nothing is written.
    pub(super) fn skip(&mut self, path: String, name: &str, because: &str) {
        self.not_emitted.push(NotEmitted { path, name: name.to_owned(), because: because.to_owned() });
    }

    /// The emission, dependencies computed.
    pub(super) fn finish(self) -> Emission {
        Emission { resources: order(self.writes), existing: self.existing, not_emitted: self.not_emitted }
    }

    /// Where a resource lives: as its id says where it has one, else as it or the design says.
    fn scope(&self, resource: &dyn Resource) -> Scope {
        if let Some(scope) = resource.id().filter(|_| resource.existing()).and_then(scope_of_id) {
            return scope;
        }
        let design = self.design;
        let named = resource.resource_group().or(design.resource_group.as_deref()).or(design.name.as_ref().map(|name| name.as_str()));
        Scope { subscription: resource.subscription().map(str::to_owned), resource_group: named.unwrap_or(UNNAMED).to_owned() }
    }
}

/// The resource group of a design that names neither a group nor itself.
const UNNAMED: &str = "routewright";

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

fn segments(name: &[&str]) -> Vec<String> {
    name.iter().map(|segment| (*segment).to_owned()).collect()
}

/// Subscription and resource group of `/subscriptions/…/resourceGroups/…/providers/…`.
fn scope_of_id(id: &str) -> Option<Scope> {
    let mut segments = id.split('/');
    let mut after = |keyword: &str| segments.by_ref().find(|segment| segment.eq_ignore_ascii_case(keyword)).and_then(|_| segments.next());
    let subscription = after("subscriptions")?.to_owned();
    Some(Scope { subscription: Some(subscription), resource_group: after("resourceGroups")?.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::scope_of_id;

    #[test]
    fn the_scope_of_an_id_is_read_in_any_case() {
        let scope = scope_of_id("/subscriptions/s/resourcegroups/rg/providers/Microsoft.Network/virtualNetworks/v").unwrap();
        assert_eq!((scope.subscription.as_deref(), scope.resource_group.as_str()), (Some("s"), "rg"));
        assert!(scope_of_id("vnet-hub").is_none());
        assert!(scope_of_id("/subscriptions/s").is_none());
    }
}
