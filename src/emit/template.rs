//! Resource definitions to an Azure Resource Manager template.
//!
//! A template is deployed to one resource group: the one in which most of the resources live. Every other resource
//! becomes a nested deployment of its own, because the order of the writes crosses from group to group and back. What
//! it refers to is handed to it as parameters, so that every id is made in one place, in the words of the outer
//! deployment. The groups themselves must be there: a template of this scope cannot make them.

use serde_json::{Map, Value, json};

use super::definition::{Emission, ResourceDefinition, Scope};

const SCHEMA: &str = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const DEPLOYMENTS: &str = "Microsoft.Resources/deployments";
/// API version of nested deployments; any since 2019-10-01 knows `expressionEvaluationOptions`.
const DEPLOYMENTS_API_VERSION: &str = "2022-09-01";
/// The longest name of a deployment.
const LONGEST_DEPLOYMENT_NAME: usize = 64;

/// The template that makes the resources of an emission.
pub fn template(emission: &Emission) -> Value {
    let Some(main) = main_scope(&emission.resources) else {
        return wrap(Vec::new(), None);
    };
    let mut ids = Map::new();
    for existing in &emission.existing {
        let id = match &existing.id {
            Some(id) => literal(id),
            None => expression(&resource_id(main, &existing.scope, existing.resource_type, &existing.name)),
        };
        ids.insert(existing.key.clone(), id);
    }
    let mut writes = Map::new();
    for (position, resource) in emission.resources.iter().enumerate() {
        let id = resource_id(main, &resource.scope, resource.resource_type, &resource.name);
        ids.insert(resource.key.clone(), expression(&id));
        let write = if same_scope(main, &resource.scope) {
            id
        } else {
            resource_id(main, main, DEPLOYMENTS, &[deployment_name(resource, position)])
        };
        writes.insert(resource.key.clone(), expression(&write));
    }
    let resources = emission.resources.iter().enumerate().map(|(position, resource)| {
        let depends_on: Vec<&Value> = resource.depends_on.iter().filter_map(|key| writes.get(key.as_str())).collect();
        let mut made = if same_scope(main, &resource.scope) {
            write(resource, &mut |key| ids.get(key).cloned().unwrap_or_default())
        } else {
            nested(main, resource, deployment_name(resource, position), &ids)
        };
        if let (false, Value::Object(members)) = (depends_on.is_empty(), &mut made) {
            members.insert("dependsOn".to_owned(), json!(depends_on));
        }
        made
    });
    wrap(resources.collect(), Some(main))
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

fn wrap(resources: Vec<Value>, main: Option<&Scope>) -> Value {
    let mut template = json!({ "$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": resources });
    if let (Some(main), Value::Object(members)) = (main, &mut template) {
        let subscription = main.subscription.as_ref().map_or_else(String::new, |subscription| format!(" of subscription {subscription}"));
        let description = format!("Deploy to resource group {}{subscription}.", main.resource_group);
        members.insert("metadata".to_owned(), json!({ "description": description }));
    }
    template
}

/// A resource of a template; `id` gives the value that stands for a reference.
fn write(resource: &ResourceDefinition, id: &mut impl FnMut(&str) -> Value) -> Value {
    let mut made = Map::new();
    let mut set = |key: &str, value: Value| made.insert(key.to_owned(), value);
    set("type", resource.resource_type.into());
    set("apiVersion", resource.api_version.as_str().into());
    set("name", literal(&resource.name.join("/")));
    // What lives in another resource has no location; everything else has that of its group where the design has none.
    if resource.name.len() == 1 {
        set("location", expression("resourceGroup().location"));
    }
    if let Value::Object(body) = translate(&resource.body, id) {
        made.extend(body);
    }
    Value::Object(made)
}

/// A deployment of one resource to its own group.
fn nested(main: &Scope, resource: &ResourceDefinition, name: String, ids: &Map<String, Value>) -> Value {
    let mut values = Map::new();
    let mut declarations = Map::new();
    let inner = write(resource, &mut |key| {
        let parameter = format!("id{}", values.len());
        values.insert(parameter.clone(), json!({ "value": ids.get(key).cloned().unwrap_or_default() }));
        declarations.insert(parameter.clone(), json!({ "type": "string" }));
        expression(&format!("parameters({})", quoted(&parameter)))
    });
    let mut template = wrap(vec![inner], None);
    if let Value::Object(members) = &mut template {
        members.insert("parameters".to_owned(), Value::Object(declarations));
    }
    let mut deployment = json!({
        "type": DEPLOYMENTS,
        "apiVersion": DEPLOYMENTS_API_VERSION,
        "name": name,
        "resourceGroup": literal(&resource.scope.resource_group),
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": { "scope": "inner" },
            "parameters": values,
            "template": template,
        },
    });
    if let (false, Some(subscription), Value::Object(members)) =
        (same_subscription(main, &resource.scope), &resource.scope.subscription, &mut deployment)
    {
        members.insert("subscriptionId".to_owned(), literal(subscription));
    }
    deployment
}

/// Unique by its number; the key is there for whoever reads the history of deployments.
fn deployment_name(resource: &ResourceDefinition, position: usize) -> String {
    let readable = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '.' };
    format!("{position}-{}", resource.key).chars().map(readable).take(LONGEST_DEPLOYMENT_NAME).collect()
}

/// A value of a template that stands for a value of a body.
fn translate(value: &Value, id: &mut impl FnMut(&str) -> Value) -> Value {
    match value {
        Value::Object(members) => match members.get("$ref") {
            Some(Value::String(key)) => id(key),
            _ => {
                let mut translated = Map::new();
                for (key, value) in members {
                    translated.insert(key.clone(), translate(value, id));
                }
                Value::Object(translated)
            }
        },
        Value::Array(items) => items.iter().map(|item| translate(item, id)).collect(),
        Value::String(text) => literal(text),
        other => other.clone(),
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

fn expression(code: &str) -> Value {
    Value::String(format!("[{code}]"))
}

/// A string that is not an expression, even where it looks like one.
///
/// Only a string that starts with `[` and ends with `]` is an expression, and only then may its bracket be doubled
/// (Azure/bicep pull request 2006).
fn literal(text: &str) -> Value {
    Value::String(if text.starts_with('[') && text.ends_with(']') { format!("[{text}") } else { text.to_owned() })
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
