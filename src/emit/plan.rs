//! What has been decided so far: the writes in the order of deployment, and everything that is not written.

use super::definition::{Emission, ExistingResource, NotEmitted, ResourceDefinition, Scope};
use super::derived::PublicIps;
use super::kind::Kind;
use super::order::order;
use super::write::Write;
use crate::design::{Design, Resource};
use crate::json::Object;

/// An emission in the making.
pub(super) struct Plan<'d> {
    pub(super) design: &'d Design,
    pub(super) public_ips: PublicIps,
    writes: Vec<Write>,
    existing: Vec<ExistingResource>,
    not_emitted: Vec<NotEmitted>,
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
