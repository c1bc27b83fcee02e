//! Resource definitions to an Azure Resource Manager template.
//!
//! A template is deployed to one resource group: the one in which most of the resources live. Every other resource
//! becomes a nested deployment of its own, because the order of the writes crosses from group to group and back. What
//! it refers to is handed to it as parameters, so that every id is made in one place, in the words of the outer
//! deployment. The groups themselves must be there: a template of this scope cannot make them.

use super::body::texts;
use super::definition::{Emission, ResourceDefinition, Scope};
use super::keys::Keys;
use crate::json::{Json, Object};

const SCHEMA: &str = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const DEPLOYMENTS: &str = "Microsoft.Resources/deployments";
/// API version of nested deployments; any since 2019-10-01 knows `expressionEvaluationOptions`.
const DEPLOYMENTS_API_VERSION: &str = "2022-09-01";
/// The longest name of a deployment.
const LONGEST_DEPLOYMENT_NAME: usize = 64;

/// The template that makes the resources of an emission.
pub fn template(emission: &Emission) -> Json {
    let Some(main) = main_scope(&emission.resources) else {
        return wrap(Vec::new(), None).into();
    };
    let mut ids = Ids::default();
    for existing in &emission.existing {
        let id = match &existing.id {
            Some(id) => literal(id),
            None => expression(&resource_id(main, &existing.scope, existing.resource_type, &existing.name)),
        };
        ids.add(&existing.key, id, String::new());
    }
    for (position, resource) in emission.resources.iter().enumerate() {
        let id = resource_id(main, &resource.scope, resource.resource_type, &resource.name);
        let write = if same_scope(main, &resource.scope) {
            id.clone()
        } else {
            resource_id(main, main, DEPLOYMENTS, &[deployment_name(resource, position)])
        };
        ids.add(&resource.key, expression(&id), expression(&write));
    }
    let mut resources = Vec::new();
    for (position, resource) in emission.resources.iter().enumerate() {
        let mut made = if same_scope(main, &resource.scope) {
            write(resource, &mut |key| ids.resource(key))
        } else {
            nested(main, resource, deployment_name(resource, position), &ids)
        };
        if !resource.depends_on.is_empty() {
            made = made.with("dependsOn", texts(resource.depends_on.iter().map(|key| ids.write(key))));
        }
        resources.push(made.into());
    }
    wrap(resources, Some(main)).into()
}

/// How the outer deployment names each resource, and what writes it: the resource itself, or the deployment to its group.
#[derive(Default)]
struct Ids<'e> {
    keys: Keys<'e>,
    of: Vec<(String, String)>,
}

impl<'e> Ids<'e> {
    fn add(&mut self, key: &'e str, resource: String, write: String) {
        let number = self.keys.number(key);
        self.of.resize_with(self.keys.len(), Default::default);
        if let Some(of) = self.of.get_mut(number) {
            *of = (resource, write);
        }
    }

    fn resource(&self, key: &str) -> String {
        self.get(key).map_or_else(String::new, |of| of.0.clone())
    }

    fn write(&self, key: &str) -> String {
        self.get(key).map_or_else(String::new, |of| of.1.clone())
    }

    fn get(&self, key: &str) -> Option<&(String, String)> {
        self.of.get(self.keys.find(key)?)
    }
}

/// The scope in which most of the resources live; the first of several.
///
/// A resource without a subscription lives in the one deployed to, so where there are such, the scope is one of theirs.
fn main_scope(resources: &[ResourceDefinition]) -> Option<&Scope> {
    let elsewhere = resources.iter().all(|resource| resource.scope.subscription.is_some());
    let mut counts: Vec<(&Scope, usize)> = Vec::new();
    for scope in resources.iter().map(|resource| &resource.scope).filter(|scope| elsewhere || scope.subscription.is_none()) {
        match counts.iter_mut().find(|(known, _)| same_scope(known, scope)) {
            Some((_, count)) => *count += 1,
            None => counts.push((scope, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(scope, _)| scope)
}

fn same_scope(main: &Scope, other: &Scope) -> bool {
    same_subscription(main, other) && main.resource_group.eq_ignore_ascii_case(&other.resource_group)
}

/// A scope without a subscription is in the one deployed to, which is that of the main scope.
fn same_subscription(main: &Scope, other: &Scope) -> bool {
    match (&main.subscription, &other.subscription) {
        (_, None) => true,
        (Some(main), Some(other)) => main.eq_ignore_ascii_case(other),
        (None, Some(_)) => false,
    }
}

fn wrap(resources: Vec<Json>, main: Option<&Scope>) -> Object {
    let template = Object::new().with("$schema", SCHEMA).with("contentVersion", "1.0.0.0").with("resources", resources);
    let Some(main) = main else { return template };
    let subscription = main.subscription.as_ref().map_or_else(String::new, |subscription| format!(" of subscription {subscription}"));
    let description = format!("Deploy to resource group {}{subscription}.", main.resource_group);
    template.with("metadata", Object::new().with("description", description))
}

/// A resource of a template; `id` gives the text that stands for a reference.
fn write(resource: &ResourceDefinition, id: &mut dyn FnMut(&str) -> String) -> Object {
    // What lives in another resource has no location; everything else has that of its group where the design has none.
    let location = (resource.name.len() == 1).then(|| expression("resourceGroup().location"));
    let mut made = Object::new()
        .with("type", resource.resource_type)
        .with("apiVersion", resource.api_version.as_str())
        .with("name", literal(&resource.name.join("/")))
        .with_some("location", location);
    for (name, value) in resource.body.iter() {
        made.put((name.clone(), translate(value, id)));
    }
    made
}

/// A deployment of one resource to its own group.
fn nested(main: &Scope, resource: &ResourceDefinition, name: String, ids: &Ids<'_>) -> Object {
    let mut values = Object::new();
    let mut declarations = Object::new();
    let inner = write(resource, &mut |key| {
        let parameter = format!("id{}", values.iter().len());
        values.put((parameter.clone().into(), Object::new().with("value", ids.resource(key)).into()));
        declarations.put((parameter.clone().into(), Object::new().with("type", "string").into()));
        expression(&format!("parameters({})", quoted(&parameter)))
    });
    let properties = Object::new()
        .with("mode", "Incremental")
        .with("expressionEvaluationOptions", Object::new().with("scope", "inner"))
        .with("parameters", values)
        .with("template", wrap(vec![inner.into()], None).with("parameters", declarations));
    let subscription = resource.scope.subscription.as_deref().filter(|_| !same_subscription(main, &resource.scope));
    Object::new()
        .with("type", DEPLOYMENTS)
        .with("apiVersion", DEPLOYMENTS_API_VERSION)
        .with("name", name)
        .with("resourceGroup", literal(&resource.scope.resource_group))
        .with("properties", properties)
        .with_some("subscriptionId", subscription.map(literal))
}

/// Unique by its number; the key is there for whoever reads the history of deployments.
fn deployment_name(resource: &ResourceDefinition, position: usize) -> String {
    let readable = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '.' };
    format!("{position}-{}", resource.key).chars().map(readable).take(LONGEST_DEPLOYMENT_NAME).collect()
}

/// A value of a template that stands for a value of a body.
fn translate(value: &Json, id: &mut dyn FnMut(&str) -> String) -> Json {
    match value {
        Json::Object(members) => match members.get("$ref") {
            Some(Json::Text(key)) => Json::Text(match members.get("child") {
                Some(Json::Text(path)) => inside(&id(key), path),
                _ => id(key),
            }),
            _ => {
                let mut translated = Object::new();
                for (name, value) in members.iter() {
                    translated.put((name.clone(), translate(value, id)));
                }
                Json::Object(translated)
            }
        },
        Json::List(items) => Json::List(items.iter().map(|item| translate(item, id)).collect()),
        Json::Text(text) => Json::Text(literal(text)),
        Json::Flag(_) | Json::Number(_) => value.clone(),
    }
}

/// The text for a part of a resource, from the text for the resource.
fn inside(id: &str, path: &str) -> String {
    match id.strip_prefix('[').and_then(|id| id.strip_suffix(']')) {
        Some(inner) => expression(&format!("concat({inner}, {})", quoted(&format!("/{path}")))),
        None => format!("{id}/{path}"),
    }
}

/// `resourceId(...)` as the outer deployment writes it.
fn resource_id(main: &Scope, scope: &Scope, resource_type: &str, name: &[String]) -> String {
    let mut arguments = Vec::new();
    if let (false, Some(subscription)) = (same_subscription(main, scope), &scope.subscription) {
        arguments.push(quoted(subscription));
    }
    if !same_scope(main, scope) {
        arguments.push(quoted(&scope.resource_group));
    }
    arguments.push(quoted(resource_type));
    arguments.extend(name.iter().map(|segment| quoted(segment)));
    format!("resourceId({})", arguments.join(", "))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn expression(code: &str) -> String {
    format!("[{code}]")
}

/// A string that is not an expression, even where it looks like one.
///
/// Only a string that starts with `[` and ends with `]` is an expression, and only then may its bracket be doubled
/// (Azure/bicep pull request 2006).
fn literal(text: &str) -> String {
    if text.starts_with('[') && text.ends_with(']') { format!("[{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{literal, quoted};

    #[test]
    fn text_that_looks_like_an_expression_stays_text() {
        assert_eq!(literal("[me]"), "[[me]");
        assert_eq!(literal("[me] and you"), "[me] and you");
        assert_eq!(literal("me"), "me");
        assert_eq!(quoted("o'clock"), "'o''clock'");
    }
}
