//! Templates: evaluated as Azure Resource Manager evaluates them, they say what the definitions say.

use std::collections::HashMap;

use routewright::emit::{Emission, Scope};
use serde_json::{Map, Value, json};

use crate::{emission, golden};

/// The subscription deployed to.
const SUBSCRIPTION: &str = "00000000-0000-0000-0000-000000000000";

fn template(emission: &Emission) -> Value {
    serde_json::to_value(routewright::emit::template(emission)).unwrap()
}

/// Where a template is deployed to, and what its parameters are.
struct Deployment {
    scope: Scope,
    parameters: Map<String, Value>,
}

impl Deployment {
    /// A value of the template, its expressions evaluated.
    fn evaluate(&self, value: &Value) -> Value {
        match value {
            Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), self.evaluate(value))).collect(),
            Value::Array(items) => items.iter().map(|item| self.evaluate(item)).collect(),
            Value::String(text) => match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                None => value.clone(),
                Some(literal) if literal.starts_with('[') => format!("{literal}]").into(),
                Some("resourceGroup().location") => format!("location of {}", self.scope.resource_group).into(),
                Some(call) => self.call(call),
            },
            other => other.clone(),
        }
    }

    fn call(&self, call: &str) -> Value {
        let (function, arguments) = call.strip_suffix(')').unwrap().split_once('(').unwrap();
        if function == "concat" {
            let (inner, path) = arguments.strip_suffix('\'').unwrap().rsplit_once(", '").unwrap();
            return format!("{}{path}", self.call(inner).as_str().unwrap()).into();
        }
        let quoted = arguments.strip_prefix('\'').unwrap().strip_suffix('\'').unwrap();
        let mut arguments: Vec<String> = quoted.split("', '").map(|argument| argument.replace("''", "'")).collect();
        match function {
            "parameters" => self.parameters[&arguments[0]]["value"].clone(),
            "resourceId" => {
                let kind = arguments.iter().position(|argument| argument.contains('/')).unwrap();
                let name = arguments.split_off(kind + 1);
                let mut scope = self.scope.clone();
                match &arguments[..kind] {
                    [] => {}
                    [group] => scope.resource_group = group.clone(),
                    [subscription, group] => scope = Scope { subscription: Some(subscription.clone()), resource_group: group.clone() },
                    more => panic!("too many arguments: {more:?}"),
                }
                id(&scope, &arguments[kind], &name).into()
            }
            other => panic!("unknown function {other}"),
        }
    }

    /// Every resource that the template writes, by its id; nested deployments are gone into.
    fn writes(&self, template: &Value) -> HashMap<String, Value> {
        let mut all = HashMap::new();
        for resource in template["resources"].as_array().unwrap() {
            if resource["type"] != "Microsoft.Resources/deployments" {
                let name: Vec<String> = resource["name"].as_str().unwrap().split('/').map(str::to_owned).collect();
                let Value::Object(mut made) = self.evaluate(resource) else { panic!("a resource is an object") };
                for key in ["type", "name", "dependsOn"] {
                    made.remove(key);
                }
                all.insert(id(&self.scope, resource["type"].as_str().unwrap(), &name), Value::Object(made));
                continue;
            }
            assert_eq!(resource["properties"]["expressionEvaluationOptions"]["scope"], "inner");
            let mut scope = Scope { resource_group: resource["resourceGroup"].as_str().unwrap().to_owned(), ..self.scope.clone() };
            if let Some(subscription) = resource.get("subscriptionId") {
                scope.subscription = Some(subscription.as_str().unwrap().to_owned());
            }
            let Value::Object(parameters) = self.evaluate(&resource["properties"]["parameters"]) else {
                panic!("parameters are an object")
            };
            all.extend(Deployment { scope, parameters }.writes(&resource["properties"]["template"]));
        }
        all
    }
}

fn id(scope: &Scope, resource_type: &str, name: &[String]) -> String {
    let (namespace, collections) = resource_type.split_once('/').unwrap();
    let path: Vec<String> = collections.split('/').zip(name).map(|(collection, name)| format!("{collection}/{name}")).collect();
    let subscription = scope.subscription.as_deref().unwrap_or(SUBSCRIPTION);
    // Azure compares both without regard to case.
    let (subscription, group) = (subscription.to_lowercase(), scope.resource_group.to_lowercase());
    format!("/subscriptions/{subscription}/resourceGroups/{group}/providers/{namespace}/{}", path.join("/"))
}

/// What a host would write for the definitions.
fn expected(emission: &Emission) -> HashMap<String, Value> {
    let written = emission.resources.iter().map(|it| (it.key.clone(), id(&it.scope, it.resource_type, &it.name)));
    let existing = emission.existing.iter();
    let existing = existing.map(|it| (it.key.clone(), it.id.clone().unwrap_or_else(|| id(&it.scope, it.resource_type, &it.name))));
    let ids: HashMap<String, String> = written.chain(existing).collect();
    let resources = emission.resources.iter().map(|resource| {
        let Value::Object(mut body) = resolved(&serde_json::to_value(&resource.body).unwrap(), &ids) else { panic!("a body is an object") };
        body.insert("apiVersion".to_owned(), resource.api_version.as_str().into());
        if resource.name.len() == 1 && !body.contains_key("location") {
            body.insert("location".to_owned(), format!("location of {}", resource.scope.resource_group).into());
        }
        (ids[&resource.key].clone(), Value::Object(body))
    });
    resources.collect()
}

fn resolved(value: &Value, ids: &HashMap<String, String>) -> Value {
    match value {
        Value::Object(members) => match members.get("$ref") {
            Some(key) => {
                let part = members.get("child").map(|path| format!("/{}", path.as_str().unwrap()));
                format!("{}{}", ids[key.as_str().unwrap()], part.unwrap_or_default()).into()
            }
            None => members.iter().map(|(key, value)| (key.clone(), resolved(value, ids))).collect(),
        },
        Value::Array(items) => items.iter().map(|item| resolved(item, ids)).collect(),
        other => other.clone(),
    }
}

/// Evaluates the template of an emission and compares it with the definitions.
pub fn same_as_definitions(emission: &Emission) {
    let made = template(emission);
    let description = made["metadata"]["description"].as_str().unwrap_or("Deploy to resource group x.");
    let place = description.strip_prefix("Deploy to resource group ").unwrap().strip_suffix('.').unwrap();
    let scope = match place.split_once(" of subscription ") {
        Some((group, subscription)) => Scope { subscription: Some(subscription.to_owned()), resource_group: group.to_owned() },
        None => Scope { subscription: None, resource_group: place.to_owned() },
    };
    let deployment = Deployment { scope, parameters: Map::new() };
    assert_eq!(deployment.writes(&made), expected(emission));

    // A dependency names a resource or a nested deployment of the template itself, and an earlier one.
    let mut earlier = Vec::new();
    for resource in made["resources"].as_array().unwrap() {
        for dependency in deployment.evaluate(&resource["dependsOn"]).as_array().into_iter().flatten() {
            assert!(earlier.contains(dependency), "{dependency} is not in the template before {}", resource["name"]);
        }
        let name: Vec<String> = resource["name"].as_str().unwrap().split('/').map(str::to_owned).collect();
        earlier.push(Value::String(id(&deployment.scope, resource["type"].as_str().unwrap(), &name)));
    }
}

#[test]
fn the_templates_of_all_cases_write_what_the_definitions_say() {
    for (_, design) in golden::cases() {
        same_as_definitions(&emission(&design));
    }
}

#[test]
fn a_design_that_states_its_subscriptions_is_deployed_to_one_of_them() {
    let design = r#"{ "resourceGroup": "rg", "routeTables": [{ "name": "one", "subscription": "s1" }, { "name": "two", "subscription": "s2" },
        { "name": "three", "subscription": "S2" }] }"#;
    let emission = emission(design);
    assert_eq!(template(&emission)["metadata"]["description"], "Deploy to resource group rg of subscription s2.");
    same_as_definitions(&emission);
}

#[test]
fn a_design_without_resources_is_an_empty_template() {
    assert_eq!(template(&emission("{}"))["resources"], json!([]));
}

#[test]
fn text_that_looks_like_an_expression_stays_text() {
    let emission = emission(r#"{ "tags": { "owner": "[me]", "note": "[a] b" }, "routeTables": [{ "name": "it's" }] }"#);
    assert_eq!(template(&emission)["resources"][0]["tags"], json!({ "owner": "[[me]", "note": "[a] b" }));
    same_as_definitions(&emission);
}

#[test]
fn the_group_of_most_resources_is_the_one_deployed_to() {
    let design = r#"{ "resourceGroup": "rg-a", "routeTables": [
        { "name": "one", "resourceGroup": "rg-b" }, { "name": "two", "resourceGroup": "RG-B" }, { "name": "three" }] }"#;
    let made = template(&emission(design));
    assert_eq!(made["metadata"]["description"], "Deploy to resource group rg-b.");
    let kinds: Vec<&str> = made["resources"].as_array().unwrap().iter().map(|it| it["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["Microsoft.Network/routeTables", "Microsoft.Network/routeTables", "Microsoft.Resources/deployments"]);
}
