//! The ends of traces: objects as intents have them (docs/design.md, "Ends of intents and traces"), and what is wrong with others.

use routewright::answer::TraceQuery;
use routewright::compile::compile;
use serde_json::{Value, json};

/// One of each kind that an object can name, all with one name and each with an address of its own.
fn namesakes() -> Value {
    json!({ "apiVersion": "2024-05-01",
        "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "app", "addressPrefix": "10.1.1.0/24" }, { "name": "nva", "addressPrefix": "10.1.2.0/24" },
            { "name": "AzureFirewallSubnet", "addressPrefix": "10.1.9.0/26" }] }],
        "firewalls": [{ "name": "x", "virtualNetwork": "vnet", "privateIpAddress": "10.1.9.4" }],
        "appliances": [{ "name": "x", "networkInterfaces": [{ "subnet": "vnet/nva", "privateIpAddress": "10.1.2.4", "enableIPForwarding": true }] }],
        "loadBalancers": [{ "name": "x", "subnet": "vnet/nva", "privateIpAddress": "10.1.2.100", "haPorts": true, "backends": ["x"] }],
        "privateEndpoints": [{ "name": "x", "subnet": "vnet/app", "privateIpAddress": "10.1.1.9" }],
        "networkInterfaces": [{ "name": "x", "subnet": "vnet/app", "privateIpAddress": "10.1.1.20" }] })
}

/// The answer to a question as JavaScript asks it, or what is wrong with the question.
fn asked(from: &Value, to: &Value) -> Result<Value, String> {
    let query: TraceQuery = serde_json::from_value(json!({ "from": from, "to": to })).map_err(|error| error.to_string())?;
    Ok(serde_json::to_value(compile(namesakes().to_string().as_bytes()).trace(&query)?).unwrap())
}

#[test]
fn an_object_says_of_which_kind_the_name_is() {
    let vm = json!({ "networkInterface": "x" });
    let kinds = [("firewall", "10.1.9.4"), ("appliance", "10.1.2.4"), ("loadBalancer", "10.1.2.100"), ("privateEndpoint", "10.1.1.9")];
    for (kind, address) in kinds {
        let to = asked(&vm, &json!({ (kind): "x" })).unwrap();
        assert_eq!(
            (&to["forward"]["packet"]["source"], &to["forward"]["packet"]["destination"]),
            (&json!("10.1.1.20"), &json!(address)),
            "{kind}"
        );
        assert_eq!(to, asked(&json!("10.1.1.20"), &json!(address)).unwrap(), "{kind}");
    }
    for (kind, address) in kinds.iter().take(2) {
        let from = asked(&json!({ (*kind): "x" }), &vm).unwrap();
        assert_eq!(from["forward"]["packet"]["source"], *address, "{kind}");
    }
    // A string that is a name alone means the firewall, the first of the kinds.
    assert_eq!(asked(&vm, &json!("x")), asked(&vm, &json!({ "firewall": "x" })));
}

#[test]
fn a_wrong_end_is_an_error_that_says_what_is_wrong() {
    let wrong = |end: Value| asked(&end, &json!("Internet")).unwrap_err();
    assert_eq!(wrong(json!({ "firewal": "x" })), "`firewal` of an endpoint: unknown property `firewal`; did you mean `firewall`?");
    assert_eq!(wrong(json!({ "firewall": 7 })), "`firewall` of an endpoint: expected the name of a resource, found a number");
    assert_eq!(wrong(json!({ "networkInterface": "y" })), "no network interface is named `y`");
    assert_eq!(wrong(json!(7)), "expected an endpoint: a string or an object, found a number");
    assert_eq!(wrong(json!(["vnet/app"])), "expected an endpoint: a string or an object, found an array");
    for unclear in [json!({}), json!({ "firewall": "x", "appliance": "x" })] {
        assert!(wrong(unclear).starts_with("an endpoint is exactly one of `firewall`"));
    }
    // What never opens a connection stays refused, whichever way it is named.
    assert!(wrong(json!({ "privateEndpoint": "x" })).starts_with("`x` is a private endpoint"));
    assert!(wrong(json!({ "loadBalancer": "x" })).starts_with("`x` is a load balancer"));
}
